// The one place that talks to Microsoft over the network: keep-alive, time-outs, bounded answers, retries and typed failures.
// Entered by source.ts (Graph, Partner Center) and login/ (tokens, sign-in).
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { gunzip as gunzipCallback } from 'node:zlib'
import { Agent, request } from 'undici'
import { timeLimit } from '../base/time-limit.ts'
import { errorFrom, MicrosoftError } from './microsoft-error.ts'
import { isAnswer, mayPass, mostTries, pauseMs, retryAfterMs } from './retry.ts'

const gunzip = promisify(gunzipCallback)

export type CallOptions = {
  signal?: AbortSignal | undefined
  /** How long all tries and waits together may take, in milliseconds; a try that has begun has five seconds all the same. */
  patienceMs?: number | undefined
  /** Has its turn before calls that nobody waits for. Default: calls with little patience. */
  urgent?: boolean | undefined
}

/** What a call must pass before each try, so that all processes together keep to a rate; see rates/. */
export type Gate = {
  /** Throws MicrosoftError `throttled` with `retryAfterMs` where the turn would come later than patience lasts. */
  enter(options: { signal: AbortSignal | undefined; patienceMs: number; urgent?: boolean | undefined }): Promise<void>
  /** Microsoft has refused (429) a try that was sent at `sentAt`: nobody is to ask for a while. */
  refused(refusal: { retryAfterMs: number | null; sentAt: number }): Promise<void>
}

export type Repeatable = boolean | 'unanswered'

export type Call = CallOptions & {
  url: string
  gate?: Gate
  method?: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  headers?: Record<string, string>
  body?: string | undefined
  /** Doing it twice does no harm; default: true except for POST and PATCH. `unanswered`: its ID makes it one call as long as no answer came. */
  repeatable?: Repeatable | undefined
  /** What the headers of a further try have instead, once an answer has come: it is another call then. */
  afterAnswer?: (() => Record<string, string>) | undefined
  /** Give back answers of any status below 500 except 429 instead of throwing. */
  acceptRefusals?: boolean
  /** Statuses that are an answer here although they usually are a refusal. */
  alsoAnswers?: readonly number[]
  /** The answer is a file: its bytes are the data, as they come. */
  bytes?: boolean | undefined
}

export type Answer = {
  status: number
  headers: Record<string, string>
  body: string
  /** Of a file that was asked for. */
  bytes?: Buffer
  requestId: string | null
  /** How long Microsoft asks to wait before the next call, where it says so. */
  retryAfterMs: number | null
}
export type JsonAnswer = Answer & { data: unknown }

/** One try, for the metrics: `status` 0 where no answer came. */
export type CallReport = { host: string; status: number; ms: number }

export type Http = {
  /** Calls until there is an answer or patience ends. Throws MicrosoftError, or the abort reason of `signal`. */
  call(call: Call): Promise<Answer>
  /** Like `call`, with the body parsed; a byte order mark is tolerated, a body that is not JSON is tried again and then `broken`. */
  json(call: Call): Promise<unknown>
  /** Like `json`, with status and headers; an answer without a body has the data `null`. */
  send(call: Call): Promise<JsonAnswer>
  onCall(listener: (report: CallReport) => void): void
  close(): Promise<void>
}

export type HttpOptions = {
  /** Largest answer, in bytes. */
  largest?: number
  connectMs?: number
  headersMs?: number
  bodyMs?: number
  /** Longest single try. */
  tryMs?: number
  /** What a single try has however little patience is left. */
  leastTryMs?: number
  patienceMs?: number
  /** Replaces the waiting between tries. */
  wait?: (ms: number, signal: AbortSignal | undefined) => Promise<void>
}

const defaults = {
  largest: 16 * 1024 * 1024,
  connectMs: 10_000,
  headersMs: 60_000,
  bodyMs: 30_000,
  tryMs: 120_000,
  leastTryMs: 5_000,
  patienceMs: 240_000,
  wait: async (ms: number, signal: AbortSignal | undefined): Promise<void> => {
    await sleep(ms, undefined, { signal })
  },
} satisfies Required<HttpOptions>

