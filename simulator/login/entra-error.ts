// Errors in the form the Microsoft identity platform gives them. Entered by everything in login/.
import { randomUUID } from 'node:crypto'

export type EntraError = {
  status: number
  error: string
  code: number
  text: string
  /** Says more about what is to be done: consent_required, basic_action, bad_token, message_only. */
  suberror?: string
  /** What a new sign-in has to bring, as JSON. */
  claims?: string
}

export function entraError(error: string, code: number, text: string, status = 400): EntraError {
  return { status, error, code, text }
}

export class EntraRefusal extends Error {
  readonly refusal: EntraError
  constructor(refusal: EntraError) {
    super(refusal.text)
    this.refusal = refusal
  }
}

export function refuse(error: string, code: number, text: string, status = 400): never {
  throw new EntraRefusal(entraError(error, code, text, status))
}

export function refuseAs(refusal: EntraError): never {
  throw new EntraRefusal(refusal)
}

export function describe(refusal: EntraError, ids = traceIds()): string {
  return `AADSTS${refusal.code}: ${refusal.text} Trace ID: ${ids.trace} Correlation ID: ${ids.correlation} Timestamp: ${ids.timestamp}`
}

function traceIds(correlation?: string) {
  return {
    trace: randomUUID(),
    correlation: correlation ?? randomUUID(),
    timestamp: `${new Date().toISOString().slice(0, 19).replace('T', ' ')}Z`,
  }
}

export function errorBody(refusal: EntraError, origin: string, correlation?: string): Record<string, unknown> {
  const ids = traceIds(correlation)
  return {
    error: refusal.error,
    error_description: describe(refusal, ids),
    error_codes: [refusal.code],
    timestamp: ids.timestamp,
    trace_id: ids.trace,
    correlation_id: ids.correlation,
    error_uri: `${origin}/error?code=${refusal.code}`,
    ...(refusal.suberror === undefined ? {} : { suberror: refusal.suberror }),
    ...(refusal.claims === undefined ? {} : { claims: refusal.claims }),
  }
}

const DETAILS: readonly [pattern: RegExp, error: string, code: number, text: string, status: number][] = [
  [
    /client authentication failed|invalid secret|client_secret must be provided|no client authentication/i,
    'invalid_client',
    7000215,
    'Invalid client secret provided. Ensure the secret being sent in the request is the client secret value.',
    401,
  ],
  [
    /client not found|client is invalid/i,
    'unauthorized_client',
    700016,
    'Application with this identifier was not found in the directory.',
    400,
  ],
  [
    /authorization code already/i,
    'invalid_grant',
    54005,
    'OAuth2 Authorization code was already redeemed, please retry with a new valid code or use an existing refresh token.',
    400,
  ],
  [
    /authorization code is expired/i,
    'invalid_grant',
    70008,
    'The provided authorization code or refresh token has expired due to inactivity.',
    400,
  ],
  [/refresh token is expired/i, 'invalid_grant', 700082, 'The refresh token has expired due to inactivity.', 400],
  [
    /redirect_uri mismatch/i,
    'invalid_grant',
    500112,
    'The reply address of the token request does not match the reply address of the authorization request.',
    400,
  ],
  [
    /PKCE|code_verifier/i,
    'invalid_grant',
    501481,
    'The Code_Verifier does not match the code_challenge supplied in the authorization request.',
    400,
  ],
  [/not found|referenced account|grant/i, 'invalid_grant', 9002313, 'Invalid request. Request is malformed or invalid.', 400],
]

const BY_ERROR: Readonly<Record<string, readonly [code: number, status: number]>> = {
  invalid_client: [7000215, 401],
  invalid_grant: [9002313, 400],
  unsupported_grant_type: [70003, 400],
  invalid_scope: [70011, 400],
  unauthorized_client: [700016, 400],
  invalid_target: [500011, 400],
  unsupported_response_type: [700054, 400],
  login_required: [50058, 400],
  interaction_required: [16000, 400],
  consent_required: [65001, 400],
  access_denied: [65004, 400],
}

/** What Entra would say where the OpenID provider gave `error` for the reason `detail`. */
export function translated(error: string, description: string, detail: string): EntraError {
  if (error === 'invalid_request') {
    const missing = /missing required parameter\(?s?\)?[^a-z]*([a-z_]+)/i.exec(`${description} ${detail}`)?.[1]
    if (missing === 'client_id' || missing === 'grant_type' || missing)
      return entraError(error, 900144, `The request body must contain the following parameter: '${missing}'.`)
    return entraError(error, 9002313, 'Invalid request. Request is malformed or invalid.')
  }
  if (error === 'invalid_client' || error === 'invalid_grant') {
    const found = DETAILS.find(([pattern]) => pattern.test(detail || description))
    if (found) return entraError(found[1], found[2], found[3], found[4])
  }
  const [code, status] = BY_ERROR[error] ?? [900_000, 400]
  return entraError(error, code, description, status)
}
