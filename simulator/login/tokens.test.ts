// Tokens after the sign-in: refreshing, acting in a customer's tenant, application-only tokens, and what the APIs refuse.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { CLIENT_ID, CLIENT_SECRET, type Simulator } from '../simulator.ts'
import {
  ADMIN_AGENT,
  ADVISOR_TENANT,
  appToken,
  beginFlow,
  MAIN_TENANT,
  postToken,
  redeem,
  signIn,
  startForTests,
  WITH_GROUPS,
} from '../testing/relying-party.ts'
import { createVisitor } from '../testing/visitor.ts'

const GRAPH = 'https://graph.microsoft.com'
const PARTNER_CENTER = 'https://api.partnercenter.microsoft.com'
let simulator: Simulator
let origin: string
let active: string
let inactive: string
beforeAll(async () => {
  simulator = await startForTests()
  origin = simulator.origin
  const token = await appToken(origin, GRAPH)
  const list = await get(`/v1.0/tenantRelationships/delegatedAdminCustomers?$top=1`, token)
  active = list.body.value[0].id
  const customers = await get('/v1/customers?size=200', await appToken(origin, PARTNER_CENTER))
  const with250 = await get(`/v1.0/tenantRelationships/delegatedAdminCustomers?$top=300`, token)
  const entered = new Set(with250.body.value.map((one: { id: string }) => one.id))
  inactive = customers.body.items.find((one: { id: string }) => !entered.has(one.id)).id
})
afterAll(() => simulator.stop())

// biome-ignore lint/suspicious/noExplicitAny: answers are looked at field by field.
type Answered = any

async function get(
  path: string,
  token: string,
  headers: Record<string, string> = {},
): Promise<{ status: number; headers: Headers; body: Answered }> {
  const response = await fetch(`${origin}${path}`, { headers: { authorization: `Bearer ${token}`, ...headers } })
  const text = await response.text()
  return { status: response.status, headers: response.headers, body: JSON.parse(text.replace(/^\uFEFF/, '')) }
}

const claimsOf = (token: unknown) => JSON.parse(Buffer.from(String(token).split('.')[1] ?? '', 'base64url').toString())

async function refreshTokenOf(username: string, tid = MAIN_TENANT): Promise<string> {
  const flow = await beginFlow(origin, 'organizations', { prompt: 'select_account' })
  const { refresh_token } = await redeem(origin, flow, await signIn(createVisitor(origin), flow, username), tid)
  return refresh_token ?? ''
}

describe('a signed-in person', () => {
  test('the delegated token reads /me and the groups, and carries Entra’s claims', async () => {
    const flow = await beginFlow(origin, 'organizations', WITH_GROUPS)
    const { access_token } = await redeem(origin, flow, await signIn(createVisitor(origin), flow, ADMIN_AGENT), MAIN_TENANT)
    expect(claimsOf(access_token)).toMatchObject({
      aud: GRAPH,
      tid: MAIN_TENANT,
      appid: CLIENT_ID,
      scp: 'User.Read GroupMember.Read.All',
      upn: ADMIN_AGENT,
      idtyp: 'user',
      iss: `${origin}/${MAIN_TENANT}/v2.0`,
    })
    expect((await get('/v1.0/me', access_token)).body).toMatchObject({ userPrincipalName: ADMIN_AGENT, displayName: 'Adèle Morin' })
    const groups = (await get('/v1.0/me/memberOf', access_token)).body.value.map((one: { displayName: string }) => one.displayName)
    expect(groups).toContain('AdminAgents')
    expect((await get('/v1.0/contracts', access_token)).status).toBe(403)
    expect((await get('/v1/customers', access_token)).body).toMatchObject({ code: 900420 })
  })

  test('a refresh token is redeemed for another API, and each time a new one comes while the old one stays good', async () => {
    const first = await refreshTokenOf(ADMIN_AGENT)
    const redeemed = await postToken(origin, MAIN_TENANT, {
      grant_type: 'refresh_token',
      refresh_token: first,
      scope: `${PARTNER_CENTER}/.default`,
    })
    expect(redeemed.status).toBe(200)
    expect(claimsOf(redeemed.body.access_token)).toMatchObject({ aud: PARTNER_CENTER, scp: 'user_impersonation' })
    expect(redeemed.body.refresh_token).not.toBe(first)
    expect((await get('/v1/customers?size=1', String(redeemed.body.access_token))).status).toBe(200)
    for (const token of [first, String(redeemed.body.refresh_token)]) {
      expect((await postToken(origin, 'organizations', { grant_type: 'refresh_token', refresh_token: token })).status).toBe(200)
    }
  })

  test('the refresh token opens a customer’s tenant only through an active delegated admin relationship', async () => {
    const refresh_token = await refreshTokenOf(ADMIN_AGENT)
    const ask = (tenant: string, token = refresh_token) =>
      postToken(origin, tenant, { grant_type: 'refresh_token', refresh_token: token, scope: `${GRAPH}/.default` })
    const opened = await ask(active)
    expect(claimsOf(opened.body.access_token)).toMatchObject({ tid: active, iss: `${origin}/${active}/v2.0`, upn: ADMIN_AGENT })
    expect((await get('/v1.0/organization', String(opened.body.access_token))).body.value[0].id).toBe(active)
    expect((await get('/v1.0/tenantRelationships/delegatedAdminCustomers', String(opened.body.access_token))).status).toBe(403)
    expect(await ask(inactive)).toMatchObject({ status: 400, body: { error: 'invalid_grant', error_codes: [50020] } })
    expect((await ask(active, await refreshTokenOf('remi.lefort@aurore-cloud.example'))).body).toMatchObject({ error_codes: [65001] })
    expect((await ask(active, await refreshTokenOf('beth.harding@beacon-advisory.example', ADVISOR_TENANT))).body).toMatchObject({
      error_codes: [50020],
    })
  })
})

