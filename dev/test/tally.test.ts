// The closing line must not hide a failure.
import { expect, it } from 'vitest'
import { readTestOptions } from './options.ts'
import { add, closingLines, tallyOf, type VitestReport } from './tally.ts'

const report: VitestReport = { numPassedTests: 5, numFailedTests: 0, numPendingTests: 1, numTodoTests: 1, testResults: [] }
const failedTest = { status: 'failed', fullName: 'lists finds one', failureMessages: ['AssertionError: expected 42\n    at line 3'] }

it('sums parts', () => {
  const failing = { passed: 1, failed: 2, skipped: 0, failures: ['one', 'other'] }
  expect(closingLines(add(tallyOf('unit', report, 0), failing))).toBe('What failed:\n  one\n  other\n\n6 passed, 2 failed, 2 skipped')
})

it('ends with the counts alone where nothing failed', () => {
  expect(closingLines(tallyOf('unit', report, 0))).toBe('5 passed, 0 failed, 2 skipped')
})

it('names each failed test with the first line of its reason', () => {
  const testResults = [{ name: 'lists.test.ts', status: 'failed', assertionResults: [failedTest, { status: 'passed', fullName: 'other' }] }]
  expect(tallyOf('unit', { ...report, numFailedTests: 1, testResults }, 1)).toMatchObject({
    failed: 1,
    failures: ['lists.test.ts > lists finds one\n    AssertionError: expected 42'],
  })
})

it('counts a run that broke without a failed test', () => {
  expect(tallyOf('unit', report, 1)).toMatchObject({ failed: 1, failures: ['unit: it ended with code 1 and no failed test'] })
  expect(tallyOf('unit', undefined, 1)).toMatchObject({ failed: 1, failures: ['unit: it left no report'] })
  const testResults = [{ name: 'lists.test.ts', status: 'failed', message: 'SyntaxError: here', assertionResults: [] }]
  expect(tallyOf('unit', { ...report, testResults }, 1)).toMatchObject({ failed: 1, failures: ['lists.test.ts\n    SyntaxError: here'] })
})

it('reads parts and leaves the rest to Vitest', () => {
  expect(readTestOptions([]).parts).toEqual(['check', 'unit', 'conformance', 'journeys'])
  expect(readTestOptions(['unit', 'customers', '-t', 'S33'])).toMatchObject({ parts: ['unit'], vitest: ['customers', '-t', 'S33'] })
  expect(readTestOptions(['-t', 'S33']).parts).toEqual(['unit', 'conformance', 'journeys'])
})
