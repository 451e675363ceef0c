// What became of one sample. Entered by run.ts, which makes them, and report.ts, which counts them.

export type Result =
  | { result: 'read'; records: number; skipped: readonly string[] }
  | { result: 'built' }
  | { result: 'typed' }
  /** What Microsoft calls us with, read. */
  | { result: 'received' }
  | { result: 'not called'; why: string }
  | { result: 'failed'; why: string }

export type Outcome = {
  file: string
  endpoint: string /** Read only after comments and the like had been taken out. */
  mended: boolean
} & Result

export const failed = (why: string): Result => ({ result: 'failed', why })
