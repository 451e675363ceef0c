// A documented answer or error, sent over HTTP to the operation that asks for it. Entered by run.ts.
import { nothing as nothingOfGraph } from '../../server/microsoft/graph/entity.ts'
import { MicrosoftError } from '../../server/microsoft/microsoft-error.ts'
import type { AnyOperation, ListOperation, Operation, Parameters } from '../../server/microsoft/operation.ts'
import { pagesOf } from '../../server/microsoft/pages.ts'
import { nothing as nothingOfPartnerCenter } from '../../server/microsoft/partner-center/fields.ts'
import { perform } from '../../server/microsoft/perform.ts'
import type { Source } from '../../server/microsoft/source.ts'
import { idOf, lostFrom, recordsOf } from './comparison.ts'
import { failed, type Result } from './outcome.ts'

/** The sample's JSON, undefined where the answer has no body or is a file; `chosen`: its members are those that a query asked for. */
export type Told = { source: Source; value: unknown; status: number; chosen: boolean }

const nothings: readonly unknown[] = [nothingOfGraph, nothingOfPartnerCenter]

/** Any value will do: nobody looks at what is asked. */
const anyParameters = ({ path }: AnyOperation): Parameters =>
  Object.fromEntries([...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => [name ?? '', 'x']))

/** The body that is asked with does not matter to how the answer is read. */
const asked = <One extends AnyOperation>(operation: One) => ({
  operation: { ...operation, body: undefined },
  how: { parameters: anyParameters(operation), patienceMs: 0 },
})

export async function readAnswer(operation: AnyOperation, told: Told): Promise<Result> {
  try {
    return operation.kind === 'list' ? await readList(operation, told) : await readOne(operation, told)
  } catch (error) {
    return failed(sentenceOf(error))
  }
}

async function readOne(given: Operation<unknown>, { source, value, status, chosen }: Told): Promise<Result> {
  const { operation, how } = asked(given)
  const answered = await perform(source, operation, how)
  if (answered.status !== status) return failed(`the status ${status} was read as ${answered.status}`)
  if (given.bytes)
    return answered.data instanceof Uint8Array ? { result: 'read', records: 1, skipped: [] } : failed('was read, but not as a file')
  const lost = value === undefined || chosen || nothings.includes(given.answer) ? null : lostFrom(value, answered.data)
  return lost === null ? { result: 'read', records: 1, skipped: [] } : failed(lost)
}

async function readList(given: ListOperation<unknown>, { source, value, chosen }: Told): Promise<Result> {
  const { operation, how } = asked(given)
  const read = { records: [] as unknown[], skipped: [] as string[] }
  for await (const page of pagesOf(source, operation, how)) {
    read.records.push(...page.records)
    read.skipped.push(...page.skipped.map(({ reason }) => reason))
  }
  const sent = recordsOf(value) ?? (value === undefined ? [] : [value])
  if (read.records.length + read.skipped.length !== sent.length)
    return failed(`${sent.length} records were documented, ${read.records.length} read and ${read.skipped.length} skipped`)
  return chosen ? { result: 'read', records: read.records.length, skipped: read.skipped } : judged(sent, read)
}

/** A record that has an id must not be skipped; one that was read must be believable. */
function judged(sent: readonly unknown[], { records, skipped }: { records: unknown[]; skipped: string[] }): Result {
  const identified = sent.filter((one) => idOf(one) !== null)
  if (identified.length > records.length) return failed(`a record with an id was skipped: ${skipped[0]}`)
  // Which were skipped is not known, so that the records are compared one by one only where none was.
  const lost = skipped.length > 0 ? [] : sent.flatMap((one, place) => lostFrom(one, records[place]) ?? [])
  return lost[0] === undefined ? { result: 'read', records: records.length, skipped } : failed(`a record ${lost[0]}`)
}

const kinds: Record<number, string> = { 401: 'denied', 403: 'denied', 404: 'gone', 410: 'gone', 429: 'throttled' }

/** A refusal must come out with its status, kind, code and message. Without an operation of ours it is read as any call reads it. */
export async function readRefusal(operation: AnyOperation | null, told: Told): Promise<Result> {
  const { source, value, status } = told
  if (operation?.kind === 'single' && operation.alsoAnswers?.includes(status)) return readAnswer(operation, told)
  const error = await (operation ? refused(operation, source) : source.send({ path: '/v1/anything', patienceMs: 0 })).then(
    () => null,
    (thrown: unknown) => thrown,
  )
  if (!(error instanceof MicrosoftError)) return failed(error === null ? `the error ${status} was read as an answer` : sentenceOf(error))
  if (error.status !== status) return failed(`the status ${status} became ${error.status}`)
  const kind = kinds[status] ?? (status >= 500 ? 'broken' : 'invalid')
  const { code, message, refusal } = saidBy(value)
  if (error.kind !== kind && !refusal) return failed(`the status ${status} became ${error.kind} instead of ${kind}`)
  if (code !== null && error.code !== code) return failed(`the code ${code} became ${error.code ?? 'none'}`)
  if (message !== null && !error.message.includes(message.slice(0, 60))) return failed(`the message "${message.slice(0, 60)}" is lost`)
  return { result: 'typed' }
}

async function refused(given: AnyOperation, source: Source): Promise<void> {
  const { operation, how } = asked(given)
  if (operation.kind === 'list') await pagesOf(source, operation, how).next()
  else await perform(source, operation, how)
}

/** Code and message where Microsoft's formats have them. `refusal`: of the sign-in service, whose word decides the kind. */
function saidBy(value: unknown): { code: string | null; message: string | null; refusal: boolean } {
  const outer = (value ?? {}) as Record<string, unknown>
  const inner = (typeof outer['error'] === 'object' && outer['error'] !== null ? outer['error'] : outer) as Record<string, unknown>
  const text = (one: unknown): string | null => (typeof one === 'string' || typeof one === 'number' ? String(one) : null)
  const message = ['message', 'description', 'error_description', 'detail', 'title'].flatMap((name) => text(inner[name]) ?? [])[0] ?? null
  return { code: text(inner['code']), message, refusal: typeof outer['error'] === 'string' }
}

export function sentenceOf(error: unknown): string {
  if (error instanceof MicrosoftError) return error.code ? `${error.message} [${error.code}]` : error.message
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error)
}