test('after a restart on the same state file the refresh token, the consent and the commands are still good', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'simulator-'))
  const stateFile = join(directory, 'state.jsonl')
  const first = await startForTests({ stateFile })
  const flow = await beginFlow(first.origin, 'organizations')
  const { refresh_token = '' } = await redeem(first.origin, flow, await signIn(createVisitor(first.origin), flow, ADMIN_AGENT), MAIN_TENANT)
  const json = { 'content-type': 'application/json' }
  await fetch(`${first.origin}/control/customers`, { method: 'POST', headers: json, body: JSON.stringify({ name: 'Zebra' }) })
  await fetch(`${first.origin}/control/clock`, { method: 'POST', headers: json, body: JSON.stringify({ advanceSeconds: 864_000 }) })
  const stateOf = async (one: Simulator) => ((await (await fetch(`${one.origin}/control/state`)).json()) as { partners: unknown }).partners
  const before = await stateOf(first)
  await first.stop()
  const second = await startForTests({ stateFile, customers: undefined, seed: undefined })
  expect(await stateOf(second)).toEqual(before)
  expect((await postToken(second.origin, MAIN_TENANT, { grant_type: 'refresh_token', refresh_token })).status).toBe(200)
  const again = await beginFlow(second.origin, 'organizations', { login_hint: ADMIN_AGENT })
  expect((await createVisitor(second.origin).open(again.address.href)).url).toContain('code=')
  await second.stop()
  rmSync(directory, { recursive: true })
})

describe('an application alone', () => {
  test('gets tokens in partner tenants, by secret in the form or in the header, never in a customer’s tenant', async () => {
    expect(claimsOf(await appToken(origin, GRAPH, ADVISOR_TENANT))).toMatchObject({
      tid: ADVISOR_TENANT,
      idtyp: 'app',
      roles: expect.arrayContaining(['Directory.Read.All']),
    })
    const authorization = `Basic ${Buffer.from(`${CLIENT_ID}:${CLIENT_SECRET}`).toString('base64')}`
    const basic = await postToken(origin, MAIN_TENANT, { grant_type: 'client_credentials', scope: `${GRAPH}/.default` }, { authorization })
    expect(basic).toMatchObject({ status: 200, body: { token_type: 'Bearer', expires_in: 3599, ext_expires_in: 3599 } })
    expect(Object.keys(basic.body)).toEqual(['token_type', 'expires_in', 'ext_expires_in', 'access_token'])
    expect(claimsOf(await appToken(origin, GRAPH, 'aurore-cloud.example'))).toMatchObject({
      tid: MAIN_TENANT,
      iss: `${origin}/${MAIN_TENANT}/v2.0`,
    })
    const ask = (tenant: string, scope: string) => postToken(origin, tenant, { grant_type: 'client_credentials', scope })
    expect((await ask(active, `${GRAPH}/.default`)).body).toMatchObject({ error: 'unauthorized_client', error_codes: [7000229] })
    expect((await ask(MAIN_TENANT, `${GRAPH}/User.Read`)).body).toMatchObject({ error: 'invalid_scope', error_codes: [1002012] })
    expect((await ask(MAIN_TENANT, 'https://nowhere.example/.default')).body).toMatchObject({
      error: 'invalid_resource',
      error_codes: [500011],
    })
    expect((await ask('common', `${GRAPH}/.default`)).status).toBe(400)
  })

  test('a token for one shared address of all APIs opens each of them', async () => {
    const token = await appToken(origin, origin)
    expect((await get('/v1.0/contracts?$top=1', token)).status).toBe(200)
    expect((await get('/v1/customers?size=1', token)).status).toBe(200)
  })

  test('missing, broken and foreign tokens get each API’s own 401', async () => {
    const good = await appToken(origin, GRAPH)
    const graph = (authorization: string) => fetch(`${origin}/v1.0/contracts`, { headers: { authorization } })
    for (const wrong of ['', 'Bearer x.y', `Bearer ${good.slice(0, -6)}AAAAAA`]) {
      const answer = await graph(wrong)
      expect(answer.status).toBe(401)
      expect(await answer.json()).toMatchObject({
        error: { code: 'InvalidAuthenticationToken', innerError: { 'request-id': expect.any(String) } },
      })
    }
    const partnerCenter = await fetch(`${origin}/v1/customers`)
    expect(partnerCenter.status).toBe(401)
    expect(JSON.parse((await partnerCenter.text()).replace(/^\uFEFF/, ''))).toMatchObject({ code: 800001, source: 'PartnerFD' })
    expect((await get('/v1/customers', good)).body).toMatchObject({ code: 900420 })
  })
})
