// What a synchronisation status means to the reader: fresh, running, stale or failed. Pure; entered by SyncFreshness and the list.
import type { SyncStatus } from '../../../contract/sync.ts'

export type SyncState =
  | { kind: 'first'; seen: number; expected: number | null; secondsLeft: number | null }
  | { kind: 'running'; seen: number; expected: number | null; secondsLeft: number | null }
  | {
      kind: 'failed'
      why: NonNullable<NonNullable<SyncStatus['run']>['failure']>['code']
      nextDueAt: string | null
      lastCompleteAt: string | null
    }
  | { kind: 'stale'; lastCompleteAt: string }
  | { kind: 'fresh'; lastCompleteAt: string }
  | { kind: 'never'; nextDueAt: string | null }

const minute = 60_000
/** A sync may start late behind others; only then does a passed due time mean that something is wrong. */
const graceMs = 15 * minute
const staleWithoutScheduleMs = 60 * minute

export const isRunning = (status: SyncStatus | undefined): boolean => status?.run?.outcome === 'running'

export function syncState(status: SyncStatus, now: number): SyncState {
  const { run, lastCompleteAt, nextDueAt } = status
  if (run?.outcome === 'running') {
    const { seen, expected, secondsLeft } = run
    return { kind: status.first ? 'first' : 'running', seen: status.first ? Math.max(seen, status.customers) : seen, expected, secondsLeft }
  }
  if (run?.outcome === 'failed') return { kind: 'failed', why: run.failure?.code ?? 'broken', nextDueAt, lastCompleteAt }
  if (lastCompleteAt === null) return { kind: 'never', nextDueAt }
  const overdue = nextDueAt ? now - Date.parse(nextDueAt) > graceMs : now - Date.parse(lastCompleteAt) > staleWithoutScheduleMs
  return { kind: overdue ? 'stale' : 'fresh', lastCompleteAt }
}

/** How far along, from 0 to 1; null where nobody knows how many there are. */
export function progressOf({ seen, expected }: { seen: number; expected: number | null }): number | null {
  return expected && expected > 0 ? Math.min(1, seen / expected) : null
}

/** A wait worth naming: nothing under five seconds, then rounded so that it does not flicker. */
export function roundedWait(secondsLeft: number | null): { unit: 'seconds' | 'minutes'; count: number } | null {
  if (secondsLeft === null || secondsLeft < 5) return null
  if (secondsLeft < 90) return { unit: 'seconds', count: Math.ceil(secondsLeft / 5) * 5 }
  return { unit: 'minutes', count: Math.ceil(secondsLeft / 60) }
}
