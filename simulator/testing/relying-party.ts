// The application's side of a sign-in for the simulator's tests, done by an independent OpenID Connect library. Used by *.test.ts only.
import * as oauth from 'oauth4webapi'
import { CLIENT_ID, CLIENT_SECRET, type Simulator, startSimulator } from '../simulator.ts'
import type { Visit, Visitor } from './visitor.ts'

export const REDIRECT_URI = 'http://localhost:4599/auth/callback'
export const ADMIN_AGENT = 'adele.morin@aurore-cloud.example'
export const GLOBAL_ADMINISTRATOR = 'camille.roux@aurore-cloud.example'
export const MAIN_TENANT = '0f6f4b7e-2c1d-4a53-9d0e-7b1a5c3e9f10'
export const ADVISOR_TENANT = '5d1c9a42-8e37-4f6b-b2a9-3e60d4f7c821'

const insecure = { [oauth.allowInsecureRequests]: true }
const client: oauth.Client = { client_id: CLIENT_ID }

/** As much as names the groups of whoever signs in. */
export const WITH_GROUPS = { scope: 'openid profile email offline_access User.Read GroupMember.Read.All' }

export function startForTests(options: Partial<Parameters<typeof startSimulator>[0]> = {}): Promise<Simulator> {
  return startSimulator({
    port: 0,
    customers: 250,
    seed: 1,
    redirectUris: [REDIRECT_URI],
    stateFile: undefined,
    smtpPort: 0,
    samplesDir: undefined,
    ...options,
  })
}

export type Flow = { address: URL; as: oauth.AuthorizationServer; verifier: string; state: string; nonce: string }

export async function beginFlow(origin: string, tenant: string, extra: Record<string, string> = {}): Promise<Flow> {
  const issuer = new URL(`${origin}/${tenant}/v2.0`)
  const response = await oauth.discoveryRequest(issuer, insecure)
  // The shared endpoints publish a template for the issuer: the library is told to expect it.
  const as = (await response.json()) as oauth.AuthorizationServer
  const verifier = oauth.generateRandomCodeVerifier()
  const [state, nonce] = [oauth.generateRandomState(), oauth.generateRandomNonce()]
  const address = new URL(as.authorization_endpoint ?? '')
  const params = {
    client_id: CLIENT_ID,
    redirect_uri: REDIRECT_URI,
    response_type: 'code',
    scope: 'openid profile email offline_access User.Read',
    code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    state,
    nonce,
    ...extra,
  }
  for (const [name, value] of Object.entries(params)) address.searchParams.set(name, value)
  return { address, as, verifier, state, nonce }
}

/** Picks the account and accepts, if asked; gives where the browser ended. */
export async function signIn(visitor: Visitor, flow: Flow, username: string): Promise<Visit> {
  let visit = await visitor.open(flow.address.href)
  if (visit.html.includes('name="account"')) visit = await visitor.press(visit, { name: 'account', value: username })
  if (visit.html.includes('name="consent" value="accept"')) visit = await visitor.press(visit, { name: 'consent', value: 'accept' })
  return visit
}

/** Redeems the code as a real application does: state, issuer of the account's own tenant, nonce, signature. */
export async function redeem(
  origin: string,
  flow: Flow,
  visit: Visit,
  tid: string,
): Promise<oauth.TokenEndpointResponse & { claims: oauth.IDToken | undefined }> {
  const as = { ...flow.as, issuer: `${origin}/${tid}/v2.0` }
  const params = oauth.validateAuthResponse(as, client, new URL(visit.url), flow.state)
  const response = await oauth.authorizationCodeGrantRequest(
    as,
    client,
    oauth.ClientSecretPost(CLIENT_SECRET),
    params,
    REDIRECT_URI,
    flow.verifier,
    insecure,
  )
  const result = await oauth.processAuthorizationCodeResponse(as, client, response, { expectedNonce: flow.nonce, requireIdToken: true })
  await oauth.validateApplicationLevelSignature(as, response, insecure)
  return { ...result, claims: oauth.getValidatedIdTokenClaims(result) }
}

export async function postToken(
  origin: string,
  tenant: string,
  form: Record<string, string>,
  headers: Record<string, string> = {},
): Promise<{ status: number; body: Record<string, unknown> }> {
  const credentials: Record<string, string> = headers.authorization ? {} : { client_id: CLIENT_ID, client_secret: CLIENT_SECRET }
  const response = await fetch(`${origin}/${tenant}/oauth2/v2.0/token`, {
    method: 'POST',
    headers,
    body: new URLSearchParams({ ...credentials, ...form }),
  })
  return { status: response.status, body: (await response.json()) as Record<string, unknown> }
}

export async function appToken(origin: string, resource: string, tenant = MAIN_TENANT): Promise<string> {
  const { body } = await postToken(origin, tenant, { grant_type: 'client_credentials', scope: `${resource}/.default` })
  if (typeof body.access_token !== 'string') throw new Error(JSON.stringify(body))
  return body.access_token
}
