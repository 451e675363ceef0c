// Commands and calls for the simulator's tests: the control interface, tokens from a refresh token, an API's answers. Used by *.test.ts only.
import { MAIN_TENANT, postToken } from './relying-party.ts'

// biome-ignore lint/suspicious/noExplicitAny: answers are looked at field by field.
export type Answered = any

export async function control(origin: string, method: string, path: string, body?: unknown): Promise<{ status: number; body: Answered }> {
  const response = await fetch(`${origin}/control${path}`, {
    method,
    ...(body === undefined ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  })
  return { status: response.status, body: await response.json() }
}

/** A refresh token of the main partner's integration account. */
export async function mint(origin: string, asked: Record<string, unknown> = {}): Promise<string> {
  const { body } = await control(origin, 'POST', '/refresh-tokens', { partnerTenantId: MAIN_TENANT, ...asked })
  return body.refreshToken
}

export function redeemAt(origin: string, tenant: string, refreshToken: string, scope: string): Promise<{ status: number; body: Answered }> {
  return postToken(origin, tenant, { grant_type: 'refresh_token', refresh_token: refreshToken, scope })
}

/** A customer with an active relationship and consent. */
export async function customerOf(origin: string, name: string, consent = true): Promise<string> {
  const [{ tenantId }] = (await control(origin, 'POST', '/customers', { name, delegation: 'active' })).body
  if (consent) await control(origin, 'POST', `/customers/${tenantId}/consent`)
  // An access assignment takes a few seconds to become active.
  await control(origin, 'POST', '/clock', { advanceSeconds: 30 })
  return tenantId
}

export const claimsOf = (token: unknown): Answered => JSON.parse(Buffer.from(String(token).split('.')[1] ?? '', 'base64url').toString())

export async function call(origin: string, path: string, token: string): Promise<{ status: number; headers: Headers; body: Answered }> {
  const response = await fetch(`${origin}${path}`, { headers: { authorization: `Bearer ${token}` } })
  const text = (await response.text()).replace(/^\uFEFF/, '')
  return { status: response.status, headers: response.headers, body: text === '' ? null : JSON.parse(text) }
}
