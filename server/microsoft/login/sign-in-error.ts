// Why a sign-in did not succeed, in the words the sign-in page explains.
import { AuthorizationResponseError, ResponseBodyError } from 'oauth4webapi'
import type { SignInProblem } from '../../../contract/accounts.ts'
import { MicrosoftError } from '../microsoft-error.ts'

/** `code` is Microsoft's own (`access_denied`, `AADSTS65001`), for the log. Holds no token and no secret. */
export class SignInError extends Error {
  readonly problem: SignInProblem
  readonly code: string | null

  constructor(problem: SignInProblem, code: string | null, cause?: unknown) {
    super(`The sign-in did not succeed: ${problem}${code ? ` (${code})` : ''}`, { cause })
    this.name = 'SignInError'
    this.problem = problem
    this.code = code
  }
}

/** Failures of the network pass as they are; every other one becomes a SignInError. */
export function signInErrorFrom(error: unknown): SignInError | MicrosoftError {
  if (error instanceof SignInError || error instanceof MicrosoftError) return error
  if (error instanceof AuthorizationResponseError || error instanceof ResponseBodyError) {
    const number = /AADSTS\d+/.exec(error.error_description ?? '')?.[0] ?? null
    // The library's error holds the whole answer, so it is not kept as the cause.
    return new SignInError(problemOf(error.error, number), number ?? error.error)
  }
  return new SignInError('refused', error instanceof Error && 'code' in error ? String(error.code) : null, error)
}

/** https://learn.microsoft.com/entra/identity-platform/reference-error-codes */
function problemOf(error: string, number: string | null): SignInProblem {
  if (number === 'AADSTS65001' || number === 'AADSTS90094' || number === 'AADSTS90093') return 'consent_required'
  if (error === 'access_denied') return 'cancelled'
  if (error === 'consent_required') return 'consent_required'
  if (error === 'login_required' || error === 'interaction_required' || error === 'invalid_grant') return 'expired'
  if (error === 'temporarily_unavailable' || error === 'server_error') return 'microsoft_unavailable'
  return 'refused'
}
