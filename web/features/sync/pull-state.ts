// What the reading of a resource means to the reader: stopped, being read, failing, waiting or fresh. Pure; entered by PullTile.
import type { PullResourceState } from '../../../contract/pulls.ts'
import type { StatusKind } from '../../ui/StatusBadge.tsx'

export type PullStanding = 'stopped' | 'reading' | 'failing' | 'waiting' | 'fresh' | 'nobody'

/** The worst first: what concerns all customers before what concerns some. */
export function standingOf({ customers, stopped, running, due, never, failing }: PullResourceState): PullStanding {
  if (stopped) return 'stopped'
  if (customers === 0) return 'nobody'
  if (running > 0) return 'reading'
  if (failing > 0) return 'failing'
  return never > 0 || due > 0 ? 'waiting' : 'fresh'
}

export const standingKinds: Record<PullStanding, StatusKind> = {
  stopped: 'danger',
  reading: 'pending',
  failing: 'warning',
  waiting: 'pending',
  fresh: 'healthy',
  nobody: 'off',
}
