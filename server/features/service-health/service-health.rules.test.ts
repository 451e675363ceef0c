// D9: how a customer stands, and how soon it is looked at again.
import { expect, it } from 'vitest'
import type { HealthRead } from './service-health.mapping.ts'
import { changedSince, nextHealthMs, standingOf } from './service-health.rules.ts'

const nothing = { services: [], issues: [], unreadable: 0 }

it('D9: red for an incident or an interruption, yellow for anything less', () => {
  expect(standingOf(nothing)).toEqual({ state: 'healthy', incidents: 0, advisories: 0 })
  expect(standingOf({ ...nothing, services: [{ service: 'Exchange', status: 'serviceInterruption' }] }).state).toBe('incident')
  expect(standingOf({ ...nothing, services: [{ service: 'Exchange', status: 'somethingNew' }] }).state).toBe('advisory')
  expect(standingOf({ ...nothing, issues: [{ id: 'MO1', classification: 'advisory' }] })).toEqual({
    state: 'advisory',
    incidents: 0,
    advisories: 1,
  })
  expect(standingOf({ ...nothing, issues: [{ id: 'EX1', classification: 'incident' }] }).state).toBe('incident')
})
it('a customer with something going on is looked at sooner', () => {
  const troubled: HealthRead = { ...nothing, issues: [{ id: 'EX1', classification: 'incident' }] }
  expect(nextHealthMs(troubled, 0)).toBeLessThan(nextHealthMs(nothing, 1))
  expect([nextHealthMs(nothing, 1), nextHealthMs(nothing, 0)]).toEqual([7.5 * 60_000, 15 * 60_000])
})
it('asks the same question all day', () => {
  expect(changedSince(new Date('2030-01-03T00:00:01Z'))).toEqual(changedSince(new Date('2030-01-03T23:59:59Z')))
})
