// Refresh tokens minted by command redeem at the token endpoint as those of a real sign-in do.
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Simulator } from '../simulator.ts'
import { ADVISOR_TENANT, MAIN_TENANT, postToken, startForTests } from '../testing/relying-party.ts'

let simulator: Simulator
beforeAll(async () => {
  simulator = await startForTests()
})
afterAll(() => simulator.stop())

async function mint(body: unknown): Promise<{ status: number; body: Record<string, unknown> }> {
  const response = await fetch(`${simulator.origin}/control/refresh-tokens`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  return { status: response.status, body: (await response.json()) as Record<string, unknown> }
}
const redeem = (tenant: string, refreshToken: unknown, scope: string) =>
  postToken(simulator.origin, tenant, { grant_type: 'refresh_token', refresh_token: String(refreshToken), scope })
const claimsOf = (token: unknown) => JSON.parse(Buffer.from(String(token).split('.')[1] ?? '', 'base64url').toString())

test.each([
  [MAIN_TENANT, 'integration@aurore-cloud.example'],
  [ADVISOR_TENANT, 'integration@beacon-advisory.example'],
])('the integration account of %s redeems its token for Partner Center and for Graph', async (partnerTenantId, username) => {
  const minted = await mint({ partnerTenantId })
  expect(minted).toMatchObject({ status: 201, body: { username, partnerTenantId, mfa: true } })
  for (const audience of ['https://api.partnercenter.microsoft.com', 'https://graph.microsoft.com']) {
    const { status, body } = await redeem(partnerTenantId, minted.body.refreshToken, `${audience}/.default`)
    expect(status, JSON.stringify(body)).toBe(200)
    expect(claimsOf(body.access_token)).toMatchObject({ aud: audience, tid: partnerTenantId, upn: username, amr: ['pwd', 'mfa'] })
  }
})

test('another account can be named; what names nobody is refused with what to do', async () => {
  expect((await mint({ username: 'adele.morin@aurore-cloud.example' })).body).toMatchObject({ partnerTenantId: MAIN_TENANT })
  expect(await mint({ username: 'nobody@aurore-cloud.example' })).toMatchObject({ status: 404 })
  expect(await mint({ partnerTenantId: '11111111-2222-4333-8444-555555555555' })).toMatchObject({ status: 404 })
  expect(await mint({ partnerTenantId: ADVISOR_TENANT, username: 'adele.morin@aurore-cloud.example' })).toMatchObject({ status: 400 })
  expect(await mint({})).toMatchObject({ status: 400, body: { error: expect.stringContaining('partnerTenantId') } })
})
