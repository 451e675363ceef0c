// The interactive sign-in of a partner's integration account, whose refresh token opens Partner Center and the customers' tenants
// (Secure Application Model). Entered by the connection feature.
// https://learn.microsoft.com/partner-center/developer/enable-secure-app-model
import { AuthorizationResponseError, ResponseBodyError } from 'oauth4webapi'
import { z } from 'zod'
import type { SignInCause } from '../../../contract/sign-in-causes.ts'
import { SecretKeyMissing } from '../../base/secret-keys.ts'
import { MicrosoftError } from '../microsoft-error.ts'
import { causeOf, concernsPartner } from './aadsts.ts'
import { type AuthorizeRequest, authorizeAddress, createKeySet, type RedeemRequest, redeemCode } from './authorization-code.ts'
import { createDiscovery } from './discovery.ts'
import { SignInError } from './sign-in-error.ts'
import { checkClaims } from './token-claims.ts'
import type { LoginOptions } from './token-endpoint.ts'
import type { TokenVault } from './token-vault.ts'

/** The account that has signed in, and what its tokens may be used for. */
export type IntegrationAccount = { username: string; name: string; objectId: string; scopes: string[]; mfa: true }

export type IntegrationSignIn = {
  /** The address to send the browser to: a fresh sign-in in the partner's own tenant. Throws MicrosoftError. */
  begin(partnerId: string, request: Omit<AuthorizeRequest, 'prompt'>): Promise<string>
  /**
   * Takes the code and keeps the refresh token. Throws MicrosoftError with a cause of contract/sign-in-causes.ts as its `reason`; nothing
   * is kept then. The account must be of the partner's tenant and have passed multifactor authentication.
   */
  finish(partnerId: string, request: RedeemRequest): Promise<IntegrationAccount>
}

const Person = z.object({
  tid: z.string().transform((id) => id.toLowerCase()),
  oid: z.string().transform((id) => id.toLowerCase()),
  name: z.string().optional(),
  preferred_username: z.string().optional(),
})

export type IntegrationOptions = {
  login: LoginOptions
  vault: TokenVault
  /** The address of Partner Center, for whose permission the account is asked. */
  partnerCenterUrl: string
  /** Called when a token has been kept. */
  signedIn: (partnerId: string) => void
}

export function createIntegrationSignIn({ login, vault, partnerCenterUrl, signedIn }: IntegrationOptions): IntegrationSignIn {
  const keys = createKeySet()
  const resource = new URL(partnerCenterUrl).origin
  const scope = `openid profile offline_access ${resource}/.default`
  const discover = (partnerId: string) => createDiscovery(login.http, login.loginUrl, partnerId)()
  return {
    async begin(partnerId, request) {
      const { authorization_endpoint } = await discover(partnerId)
      // Always a fresh sign-in: a session without MFA would give a refresh token that Partner Center refuses.
      return authorizeAddress(authorization_endpoint, { clientId: login.clientId, scope }, { ...request, prompt: 'login' })
    },
    async finish(partnerId, request) {
      try {
        const { claims, accessToken, refreshToken, scopes } = await redeemCode(login, await discover(partnerId), keys, request)
        const person = Person.parse(claims)
        if (person.tid !== partnerId.toLowerCase())
          throw failed('account_of_other_tenant', `An account of the tenant ${person.tid} signed in`)
        checkClaims(accessToken, { tenantId: partnerId, resource, objectId: person.oid, mfa: true })
        if (!refreshToken) throw failed('consent_missing', 'The sign-in brought no refresh token (offline_access)')
        const username = person.preferred_username ?? person.oid
        await vault.keep(partnerId, { refreshToken, username, objectId: person.oid, scopes, mfa: true })
        signedIn(partnerId)
        return { username, name: person.name ?? username, objectId: person.oid, scopes, mfa: true }
      } catch (error) {
        throw failureFrom(error)
      }
    },
  }
}

/** The library's errors hold the whole answer, so they are not kept as the cause. */
function failureFrom(error: unknown): unknown {
  if (error instanceof MicrosoftError) return error
  if (error instanceof SecretKeyMissing) return failed('secret_key_missing', error.message)
  if (error instanceof AuthorizationResponseError || error instanceof ResponseBodyError) {
    const numbers = [...(error.error_description ?? '').matchAll(/AADSTS(\d{4,8})/g)].map((match) => Number(match[1]))
    const reason = causeOf({ numbers, error: error.error, suberror: null })
    // A code that no longer holds is no refresh token that was revoked.
    const meant = reason === 'token_revoked' ? 'sign_in_interrupted' : reason
    return failed(meant, error.error_description?.split(/\s*(?:Trace ID|\r?\n)/)[0] ?? error.error, numbers[0])
  }
  if (error instanceof SignInError) return failed('sign_in_interrupted', error.message)
  return failed(
    'sign_in_interrupted',
    error instanceof Error && 'code' in error ? `The sign-in was refused (${error.code})` : 'The sign-in was refused',
  )
}

const failed = (reason: SignInCause, message: string, number?: number): MicrosoftError =>
  new MicrosoftError(message, {
    kind: 'denied',
    code: number ? `AADSTS${number}` : reason,
    reason,
    wholePartner: concernsPartner(reason),
  })