export function createHttp(given: HttpOptions = {}): Http {
  const options = { ...defaults, ...given }
  const agent = new Agent({
    connections: 32,
    pipelining: 1,
    keepAliveTimeout: 30_000,
    connect: { timeout: options.connectMs },
    headersTimeout: options.headersMs,
    bodyTimeout: options.bodyMs,
    maxResponseSize: options.largest,
  })
  const listeners: ((report: CallReport) => void)[] = []
  const report = (one: CallReport): void => {
    for (const listener of listeners) listener(one)
  }
  const tryOnce: TryOnce = (call, tryMs) => timedTry({ agent, options, report }, call, tryMs)
  return {
    call: (call) => callUntilAnswered(tryOnce, call, options, (answer) => answer),
    json: (call) => callUntilAnswered(tryOnce, call, options, (answer) => parseJson(placeOf(call.url), answer)),
    send: (call) => callUntilAnswered(tryOnce, call, options, (answer) => withData(placeOf(call.url), answer)),
    onCall: (listener) => void listeners.push(listener),
    close: () => agent.destroy(),
  }
}

type Resolved = Required<HttpOptions>
/** `tryMs`: how long it may take. */
type TryOnce = (call: Call, tryMs: number) => Promise<Answer>

async function callUntilAnswered<Result>(
  tryOnce: TryOnce,
  call: Call,
  options: Resolved,
  read: (answer: Answer) => Result,
): Promise<Result> {
  refuseClearText(call.url)
  const repeatable = call.repeatable ?? (call.method !== 'POST' && call.method !== 'PATCH')
  const deadline = Date.now() + (call.patienceMs ?? options.patienceMs)
  let trying = call
  for (let tries = 1; ; tries += 1) {
    let failure: MicrosoftError
    await call.gate?.enter({ signal: call.signal, patienceMs: deadline - Date.now(), urgent: call.urgent })
    const sentAt = Date.now()
    try {
      const answer = await tryOnce(trying, Math.min(options.tryMs, Math.max(deadline - sentAt, options.leastTryMs)))
      if (answer.status >= 200 && answer.status < 300) return read(answer)
      if (call.acceptRefusals && answer.status < 500 && answer.status !== 429) return read(answer)
      if (call.alsoAnswers?.includes(answer.status)) return read(answer)
      failure = errorFrom(placeOf(call.url), answer)
    } catch (error) {
      if (call.signal?.aborted) throw call.signal.reason
      failure = error instanceof MicrosoftError ? error : unanswered(call.url, error)
    }
    const answered = isAnswer(failure)
    // A call that was refused for its number alone has not been carried out, so it may be repeated whatever it does.
    const harmless = failure.kind === 'throttled' || (repeatable === 'unanswered' ? !answered : repeatable)
    if (answered) trying = anew(trying)
    const pause = pauseMs(tries, failure.retryAfterMs, Math.random())
    const throttled = failure.kind === 'throttled' && call.gate
    if (throttled) await throttled.refused({ retryAfterMs: failure.retryAfterMs, sentAt })
    if (!mayPass(failure) || !harmless || tries >= mostTries || Date.now() + pause > deadline) throw failure
    // The gate holds everyone back, this call too.
    if (!throttled) await options.wait(pause, call.signal)
  }
}

/** The call as it is made again after an answer. */
export const anew = (call: Call): Call => (call.afterAnswer ? { ...call, headers: { ...call.headers, ...call.afterAnswer() } } : call)

type Trying = { agent: Agent; options: Resolved; report: (report: CallReport) => void }

