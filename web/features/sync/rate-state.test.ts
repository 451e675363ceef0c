// What a rate's use means: which state is told first, and what a minute's calls are held against.
import { expect, it } from 'vitest'
import type { Rate } from '../../../contract/rates.ts'
import { allowedInMinute, periodOf, rateStandingOf } from './rate-state.ts'

const limit = { most: 500, seconds: 60, per: 'partner', page: 'https://learn.microsoft.com/partner-center' } as const
const rate: Rate = {
  api: 'partnerCenter',
  resource: 'customer',
  usedInMinute: 100,
  waiting: 0,
  refusedInMinute: 0,
  documented: [limit],
  learnedPerMinute: null,
  pausedUntil: null,
  pausedTenants: 0,
}

it('a pause is told before refusals, and these before waiting', () => {
  expect(rateStandingOf(rate)).toBe('within')
  expect(rateStandingOf({ ...rate, waiting: 3 })).toBe('waiting')
  expect(rateStandingOf({ ...rate, waiting: 3, refusedInMinute: 1 })).toBe('refused')
  expect(rateStandingOf({ ...rate, waiting: 3, refusedInMinute: 1, pausedUntil: '2030-01-01T00:00:00Z' })).toBe('paused')
})

it('the partner’s calls are held against the slower of what is documented and learned, never against the rate of a tenant', () => {
  expect(allowedInMinute(rate)).toBe(500)
  expect(allowedInMinute({ ...rate, learnedPerMinute: 320 })).toBe(320)
  expect(allowedInMinute({ ...rate, documented: [], learnedPerMinute: 90 })).toBe(90)
  expect(allowedInMinute({ ...rate, documented: [] })).toBeNull()
  const ofTenant = { ...rate, documented: [{ ...limit, per: 'tenant' as const }] }
  expect(allowedInMinute(ofTenant)).toBeNull()
  expect(allowedInMinute({ ...ofTenant, learnedPerMinute: 30 })).toBeNull()
})

it('periods have words', () => {
  expect([1, 60, 3600, 10].map((seconds) => periodOf({ ...limit, seconds }))).toEqual(['second', 'minute', 'hour', 'other'])
})
