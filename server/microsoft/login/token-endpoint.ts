// Asks Entra ID's token endpoint, and turns every refusal into one cause of the closed list. Entered by app-token.ts and user-token.ts.
// https://learn.microsoft.com/entra/identity-platform/v2-oauth2-auth-code-flow#refresh-the-access-token
import { z } from 'zod'
import type { CallOptions, Http, JsonAnswer } from '../http.ts'
import { MicrosoftError, type MicrosoftErrorKind } from '../microsoft-error.ts'
import { causeOf, concernsPartner } from './aadsts.ts'

export type LoginOptions = { http: Http; loginUrl: string; clientId: string; clientSecret: string }

const TokenAnswer = z.object({
  access_token: z.string().min(1),
  expires_in: z.coerce.number(),
  refresh_token: z.string().min(1).optional(),
  scope: z.string().optional(),
})
export type TokenAnswer = z.infer<typeof TokenAnswer>

export type Grant =
  | { grant_type: 'client_credentials'; scope: string }
  | { grant_type: 'refresh_token'; refresh_token: string; scope: string }

/** Throws MicrosoftError with the cause as its `reason` and Microsoft's number (`AADSTS65001`) as its `code`. */
export async function askForToken(
  { http, loginUrl, clientId, clientSecret }: LoginOptions,
  tenantId: string,
  grant: Grant,
  call: CallOptions,
): Promise<TokenAnswer> {
  const answer = await http.send({
    ...call,
    url: `${loginUrl}/${encodeURIComponent(tenantId)}/oauth2/v2.0/token`,
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ ...grant, client_id: clientId, client_secret: clientSecret }).toString(),
    // Asking for a token twice only gives two tokens: Entra ID leaves a redeemed refresh token good.
    repeatable: true,
    acceptRefusals: true,
  })
  if (answer.status >= 400) throw refusalFrom(answer)
  const token = TokenAnswer.safeParse(answer.data)
  if (token.success) return token.data
  throw new MicrosoftError('The token endpoint answered without a token', { kind: 'invalid', status: answer.status, code: 'no_token' })
}

const Refusal = z.object({
  error: z.string().catch('unknown_error'),
  error_description: z.string().catch(''),
  error_codes: z.array(z.number()).catch([]),
  suberror: z.string().nullable().catch(null),
  correlation_id: z.string().nullable().catch(null),
})

/** https://learn.microsoft.com/entra/identity-platform/reference-error-codes */
export function refusalFrom({ status, data, requestId, retryAfterMs }: Pick<JsonAnswer, 'status' | 'data' | 'requestId' | 'retryAfterMs'>) {
  const said = Refusal.parse(data && typeof data === 'object' && !Array.isArray(data) ? data : {})
  const named = [...said.error_description.matchAll(/AADSTS(\d{4,8})/g)].map((match) => Number(match[1]))
  const numbers = said.error_codes.length > 0 ? said.error_codes : named
  const reason = causeOf({ numbers, error: said.error, suberror: said.suberror })
  const kinds: Partial<Record<typeof reason, MicrosoftErrorKind>> = {
    microsoft_unavailable: 'broken',
    asked_too_often: 'throttled',
    request_invalid: 'invalid',
  }
  const [number] = numbers
  // Microsoft's own sentence, without the trace lines that follow it.
  const sentence = said.error_description.split(/\s*(?:Trace ID|\r?\n)/)[0]?.slice(0, 500)
  return new MicrosoftError(`The sign-in service refused: ${sentence || said.error}`, {
    kind: kinds[reason] ?? 'denied',
    status,
    code: number ? `AADSTS${number}` : said.error,
    requestId: said.correlation_id ?? requestId,
    retryAfterMs,
    reason,
    wholePartner: concernsPartner(reason),
  })
}