async function timedTry({ agent, options, report }: Trying, call: Call, tryMs: number): Promise<Answer> {
  const started = performance.now()
  const limit = timeLimit(tryMs, call.signal)
  let status = 0
  try {
    const response = await request(call.url, {
      dispatcher: agent,
      method: call.method ?? 'GET',
      headers: { accept: 'application/json', 'accept-encoding': 'gzip', ...call.headers },
      body: call.body ?? null,
      signal: limit.signal,
    })
    const headers = flat(response.headers)
    const sent = Buffer.from(await response.body.arrayBuffer())
    const bytes = headers['content-encoding'] === 'gzip' ? await gunzip(sent, { maxOutputLength: options.largest }) : sent
    status = response.statusCode
    const isFile = call.bytes === true && status < 300
    const body = isFile ? '' : bytes.toString('utf8')
    return {
      status,
      headers,
      body,
      ...(isFile && { bytes }),
      requestId: headers['request-id'] ?? headers['ms-requestid'] ?? headers['x-ms-request-id'] ?? null,
      retryAfterMs: retryAfterMs(headers['retry-after'] ?? null, body, Date.now()),
    }
  } finally {
    limit.end()
    report({ host: new URL(call.url).host, status, ms: performance.now() - started })
  }
}

function flat(headers: Record<string, string | string[] | undefined>): Record<string, string> {
  const result: Record<string, string> = {}
  for (const [name, value] of Object.entries(headers))
    if (value !== undefined) result[name] = Array.isArray(value) ? value.join(', ') : value
  return result
}

function parseJson(where: string, answer: Answer): unknown {
  try {
    return JSON.parse(answer.body.charCodeAt(0) === 0xfeff ? answer.body.slice(1) : answer.body)
  } catch (cause) {
    const details = { kind: 'broken', status: answer.status, code: 'not_json', requestId: answer.requestId, cause } as const
    throw new MicrosoftError(`${where} answered ${answer.status} with a body that is not JSON`, details)
  }
}

const withData = (where: string, answer: Answer): JsonAnswer => ({
  ...answer,
  data: answer.bytes ?? (answer.body.trim() === '' ? null : parseJson(where, answer)),
})

function unanswered(url: string, cause: unknown): MicrosoftError {
  const given = cause instanceof Error && 'code' in cause && typeof cause.code === 'string' ? cause.code : null
  const code = ourCodes.get(given) ?? given ?? (cause instanceof Error ? cause.name : 'unknown')
  return new MicrosoftError(`${placeOf(url)} gave no usable answer (${code})`, { kind: 'broken', code, cause })
}

const ourCodes: ReadonlyMap<string | null, string> = new Map([
  ['UND_ERR_RES_EXCEEDED_MAX_SIZE', 'answer_too_large'],
  ['ERR_BUFFER_TOO_LARGE', 'answer_too_large'],
  ['UND_ERR_DESTROYED', 'closed'],
  ['UND_ERR_CLOSED', 'closed'],
])

/** Origin and path: what a log may show. A query can hold names and continuation tokens. */
function placeOf(url: string): string {
  const { origin, pathname } = new URL(url)
  return `${origin}${pathname}`
}

export function isLoopback(url: URL): boolean {
  return url.hostname === 'localhost' || url.hostname.endsWith('.localhost') || url.hostname === '127.0.0.1' || url.hostname === '[::1]'
}

/** Tokens travel with these calls: clear text is for this machine only. */
function refuseClearText(address: string): void {
  const url = new URL(address)
  if (url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url))) return
  throw new MicrosoftError(`${url.origin} is not https`, { kind: 'invalid', code: 'not_https' })
}

/** The address a link in an answer leads to; a link that leaves the host it came from would carry our token to a stranger. */
export function sameHostLink(link: string, base: string): string {
  const url = URL.canParse(link, base) ? new URL(link, base) : null
  if (url && url.origin === new URL(base).origin && !url.username && !url.password) return url.href
  throw new MicrosoftError(`An answer of ${new URL(base).origin} holds a link that leads elsewhere`, {
    kind: 'invalid',
    code: 'foreign_link',
  })
}
