// S52, D9: the last thirty days of a service, and its state now.
import { expect, it } from 'vitest'
import { stateOfService, timelineOf } from './timeline.rules.ts'

const now = new Date('2030-03-31T10:00:00Z')
const at = (day: string) => new Date(`2030-${day}:00Z`)

it('S52: an issue stands on every day it touches, in UTC, and no other', () => {
  const days = timelineOf(
    [
      { classification: 'incident', from: at('03-28T23:59'), to: at('03-30T00:00') },
      { classification: 'advisory', from: at('03-30T05:00'), to: null },
      { classification: 'incident', from: at('02-01T00:00'), to: at('02-20T00:00') },
    ],
    at('01-01T00:00'),
    now,
  )
  expect(days).toHaveLength(30)
  expect(days[0]).toEqual({ day: '2030-03-02', state: 'healthy', incidents: 0, advisories: 0 })
  expect(days.slice(-5).map(({ day, state, incidents, advisories }) => [day, state, incidents, advisories])).toEqual([
    ['2030-03-27', 'healthy', 0, 0],
    ['2030-03-28', 'incident', 1, 0],
    ['2030-03-29', 'incident', 1, 0],
    ['2030-03-30', 'incident', 1, 1],
    ['2030-03-31', 'advisory', 0, 1],
  ])
})

it('D9: what was not watched yet is unknown, not healthy', () => {
  const days = timelineOf([{ classification: 'advisory', from: at('03-10T00:00'), to: at('03-10T01:00') }], at('03-30T12:00'), now)
  expect(days.map(({ state }) => state).filter((state) => state !== 'unknown')).toEqual(['advisory', 'healthy', 'healthy'])
  expect(timelineOf([], null, now).every(({ state }) => state === 'unknown')).toBe(true)
})

it('D9: a service is as bad as the worst of its issues and statuses, and unknown where nobody was read', () => {
  const fine = { openIncidents: 0, openAdvisories: 0, statuses: [] }
  expect(stateOfService(fine, 3)).toBe('healthy')
  expect(stateOfService(fine, 0)).toBe('unknown')
  expect(stateOfService({ ...fine, openAdvisories: 1 }, 3)).toBe('advisory')
  expect(stateOfService({ ...fine, statuses: [{ status: 'serviceDegradation', customers: 1 }] }, 3)).toBe('advisory')
  expect(stateOfService({ ...fine, statuses: [{ status: 'serviceInterruption', customers: 1 }] }, 3)).toBe('incident')
  expect(stateOfService({ ...fine, openIncidents: 1, openAdvisories: 2 }, 0)).toBe('incident')
})
