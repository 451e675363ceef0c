// What a failed pull means: how it is remembered, when it is tried again, and whether it concerns every customer. Pure.
import { z } from 'zod'
import type { PullFailure } from '../../contract/pulls.ts'
import { MicrosoftError } from '../microsoft/microsoft-error.ts'

const minuteMs = 60_000
const hourMs = 60 * minuteMs

/** Null for a failure that is neither Microsoft's nor a mistake of ours: the job throws it, and the queue tries again. */
export function pullFailureOf(error: unknown): PullFailure | null {
  if (isMistake(error)) return { kind: 'invalid', code: 'our_mistake', cause: null, status: null, requestId: null }
  if (!(error instanceof MicrosoftError)) return null
  const { kind, code, status, requestId } = error
  return { kind, code: code?.slice(0, 200) ?? null, cause: error.reason, status, requestId: requestId?.slice(0, 200) ?? null }
}

/** What a program does wrong that meets an answer it was not written for. It is one customer's: the others are read. */
export const isMistake = (error: unknown): boolean =>
  [TypeError, RangeError, ReferenceError, SyntaxError, z.ZodError].some((mistake) => error instanceof mistake)

/** Of a customer whose reading as a whole took longer than patience lasts. */
export const tooLate: PullFailure = { kind: 'broken', code: 'TimeoutError', cause: null, status: null, requestId: null }

export const isOfWholePartner = (error: unknown): boolean => error instanceof MicrosoftError && error.wholePartner

export const retryAfterMsOf = (error: unknown): number | null => (error instanceof MicrosoftError ? error.retryAfterMs : null)

/**
 * How long a customer rests after so many failures in a row. Throttling and a service that is away (503) keep to what Microsoft asks; what
 * only people can mend is asked again less and less often, up to every six hours; what may pass by itself, up to every hour.
 */
export function restMs({ kind }: PullFailure, failures: number, retryAfterMs: number | null, random: number): number {
  const doubling = (first: number, most: number): number => Math.min(most, first * 2 ** Math.min(20, failures - 1))
  const rest: Record<PullFailure['kind'], number> = {
    throttled: Math.max(retryAfterMs ?? 0, doubling(minuteMs, 15 * minuteMs)),
    broken: Math.max(retryAfterMs ?? 0, doubling(minuteMs, hourMs)),
    denied: doubling(15 * minuteMs, 6 * hourMs),
    gone: doubling(hourMs, 24 * hourMs),
    invalid: doubling(15 * minuteMs, 6 * hourMs),
  }
  // Never sooner than asked for; spread, so that those that failed together do not come back together.
  return Math.round(rest[kind] * (1 + random / 5))
}
