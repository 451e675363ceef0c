// When a failed call to Microsoft is repeated and after how long. Pure; http.ts asks.
import type { MicrosoftError } from './microsoft-error.ts'

/** Tries in all, the first one included. */
export const mostTries = 7
const longestBackOffMs = 30_000

/** Statuses that say "not now" rather than "no". */
const passing = new Set([408, 429, 500, 502, 503, 504])

/** Whether the same call may do better a moment later. */
export function mayPass({ kind, status, code }: MicrosoftError): boolean {
  if (code === 'answer_too_large' || code === 'closed') return false
  if (status === null) return kind === 'broken'
  return passing.has(status) || code === 'not_json'
}

/** Whether Microsoft has answered the try: a time-out of a gateway, or a body that cannot be read, leaves open what became of it. */
export const isAnswer = ({ status, code }: MicrosoftError): boolean =>
  status !== null && status !== 408 && status !== 504 && code !== 'not_json'

/**
 * How long Microsoft asks to wait: the `Retry-After` header in seconds or as a date, or, where it is absent (it may be),
 * Partner Center's sentence "Try again in 57 seconds."
 */
export function retryAfterMs(header: string | null, body: string, now: number): number | null {
  const text = header?.trim()
  if (text) {
    if (/^\d+(\.\d+)?$/.test(text)) return Math.ceil(Number(text) * 1000)
    const date = Date.parse(text)
    if (Number.isFinite(date)) return Math.max(0, date - now)
  }
  const seconds = /try again in (\d{1,6}) seconds?/i.exec(body.slice(0, 2000))?.[1]
  return seconds ? Number(seconds) * 1000 : null
}

/**
 * Milliseconds to wait before try number `tries + 1`. Asked-for waits are kept and stretched a little, so that workers that were
 * refused together do not come back together; otherwise half to whole of a doubling pause.
 */
export function pauseMs(tries: number, askedMs: number | null, random: number): number {
  if (askedMs !== null) return askedMs + random * Math.min(1000, 100 + askedMs * 0.1)
  const ceiling = Math.min(longestBackOffMs, 500 * 2 ** (tries - 1))
  return ceiling / 2 + (ceiling / 2) * random
}
