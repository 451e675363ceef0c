// The authorization code flow with PKCE: the address to go to, and the code turned into tokens, every check done by oauth4webapi.
// Entered by sign-in.ts and integration-sign-in.ts. https://learn.microsoft.com/entra/identity-platform/v2-oauth2-auth-code-flow
import * as oauth from 'oauth4webapi'
import { z } from 'zod'
import { isLoopback } from '../http.ts'
import { type Discovered, isIssuerOfTemplate, issuerOf } from './discovery.ts'
import { SignInError } from './sign-in-error.ts'
import type { LoginOptions } from './token-endpoint.ts'

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

/** The address to send the browser to. */
export async function authorizeAddress(
  endpoint: string,
  { clientId, scope }: { clientId: string; scope: string },
  request: AuthorizeRequest,
): Promise<string> {
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

export type Redeemed = { claims: oauth.IDToken | undefined; accessToken: string; refreshToken: string | null; scopes: string[] }

/** The signing keys of the sign-in service, kept between sign-ins. */
export const createKeySet = (): oauth.JWKSCacheInput => ({})

/** Throws the library's errors; see sign-in-error.ts. */
export async function redeemCode(
  options: LoginOptions,
  found: Discovered,
  keys: oauth.JWKSCacheInput,
  request: RedeemRequest,
): Promise<Redeemed> {
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
  await oauth.validateApplicationLevelSignature(expected, response, { ...network, [oauth.jwksCache]: keys })
  return {
    claims: oauth.getValidatedIdTokenClaims(answer),
    accessToken: answer.access_token,
    refreshToken: answer.refresh_token ?? null,
    scopes: (answer.scope ?? '').split(' ').filter(Boolean),
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
function networkOf({ http, loginUrl }: LoginOptions) {
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
