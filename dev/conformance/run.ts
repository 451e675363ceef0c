// Runs every sample of a folder through the code that it belongs to. Entered by dev/conformance.ts and tests/conformance.
import { readChangeNotices } from '../../server/microsoft/graph/change-notice.ts'
import type { AnyOperation } from '../../server/microsoft/operation.ts'
import { WebhookEvent } from '../../server/microsoft/partner-center/webhook-event.ts'
import { bodyOf } from '../../server/microsoft/perform.ts'
import { differenceOf } from './comparison.ts'
import { isBodiless, readDocumented } from './documented-json.ts'
import { readEndpoint } from './endpoint.ts'
import { apiOf, operationsOf, signInHost } from './operation-of.ts'
import { everyOperation } from './operations.ts'
import { failed, type Outcome, type Result } from './outcome.ts'
import { readAnswer, readRefusal, sentenceOf } from './read-answer.ts'
import { readSignIn, signInPlaceOf } from './read-sign-in.ts'
import type { Sample, SampleFolder } from './sample-folder.ts'
import { openStage, type Stage } from './stage.ts'
import { withStandIns } from './stand-ins.ts'

export type Means = { stage: Stage; operations: readonly AnyOperation[] }

export async function runSamples({ samples, unreadable }: SampleFolder): Promise<Outcome[]> {
  const means = { stage: await openStage(), operations: await everyOperation() }
  try {
    const outcomes: Outcome[] = unreadable.map(({ file, why }) => ({ file, endpoint: '', mended: false, ...failed(why) }))
    for (const sample of samples) outcomes.push(await runSample(means, sample))
    return outcomes
  } finally {
    await means.stage.close()
  }
}

const notJson = 'the file is not JSON, even without comments and the like'

/** `value` is undefined where there is no JSON. */
type Read = { value: unknown; body: Buffer; mended: boolean }

export async function runSample(means: Means, given: Sample): Promise<Outcome> {
  const sample = { ...given, empty: given.empty || isBodiless(given.bytes.toString('utf8')) }
  const read = contentOf(sample)
  const about = { file: sample.file, endpoint: sample.endpoints[0] ?? '', mended: read.mended }
  return { ...about, ...(await resultOf(means, sample, read)) }
}

function contentOf({ bytes, empty }: Sample): Read {
  if (empty) return { value: undefined, body: Buffer.alloc(0), mended: false }
  const read = readDocumented(bytes.toString('utf8'))
  const value = read?.value
  // What documentation's own marks made unreadable never came over a network like that.
  return { value, body: read?.mended ? Buffer.from(JSON.stringify(read.value)) : bytes, mended: read?.mended ?? false }
}

async function resultOf(means: Means, sample: Sample, read: Read): Promise<Result> {
  const signIn = signInOf(sample)
  if (signIn) return ofSignIn(means, sample, read, signIn.segments)
  // Documentation also prints an error where it announces an answer or a request.
  if (sample.kind === 'error' || isError(read.value)) return refuse(means, sample, read)
  // What Microsoft calls us with is printed under the address that makes it call, as a request or as an answer.
  const received = receive(read.value)
  if (received) return received
  if (sample.kind === 'request') return build(means, sample, read)
  const found = operationsOf(sample, means.operations)
  if (!found) return { result: 'not called', why: sample.endpoints.length > 0 ? 'no operation of ours' : 'documentation names no endpoint' }
  const status = sample.status ?? 200
  const isFile = found.operations.some((operation) => operation.kind === 'single' && operation.bytes)
  if (read.value === undefined && !sample.empty && !isFile && status !== 204) return failed(notJson)
  return firstGood(found.operations, (operation) => {
    const source = means.stage.source(operation.api, hostOf(found.endpoint.host, read.value))
    means.stage.reply({ status, headers: headersOf(sample), body: read.body })
    // Where documentation chooses the members, they need not be among those that we read.
    const chosen = sample.endpoints.some((written) => /\$select=/i.test(written))
    return readAnswer(operation, { source, value: read.value, status, chosen })
  })
}

/** Several operations of ours may ask the same; one must understand. The first failure is told. */
async function firstGood(operations: readonly AnyOperation[], attempt: (operation: AnyOperation) => Promise<Result>): Promise<Result> {
  let first: Result | null = null
  for (const operation of operations) {
    const result = await attempt(operation)
    if (result.result !== 'failed') return result
    first ??= result
  }
  return first ?? failed('no operation was tried')
}

