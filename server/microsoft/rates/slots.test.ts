// P10: whatever the rate, no interval of its period sees more than is allowed, and at least 95 % of it can be used.
import { describe, expect, it } from 'vitest'
import { documentedLimits } from '../rate-limits.ts'
import { mostInPeriod, slotsOf } from './slots.ts'

const speeds = [1, 10, 60]

describe.each(documentedLimits.flatMap((limit) => speeds.map((speed) => ({ ...limit, periodMs: limit.periodMs / speed, speed }))))(
  '$name, $speed times as fast',
  ({ most, periodMs, windows }) => {
    const slots = slotsOf({ most, periodMs, windows })

    it('no interval sees more than is allowed', () => expect(mostInPeriod(slots, periodMs)).toBeLessThanOrEqual(most))

    it('at least 95 % can be used, but for the rates too low for a grid and those that let much go at once', () => {
      const share = periodMs / slots.slotMs / most
      const least = windows ? 0.8 : slots.kind === 'grid' ? 0.95 : 0.9
      expect(share).toBeGreaterThanOrEqual(least - 1e-9)
    })
  },
)

it('every learned rate keeps to itself, too', () => {
  for (let most = 6; most <= 2000; most += 1)
    expect(mostInPeriod(slotsOf({ most, periodMs: 60_000 }), 60_000), String(most)).toBeLessThanOrEqual(most)
})

it('one tenant can be asked for its health a hundred times in ten minutes: somebody checks again and again while there is a problem', () => {
  const hour = documentedLimits.find(({ name }) => name === 'serviceCommunicationsHour')
  const { slots, windowMs, even } = slotsOf(hour as (typeof documentedLimits)[number])
  expect(even).toBe(false)
  expect(slots).toBeGreaterThanOrEqual(100)
  expect(windowMs).toBeLessThanOrEqual(601_000)
})

it('every documented rate names the page that says so', () => {
  for (const { page } of documentedLimits) expect(page).toMatch(/^https:\/\/learn\.microsoft\.com\//)
})
