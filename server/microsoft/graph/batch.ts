// Many Graph calls in one request, each with its own answer. One tenant: a batch carries one token.
// https://learn.microsoft.com/graph/json-batching
import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'
import type { CallOptions, Gate } from '../http.ts'
import { MicrosoftError } from '../microsoft-error.ts'
import { addressOf, type ListOperation, type Operation, operation } from '../operation.ts'
import type { Page } from '../page.ts'
import { allOf } from '../pages.ts'
import { type Answered, type Asked, answeredFrom, bodyOf, headersOf, isRepeatable, perform } from '../perform.ts'
import { mostTries, pauseMs } from '../retry.ts'
import { sending } from '../sent-body.ts'
import type { Source } from '../source.ts'
import { readable } from '../tolerant.ts'
import { asAnswer, BatchAnswer, failureOf, mayBeAskedAgain, waitOf } from './batch-answer.ts'

/** What is asked; `dependsOn` names items before it by their place in the list. Patience and signal are those of the whole batch. */
export type BatchItem<Of> = { operation: Of; asked?: Omit<Asked, keyof CallOptions>; dependsOn?: readonly number[] }
type AnyItem = BatchItem<Operation<unknown> | ListOperation<unknown>>

export type Outcome<Result> = { ok: true; result: Result } | { ok: false; error: MicrosoftError }
type ResultOf<Of> = Of extends ListOperation<infer Item> ? Page<Item> : Of extends Operation<infer Answer> ? Answered<Answer> : never
type Outcomes<Items extends readonly AnyItem[]> = { -readonly [Place in keyof Items]: Outcome<ResultOf<Items[Place]['operation']>> }

/** Calls that Microsoft takes in one batch. */
export const mostInBatch = 20

export type BatchOptions = CallOptions & { wait?: (ms: number, signal: AbortSignal | undefined) => Promise<void> }

const Request = sending({
  id: z.string(),
  method: z.string(),
  url: z.string().min(1),
  headers: z.record(z.string(), z.string()).optional(),
  body: z.unknown().optional(),
  dependsOn: z.array(z.string()).min(1).optional(),
})
export const postBatch = operation({
  api: 'graph',
  method: 'POST',
  path: '/v1.0/$batch',
  body: sending({ requests: z.array(Request).min(1).max(mostInBatch) }),
  answer: z.object({ responses: readable(BatchAnswer) }),
})

/**
 * The outcome of each item, in the order asked; of a list all pages. An item that is throttled is asked again after the time Microsoft
 * names, the others not; one that failed fails alone, and where a request itself fails, all it held. Throws MicrosoftError before
 * anything has left where an item is asked wrongly.
 */
export async function batch<const Items extends readonly AnyItem[]>(
  source: Source,
  items: Items,
  options: BatchOptions = {},
): Promise<Outcomes<Items>> {
  if (items.some((item) => item.dependsOn) && items.length > mostInBatch) throw wrong('items that depend on others make more than 20')
  for (const [place, item] of items.entries()) requestOf(item, place, [])
  const outcomes: Outcome<unknown>[] = []
  for (let from = 0; from < items.length; from += mostInBatch)
    outcomes.push(...(await settle(source, items.slice(from, from + mostInBatch), options)))
  // The outcomes stand in the order of the items, which the type of an array built in a loop cannot say.
  return outcomes as Outcomes<Items>
}

async function settle(source: Source, items: readonly AnyItem[], options: BatchOptions): Promise<Outcome<unknown>[]> {
  const { signal, patienceMs = 240_000, wait = pause } = options
  const deadline = Date.now() + patienceMs
  const outcomes = new Map<number, Outcome<unknown>>()
  let pending = items.map((_, place) => place)
  for (let tries = 1; pending.length > 0; tries += 1) {
    const limits = { signal, patienceMs: Math.max(1, deadline - Date.now()) }
    const answers = await once(source, items, pending, limits).catch(asFailure)
    if (answers instanceof MicrosoftError) {
      for (const place of pending) outcomes.set(place, { ok: false, error: answers })
      break
    }
    const again = new Map<number, MicrosoftError>()
    for (const place of pending) {
      const item = items[place]
      if (!item) continue
      const outcome = await outcomeOf(source, item, answers.get(place), { signal, patienceMs: Math.max(1, deadline - Date.now()) })
      const waits = !outcome.ok && (item.dependsOn ?? []).some((before) => again.has(before)) && outcome.error.status === 424
      if (!outcome.ok && (waits || mayBeAskedAgain(item.operation, outcome.error))) again.set(place, outcome.error)
      outcomes.set(place, outcome)
    }
    // All that were refused wait for the longest: whoever comes back earlier is refused again and adds to the count.
    const asked = [...again.values()].map((error) => error.retryAfterMs).filter((ms) => ms !== null)
    const waitMs = pauseMs(tries, asked.length > 0 ? Math.max(...asked) : null, Math.random())
    if (again.size === 0 || tries >= mostTries || Date.now() + waitMs > deadline) break
    await wait(waitMs, signal)
    pending = [...again.keys()]
  }
  return items.map((item, place) => outcomes.get(place) ?? { ok: false, error: failureOf(item.operation, undefined) })
}

