// What is told about a run: a line per failure and the counts, or the same as JSON. Pure.
import type { Outcome } from './outcome.ts'

export type Report = {
  samples: number
  read: number
  requestsBuilt: number
  errorsTyped: number
  noticesReceived: number
  recordsSkipped: { file: string; reason: string }[]
  mended: string[]
  notCalled: { endpoint: string; why: string; files: string[] }[]
  failures: { file: string; endpoint: string; why: string }[]
}

export function reportOf(outcomes: readonly Outcome[]): Report {
  const count = (result: Outcome['result']): number => outcomes.filter((one) => one.result === result).length
  const notCalled = new Map<string, Report['notCalled'][number]>()
  for (const one of outcomes) {
    if (one.result !== 'not called') continue
    const endpoint = one.endpoint || '(none named)'
    const known = notCalled.get(`${endpoint} ${one.why}`) ?? { endpoint, why: one.why, files: [] }
    known.files.push(one.file)
    notCalled.set(`${endpoint} ${one.why}`, known)
  }
  return {
    samples: outcomes.length,
    read: count('read'),
    requestsBuilt: count('built'),
    errorsTyped: count('typed'),
    noticesReceived: count('received'),
    recordsSkipped: outcomes.flatMap((one) => (one.result === 'read' ? one.skipped.map((reason) => ({ file: one.file, reason })) : [])),
    mended: outcomes.filter(({ mended }) => mended).map(({ file }) => file),
    notCalled: [...notCalled.values()],
    failures: outcomes.flatMap(({ file, endpoint, ...one }) => (one.result === 'failed' ? [{ file, endpoint, why: one.why }] : [])),
  }
}

const number = (count: number, one: string, many = `${one}s`): string => `${count} ${count === 1 ? one : many}`

export function asLines(report: Report): string {
  const { failures, recordsSkipped, notCalled, mended } = report
  const lines = [
    ...failures.map(({ file, endpoint, why }) => `FAILED ${file}: ${endpoint ? `${endpoint}: ` : ''}${why}`),
    ...(failures.length > 0 ? [''] : []),
    `${number(report.samples, 'sample')}: ${number(report.read, 'answer')} read, ${number(report.requestsBuilt, 'request')} built, ` +
      `${number(report.errorsTyped, 'error')} typed, ${number(report.noticesReceived, 'notice')} received, ` +
      `${number(notCalled.flatMap(({ files }) => files).length, 'sample')} not called by us, ${failures.length} failed.`,
    `${number(recordsSkipped.length, 'record')} skipped${recordsSkipped.length > 0 ? ':' : '.'}`,
    ...recordsSkipped.map(({ file, reason }) => `  ${file}: ${reason}`),
    ...(mended.length > 0 ? [`${number(mended.length, 'file')} had to be mended to be JSON:`, ...mended.map((file) => `  ${file}`)] : []),
    ...(notCalled.length > 0 ? ['Not called by us:'] : []),
    ...notCalled.map(
      ({ endpoint, why, files }) =>
        `  ${endpoint} (${why}; ${endpoint === '(none named)' ? files.join(', ') : number(files.length, 'sample')})`,
    ),
  ]
  return `${lines.join('\n')}\n`
}
