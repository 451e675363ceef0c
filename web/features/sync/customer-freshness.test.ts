// B6: when what is known of a customer counts as fresh, old, failing, being read or out of reach.
import { expect, test } from 'vitest'
import type { PullState } from '../../../contract/pulls.ts'
import { freshnessOf, graceMs, wantedOf } from './customer-freshness.ts'

const now = Date.parse('2026-11-24T06:00:00Z')
const at = (offsetMs: number) => new Date(now + offsetMs).toISOString()
const good: PullState = {
  resource: 'health',
  goodAt: at(-60_000),
  triedAt: at(-60_000),
  dueAt: at(60_000),
  failures: 0,
  failure: null,
  wanted: true,
}
const failure = { kind: 'denied', code: null, cause: null, status: 403, requestId: null } as const

test('B6: fresh until its turn has been missed for long', () => {
  expect(freshnessOf(good, now)).toBe('fresh')
  expect(freshnessOf({ ...good, dueAt: at(-graceMs) }, now)).toBe('fresh')
  expect(freshnessOf({ ...good, dueAt: at(-graceMs - 1) }, now)).toBe('stale')
})

test('B6: never read, failing, and closed to us', () => {
  expect(freshnessOf({ ...good, goodAt: null, triedAt: null }, now)).toBe('never')
  expect(freshnessOf({ ...good, failure }, now)).toBe('failing')
  expect(freshnessOf({ ...good, failure, wanted: false }, now)).toBe('closed')
})

test('B6: being read from when it was asked for until it was tried after that', () => {
  expect(freshnessOf(good, now, now)).toBe('reading')
  expect(freshnessOf({ ...good, triedAt: null }, now, now)).toBe('reading')
  expect(freshnessOf({ ...good, triedAt: at(1) }, now, now)).toBe('fresh')
})

test('B6: only what may be read is asked for', () => {
  expect(wantedOf([good, { ...good, resource: 'directory', wanted: false }])).toEqual(['health'])
})
