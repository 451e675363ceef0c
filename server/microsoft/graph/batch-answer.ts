// One answer within a batch, read as the call's own answer would be. Entered by batch.ts.
import { z } from 'zod'
import type { JsonAnswer } from '../http.ts'
import { errorFrom, MicrosoftError } from '../microsoft-error.ts'
import type { AnyOperation } from '../operation.ts'
import { isRepeatable } from '../perform.ts'
import { retryAfterMs } from '../retry.ts'
import { numberOf, reader } from '../tolerant.ts'

export const BatchAnswer = z
  .object({
    id: z.union([z.string(), z.number()]).transform(String),
    status: z.unknown().transform(numberOf).pipe(z.number().int().min(100).max(599)),
    headers: reader(headersFrom),
    body: z.unknown().optional(),
  })
  .transform((answer) => ({ ...answer, body: answer.body ?? null }))
export type BatchAnswer = z.output<typeof BatchAnswer>

/** By lower-case name. */
function headersFrom(sent: unknown): ReadonlyMap<string, string> {
  const pairs = sent && typeof sent === 'object' ? Object.entries(sent) : []
  return new Map(
    pairs.flatMap(([name, value]) => (['string', 'number'].includes(typeof value) ? [[name.toLowerCase(), String(value)]] : [])),
  )
}

/** How long the caller is asked to wait, in milliseconds. */
export const waitOf = ({ headers, body }: BatchAnswer): number | null =>
  retryAfterMs(headers.get('retry-after') ?? null, JSON.stringify(body) ?? '', Date.now())

/** What the failure of one call is; `undefined` is an answer that did not come. */
export function failureOf({ method, path }: AnyOperation, answer: BatchAnswer | undefined): MicrosoftError {
  const where = `${method} ${path} in a batch`
  if (!answer) return new MicrosoftError(`${where} got no answer`, { kind: 'broken', code: 'no_answer' })
  const requestId = answer.headers.get('request-id') ?? null
  if (answer.status === 424)
    return new MicrosoftError(`${where} was not made, as one that it depends on failed`, {
      kind: 'invalid',
      status: 424,
      code: 'failed_dependency',
      requestId,
    })
  return errorFrom(where, { status: answer.status, body: JSON.stringify(answer.body) ?? '', requestId, retryAfterMs: waitOf(answer) })
}

/** As http.ts gives the answer of a call of its own. */
export const asAnswer = (answer: BatchAnswer): Omit<JsonAnswer, 'body' | 'bytes'> => ({
  status: answer.status,
  data: answer.body,
  headers: Object.fromEntries(answer.headers),
  requestId: answer.headers.get('request-id') ?? null,
  retryAfterMs: waitOf(answer),
})

/** A call refused for its number has not been made; others are made again where that does no harm. */
export function mayBeAskedAgain(of: AnyOperation, { kind, status, code }: MicrosoftError): boolean {
  if (kind === 'throttled') return true
  return isRepeatable(of) && (code === 'no_answer' || [408, 500, 502, 503, 504].includes(status ?? 0))
}
