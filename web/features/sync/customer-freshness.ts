// B6: how fresh one thing known of a customer is, in one word. Pure; entered by CustomerFreshness.
import type { PullResource, PullState, pullResources } from '../../../contract/pulls.ts'
import type { StatusKind } from '../../ui/StatusBadge.tsx'

/** All that is read for each customer, checked against the contract by type: the contract would bring the validation library along. */
export const everyResource: typeof pullResources = ['details', 'subscriptions', 'directory', 'health', 'messages']

export type Freshness = 'closed' | 'reading' | 'failing' | 'never' | 'stale' | 'fresh'

/** A reading may wait its turn behind others; only then does a passed due time mean that what is shown is old. */
export const graceMs = 30 * 60_000

/** `askedAt`: when somebody asked for a reading; it is under way until something was tried after that. */
export function freshnessOf({ wanted, goodAt, triedAt, dueAt, failure }: PullState, now: number, askedAt?: number): Freshness {
  if (!wanted) return 'closed'
  if (askedAt !== undefined && (triedAt === null || Date.parse(triedAt) < askedAt)) return 'reading'
  if (failure) return 'failing'
  if (goodAt === null) return 'never'
  return now - Date.parse(dueAt) > graceMs ? 'stale' : 'fresh'
}

export const freshnessKinds: Record<Freshness, StatusKind> = {
  closed: 'off',
  reading: 'pending',
  failing: 'warning',
  never: 'unknown',
  stale: 'unknown',
  fresh: 'healthy',
}

export const wantedOf = (states: readonly PullState[]): PullResource[] =>
  states.filter(({ wanted }) => wanted).map(({ resource }) => resource)
