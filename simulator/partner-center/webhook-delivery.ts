// Sends one event to whoever registered, signed, and up to ten times. Entered by webhooks.ts.
import { sign } from 'node:crypto'
import { request } from 'undici'
import { zoneless } from '../world/commerce/dates.ts'
import { type Chain, privateKeyOf } from './certificate.ts'

const ATTEMPTS = 10
const TIMEOUT_MS = 10_000
const FIRST_WAIT_MS = 1_000
const LONGEST_WAIT_MS = 60_000
/** Attempts on their way at one time. */
const AT_ONCE = 8

export type Registration = {
  subscriberId: string
  partnerTenantId: string
  applicationId: string
  webhookUrl: string
  webhookEvents: string[]
  signatureTokenToMsSignatureHeader: boolean
}

export type DeliveryResult = { responseCode: string; responseMessage: string; systemError: boolean; dateTimeUtc: string }
export type ChangeEvent = {
  EventName: string
  ResourceUri: string
  ResourceName: string
  AuditUri: string | null
  ResourceChangeUtcDate: string
}

type Parts = { chain: Promise<Chain>; origin: string; now(): number; stopped: AbortSignal }
export type Sender = (to: Registration, event: ChangeEvent, report: (result: DeliveryResult, last: boolean) => void) => Promise<void>

export function createSender({ chain, origin, now, stopped }: Parts): Sender {
  const attempt = async (to: Registration, body: string): Promise<DeliveryResult> => {
    const result = (responseCode: string, responseMessage: string, systemError: boolean) => ({
      responseCode,
      responseMessage,
      systemError,
      dateTimeUtc: zoneless(now()),
    })
    try {
      const signature = sign('sha256', Buffer.from(body), privateKeyOf(await chain)).toString('base64')
      const answer = await request(to.webhookUrl, {
        method: 'POST',
        body,
        signal: AbortSignal.any([stopped, AbortSignal.timeout(TIMEOUT_MS)]),
        headers: {
          'content-type': 'application/json',
          [to.signatureTokenToMsSignatureHeader ? 'x-ms-signature' : 'authorization']: `Signature ${signature}`,
          'x-ms-certificate-url': `${origin}/webhooks/certificates/pcnotifications-dispatch.microsoft.com.cer`,
          'x-ms-signature-algorithm': 'rsa-sha256',
        },
      })
      const text = await answer.body.text()
      return result(statusWord(answer.statusCode), answer.statusCode < 300 ? '' : text.slice(0, 500), false)
    } catch (error) {
      return result('', error instanceof Error ? error.message : String(error), true)
    }
  }
  const inTurn = createTurns(AT_ONCE)
  return async (to, event, report) => {
    const body = JSON.stringify(event)
    for (let turn = 1; turn <= ATTEMPTS && !stopped.aborted; turn++) {
      const result = await inTurn(() => attempt(to, body))
      const good = !result.systemError && /^(OK|Created|Accepted|NoContent)$/.test(result.responseCode)
      report(result, good || turn === ATTEMPTS)
      if (good) return
      await pause(Math.min(FIRST_WAIT_MS * 2 ** (turn - 1), LONGEST_WAIT_MS), stopped)
    }
  }
}

const WORDS: Readonly<Record<number, string>> = {
  200: 'OK',
  201: 'Created',
  202: 'Accepted',
  204: 'NoContent',
  400: 'BadRequest',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'NotFound',
  500: 'InternalServerError',
  503: 'ServiceUnavailable',
}

function statusWord(status: number): string {
  return WORDS[status] ?? String(status)
}

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds)
    timer.unref()
    signal.addEventListener('abort', () => {
      clearTimeout(timer)
      resolve()
    })
  })
}

/** Lets so many run at once; the others wait in the order they came. */
function createTurns(most: number): <T>(run: () => Promise<T>) => Promise<T> {
  let running = 0
  const waiting: (() => void)[] = []
  return async (run) => {
    if (running >= most) await new Promise<void>((resolve) => waiting.push(resolve))
    running++
    try {
      return await run()
    } finally {
      running--
      waiting.shift()?.()
    }
  }
}
