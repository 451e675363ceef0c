// What a refusal (429) teaches about a rate: how long nobody asks, and how fast they may ask afterwards. Pure.
import type { Lesson } from './rate-store.ts'

export type Refusal = {
  now: number
  /** When the refused call was sent. */
  sentAt: number
  retryAfterMs: number | null
  /** How fast calls were made under the budget of late, in calls a minute. */
  pacePerMinute: number
  /** The rate Microsoft publishes, which we kept to; null where there is none. */
  documentedPerMinute: number | null
}

const firstPauseMs = 2000
const longestPauseMs = 120_000
const longestAskedMs = 3_600_000
/** Refusals further apart than this do not count as a row. */
const rowMs = 5 * 60_000
const fewestPerMinute = 6
const slower = 0.8
const minuteMs = 60_000

/**
 * Calls that were under way together are refused together: only the first of them counts. A pause is what Microsoft asks, else twice as
 * long each time.
 */
export function learned(before: Lesson | null, refusal: Refusal): Lesson {
  const { now, sentAt, retryAfterMs } = refusal
  const askedMs = retryAfterMs === null ? null : Math.min(retryAfterMs, longestAskedMs)
  if (before && sentAt <= before.refusedAt)
    return { ...before, refused: before.refused + 1, pausedUntil: Math.max(before.pausedUntil, now + (askedMs ?? 0)) }
  const inARow = before && now - before.pausedUntil < rowMs ? before.inARow + 1 : 1
  const pauseMs = askedMs ?? Math.min(longestPauseMs, firstPauseMs * 2 ** Math.min(20, inARow - 1))
  return {
    refused: (before?.refused ?? 0) + 1,
    inARow,
    refusedAt: now,
    pausedUntil: Math.max(before?.pausedUntil ?? 0, now + pauseMs),
    perMinute: rateAfter(before, inARow, refusal),
  }
}

/**
 * A fifth less than what was used, or than what is documented. One refusal of a documented rate is an accident of the network; only a
 * second one shows that the document is not the whole truth, of which it still is a quarter.
 */
function rateAfter(before: Lesson | null, inARow: number, { now, pacePerMinute, documentedPerMinute }: Refusal): number | null {
  const allowed = before && allowedPerMinute(before, now)
  if (documentedPerMinute === null) return Math.max(fewestPerMinute, Math.floor(Math.min(allowed ?? pacePerMinute, pacePerMinute) * slower))
  if (inARow < 2) return allowed
  return Math.max(
    fewestPerMinute,
    Math.ceil(documentedPerMinute / 4),
    Math.floor(Math.min(allowed ?? documentedPerMinute, documentedPerMinute) * slower),
  )
}

/** A tenth faster with each minute that nothing was refused; forgotten once that has made four times the rate. */
export function allowedPerMinute({ perMinute, pausedUntil }: Pick<Lesson, 'perMinute' | 'pausedUntil'>, now: number): number | null {
  if (perMinute === null) return null
  const growth = 1.1 ** Math.floor(Math.max(0, now - pausedUntil) / minuteMs)
  return growth >= 4 ? null : Math.floor(perMinute * growth)
}
