// Counts what the parts of a test run came to, for the one closing line. Pure.
export type Tally = { passed: number; failed: number; skipped: number }

type VitestReport = { numPassedTests: number; numFailedTests: number; numPendingTests: number; numTodoTests: number }

export const nothing: Tally = { passed: 0, failed: 0, skipped: 0 }

export function add(one: Tally, other: Tally): Tally {
  return { passed: one.passed + other.passed, failed: one.failed + other.failed, skipped: one.skipped + other.skipped }
}

/** A run that failed without a failed test (a file that does not load, a set-up that breaks) counts as one failure; so does an empty one. */
export function tallyOf(report: VitestReport | undefined, exitCode: number | null): Tally {
  if (!report) return { passed: 0, failed: 1, skipped: 0 }
  const { numPassedTests: passed, numFailedTests, numPendingTests, numTodoTests } = report
  const broken = exitCode !== 0 && numFailedTests === 0
  return { passed, failed: broken ? 1 : numFailedTests, skipped: numPendingTests + numTodoTests }
}

export const closingLine = ({ passed, failed, skipped }: Tally): string => `${passed} passed, ${failed} failed, ${skipped} skipped`
