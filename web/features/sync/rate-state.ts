// What the use of one of Microsoft's rates means to the reader: kept within, waiting, refused, paused. Pure; entered by RateList.
import type { Rate, RateLimit } from '../../../contract/rates.ts'
import type { StatusKind } from '../../ui/StatusBadge.tsx'

export type RateStanding = 'paused' | 'refused' | 'waiting' | 'within'

export function rateStandingOf({ pausedUntil, refusedInMinute, waiting }: Rate): RateStanding {
  if (pausedUntil !== null) return 'paused'
  if (refusedInMinute > 0) return 'refused'
  return waiting > 0 ? 'waiting' : 'within'
}

export const rateKinds: Record<RateStanding, StatusKind> = { paused: 'warning', refused: 'warning', waiting: 'pending', within: 'healthy' }

/** What the partner's calls of a minute can be held against: where each tenant has its own rate, nothing. */
export function allowedInMinute({ documented, learnedPerMinute }: Rate): number | null {
  const own = documented.filter(({ per }) => per === 'partner').map(({ most, seconds }) => (most * 60) / seconds)
  const all = learnedPerMinute !== null && documented.every(({ per }) => per !== 'tenant') ? [...own, learnedPerMinute] : own
  return all.length > 0 ? Math.round(Math.min(...all)) : null
}

const periods = { 1: 'second', 60: 'minute', 3600: 'hour' } as const

export const periodOf = ({ seconds }: RateLimit): 'second' | 'minute' | 'hour' | 'other' =>
  periods[seconds as keyof typeof periods] ?? 'other'
