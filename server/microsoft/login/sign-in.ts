// Signing a person in: authorization code flow with PKCE at Entra ID, every check done by oauth4webapi (authorization-code.ts). Entered by the accounts feature.
// https://learn.microsoft.com/entra/identity-platform/v2-oauth2-auth-code-flow
import { z } from 'zod'
import { neededPermissions, signInReasons } from '../../../contract/connection.ts'
import { type AuthorizeRequest, authorizeAddress, createKeySet, type RedeemRequest, redeemCode } from './authorization-code.ts'
import { createDiscovery } from './discovery.ts'
import { signInErrorFrom } from './sign-in-error.ts'
import type { LoginOptions } from './token-endpoint.ts'

/**
 * What a person is asked to agree to: who they are (`openid profile email`), staying signed in (`offline_access`), and the permissions
 * by which their groups and directory roles are known. Names without a host belong to Microsoft Graph of the same cloud.
 */
const permissions = neededPermissions.filter(({ why }) => signInReasons.includes(why)).map(({ name }) => name)
const scope = ['openid profile email offline_access', ...permissions].join(' ')

/** A person whose identity Microsoft has vouched for. `tenantId` + `objectId` is the key; `username` may change. */
export type SignedIn = {
  tenantId: string
  objectId: string
  username: string
  name: string
  /** Template IDs of the directory roles held in the tenant; empty where the app registration does not ask for them. */
  wids: string[]
  /** For memberOf(): the person's own token. */
  accessToken: string
}

export type SignIn = {
  /** The address to send the browser to. Throws MicrosoftError. */
  authorizeUrl(request: AuthorizeRequest): Promise<string>
  /** Takes the code and gives the person. Throws SignInError, or MicrosoftError where Microsoft could not be asked. */
  redeem(request: RedeemRequest): Promise<SignedIn>
}

const guid = z.guid().transform((id) => id.toLowerCase())
const Claims = z.object({
  tid: guid,
  oid: guid,
  preferred_username: z.string().optional(),
  email: z.string().optional(),
  name: z.string().optional(),
  wids: z.array(z.string()).optional(),
})

export function createSignIn(options: LoginOptions): SignIn {
  const discover = createDiscovery(options.http, options.loginUrl)
  const keys = createKeySet()
  return {
    async authorizeUrl(request) {
      const { authorization_endpoint } = await discover()
      return authorizeAddress(authorization_endpoint, { clientId: options.clientId, scope }, request)
    },
    async redeem(request) {
      try {
        return personOf(await redeemCode(options, await discover(), keys, request))
      } catch (error) {
        throw signInErrorFrom(error)
      }
    },
  }
}

function personOf({ claims: given, accessToken }: { claims: unknown; accessToken: string }): SignedIn {
  const claims = Claims.parse(given)
  const username = claims.preferred_username ?? claims.email ?? claims.oid
  return { tenantId: claims.tid, objectId: claims.oid, username, name: claims.name ?? username, wids: claims.wids ?? [], accessToken }
}
