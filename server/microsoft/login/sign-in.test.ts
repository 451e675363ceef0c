// Signing in against a small Entra ID of our own that lies in every way a sign-in service or someone in between could.
import { createHash, createSign, generateKeyPairSync, type KeyObject } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createHttp, type Http } from '../http.ts'
import { createSignIn, type SignIn } from './sign-in.ts'
import { SignInError } from './sign-in-error.ts'
import { createTokens } from './token.ts'

const tenantId = '4fdbff88-9d6b-42e0-9713-45c922ba8001'
const objectId = '1c0fa218-5dec-49db-8247-cfa457af8116'
const clientId = '7f3f2a6e-51b0-4c9f-8a56-2b8f0d9c4e11'
const redirectUri = 'http://localhost:4600/sign-in/callback'
const [ours, theirs] = [generateKeyPairSync('rsa', { modulusLength: 2048 }), generateKeyPairSync('rsa', { modulusLength: 2048 })]

let server: Server
let origin: string
let http: Http
let signIn: SignIn
let claims: Record<string, unknown>
let signedBy: KeyObject
let document: Record<string, unknown>
let tokenAnswer: { status: number; body: unknown } | null
let tokenForms: URLSearchParams[]

beforeEach(async () => {
  server = createServer((request, response) => {
    let sent = ''
    request.on('data', (chunk) => (sent += chunk))
    request.on('end', () => {
      const { status, body } = answer(request.url ?? '', sent)
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  origin = `http://localhost:${(server.address() as AddressInfo).port}`
  http = createHttp({ wait: async () => {} })
  signIn = createSignIn({ http, loginUrl: origin, clientId, clientSecret: 'top-secret' })
  const now = Math.floor(Date.now() / 1000)
  claims = {
    iss: `${origin}/${tenantId}/v2.0`,
    aud: clientId,
    exp: now + 3600,
    iat: now,
    nonce: 'the-nonce',
    sub: 's',
    tid: tenantId,
    oid: objectId,
    name: 'Ann',
    preferred_username: 'ann@contoso.com',
    wids: ['w1'],
  }
  signedBy = ours.privateKey
  tokenAnswer = null
  tokenForms = []
  const at = (path: string) => `${origin}/common${path}`
  document = {
    issuer: `${origin}/{tenantid}/v2.0`,
    authorization_endpoint: at('/oauth2/v2.0/authorize'),
    token_endpoint: at('/oauth2/v2.0/token'),
    jwks_uri: at('/discovery/v2.0/keys'),
  }
})
afterEach(async () => {
  await http.close()
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
})

function answer(url: string, sent: string): { status: number; body: unknown } {
  if (url.includes('openid-configuration')) return { status: 200, body: document }
  if (url.includes('/keys'))
    return { status: 200, body: { keys: [{ ...ours.publicKey.export({ format: 'jwk' }), kid: 'k1', use: 'sig', alg: 'RS256' }] } }
  tokenForms.push(new URLSearchParams(sent))
  return tokenAnswer ?? { status: 200, body: { token_type: 'Bearer', expires_in: 3599, access_token: 'access', id_token: jwt() } }
}

function jwt(): string {
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const content = `${part({ alg: 'RS256', typ: 'JWT', kid: 'k1' })}.${part(claims)}`
  return `${content}.${createSign('RSA-SHA256').update(content).sign(signedBy).toString('base64url')}`
}

const redeem = (query = 'code=the-code&state=the-state') =>
  signIn.redeem({
    callbackUrl: new URL(`${redirectUri}?${query}`),
    redirectUri,
    state: 'the-state',
    nonce: 'the-nonce',
    codeVerifier: 'v'.repeat(43),
  })

const problem = async (promise: Promise<unknown>): Promise<string> => {
  const error = await promise.catch((thrown: unknown) => thrown)
  expect(error).toBeInstanceOf(SignInError)
  return (error as SignInError).problem
}

describe('S1: the address of the sign-in page', () => {
  it('asks by PKCE, with state, nonce and a hint', async () => {
    const codeVerifier = 'v'.repeat(43)
    const url = new URL(
      await signIn.authorizeUrl({
        redirectUri,
        state: 's',
        nonce: 'n',
        codeVerifier,
        prompt: 'select_account',
        loginHint: 'ann@contoso.com',
      }),
    )
    expect(url.pathname).toBe('/common/oauth2/v2.0/authorize')
    expect(Object.fromEntries(url.searchParams)).toMatchObject({
      client_id: clientId,
      response_type: 'code',
      redirect_uri: redirectUri,
      state: 's',
      nonce: 'n',
      prompt: 'select_account',
      login_hint: 'ann@contoso.com',
      code_challenge_method: 'S256',
      code_challenge: createHash('sha256').update(codeVerifier).digest('base64url'),
    })
    expect(url.searchParams.get('scope')?.split(' ')).toEqual(
      expect.arrayContaining(['openid', 'profile', 'User.Read', 'GroupMember.Read.All']),
    )
    expect(url.href).not.toContain(codeVerifier)
  })

  it('never leads to another host', async () => {
    document['authorization_endpoint'] = 'https://login.evil.example/authorize'
    await expect(signIn.authorizeUrl({ redirectUri, state: 's', nonce: 'n', codeVerifier: 'v'.repeat(43) })).rejects.toMatchObject({
      code: 'foreign_link',
    })
  })
})

describe('S1: taking the answer', () => {
  it('gives the person of a sound token', async () => {
    expect(await redeem()).toEqual({ tenantId, objectId, username: 'ann@contoso.com', name: 'Ann', wids: ['w1'], accessToken: 'access' })
    expect(Object.fromEntries(tokenForms[0] ?? [])).toMatchObject({
      grant_type: 'authorization_code',
      code: 'the-code',
      code_verifier: 'v'.repeat(43),
      redirect_uri: redirectUri,
    })
  })

  it.each<[string, () => void]>([
    [
      'a signature of someone else',
      () => {
        signedBy = theirs.privateKey
      },
    ],
    [
      'the issuer of another tenant',
      () => {
        claims['iss'] = `${origin}/1c0fa218-5dec-49db-8247-cfa457af8116/v2.0`
      },
    ],
    [
      'an issuer elsewhere',
      () => {
        claims['iss'] = `https://evil.example/${tenantId}/v2.0`
      },
    ],
    [
      'another application',
      () => {
        claims['aud'] = 'someone-else'
      },
    ],
    [
      'another nonce',
      () => {
        claims['nonce'] = 'another'
      },
    ],
    [
      'an end that has passed',
      () => {
        claims['exp'] = Math.floor(Date.now() / 1000) - 600
      },
    ],
    [
      'no tenant',
      () => {
        delete claims['tid']
      },
    ],
    [
      'a tenant that is no GUID',
      () => {
        claims['tid'] = 'common'
      },
    ],
    [
      'no person',
      () => {
        delete claims['oid']
      },
    ],
  ])('refuses a token with %s', async (_, spoil) => {
    spoil()
    expect(await problem(redeem())).toBe('refused')
  })

  it('refuses an answer to another question, before the code is used', async () => {
    expect(await problem(redeem('code=the-code&state=another'))).toBe('refused')
    expect(await problem(redeem('code=the-code&state=the-state&iss=https://evil.example/x/v2.0'))).toBe('refused')
    expect(tokenForms).toEqual([])
  })

  it.each([
    ['error=access_denied&error_description=AADSTS65004', 'cancelled'],
    ['error=consent_required&error_description=AADSTS65001', 'consent_required'],
    ['error=access_denied&error_description=AADSTS90094', 'consent_required'],
    ['error=temporarily_unavailable', 'microsoft_unavailable'],
    ['error=login_required', 'expired'],
    ['error=something_new', 'refused'],
  ])('%s is %s', async (query, meant) => expect(await problem(redeem(`${query}&state=the-state`))).toBe(meant))

  it('a code that has been used is expired, and is not sent twice', async () => {
    tokenAnswer = {
      status: 400,
      body: { error: 'invalid_grant', error_description: 'AADSTS54005: already redeemed', error_codes: [54005] },
    }
    expect(await problem(redeem())).toBe('expired')
    tokenAnswer = { status: 503, body: {} }
    await expect(redeem()).rejects.toMatchObject({ kind: 'broken' })
    expect(tokenForms).toHaveLength(2)
  })

  it('keeps secrets out of its errors', async () => {
    tokenAnswer = { status: 400, body: { error: 'invalid_client', error_description: 'AADSTS7000215' } }
    const error = (await redeem().catch((thrown: unknown) => thrown)) as SignInError
    expect(`${error.message} ${error.stack} ${JSON.stringify(error)} ${JSON.stringify(error.cause ?? '')}`).not.toMatch(
      /top-secret|the-code|vvvv/,
    )
  })
})

it('where signing in goes, clear text is for this machine only', async () => {
  const remote = createSignIn({ http, loginUrl: 'http://login.example.com', clientId, clientSecret: 's' })
  await expect(remote.authorizeUrl({ redirectUri, state: 's', nonce: 'n', codeVerifier: 'v'.repeat(43) })).rejects.toMatchObject({
    code: 'not_https',
  })
})

describe('tokens of the application', () => {
  const tokens = () => createTokens({ http, loginUrl: origin, clientId, clientSecret: 'top-secret' })

  it('are asked for once for all who wait, and kept', async () => {
    const of = tokens()
    const [one, two] = await Promise.all([of.of(tenantId, 'https://graph.microsoft.com'), of.of(tenantId, 'https://graph.microsoft.com')])
    expect([one, two, await of.of(tenantId, 'https://graph.microsoft.com')]).toEqual(['access', 'access', 'access'])
    expect(tokenForms).toHaveLength(1)
    expect(tokenForms[0]?.get('scope')).toBe('https://graph.microsoft.com/.default')
  })

  it('are asked for again when dropped, and for each tenant and resource', async () => {
    const of = tokens()
    await of.of(tenantId, 'https://a')
    of.drop(tenantId, 'https://a')
    await of.of(tenantId, 'https://a')
    await of.of(tenantId, 'https://b')
    await of.of(objectId, 'https://a')
    expect(tokenForms).toHaveLength(4)
  })

  it('a refusal is a denial that names no secret, and is not remembered', async () => {
    const of = tokens()
    tokenAnswer = { status: 401, body: { error: 'invalid_client', error_description: 'AADSTS7000222: expired secret' } }
    const error = (await of.of(tenantId, 'https://a').catch((thrown: unknown) => thrown)) as Error
    expect(error).toMatchObject({ kind: 'denied', code: 'AADSTS7000222', reason: 'secret_expired', wholePartner: true })
    expect(`${error.message} ${error.stack}`).not.toContain('top-secret')
    tokenAnswer = null
    expect(await of.of(tenantId, 'https://a')).toBe('access')
  })
})
