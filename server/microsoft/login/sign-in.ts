// Signing a person in: authorization code flow with PKCE at Entra ID, every check done by oauth4webapi. Entered by the accounts feature.
// https://learn.microsoft.com/entra/identity-platform/v2-oauth2-auth-code-flow
import * as oauth from 'oauth4webapi'
import { z } from 'zod'
import type { Http } from '../http.ts'
import { isLoopback } from '../http.ts'
import { createDiscovery, type Discovered, isIssuerOfTemplate, issuerOf } from './discovery.ts'
import { SignInError, signInErrorFrom } from './sign-in-error.ts'

/**
 * What a person is asked to agree to: who they are (`openid profile email`), staying signed in (`offline_access`), their own
 * profile (`User.Read`) and the names of the groups they belong to (`GroupMember.Read.All`), by which the agent roles are known.
 * Names without a host belong to Microsoft Graph of the same cloud.
 */
const scope = 'openid profile email offline_access User.Read GroupMember.Read.All'

export type AuthorizeRequest = {
  redirectUri: string
  state: string
  nonce: string
  /** Kept by the caller until the code is redeemed; only its hash leaves. */
  codeVerifier: string
  prompt?: 'select_account' | 'login' | 'consent' | 'none' | undefined
  loginHint?: string | undefined
}

export type RedeemRequest = {
  /** The address Microsoft sent the browser to, with its query. */
  callbackUrl: URL
  redirectUri: string
  state: string
  nonce: string
  codeVerifier: string
}

/** A person whose identity Microsoft has vouched for. `tenantId` + `objectId` is the key; `username` may change. */
export type SignedIn = {
  tenantId: string
  objectId: string
  username: string
  name: string
  /** Template IDs of the directory roles held in the tenant. */
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

export type SignInOptions = { http: Http; loginUrl: string; clientId: string; clientSecret: string }

const guid = z.guid().transform((id) => id.toLowerCase())
const Claims = z.object({
  tid: guid,
  oid: guid,
  preferred_username: z.string().optional(),
  email: z.string().optional(),
  name: z.string().optional(),
  wids: z.array(z.string()).optional(),
})

export function createSignIn(options: SignInOptions): SignIn {
  const discover = createDiscovery(options.http, options.loginUrl)
  const jwks: oauth.JWKSCacheInput = {}
  return {
    async authorizeUrl(request) {
      const { authorization_endpoint } = await discover()
      return addressOf(authorization_endpoint, options.clientId, request)
    },
    async redeem(request) {
      try {
        return await redeem(options, await discover(), jwks, request)
      } catch (error) {
        throw signInErrorFrom(error)
      }
    },
  }
}

async function addressOf(endpoint: string, clientId: string, request: AuthorizeRequest): Promise<string> {
  const url = new URL(endpoint)
  const parameters = {
    client_id: clientId,
    response_type: 'code',
    response_mode: 'query',
    redirect_uri: request.redirectUri,
    scope,
    state: request.state,
    nonce: request.nonce,
    code_challenge: await oauth.calculatePKCECodeChallenge(request.codeVerifier),
    code_challenge_method: 'S256',
    prompt: request.prompt,
    login_hint: request.loginHint,
  }
  for (const [name, value] of Object.entries(parameters)) if (value) url.searchParams.set(name, value)
  return url.href
}

async function redeem(options: SignInOptions, found: Discovered, jwks: oauth.JWKSCacheInput, request: RedeemRequest): Promise<SignedIn> {
  const client: oauth.Client = { client_id: options.clientId, [oauth.clockTolerance]: 60 }
  const network = networkOf(options)
  const parameters = oauth.validateAuthResponse(serverOfAnswer(found, request.callbackUrl), client, request.callbackUrl, request.state)
  const server = { ...found }
  const response = await oauth.authorizationCodeGrantRequest(
    server,
    client,
    oauth.ClientSecretPost(options.clientSecret),
    parameters,
    request.redirectUri,
    request.codeVerifier,
    network,
  )
  // `common` has no issuer of its own: the tenant is read from the token, and then everything in the token is checked against it.
  const expected = { ...server, issuer: issuerOf(found.issuer, await unprovenTenantOf(response)) }
  const answer = await oauth.processAuthorizationCodeResponse(expected, client, response, {
    expectedNonce: request.nonce,
    requireIdToken: true,
  })
  await oauth.validateApplicationLevelSignature(expected, response, { ...network, [oauth.jwksCache]: jwks })
  const claims = Claims.parse(oauth.getValidatedIdTokenClaims(answer))
  const username = claims.preferred_username ?? claims.email ?? claims.oid
  return {
    tenantId: claims.tid,
    objectId: claims.oid,
    username,
    name: claims.name ?? username,
    wids: claims.wids ?? [],
    accessToken: answer.access_token,
  }
}

/** An answer may name its issuer (RFC 9207); any tenant of the template will do, as the token names the tenant again. */
function serverOfAnswer(found: Discovered, callbackUrl: URL): oauth.AuthorizationServer {
  const named = callbackUrl.searchParams.get('iss')
  return named && isIssuerOfTemplate(found.issuer, named) ? { ...found, issuer: named } : { ...found }
}

async function unprovenTenantOf(response: Response): Promise<string> {
  const body: unknown = await response
    .clone()
    .json()
    .catch(() => null)
  const idToken = z.object({ id_token: z.string() }).safeParse(body)
  // Refusals have no token; the library reads those.
  if (!idToken.success) return ''
  try {
    const payload: unknown = JSON.parse(Buffer.from(idToken.data.id_token.split('.')[1] ?? '', 'base64url').toString('utf8'))
    return z.object({ tid: z.guid() }).parse(payload).tid
  } catch (cause) {
    throw new SignInError('refused', 'no_tenant_in_token', cause)
  }
}

/** The library's calls go through our own door, with its time-outs and bounds; a code is redeemed once and never repeated. */
function networkOf({ http, loginUrl }: SignInOptions) {
  return {
    [oauth.allowInsecureRequests]: isLoopback(new URL(loginUrl)),
    [oauth.customFetch]: async (
      url: string,
      init: { method: string; headers: Record<string, string>; body?: unknown },
    ): Promise<Response> => {
      const method = init.method === 'POST' ? 'POST' : 'GET'
      const answer = await http.call({
        url,
        method,
        headers: init.headers,
        ...(init.body !== undefined && init.body !== null && { body: String(init.body) }),
        acceptRefusals: true,
        patienceMs: 15_000,
      })
      return new Response(answer.body, {
        status: answer.status,
        headers: { 'content-type': answer.headers['content-type'] ?? 'application/json' },
      })
    },
  }
}
