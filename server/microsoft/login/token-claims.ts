// What an access token says of itself, and whether that is what was asked for. The signature is the resource's to check: the token came
// straight from Entra ID over TLS. Pure.
// https://learn.microsoft.com/entra/identity-platform/access-token-claims-reference
import { z } from 'zod'
import type { SignInCause } from '../../../contract/sign-in-causes.ts'
import { MicrosoftError } from '../microsoft-error.ts'
import { concernsPartner } from './aadsts.ts'

const Claims = z.object({
  aud: z.string(),
  tid: z.string().transform((id) => id.toLowerCase()),
  oid: z.string().optional(),
  upn: z.string().optional(),
  unique_name: z.string().optional(),
  preferred_username: z.string().optional(),
  scp: z.string().optional(),
  amr: z.array(z.string()).optional().catch(undefined),
})
export type Claims = z.infer<typeof Claims>

/** Entra ID may name a resource by its application ID. */
const applicationIds: ReadonlyMap<string, string> = new Map([
  ['https://graph.microsoft.com', '00000003-0000-0000-c000-000000000000'],
  ['https://api.partnercenter.microsoft.com', 'fa3d9a0c-3fb0-42cc-9193-47c7ecd2edbd'],
  ['https://management.azure.com', '797f4846-ba00-4fd7-ba43-dac1f8f63013'],
])
/** Azure's older name for the same resource. */
const otherNames: ReadonlyMap<string, string> = new Map([['https://management.azure.com', 'https://management.core.windows.net']])

export type Wanted = { tenantId: string; resource: string; objectId?: string | null; mfa?: boolean }

/** Throws MicrosoftError `invalid` for a token that is not the one asked for, `denied` where MFA is wanted and not claimed. */
export function checkClaims(token: string, wanted: Wanted): Claims {
  const claims = readClaims(token)
  if (!claims) throw refused('token_unreadable', 'A token came that cannot be read')
  const { tenantId, resource, objectId, mfa } = wanted
  if (claims.tid !== tenantId.toLowerCase())
    throw refused('wrong_tenant_in_token', `A token for the tenant ${tenantId} was asked for; one of ${claims.tid} came`)
  const names = [resource, applicationIds.get(resource), otherNames.get(resource)]
  if (!names.includes(claims.aud.replace(/\/+$/, '')))
    throw refused('wrong_audience_in_token', `A token for ${resource} was asked for; one for ${claims.aud} came`)
  if (objectId && claims.oid && claims.oid.toLowerCase() !== objectId.toLowerCase())
    throw refused('wrong_account_in_token', 'A token of another account came')
  if (mfa && !claims.amr?.includes('mfa'))
    throw refused('mfa_missing_in_token', 'The integration account has signed in without multifactor authentication', 'denied')
  return claims
}

export function readClaims(token: string): Claims | null {
  try {
    const payload: unknown = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8'))
    return Claims.safeParse(payload).data ?? null
  } catch {
    return null
  }
}

const refused = (reason: SignInCause, message: string, kind: 'invalid' | 'denied' = 'invalid'): MicrosoftError =>
  new MicrosoftError(message, { kind, status: 200, code: reason, reason, wholePartner: concernsPartner(reason) })
