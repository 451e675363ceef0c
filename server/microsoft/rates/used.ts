// Counts what this process does under each budget: calls in the last minute, calls that wait, refusals. Entered by budgets.ts.
import type { Usage } from './rate-store.ts'

const ringSeconds = 60
const paceSeconds = 10

type Ring = { seconds: Int32Array; refused: Int32Array; at: number }

export type Counter = {
  used(now: number): void
  refused(now: number): void
  waiting: number
  inMinute(now: number): { used: number; refused: number }
  /** Calls a minute, by the last minute or by the last ten seconds, whichever was faster: what has just begun has no full minute yet. */
  pace(now: number): number
}

export function createCounter(): Counter {
  const ring: Ring = { seconds: new Int32Array(ringSeconds), refused: new Int32Array(ringSeconds), at: 0 }
  /** Empties the places of the seconds that have passed since. */
  const turnTo = (now: number): number => {
    const second = Math.floor(now / 1000)
    for (let each = Math.max(ring.at + 1, second - ringSeconds + 1); each <= second; each += 1) {
      ring.seconds[each % ringSeconds] = 0
      ring.refused[each % ringSeconds] = 0
    }
    ring.at = Math.max(ring.at, second)
    return ring.at % ringSeconds
  }
  const add = (counts: Int32Array, place: number): void => {
    counts[place] = (counts[place] ?? 0) + 1
  }
  const sum = (counts: Int32Array): number => counts.reduce((all, one) => all + one, 0)
  return {
    used: (now) => add(ring.seconds, turnTo(now)),
    refused: (now) => add(ring.refused, turnTo(now)),
    waiting: 0,
    inMinute(now) {
      turnTo(now)
      return { used: sum(ring.seconds), refused: sum(ring.refused) }
    },
    pace(now) {
      const place = turnTo(now)
      let recent = 0
      for (let ago = 0; ago < paceSeconds; ago += 1) recent += ring.seconds[(place - ago + ringSeconds) % ringSeconds] ?? 0
      return Math.max(sum(ring.seconds), (recent * ringSeconds) / paceSeconds)
    },
  }
}

export const usageOf = (resource: string, counter: Counter, now: number): Usage => ({
  resource,
  waiting: counter.waiting,
  ...counter.inMinute(now),
})
