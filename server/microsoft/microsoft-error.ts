// How a call to Microsoft can fail, decided once. Thrown by http.ts; features decide by `kind` and show `code` and `requestId`.

/**
 * - `throttled`: Microsoft asks for fewer calls (429) and kept asking for as long as we were willing to wait.
 * - `denied`: no consent, no role, no relationship, or a secret that no longer holds (401, 403, and the sign-in service's refusals).
 * - `gone`: what was asked for does not exist (404, 410).
 * - `invalid`: question or answer is not as documented (other 4xx, an answer of another shape, a link that leads elsewhere).
 * - `broken`: no usable answer (network, time-out, 5xx, a body cut short or not JSON).
 */
export type MicrosoftErrorKind = 'throttled' | 'denied' | 'gone' | 'invalid' | 'broken'

export type MicrosoftErrorDetails = {
  kind: MicrosoftErrorKind
  /** HTTP status, null where there was no answer. */
  status?: number | null
  /** Microsoft's own error code (`Authorization_RequestDenied`, `900420`, `invalid_client`) or ours for what never reached it. */
  code?: string | null
  requestId?: string | null
  /** How long Microsoft asks to wait, in milliseconds, where it says so. */
  retryAfterMs?: number | null
  /** What to mend, as a word of the closed list in the contract, where the failure tells. */
  reason?: string | null
  /** The failure is not about one customer: the partner's own sign-in, secret or application is at fault, so every call will meet it. */
  wholePartner?: boolean
  cause?: unknown
}

export class MicrosoftError extends Error {
  readonly kind: MicrosoftErrorKind
  readonly status: number | null
  readonly code: string | null
  readonly requestId: string | null
  readonly retryAfterMs: number | null
  readonly reason: string | null
  readonly wholePartner: boolean

  constructor(message: string, details: MicrosoftErrorDetails) {
    super(withoutTokens(message), { cause: details.cause })
    this.name = 'MicrosoftError'
    this.kind = details.kind
    this.status = details.status ?? null
    this.code = details.code ?? null
    this.requestId = details.requestId ?? null
    this.retryAfterMs = details.retryAfterMs ?? null
    this.reason = details.reason ?? null
    this.wholePartner = details.wholePartner ?? false
  }
}

/** The same failure, where it shows that every customer will meet it. */
export const ofWholePartner = (error: MicrosoftError): MicrosoftError =>
  new MicrosoftError(error.message, { ...error, cause: error.cause, wholePartner: true })

/** The kind that an HTTP status means. */
export function kindOf(status: number): MicrosoftErrorKind {
  if (status === 429) return 'throttled'
  if (status === 401 || status === 403) return 'denied'
  if (status === 404 || status === 410) return 'gone'
  if (status >= 500) return 'broken'
  return 'invalid'
}

/** What Entra ID's token endpoint says where the application, its secret or its consent is at fault (RFC 6749 section 5.2). */
const refusals = new Set([
  'invalid_client',
  'unauthorized_client',
  'access_denied',
  'consent_required',
  'interaction_required',
  'invalid_grant',
])

/** Reads code and message from any of Microsoft's error bodies: Graph, Partner Center, ASP.NET problem details, Entra ID. */
export function errorFrom(
  where: string,
  answer: { status: number; body: string; requestId: string | null; retryAfterMs: number | null },
): MicrosoftError {
  const { code, message } = saysOf(answer.body)
  const kind = code !== null && refusals.has(code) && answer.status < 500 ? 'denied' : kindOf(answer.status)
  const said = [code, message].filter(Boolean).join(': ').slice(0, 500)
  return new MicrosoftError(`${where} answered ${answer.status}${said ? ` (${said})` : ''}`, { ...answer, kind, code })
}

function saysOf(body: string): { code: string | null; message: string | null } {
  let parsed: unknown
  try {
    parsed = JSON.parse(body.charCodeAt(0) === 0xfeff ? body.slice(1) : body)
  } catch {
    return { code: null, message: null }
  }
  const outer = asRecord(parsed)
  // Graph nests everything in `error`; the sign-in service has `error` as text.
  const inner = { ...outer, ...asRecord(outer['error']) }
  const code = inner['code'] ?? (typeof outer['error'] === 'string' ? outer['error'] : null)
  const message = inner['message'] ?? inner['description'] ?? inner['error_description'] ?? inner['detail'] ?? inner['title']
  return { code: textOf(code), message: textOf(message) }
}

/** Old routes of Partner Center begin names with a capital. */
const asRecord = (value: unknown): Record<string, unknown> =>
  Object.fromEntries(Object.entries(value && typeof value === 'object' ? value : {}).map(([name, one]) => [camelName(name), one]))
const camelName = (name: string): string => name.slice(0, 1).toLowerCase() + name.slice(1)
const textOf = (value: unknown): string | null => (typeof value === 'string' || typeof value === 'number' ? String(value) : null)

/** A token must not reach a log even if Microsoft repeats it to us. */
const withoutTokens = (text: string): string => text.replace(/eyJ[\w-]{5,}[\w.-]*/g, '[token]')
