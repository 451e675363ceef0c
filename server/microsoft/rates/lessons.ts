// What a refusal (429) teaches about a rate: how long nobody asks, and how fast they may ask afterwards. Pure.
import type { Lesson } from './rate-store.ts'

export type Refusal = {
  now: number
  /** When the refused call was sent. */
  sentAt: number
  retryAfterMs: number | null
  /** Calls made under the budget in the last minute. */
  usedInMinute: number
  /** Microsoft publishes a rate, which we kept to. */
  documented: boolean
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
 * long each time. The rate afterwards is a fifth less than what was used; where one is documented, only a second refusal shows that the
 * document is not the whole truth.
 */
export function learned(before: Lesson | null, { now, sentAt, retryAfterMs, usedInMinute, documented }: Refusal): Lesson {
  if (before && sentAt <= before.refusedAt)
    return {
      ...before,
      refused: before.refused + 1,
      pausedUntil: Math.max(before.pausedUntil, now + Math.min(retryAfterMs ?? 0, longestAskedMs)),
    }
  const inARow = before && now - before.pausedUntil < rowMs ? before.inARow + 1 : 1
  const pauseMs =
    retryAfterMs === null ? Math.min(longestPauseMs, firstPauseMs * 2 ** Math.min(20, inARow - 1)) : Math.min(retryAfterMs, longestAskedMs)
  const allowed = before && allowedPerMinute(before, now)
  const used = Math.min(allowed ?? Number.POSITIVE_INFINITY, usedInMinute)
  return {
    refused: (before?.refused ?? 0) + 1,
    inARow,
    refusedAt: now,
    pausedUntil: Math.max(before?.pausedUntil ?? 0, now + pauseMs),
    perMinute: documented && inARow < 2 ? null : Math.max(fewestPerMinute, Math.floor(used * slower)),
  }
}

/** A tenth faster with each minute that nothing was refused; forgotten once that has made four times the rate. */
export function allowedPerMinute({ perMinute, pausedUntil }: Pick<Lesson, 'perMinute' | 'pausedUntil'>, now: number): number | null {
  if (perMinute === null) return null
  const growth = 1.1 ** Math.floor(Math.max(0, now - pausedUntil) / minuteMs)
  return growth >= 4 ? null : Math.floor(perMinute * growth)
}
