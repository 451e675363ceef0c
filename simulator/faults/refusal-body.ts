// Bodies of refusals in each API's own form, for faults and exceeded limits. Entered by hook.ts and limits-hook.ts.
import { randomBytes, randomUUID } from 'node:crypto'
import type { Api } from './kinds.ts'

export type Refusal = { status: number; headers: Record<string, string>; body: string }

const JSON_TYPE = { 'content-type': 'application/json; charset=utf-8' }

const GRAPH_CODES: Readonly<Record<number, readonly [code: string, message: string]>> = {
  429: ['TooManyRequests', 'Please retry again later.'],
  500: ['generalException', 'An internal server error occurred.'],
  502: ['badGateway', 'The server received an invalid response from an upstream server.'],
  503: ['serviceNotAvailable', 'The service is temporarily unavailable. Please retry again later.'],
  504: ['gatewayTimeout', 'The gateway did not get an answer in time.'],
}

/** What the API sends with this status; `retryAfterSeconds` null where the header is to be missing. */
export function refusalOf(api: Api, status: number, retryAfterSeconds: number | null): Refusal {
  const retry: Record<string, string> = retryAfterSeconds === null ? {} : { 'retry-after': String(retryAfterSeconds) }
  const answer = FORMS[api](status, retryAfterSeconds)
  return { status, headers: { ...answer.headers, ...retry }, body: answer.body }
}

type Form = (status: number, retryAfterSeconds: number | null) => { headers: Record<string, string>; body: string }

const FORMS: Record<Api, Form> = {
  'partner-center': (status, seconds) => {
    const ids = { 'ms-requestid': randomUUID(), 'ms-correlationid': randomUUID(), 'ms-cv': `${randomBytes(12).toString('base64')}.0` }
    // Exceeded limits are answered by the gateway before Partner Center itself: without byte order mark, in other words.
    if (status === 429) {
      const message = `Rate limit is exceeded. Try again in ${seconds ?? 57} seconds.`
      return { headers: { ...ids, 'content-type': 'application/json' }, body: JSON.stringify({ statusCode: 429, message }) }
    }
    const body = { code: status, description: `The service answered ${status}.`, data: [], source: 'PartnerFD' }
    return { headers: { ...ids, ...JSON_TYPE }, body: `\uFEFF${JSON.stringify(body)}` }
  },
  graph: (status) => {
    const [code, message] = GRAPH_CODES[status] ?? ['UnknownError', `The service answered ${status}.`]
    const id = randomUUID()
    const date = new Date().toISOString().slice(0, 19)
    const inner =
      status === 429
        ? { code: '429', date, message: 'Please retry after', 'request-id': id, status: '429' }
        : { date, 'request-id': id, 'client-request-id': id }
    return {
      headers: { ...JSON_TYPE, 'request-id': id, 'client-request-id': id },
      body: JSON.stringify({ error: { code, innerError: inner, message } }),
    }
  },
  azure: (status) => ({
    headers: { ...JSON_TYPE, 'x-ms-request-id': randomUUID() },
    body: JSON.stringify({
      error: { code: GRAPH_CODES[status]?.[0] ?? 'UnknownError', message: `The service answered ${status}.`, details: [] },
    }),
  }),
  login: (status) => {
    const [trace, correlation] = [randomUUID(), randomUUID()]
    const timestamp = `${new Date().toISOString().slice(0, 19).replace('T', ' ')}Z`
    const code = status === 429 ? 90055 : 90033
    const text = status === 429 ? 'There have been too many requests.' : 'A transient error has occurred. Please try again.'
    const description = `AADSTS${code}: ${text} Trace ID: ${trace} Correlation ID: ${correlation} Timestamp: ${timestamp}`
    const ids = { error_codes: [code], timestamp, trace_id: trace, correlation_id: correlation }
    return { headers: JSON_TYPE, body: JSON.stringify({ error: 'temporarily_unavailable', error_description: description, ...ids }) }
  },
  portals: (status) => ({ headers: { 'content-type': 'text/html; charset=utf-8' }, body: outagePage(status) }),
}

/** What a gateway in front of a service shows. */
export function outagePage(status: number): string {
  return `<!doctype html><html lang="en"><head><title>Service unavailable</title></head><body><h1>Our services aren't available right now</h1><p>We're working to restore all services as soon as possible. Please check back soon. (${status})</p></body></html>`
}
