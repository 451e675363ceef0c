// Calls Partner Center as one of the partner's people or as the application alone. Used by *.test.ts only.
import { type Answered, control, mint, redeemAt } from './commander.ts'
import { appToken, MAIN_TENANT } from './relying-party.ts'

export const PARTNER_CENTER = 'https://api.partnercenter.microsoft.com'

export type PartnerCenterAnswer = { status: number; headers: Headers; body: Answered; raw: Buffer }
export type Sending = { body?: unknown; headers?: Record<string, string> }
export type PartnerCenterCaller = (method: string, path: string, sending?: Sending) => Promise<PartnerCenterAnswer>

export function callerWith(origin: string, token: string | undefined): PartnerCenterCaller {
  return async (method, path, { body, headers = {} } = {}) => {
    const response = await fetch(`${origin}${path}`, {
      method,
      headers: {
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    })
    const raw = Buffer.from(await response.arrayBuffer())
    const text = raw.toString().replace(/^\uFEFF/, '')
    return {
      status: response.status,
      headers: response.headers,
      raw,
      body: text.startsWith('{') || text.startsWith('[') ? JSON.parse(text) : text,
    }
  }
}

export async function asApplication(origin: string, tenant = MAIN_TENANT): Promise<PartnerCenterCaller> {
  return callerWith(origin, await appToken(origin, PARTNER_CENTER, tenant))
}

/** As the integration account, or as the person named. */
export async function asUser(
  origin: string,
  asked: { username?: string; mfa?: boolean; tenant?: string } = {},
): Promise<PartnerCenterCaller> {
  const { tenant = MAIN_TENANT, ...who } = asked
  const refreshToken = await mint(origin, { partnerTenantId: tenant, ...who })
  const { body } = await redeemAt(origin, tenant, refreshToken, `${PARTNER_CENTER}/.default`)
  if (typeof body.access_token !== 'string') throw new Error(JSON.stringify(body))
  return callerWith(origin, body.access_token)
}

export async function advanceDays(origin: string, days: number): Promise<void> {
  await control(origin, 'POST', '/clock', { advanceSeconds: Math.round(days * 86_400) })
}
