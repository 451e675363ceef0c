// B6: what refusals teach: how long nobody asks, and how fast they may ask afterwards.
import { describe, expect, it } from 'vitest'
import { allowedPerMinute, learned, type Refusal } from './lessons.ts'

const minuteMs = 60_000
const refusal = (over: Partial<Refusal> = {}): Refusal => ({
  now: 1_000_000,
  sentAt: 999_500,
  retryAfterMs: null,
  pacePerMinute: 100,
  documentedPerMinute: null,
  ...over,
})

describe('the pause', () => {
  it('is what Microsoft asks, within an hour', () => {
    expect(learned(null, refusal({ retryAfterMs: 57_000 })).pausedUntil).toBe(1_057_000)
    expect(learned(null, refusal({ retryAfterMs: 90_000_000 })).pausedUntil).toBe(1_000_000 + 3_600_000)
  })

  it('doubles where Microsoft asks for none, up to two minutes, and begins anew after a quiet time', () => {
    let lesson = learned(null, refusal())
    const pauses: number[] = []
    for (let time = 0; time < 10; time += 1) {
      const now = lesson.pausedUntil + 1000
      pauses.push(lesson.pausedUntil - lesson.refusedAt)
      lesson = learned(lesson, refusal({ now, sentAt: now - 100 }))
    }
    expect(pauses).toEqual([2000, 4000, 8000, 16_000, 32_000, 64_000, 120_000, 120_000, 120_000, 120_000])
    const now = lesson.pausedUntil + 10 * minuteMs
    expect(learned(lesson, refusal({ now, sentAt: now - 100 })).pausedUntil).toBe(now + 2000)
  })

  it('of calls that were under way together is one pause', () => {
    const first = learned(null, refusal({ retryAfterMs: 5000 }))
    const second = learned(first, refusal({ now: 1_000_200, sentAt: 999_900, retryAfterMs: 6000 }))
    expect(second).toEqual({ ...first, refused: 2, pausedUntil: 1_006_200 })
  })
})

describe('the rate afterwards', () => {
  it('is a fifth less than what was used where none is documented, and never nothing', () => {
    expect(learned(null, refusal()).perMinute).toBe(80)
    expect(learned(null, refusal({ pacePerMinute: 0 })).perMinute).toBe(6)
    const lesson = learned(null, refusal())
    const now = lesson.pausedUntil + 1000
    // What was allowed counts where more was asked by others.
    expect(learned(lesson, refusal({ now, sentAt: now - 1, pacePerMinute: 500 })).perMinute).toBe(64)
  })

  it('of a documented one is left alone by a single refusal, and falls to a quarter at most', () => {
    const documented = { documentedPerMinute: 500 }
    let lesson = learned(null, refusal(documented))
    expect(lesson.perMinute).toBeNull()
    const rates: (number | null)[] = []
    for (let time = 0; time < 8; time += 1) {
      const now = lesson.pausedUntil + 1000
      lesson = learned(lesson, refusal({ ...documented, now, sentAt: now - 100 }))
      rates.push(lesson.perMinute)
    }
    expect(rates).toEqual([400, 320, 256, 204, 163, 130, 125, 125])
  })

  it('grows by a tenth a minute once the pause is over, and is forgotten', () => {
    const lesson = { perMinute: 100, pausedUntil: 1_000_000 }
    expect(allowedPerMinute(lesson, 900_000)).toBe(100)
    expect(allowedPerMinute(lesson, 1_000_000 + minuteMs)).toBe(110)
    expect(allowedPerMinute(lesson, 1_000_000 + 10 * minuteMs)).toBe(259)
    expect(allowedPerMinute(lesson, 1_000_000 + 15 * minuteMs)).toBeNull()
    expect(allowedPerMinute({ perMinute: null, pausedUntil: 0 }, 1)).toBeNull()
  })
})
