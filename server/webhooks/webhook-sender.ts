// The one sender of outgoing webhooks: only to public addresses, signed by the Standard Webhooks scheme, never following a redirect.
// Opened once by main.ts; entered by features' jobs and actions. https://www.standardwebhooks.com
import { createHmac, randomBytes } from 'node:crypto'
import { lookup } from 'node:dns'
import { Agent, request } from 'undici'
import { lookupAllowed, NotPublic, type Resolve, refusalOf } from './allowed-address.ts'

export type WebhookCall = {
  url: string
  /** The same for every try of one notice: receivers tell repetitions by it. */
  id: string
  body: string
  /** `whsec_…`; without one the call is not signed (Teams). */
  secret?: string
  now: Date
}

/** `gone`: the receiver says that it does not want this any more (410). `permanent`: the address may not be called. */
export type WebhookOutcome =
  | { accepted: true; response: string }
  | { accepted: false; kind: 'temporary' | 'permanent' | 'gone'; response: string }

export type WebhookSender = {
  /** Why this address may not be called, or null. Asks no name server. */
  refusal(url: string): string | null
  /** Never throws for what the receiver does. Ends within half a minute. */
  send(call: WebhookCall): Promise<WebhookOutcome>
  close(): Promise<void>
}

const waitMs = 15_000
const mostAnswerBytes = 2_000

type Means = { allowPrivate: boolean; resolve?: Resolve }

export function createWebhookSender({ allowPrivate, resolve = lookup }: Means): WebhookSender {
  // Of its own: a name is looked at when it is resolved for the very connection, so it cannot point elsewhere a moment later.
  const agent = new Agent({
    connect: { timeout: waitMs, ...(!allowPrivate && { lookup: lookupAllowed(resolve) }) },
    headersTimeout: waitMs,
    bodyTimeout: waitMs,
    keepAliveTimeout: 1_000,
  })
  const refusal = (url: string): string | null => refusalOf(url, allowPrivate)
  return {
    refusal,
    async send(call) {
      const refused = refusal(call.url)
      if (refused) return { accepted: false, kind: 'permanent', response: refused }
      try {
        return await post(agent, call)
      } catch (error) {
        if (error instanceof NotPublic) return { accepted: false, kind: 'permanent', response: error.message.slice(0, 500) }
        return { accepted: false, kind: 'temporary', response: `No answer: ${wordsOf(error as Error)}`.slice(0, 500) }
      }
    },
    close: () => agent.destroy(),
  }
}

async function post(agent: Agent, { url, id, body, secret, now }: WebhookCall): Promise<WebhookOutcome> {
  const { statusCode, body: answer } = await request(url, {
    method: 'POST',
    dispatcher: agent,
    signal: AbortSignal.timeout(2 * waitMs),
    headers: { 'content-type': 'application/json', 'user-agent': 'Tenantry', ...(secret && signatureOf({ id, body, secret, now })) },
    body,
  })
  let said = ''
  for await (const part of answer) {
    said += String(part)
    if (said.length > mostAnswerBytes) break
  }
  const response = `${statusCode}${said ? ` ${said.replaceAll(/\s+/g, ' ').trim()}` : ''}`.slice(0, 500)
  if (statusCode >= 200 && statusCode < 300) return { accepted: true, response }
  return { accepted: false, kind: statusCode === 410 ? 'gone' : 'temporary', response }
}

const prefix = 'whsec_'

export const newWebhookSecret = (): string => `${prefix}${randomBytes(32).toString('base64')}`

/** HMAC-SHA256 over `id.timestamp.body` under the decoded secret. */
export function signatureOf({ id, body, secret, now }: { id: string; body: string; secret: string; now: Date }): Record<string, string> {
  const timestamp = String(Math.floor(now.getTime() / 1000))
  const key = Buffer.from(secret.slice(prefix.length), 'base64')
  const signature = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': `v1,${signature}` }
}

/** undici wraps what went wrong; several addresses that were tried come as several errors without a message of their own. */
function wordsOf(error: Error & { errors?: Error[]; code?: string }): string {
  if (error.cause instanceof Error) return wordsOf(error.cause)
  return error.message || error.errors?.map((one) => one.message).join('; ') || (error.code ?? error.name)
}
