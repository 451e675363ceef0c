// Counts what the parts of a test run came to, for the closing lines. Pure.
export type Tally = { passed: number; failed: number; skipped: number; failures: string[] }

/** What is read of Vitest's JSON report. */
export type VitestReport = {
  numPassedTests: number
  numFailedTests: number
  numPendingTests: number
  numTodoTests: number
  testResults: {
    name: string
    status: string
    message?: string
    assertionResults: { status: string; fullName: string; failureMessages?: string[] | null }[]
  }[]
}

export const nothing: Tally = { passed: 0, failed: 0, skipped: 0, failures: [] }

export function add(one: Tally, other: Tally): Tally {
  return {
    passed: one.passed + other.passed,
    failed: one.failed + other.failed,
    skipped: one.skipped + other.skipped,
    failures: [...one.failures, ...other.failures],
  }
}

/** Each failed test, or file that broke before its tests, with the first line of its reason. */
function failuresOf({ testResults }: VitestReport): string[] {
  const firstLine = (text?: string | null) => text?.trim().split('\n')[0] ?? ''
  return testResults.flatMap(({ name, status, message, assertionResults }) => {
    const failed = assertionResults.filter((test) => test.status === 'failed')
    if (failed.length === 0) return status === 'failed' ? [`${name}\n    ${firstLine(message)}`] : []
    return failed.map((test) => `${name} > ${test.fullName}\n    ${firstLine(test.failureMessages?.[0])}`)
  })
}

/** A run that failed without a failed test (a file that does not load, a set-up that breaks) counts as one failure; so does an empty one. */
export function tallyOf(part: string, report: VitestReport | undefined, exitCode: number | null): Tally {
  if (!report) return { ...nothing, failed: 1, failures: [`${part}: it left no report`] }
  const { numPassedTests: passed, numFailedTests, numPendingTests, numTodoTests } = report
  const broken = exitCode !== 0 && numFailedTests === 0
  const failures = failuresOf(report)
  if (broken && failures.length === 0) failures.push(`${part}: it ended with code ${exitCode} and no failed test`)
  return { passed, failed: broken ? 1 : numFailedTests, skipped: numPendingTests + numTodoTests, failures }
}

/** The failures once more, since the output above them may be long, then the counts. */
export function closingLines({ passed, failed, skipped, failures }: Tally): string {
  const again = failures.length > 0 ? ['What failed:', ...failures.map((failure) => `  ${failure}`), ''] : []
  return [...again, `${passed} passed, ${failed} failed, ${skipped} skipped`].join('\n')
}
