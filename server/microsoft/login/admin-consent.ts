// Admin consent in the partner's own tenant: the address an administrator opens, and what Microsoft brings back. Pure; entered by the
// connection feature. https://learn.microsoft.com/entra/identity-platform/v2-admin-consent
import type { SignInCause } from '../../../contract/sign-in-causes.ts'
import { causeOf } from './aadsts.ts'

/**
 * Tells the answer from that of a sign-in, which comes to the same address. Whoever administers the tenant may open the link, signed in
 * here or not, and the answer changes nothing; so it is no secret of one person.
 */
const state = 'admin-consent'

export type ConsentRequest = { loginUrl: string; tenantId: string; clientId: string; scope: string; redirectUri: string }

export function adminConsentAddress({ loginUrl, tenantId, clientId, scope, redirectUri }: ConsentRequest): string {
  const query = new URLSearchParams({ client_id: clientId, scope, redirect_uri: redirectUri, state })
  return `${loginUrl}/${tenantId}/v2.0/adminconsent?${query}`
}

/** Null where it is no answer to such a request. A refusal comes with `admin_consent` as well, so that says nothing by itself. */
export function adminConsentAnswer({ searchParams }: URL): { problem: SignInCause | null } | null {
  if (searchParams.get('state') !== state && !searchParams.has('admin_consent')) return null
  const error = searchParams.get('error')
  if (error !== null) {
    const numbers = [...(searchParams.get('error_description') ?? '').matchAll(/AADSTS(\d{4,8})/g)].map((match) => Number(match[1]))
    return { problem: causeOf({ numbers, error, suberror: null }) }
  }
  return { problem: searchParams.get('admin_consent')?.toLowerCase() === 'true' ? null : 'sign_in_interrupted' }
}
