// Performs one operation with one identity: address, headers, body, answer. Entered by every function of graph/, partner-center/ and azure-support/.
import { randomUUID } from 'node:crypto'
import type { Call, CallOptions, Gate, JsonAnswer, Repeatable } from './http.ts'
import { MicrosoftError } from './microsoft-error.ts'
import { type AnyOperation, type Api, addressOf, type Operation, type Parameters, type Query } from './operation.ts'
import { withVersion } from './partner-center/collection.ts'
import type { Source } from './source.ts'

export type Asked = CallOptions & {
  parameters?: Parameters
  query?: Query
  body?: unknown
  /** The etag of what is changed; sent as `If-Match`. */
  ifMatch?: string | undefined
  /**
   * Idempotency key of Partner Center (`MS-RequestId`): the same for every try of one intention, also across a restart, until an answer
   * has come. One is made where none is given.
   */
  requestId?: string | undefined
  headers?: Record<string, string>
  /** Passed instead of the operation's own. */
  gate?: Gate | undefined
}

export type Answered<Answer> = {
  status: number
  data: Answer
  etag: string | null
  /** Where a long-running operation is looked at. Always on the same host. */
  location: string | null
  retryAfterMs: number | null
  /** Of a file. */
  contentType: string | null
  requestId: string | null
}

/** Throws MicrosoftError; `invalid` with code `unexpected_shape` where the answer is not what the operation says. */
export async function perform<Answer>(source: Source, operation: Operation<Answer>, asked: Asked = {}): Promise<Answered<Answer>> {
  const { signal, patienceMs, urgent } = asked
  const answer = await source.send({
    signal,
    patienceMs,
    urgent,
    path: addressOf(operation, asked.parameters, asked.query),
    method: operation.method,
    resource: operation.resource,
    headers: headersOf(operation, asked),
    body: bodyOf(operation, asked.body),
    repeatable: isRepeatable(operation),
    afterAnswer: afterAnswer(operation),
    alsoAnswers: operation.alsoAnswers ?? [],
    bytes: operation.bytes,
    ...(asked.gate && { gate: asked.gate }),
  })
  return answeredFrom(source, operation, answer)
}

/** The answer of one call, alone or in a batch, read as the operation says. Throws like perform. */
export function answeredFrom<Answer>(
  source: Source,
  operation: Operation<Answer>,
  { status, data, headers, requestId, retryAfterMs }: Omit<JsonAnswer, 'body' | 'bytes'>,
): Answered<Answer> {
  const read = operation.answer.safeParse(data)
  if (!read.success)
    throw new MicrosoftError(`${operation.method} ${operation.path} answered in another shape: ${read.error.issues[0]?.message}`, {
      kind: 'invalid',
      status,
      code: 'unexpected_shape',
      requestId,
    })
  return {
    status,
    data: read.data,
    etag: headers['etag'] ?? null,
    // Azure sends both, and names the first as the one that tells how the operation ended.
    location: placeOf(source, operation.api, headers['azure-asyncoperation'] ?? headers['location']),
    retryAfterMs,
    contentType: headers['content-type'] ?? null,
    requestId,
  }
}

/** A link to another host is none: what was asked has been done, so it is no failure, and the token does not go there. */
function placeOf(source: Source, api: Api, location: string | undefined): string | null {
  try {
    return location ? source.follow(api === 'partnerCenter' ? withVersion(location) : location) : null
  } catch {
    return null
  }
}

/** Partner Center recognises by its ID a change that no answer came to; any other change is made once and its failure reported. */
export function isRepeatable(of: AnyOperation): Repeatable {
  const said = of.kind === 'single' ? of.repeatable : true
  return said ?? (!['POST', 'PATCH'].includes(of.method) || (of.api === 'partnerCenter' && 'unanswered'))
}

/** Partner Center's ID is the same while a call is repeated unanswered, and a new one after any answer. */
export const afterAnswer = ({ api }: AnyOperation): Call['afterAnswer'] =>
  api === 'partnerCenter' ? () => ({ 'MS-RequestId': randomUUID() }) : undefined

export function headersOf({ api, body }: AnyOperation, { ifMatch, requestId, headers }: Asked): Record<string, string> {
  return {
    ...(api === 'partnerCenter' && {
      'MS-Contract-Version': 'v1',
      'MS-RequestId': requestId ?? randomUUID(),
      'MS-CorrelationId': randomUUID(),
    }),
    ...(api === 'graph' && { 'client-request-id': requestId ?? randomUUID() }),
    ...(body && { 'content-type': 'application/json' }),
    ...(ifMatch && { 'if-match': ifMatch }),
    ...headers,
  }
}

/** The JSON that is sent. Throws where it is not what the operation takes: that is a mistake of ours, made before anything left. */
export function bodyOf({ body, method, path }: AnyOperation, given: unknown): string | undefined {
  if (!body) return undefined
  const checked = body.safeParse(given)
  if (checked.success) return JSON.stringify(checked.data)
  const [issue] = checked.error.issues
  throw new MicrosoftError(`${method} ${path} cannot be asked like this: ${issue?.path.join('.')}: ${issue?.message}`, {
    kind: 'invalid',
    code: 'bad_request_body',
  })
}
