// S71, S87: how fresh the data is, in states a reader can act on.
import { describe, expect, it } from 'vitest'
import type { SyncStatus } from '../../../contract/sync.ts'
import { progressOf, roundedWait, syncState } from './sync-state.ts'

const now = Date.parse('2026-03-01T12:00:00.000Z')
const at = (minutes: number) => new Date(now + minutes * 60_000).toISOString()
const run = {
  startedAt: at(-1),
  endedAt: null,
  outcome: 'running',
  stage: 'customers',
  seen: 31_000,
  expected: 100_000,
  secondsLeft: 40,
  added: 0,
  changed: 0,
  departed: 0,
  returned: 0,
  skippedRecords: 0,
  failure: null,
} as const
const idle: SyncStatus = {
  first: false,
  lastCompleteAt: at(-3),
  nextDueAt: at(12),
  run: { ...run, outcome: 'complete', endedAt: at(-3) },
  customers: 100_000,
}

describe('syncState', () => {
  it('S87: is fresh while the next one is not overdue', () => {
    expect(syncState(idle, now)).toEqual({ kind: 'fresh', lastCompleteAt: at(-3) })
  })
  it('S87: is stale once the next one is long overdue', () => {
    expect(syncState({ ...idle, nextDueAt: at(-16) }, now).kind).toBe('stale')
    expect(syncState({ ...idle, nextDueAt: at(-14) }, now).kind).toBe('fresh')
  })
  it('is stale after an hour where there is no schedule', () => {
    expect(syncState({ ...idle, nextDueAt: null, lastCompleteAt: at(-61) }, now).kind).toBe('stale')
  })
  it('tells the first run from later ones', () => {
    expect(syncState({ ...idle, first: true, lastCompleteAt: null, run, customers: 31_000 }, now)).toEqual({
      kind: 'first',
      seen: 31_000,
      expected: 100_000,
      secondsLeft: 40,
    })
    expect(syncState({ ...idle, run }, now).kind).toBe('running')
  })
  it('does not count back when a later stage of the first run begins', () => {
    const later = syncState({ ...idle, first: true, lastCompleteAt: null, run: { ...run, seen: 10 }, customers: 100_000 }, now)
    expect(later).toMatchObject({ seen: 100_000 })
  })
  it('names the failure and keeps the last good moment', () => {
    const failed: SyncStatus = { ...idle, run: { ...run, outcome: 'failed', endedAt: at(-1), failure: { code: 'throttled', message: '' } } }
    expect(syncState(failed, now)).toEqual({ kind: 'failed', why: 'throttled', nextDueAt: at(12), lastCompleteAt: at(-3) })
  })
  it('S71: says that nothing was ever read', () => {
    expect(syncState({ ...idle, first: true, lastCompleteAt: null, run: null }, now)).toEqual({ kind: 'never', nextDueAt: at(12) })
  })
})

it('progressOf never passes the end and admits not knowing', () => {
  expect(progressOf({ seen: 31, expected: 100 })).toBe(0.31)
  expect(progressOf({ seen: 120, expected: 100 })).toBe(1)
  expect(progressOf({ seen: 5, expected: null })).toBeNull()
})

it('roundedWait rounds to five seconds, then to minutes', () => {
  expect(roundedWait(38)).toEqual({ unit: 'seconds', count: 40 })
  expect(roundedWait(91)).toEqual({ unit: 'minutes', count: 2 })
  expect(roundedWait(3)).toBeNull()
  expect(roundedWait(null)).toBeNull()
})
