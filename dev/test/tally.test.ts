// The closing line must not hide a failure.
import { expect, it } from 'vitest'
import { readTestOptions } from './options.ts'
import { add, closingLine, tallyOf } from './tally.ts'

const report = { numPassedTests: 5, numFailedTests: 0, numPendingTests: 1, numTodoTests: 1 }

it('sums parts', () => {
  expect(closingLine(add(tallyOf(report, 0), { passed: 1, failed: 2, skipped: 0 }))).toBe('6 passed, 2 failed, 2 skipped')
})

it('counts a run that broke without a failed test', () => {
  expect(tallyOf(report, 1).failed).toBe(1)
  expect(tallyOf(undefined, 1).failed).toBe(1)
})

it('reads parts and leaves the rest to Vitest', () => {
  expect(readTestOptions([]).parts).toEqual(['check', 'unit', 'conformance', 'journeys'])
  expect(readTestOptions(['unit', 'customers', '-t', 'S33'])).toMatchObject({ parts: ['unit'], vitest: ['customers', '-t', 'S33'] })
  expect(readTestOptions(['-t', 'S33']).parts).toEqual(['unit', 'conformance', 'journeys'])
})