const asFailure = (error: unknown): MicrosoftError => {
  if (error instanceof MicrosoftError) return error
  throw error
}

const pause = async (ms: number, signal: AbortSignal | undefined): Promise<void> => {
  await sleep(ms, undefined, { signal })
}

/** The answers of one request by the place of their item; Microsoft gives them in any order. */
async function once(
  source: Source,
  items: readonly AnyItem[],
  pending: readonly number[],
  options: CallOptions,
): Promise<Map<number, BatchAnswer>> {
  const asked = pending.flatMap((place) => items[place] ?? [])
  const { gate, refuse } = gateOfAll(source, asked)
  const sent = operation({ ...postBatch, repeatable: asked.every((item) => isRepeatable(item.operation) === true) })
  const requests = pending.flatMap((place) => {
    const item = items[place]
    return item ? [requestOf(item, place, pending)] : []
  })
  const { data } = await perform(source, sent, { ...options, gate, body: { requests } })
  const answers = new Map(data.responses.map((answer) => [Number(answer.id), answer]))
  await refuse(pending.map((place) => answers.get(place)))
  return answers
}

/** Microsoft counts what a batch holds, each call by its own limits, and refuses each by itself. */
function gateOfAll(source: Source, items: readonly AnyItem[]) {
  const gates = items.map(({ operation: of, asked }) =>
    source.gateOf?.({ resource: of.resource, method: of.method, path: addressOf(of, asked?.parameters) }),
  )
  let sentAt = 0
  const gate: Gate = {
    async enter(options) {
      for (const own of gates) await own?.enter(options)
      sentAt = Date.now()
    },
    refused: async (refusal) => void (await gates[0]?.refused(refusal)),
  }
  const refuse = async (answers: readonly (BatchAnswer | undefined)[]): Promise<void> => {
    for (const [nth, answer] of answers.entries())
      if (answer?.status === 429) await gates[nth]?.refused({ retryAfterMs: waitOf(answer), sentAt })
  }
  return { gate, refuse }
}

function requestOf({ operation: of, asked = {}, dependsOn = [] }: AnyItem, place: number, pending: readonly number[]) {
  if (of.api !== 'graph' || ('bytes' in of && of.bytes)) throw wrong(`${of.method} ${of.path} cannot stand in a batch`)
  if (dependsOn.some((before) => before >= place)) throw wrong(`item ${place} depends on one that is not before it`)
  const { 'content-type': contentType, ...headers } = headersOf(of, asked)
  const body = bodyOf(of, asked.body)
  // One that has succeeded already stands in no later request.
  const waitsFor = dependsOn.filter((before) => pending.includes(before)).map(String)
  return {
    id: String(place),
    method: of.method,
    url: addressOf(of, asked.parameters, asked.query).replace(/^\/v1\.0/, ''),
    headers: { ...headers, ...(contentType && { 'Content-Type': contentType }) },
    ...(body !== undefined && { body: JSON.parse(body) as unknown }),
    ...(waitsFor.length > 0 && { dependsOn: waitsFor }),
  }
}

async function outcomeOf(source: Source, item: AnyItem, answer: BatchAnswer | undefined, options: CallOptions): Promise<Outcome<unknown>> {
  const { operation: of } = item
  const read = async (): Promise<Outcome<unknown>> => {
    const isAnswer =
      answer && ((answer.status >= 200 && answer.status < 300) || (of.kind === 'single' && of.alsoAnswers?.includes(answer.status)))
    if (!isAnswer) return { ok: false, error: failureOf(of, answer) }
    if (of.kind === 'single') return { ok: true, result: answeredFrom(source, of, asAnswer(answer)) }
    return { ok: true, result: await allOf(source, of, { ...item.asked, ...options, firstPage: { data: answer.body } }) }
  }
  return read().catch((error: unknown) => ({ ok: false, error: asFailure(error) }))
}

const wrong = (says: string): MicrosoftError => new MicrosoftError(`A batch where ${says}`, { kind: 'invalid', code: 'bad_request_body' })
