// Every documented answer, error and request of an endpoint we call goes through the code that calls it: what `npm run conformance` does.
import { describe, expect, it } from 'vitest'
import { everyOperation } from '../../dev/conformance/operations.ts'
import { reportOf } from '../../dev/conformance/report.ts'
import { runSamples } from '../../dev/conformance/run.ts'
import { allOperations } from '../../server/microsoft/operations.ts'
import { folder, samplesPresent, whyAbsent } from './samples.ts'

const outcomes = samplesPresent ? await runSamples(folder) : []
const report = reportOf(outcomes)

describe.skipIf(!samplesPresent)(`documented samples${whyAbsent}`, () => {
  it.each(outcomes.filter(({ result }) => result !== 'not called'))('$file', (outcome) => {
    expect(outcome.result === 'failed' ? outcome.why : null).toBeNull()
  })

  it('each is accounted for', () => {
    const { samples, read, requestsBuilt, errorsTyped, noticesReceived, notCalled, failures } = report
    const skippedOver = notCalled.flatMap(({ files }) => files).length
    expect(read + requestsBuilt + errorsTyped + noticesReceived + skippedOver + failures.length).toBe(samples)
    expect(samples).toBe(folder.samples.length)
    expect(read).toBeGreaterThanOrEqual(125)
    expect(requestsBuilt).toBeGreaterThanOrEqual(41)
    expect(errorsTyped).toBeGreaterThanOrEqual(17)
    expect(noticesReceived).toBeGreaterThanOrEqual(5)
  })

  it('a record is skipped only where documentation prints a placeholder for its ID', () => {
    expect(report.recordsSkipped.map(({ reason }) => reason)).toEqual(['customerId is no tenant ID (id "id-value")'])
  })

  it('Graph, Azure Support and the sign-in are called wherever documentation shows how', () => {
    const strangers = report.notCalled
      .flatMap(({ files }) => files)
      .filter((file) => !file.startsWith('partner-center/') && !file.startsWith('spring'))
    expect(strangers).toEqual([])
  })
})

describe('the operations', () => {
  it('are found, each with a method and path of its own', async () => {
    const operations = await everyOperation()
    expect(operations.length).toBeGreaterThan(100)
    expect(new Set(operations.map(({ api }) => api))).toEqual(new Set(['partnerCenter', 'graph', 'azureSupport']))
    const shared = Object.entries(Object.groupBy(operations, ({ api, method, path }) => `${api} ${method} ${path}`))
    expect(shared.filter(([, same]) => (same?.length ?? 0) > 1).map(([name]) => name)).toEqual([])
  })

  it('are all in server/microsoft/operations.ts', async () => {
    expect(new Set(allOperations)).toEqual(new Set(await everyOperation()))
  })
})
