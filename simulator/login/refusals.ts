// The refusals of Entra's token endpoint that a partner's application meets, in Entra's own words. Entered by token-rules.ts.
import type { Account } from '../world/accounts.ts'
import { guidFor } from '../world/random.ts'
import { type EntraError, entraError } from './entra-error.ts'

export const APPLICATION_NAME = 'Registered application'

const REFRESH_DAYS = 90

/** What conditional access asks for, in the form of a claims challenge. */
function challenge(policyOf: string): string {
  return JSON.stringify({ access_token: { capolids: { essential: true, values: [guidFor('conditional access policy', policyOf)] } } })
}

/** Seven digits of a second, as .NET writes a moment. */
const dotNet = (moment: number) => new Date(moment).toISOString().replace('Z', '0000Z')

export function consentMissing(clientId: string): EntraError {
  const text = `The user or administrator has not consented to use the application with ID '${clientId}' named '${APPLICATION_NAME}'. Send an interactive authorization request for this user and resource.`
  return { ...entraError('invalid_grant', 65001, text), suberror: 'consent_required' }
}

export function mfaMissing(resourceId: string, tenantId: string): EntraError {
  const text = `Due to a configuration change made by your administrator, or because you moved to a new location, you must use multi-factor authentication to access '${resourceId}'.`
  return { ...entraError('invalid_grant', 50076, text), suberror: 'basic_action', claims: challenge(tenantId) }
}

export function accessBlocked(tenantId: string): EntraError {
  const text = 'Access has been blocked by Conditional Access policies. The access policy does not allow token issuance.'
  return { ...entraError('invalid_grant', 53003, text), suberror: 'message_only', claims: challenge(tenantId) }
}

export function refreshTokenExpired(issuedAt: number): EntraError {
  const text = `The refresh token has expired due to inactivity. The token was issued on ${dotNet(issuedAt)} and was inactive for ${REFRESH_DAYS}.00:00:00.`
  return { ...entraError('invalid_grant', 700082, text), suberror: 'bad_token' }
}

export function grantExpired(): EntraError {
  const text =
    'The provided authorization code or refresh token has expired due to inactivity. Send a new interactive authorization request for this user and resource.'
  return { ...entraError('invalid_grant', 70008, text), suberror: 'bad_token' }
}

export function grantRevoked(issuedAt: number, validFrom: number): EntraError {
  const text = `The provided grant has expired due to it being revoked, a fresh auth token is needed. The user might have changed or reset their password. The grant was issued on '${dotNet(issuedAt)}' and the TokensValidFrom date (before which tokens are not valid) for this user is '${dotNet(validFrom)}'.`
  return { ...entraError('invalid_grant', 50173, text), suberror: 'bad_token' }
}

export function accountNotInTenant(account: Account, tenantId: string, clientId: string): EntraError {
  return entraError(
    'invalid_grant',
    50020,
    `User account '${account.username}' from identity provider 'https://sts.windows.net/${account.tenantId}/' does not exist in tenant '${tenantId}' and cannot access the application '${clientId}'(${APPLICATION_NAME}) in that tenant. The account needs to be added as an external user in the tenant first. Sign out and sign in again with a different Azure Active Directory user account.`,
  )
}

export function secretWrong(clientId: string): EntraError {
  return entraError(
    'invalid_client',
    7000215,
    `Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not the client secret ID, for a secret added to app '${clientId}'.`,
    401,
  )
}

export function secretExpired(clientId: string): EntraError {
  return entraError(
    'invalid_client',
    7000222,
    `The provided client secret keys for app '${clientId}' are expired. Visit the Azure portal to create new keys for your app: https://aka.ms/NewClientSecret, or consider using certificate credentials for added security: https://aka.ms/certCreds.`,
    401,
  )
}

export function applicationUnknown(clientId: string, tenantId: string): EntraError {
  return entraError(
    'unauthorized_client',
    700016,
    `Application with identifier '${clientId}' was not found in the directory '${tenantId}'. This can happen if the application has not been installed by the administrator of the tenant or consented to by any user in the tenant. You may have sent your authentication request to the wrong tenant.`,
  )
}

export function tenantUnknown(named: string): EntraError {
  return entraError(
    'invalid_request',
    90002,
    `Tenant '${named}' not found. Check to make sure you have the correct tenant ID and are signing into the correct cloud. Check with your subscription administrator, this may happen if there are no active subscriptions for the tenant.`,
  )
}

/** The lifetime of a refresh token nobody uses. */
export const REFRESH_TOKEN_MS = REFRESH_DAYS * 86_400_000
