// Reads the bearer token of a call to Graph or Partner Center: signature, audience, lifetime, issuer. Entered by graph/ and partner-center/.
import { createPublicKey, type JsonWebKey, verify } from 'node:crypto'
import type { Account } from '../world/accounts.ts'
import { accountByOid } from '../world/accounts.ts'

export type Caller = {
  tenantId: string
  audience: string
  account: Account | undefined
  permissions: readonly string[]
  /** The application's client ID. */
  applicationId: string
  objectId: string
  /** Whether the sign-in behind a user's token was done with more than one factor. */
  mfa: boolean
}
export type TokenProblem = 'missing' | 'malformed' | 'signature' | 'expired' | 'audience' | 'issuer'

export type TokenReader = (authorization: string | undefined, audiences: readonly string[]) => Caller | TokenProblem

const CACHE = 5_000

export function createTokenReader(signingKey: JsonWebKey, origin: string): TokenReader {
  const { kty, n, e } = signingKey as { kty: string; n: string; e: string }
  const key = createPublicKey({ key: { kty, n, e }, format: 'jwk' })
  /** Tokens whose signature was found good: a sync asks thousands of times with the same one. */
  const good = new Map<string, Record<string, unknown>>()

  const payloadOf = (token: string): Record<string, unknown> | TokenProblem => {
    const known = good.get(token)
    if (known) return known
    const [header = '', payload = '', signature = '', rest] = token.split('.')
    if (!signature || rest !== undefined) return 'malformed'
    if (!verify('sha256', Buffer.from(`${header}.${payload}`), key, Buffer.from(signature, 'base64url'))) return 'signature'
    const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as Record<string, unknown>
    if (good.size >= CACHE) good.clear()
    good.set(token, claims)
    return claims
  }
  return (authorization, audiences) => {
    const token = /^Bearer (.+)$/i.exec(authorization ?? '')?.[1]
    if (!token) return 'missing'
    const claims = payloadOf(token)
    if (typeof claims === 'string') return claims
    const now = Date.now() / 1000
    if (Number(claims.exp) <= now || Number(claims.nbf) > now + 300) return 'expired'
    if (!audiences.includes(String(claims.aud))) return 'audience'
    if (claims.iss !== `${origin}/${String(claims.tid)}/v2.0`) return 'issuer'
    const account = claims.idtyp === 'user' ? accountByOid(String(claims.oid)) : undefined
    const permissions = claims.idtyp === 'user' ? String(claims.scp ?? '').split(' ') : ((claims.roles as string[] | undefined) ?? [])
    return {
      tenantId: String(claims.tid),
      audience: String(claims.aud),
      account,
      permissions,
      applicationId: String(claims.appid),
      objectId: String(claims.oid),
      mfa: Array.isArray(claims.amr) && claims.amr.includes('mfa'),
    }
  }
}