/** The file of an answer without a body may hold its headers. */
function headersOf({ headers, empty, bytes }: Sample): Record<string, string> {
  const held = empty ? readDocumented(bytes.toString('utf8'))?.value : null
  const own = typeof held === 'object' && held !== null ? Object.entries(held) : []
  return { ...headers, ...Object.fromEntries(own.filter((one): one is [string, string] => typeof one[1] === 'string')) }
}

/** Links to the next page tell which of Microsoft's clouds answered, where the endpoint does not. */
function hostOf(written: string | null, value: unknown): string | null {
  if (written !== null && apiOf({ api: '' }, written)) return written
  const link = (value as Record<string, unknown> | null)?.['@odata.nextLink'] ?? (value as Record<string, unknown> | null)?.['nextLink']
  const host = typeof link === 'string' && URL.canParse(link) ? new URL(link).host : null
  return host !== null && apiOf({ api: '' }, host) ? host : null
}

function signInOf({ api, endpoints }: Sample) {
  const read = endpoints.flatMap((one) => readEndpoint(one) ?? [])
  return read.find(({ host }) => (host !== null ? signInHost.test(host) : /entra|^aad/i.test(api)))
}

async function ofSignIn({ stage }: Means, sample: Sample, { value, body }: Read, segments: readonly string[]): Promise<Result> {
  const place = signInPlaceOf(segments)
  if (place === null || sample.kind === 'request') return { result: 'not called', why: 'the sign-in library asks this by itself' }
  stage.reply({ status: sample.status ?? (sample.kind === 'error' ? 400 : 200), headers: sample.headers, body })
  return readSignIn(stage, place, { value, kind: sample.kind })
}

async function refuse({ stage, operations }: Means, sample: Sample, { value, body }: Read): Promise<Result> {
  const status = sample.status !== null && sample.status >= 400 ? sample.status : statusWithin(value)
  const found = operationsOf(sample, operations)
  const operation = found?.operations[0] ?? null
  const api = operation?.api ?? apiOf(sample, null) ?? 'graph'
  stage.reply({ status, headers: headersOf(sample), body })
  return readRefusal(operation, { source: stage.source(api, hostOf(found?.endpoint.host ?? null, null)), value, status, chosen: false })
}

/** Where the index names none. */
function statusWithin(value: unknown): number {
  const status = /"(?:statusCode|status)"\s*:\s*"?([45]\d\d)"?/.exec(JSON.stringify(value) ?? '')?.[1]
  return status ? Number(status) : 400
}

async function build(means: Means, sample: Sample, { value }: Read): Promise<Result> {
  if (value === undefined && !sample.empty) return failed(notJson)
  const found = operationsOf(sample, means.operations)
  if (!found) return { result: 'not called', why: sample.endpoints.length > 0 ? 'no operation of ours' : 'documentation names no endpoint' }
  const sending = found.operations.filter(({ body }) => body)
  if (sending.length === 0) return { result: 'not called', why: 'ours sends no body there' }
  return firstGood(sending, async (operation) => buildWith(operation, value))
}

function buildWith(operation: AnyOperation, documented: unknown): Result {
  const value = operation.body ? withStandIns(operation.body, documented) : documented
  try {
    const difference = differenceOf(value, JSON.parse(bodyOf(operation, value) ?? 'null'))
    return difference === null ? { result: 'built' } : failed(difference)
  } catch (error) {
    return failed(sentenceOf(error))
  }
}

/** Refusals are also printed as answers and, without an endpoint, as requests; their members give them away. */
export function isError(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false
  const ofRefusals =
    /^(code|description|data|source|message|error\w*|isretryable|parameters|innererror|statuscode|timestamp|trace_?id|correlation_?id|suberror|claims|status|title|detail|instance|type|errors)$/
  const names = Object.keys(value).map((name) => name.toLowerCase())
  const telling =
    names.some((name) => /^(code|error|innererror|statuscode|traceid)$/.test(name)) || (names.includes('title') && names.includes('type'))
  return telling && names.every((name) => ofRefusals.test(name))
}

/** Null for what is no event and no change notice. */
function receive(value: unknown): Result | null {
  if (typeof value !== 'object' || value === null) return null
  if (Object.keys(value).some((name) => name.toLowerCase() === 'eventname')) {
    const event = WebhookEvent.safeParse(value)
    return event.success && event.data.name !== '' ? { result: 'received' } : failed('the event was not read')
  }
  const first = (value as { value?: unknown[] }).value?.[0]
  if (typeof first !== 'object' || first === null || !('subscriptionId' in first)) return null
  const read = readChangeNotices(value)
  return read && read.skipped.length === 0 ? { result: 'received' } : failed(`a notice was not read: ${read?.skipped[0]?.reason}`)
}
