// When a synchronisation is due, what absence means, and what a failure tells people to do.
import { describe, expect, it } from 'vitest'
import { MicrosoftError } from '../../microsoft/microsoft-error.ts'
import { absenceMeansLeft, failureOf, isWorthAFact, nextDueAt, secondsLeft, stoppedFailure, wantsTidying } from './sync.rules.ts'

const at = (minutes: number): Date => new Date(Date.UTC(2030, 0, 1, 0, minutes))

describe('the next synchronisation', () => {
  it('is due at once where there was none', () => expect(nextDueAt(null, false, 15, at(3))).toEqual(at(3)))
  it('is not due while one runs', () =>
    expect(nextDueAt({ startedAt: at(0), endedAt: null, outcome: 'running' }, true, 15, at(3))).toBeNull())
  it('follows the last by the interval, from its beginning', () =>
    expect(nextDueAt({ startedAt: at(0), endedAt: at(2), outcome: 'complete' }, true, 15, at(3))).toEqual(at(15)))
  it('comes sooner after a failure, and soonest while nothing has ever been read', () => {
    const failed = { startedAt: at(0), endedAt: at(2), outcome: 'failed' } as const
    expect(nextDueAt(failed, true, 15, at(3))).toEqual(at(7))
    expect(nextDueAt(failed, true, 2, at(3))).toEqual(at(4))
    expect(nextDueAt(failed, false, 15, at(3))).toEqual(at(3))
    expect(nextDueAt({ ...failed, retryAfterMs: 3_600_000 }, false, 15, at(3))).toEqual(at(62))
    expect(nextDueAt({ ...failed, retryAfterMs: 1000 }, true, 15, at(3))).toEqual(at(7))
  })
})

it('seconds left follow the rate so far', () => {
  expect(secondsLeft(31_000, 100_000, 31_000)).toBe(69)
  expect(secondsLeft(0, 100, 5000)).toBeNull()
  expect(secondsLeft(10, null, 5000)).toBeNull()
  expect(secondsLeft(10, 100, 500)).toBeNull()
  expect(secondsLeft(120, 100, 5000)).toBe(0)
})

it('absence means gone only when everything was read, and nothing new hides behind unreadable records', () => {
  const whole = { listsRead: 3, named: 5, relationshipsRead: true, skipped: 0, skippedBefore: 0, known: 5 }
  expect(absenceMeansLeft(whole)).toBe(true)
  expect(absenceMeansLeft({ ...whole, listsRead: 2 })).toBe(false)
  expect(absenceMeansLeft({ ...whole, relationshipsRead: false })).toBe(false)
  expect(absenceMeansLeft({ ...whole, named: 0 })).toBe(false)
  expect(absenceMeansLeft({ ...whole, skipped: 1 })).toBe(false)
  expect(absenceMeansLeft({ ...whole, skipped: 1, skippedBefore: 1 })).toBe(true)
  expect(absenceMeansLeft({ ...whole, skipped: 1, known: 0 })).toBe(true)
})

it('only news goes to the activity log', () => {
  expect(isWorthAFact({ outcome: 'complete', touched: 0 }, 'complete')).toBe(false)
  expect(isWorthAFact({ outcome: 'complete', touched: 1 }, 'complete')).toBe(true)
  expect(isWorthAFact({ outcome: 'failed', touched: 0 }, 'complete')).toBe(true)
  expect(isWorthAFact({ outcome: 'failed', touched: 0 }, 'failed')).toBe(false)
  expect(isWorthAFact({ outcome: 'complete', touched: 0 }, null)).toBe(true)
})

it('tidying comes at growing distances', () => {
  expect(wantsTidying(499, 0)).toBe(false)
  expect(wantsTidying(500, 0)).toBe(true)
  expect(wantsTidying(2000, 2000)).toBe(false)
  expect(wantsTidying(6000, 2000)).toBe(true)
})

describe('failures say what to do', () => {
  it.each([
    ['throttled', 'nothing to do'],
    ['denied', 'admin consent'],
    ['gone', 'TENANTRY_PARTNERS'],
    ['invalid', 'report it'],
    ['broken', "server's way to the internet"],
  ] as const)('%s', (kind, hint) => {
    const failure = failureOf(new MicrosoftError('x', { kind, code: 'SomeCode', requestId: 'request-1' }), 'contracts')
    expect(failure).toMatchObject({ code: kind, message: expect.stringContaining(hint) })
    expect(failure.message).toContain('contracts')
  })

  it('our own failures name the log, and a stop is none of Microsoft', () => {
    expect(failureOf(new Error('relation does not exist'), 'finishing').message).toContain('log')
    expect(failureOf(new Error('secret detail'), 'finishing').message).not.toContain('secret detail')
    expect(failureOf(new MicrosoftError('x', { kind: 'broken', code: 'closed' }), 'customers')).toBe(stoppedFailure)
  })
})
