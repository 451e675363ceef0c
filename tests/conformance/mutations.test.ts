// Answers as Microsoft might as well send them, and requests as it might as well print them: the documented ones, changed.
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readDocumented } from '../../dev/conformance/documented-json.ts'
import { operationsOf } from '../../dev/conformance/operation-of.ts'
import { everyOperation } from '../../dev/conformance/operations.ts'
import { isError, type Means, runSample } from '../../dev/conformance/run.ts'
import type { Sample } from '../../dev/conformance/sample-folder.ts'
import { openStage } from '../../dev/conformance/stage.ts'
import {
  changed,
  changesOf,
  type Json,
  type Mutation,
  ofAnswers,
  ofPartnerCenter,
  ofPartnerCenterRequests,
  ofRequests,
} from './mutations.ts'
import { folder, samplesPresent, whyAbsent } from './samples.ts'

const operations = await everyOperation()
let means: Means
beforeAll(async () => {
  means = { stage: await openStage(), operations }
})
afterAll(() => means.stage.close())

const ours = folder.samples.filter((sample) => !sample.empty && operationsOf(sample, operations))
const jsonOf = ({ bytes }: Sample): Json => readDocumented(bytes.toString('utf8'))?.value as Json
const isPartnerCenter = ({ api }: Sample): boolean => /partner/.test(api)
const withJson = (sample: Sample, value: Json, mark = ''): Sample => ({ ...sample, bytes: Buffer.from(`${mark}${JSON.stringify(value)}`) })
const named = (sample: Sample) => ({ file: sample.file, sample })

/** Why a changed sample did not pass, or null. */
async function failureOf(sample: Sample): Promise<string | null> {
  const outcome = await runSample(means, sample)
  // What was taken out cannot come out, and may have been all that was to change.
  const taken = outcome.result === 'failed' && /nothing of it came out|changes nothing/.test(outcome.why)
  return outcome.result === 'failed' && !taken ? outcome.why : null
}

describe.skipIf(!samplesPresent)(`a changed answer is read${whyAbsent}`, () => {
  it.each(ours.filter(({ kind }) => kind === 'response').map(named))('$file', async ({ sample }) => {
    const mutations: readonly Mutation[] = isPartnerCenter(sample) ? [...ofAnswers, ...ofPartnerCenter] : ofAnswers
    const original = jsonOf(sample)
    for (const mutation of mutations) {
      const value = mutation.apply(original, 1)
      expect([mutation.what, await failureOf(withJson(sample, value, '\uFEFF'))]).toEqual([mutation.what, null])
    }
    await fc.assert(
      fc.asyncProperty(changesOf(mutations), fc.boolean(), async (changes, marked) => {
        const value = changed(original, changes)
        expect([changes.map(([{ what }]) => what), await failureOf(withJson(sample, value, marked ? '\uFEFF' : ''))]).toEqual([
          expect.any(Array),
          null,
        ])
      }),
      { numRuns: 25 },
    )
  })
})

describe.skipIf(!samplesPresent)(`a documented request is built however it is written${whyAbsent}`, () => {
  it.each(ours.filter((sample) => sample.kind === 'request' && !isError(jsonOf(sample))).map(named))('$file', async ({ sample }) => {
    const mutations = isPartnerCenter(sample) ? [...ofRequests, ...ofPartnerCenterRequests] : ofRequests
    const original = jsonOf(sample)
    for (const mutation of mutations)
      expect([mutation.what, await failureOf(withJson(sample, mutation.apply(original, 1)))]).toEqual([mutation.what, null])
    await fc.assert(
      fc.asyncProperty(changesOf(mutations), async (changes) => {
        const value = changed(original, changes)
        expect([changes.map(([{ what }]) => what), await failureOf(withJson(sample, value))]).toEqual([expect.any(Array), null])
      }),
      { numRuns: 40 },
    )
  })
})
