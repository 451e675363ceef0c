// The Secure Application Model at the token endpoint: one sign-in with several factors, then a token for each customer's tenant; and
// every refusal, in Entra's words.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { CLIENT_ID, CLIENT_SECRET, type Simulator } from '../simulator.ts'
import { claimsOf, control, customerOf, mint, redeemAt } from '../testing/commander.ts'
import { beginFlow, MAIN_TENANT, postToken, redeem, signIn, startForTests } from '../testing/relying-party.ts'
import { createVisitor } from '../testing/visitor.ts'

const GRAPH = 'https://graph.microsoft.com/.default'
const PARTNER_CENTER = 'https://api.partnercenter.microsoft.com/.default'
const AZURE = 'https://management.azure.com/.default'
const ACCOUNT = 'integration@aurore-cloud.example'

let simulator: Simulator
let origin: string
let customer: string
beforeAll(async () => {
  simulator = await startForTests({ customers: 20 })
  origin = simulator.origin
  customer = await customerOf(origin, 'Consenting SARL')
})
beforeEach(() => control(origin, 'DELETE', '/faults'))
afterAll(() => simulator.stop())

describe('a token for a customer’s tenant', () => {
  test('names the customer, the person, the application and the API asked for', async () => {
    const { status, body } = await redeemAt(origin, customer, await mint(origin), GRAPH)
    expect(status, JSON.stringify(body)).toBe(200)
    expect(body).toMatchObject({ token_type: 'Bearer', expires_in: 3599, ext_expires_in: 3599, refresh_token: expect.any(String) })
    expect(body.id_token).toBeUndefined()
    const claims = claimsOf(body.access_token)
    expect(claims).toMatchObject({ tid: customer, upn: ACCOUNT, appid: CLIENT_ID, aud: 'https://graph.microsoft.com', amr: ['pwd', 'mfa'] })
    expect(claims.scp.split(' ')).toContain('ServiceHealth.Read.All')
    expect(claims.oid).toBe(claimsOf((await redeemAt(origin, MAIN_TENANT, await mint(origin), GRAPH)).body.access_token).oid)
    expect(claims.idp).toBe(`https://sts.windows.net/${MAIN_TENANT}/`)
    expect(claims.wids.length).toBeGreaterThan(0)
  })

  test('is given for Azure Resource Manager too, by either of its names', async () => {
    for (const scope of [AZURE, 'https://management.core.windows.net//.default', '797f4846-ba00-4fd7-ba43-dac1f8f63013/.default']) {
      const { body } = await redeemAt(origin, customer, await mint(origin), scope)
      expect(claimsOf(body.access_token)).toMatchObject({ aud: 'https://management.azure.com', scp: 'user_impersonation', tid: customer })
    }
  })

  test('needs consent in that tenant: 65001 without, good with exactly the permissions granted, refused again once taken back', async () => {
    const other = await customerOf(origin, 'Asked Later', false)
    const refused = await redeemAt(origin, other, await mint(origin), GRAPH)
    expect(refused).toMatchObject({ status: 400, body: { error: 'invalid_grant', error_codes: [65001], suberror: 'consent_required' } })
    expect(refused.body.error_description).toContain(`'${CLIENT_ID}' named`)
    const permissions = ['Organization.Read.All', 'ServiceHealth.Read.All']
    await control(origin, 'POST', `/customers/${other}/consent`, { resource: '00000003-0000-0000-c000-000000000000', permissions })
    const given = await redeemAt(origin, other, await mint(origin), GRAPH)
    expect(claimsOf(given.body.access_token).scp.split(' ').sort()).toEqual(permissions)
    expect(given.body.scope).toContain('https://graph.microsoft.com/ServiceHealth.Read.All')
    expect((await redeemAt(origin, other, await mint(origin), 'https://graph.microsoft.com/Mail.Send')).body.error_codes).toEqual([65001])
    expect((await redeemAt(origin, other, await mint(origin), AZURE)).body.error_codes).toEqual([65001])
    await control(origin, 'DELETE', `/customers/${other}/consent`)
    expect((await redeemAt(origin, other, await mint(origin), GRAPH)).body.error_codes).toEqual([65001])
  })

  test('an administrator by delegation consents on the consent page, who holds no such role does not', async () => {
    const back = 'http://localhost:4599/auth/callback'
    const agree = async (tenant: string, account: string) => {
      const visitor = createVisitor(origin)
      const query = new URLSearchParams({ client_id: CLIENT_ID, redirect_uri: back, state: 's', scope: GRAPH })
      let visit = await visitor.open(`${origin}/${tenant}/v2.0/adminconsent?${query}`)
      visit = await visitor.press(visit, { name: 'account', value: account })
      if (visit.html.includes('value="accept"')) visit = await visitor.press(visit, { name: 'consent', value: 'accept' })
      return new URL(visit.url).searchParams
    }
    const results: string[] = []
    for (let turn = 0; turn < 8; turn++) {
      const tenant = await customerOf(origin, `Administered ${turn}`, false)
      const answer = await agree(tenant, ACCOUNT)
      const { status } = await redeemAt(origin, tenant, await mint(origin), GRAPH)
      if (answer.get('admin_consent') === 'True') expect([answer.get('tenant'), status]).toEqual([tenant, 200])
      else expect([answer.get('error_description')?.slice(0, 12), status]).toEqual(['AADSTS90094:', 400])
      results.push(answer.get('admin_consent') ?? 'refused')
      expect((await agree(tenant, 'remi.lefort@aurore-cloud.example')).get('error')).toBe('access_denied')
    }
    // Which roles a relationship holds is drawn: among eight there are some of either kind.
    expect(new Set(results)).toEqual(new Set(['True', 'refused']))
  })

  test('needs several factors: 50076 with a claims challenge; without a customer the token says how the person signed in', async () => {
    const weak = await mint(origin, { mfa: false })
    const refused = await redeemAt(origin, customer, weak, GRAPH)
    expect(refused.body).toMatchObject({ error: 'invalid_grant', error_codes: [50076], suberror: 'basic_action' })
    expect(refused.body.error_description).toContain("'00000003-0000-0000-c000-000000000000'")
    expect(JSON.parse(refused.body.claims).access_token.capolids.essential).toBe(true)
    const own = await redeemAt(origin, MAIN_TENANT, weak, PARTNER_CENTER)
    expect(claimsOf(own.body.access_token).amr).toEqual(['pwd'])
  })
})

describe('the life of a refresh token', () => {
  test('each redemption brings a new one; every earlier one stays good; a false one is refused', async () => {
    const first = await mint(origin)
    const second = (await redeemAt(origin, MAIN_TENANT, first, GRAPH)).body.refresh_token
    const third = (await redeemAt(origin, customer, second, GRAPH)).body.refresh_token
    expect(new Set([first, second, third]).size).toBe(3)
    for (const token of [first, second, third]) expect((await redeemAt(origin, customer, token, GRAPH)).status).toBe(200)
    expect((await redeemAt(origin, customer, `${third.slice(0, -4)}AAAA`, GRAPH)).body.error).toBe('invalid_grant')
  })

  test('90 days by the simulated clock end it: 700082; one taken in between is still good; revoking ends all: 50173', async () => {
    const own = await startForTests({ customers: 5 })
    const days = (count: number) => control(own.origin, 'POST', '/clock', { advanceSeconds: count * 86_400 })
    const first = await mint(own.origin)
    await days(60)
    const second = (await redeemAt(own.origin, MAIN_TENANT, first, GRAPH)).body.refresh_token
    await days(31)
    const old = await redeemAt(own.origin, MAIN_TENANT, first, GRAPH)
    expect(old).toMatchObject({ status: 400, body: { error: 'invalid_grant', error_codes: [700082], suberror: 'bad_token' } })
    expect(old.body.error_description).toMatch(/issued on \d{4}-\d\d-\d\dT[\d:.]{16}Z and was inactive for 90\.00:00:00/)
    expect((await redeemAt(own.origin, MAIN_TENANT, second, GRAPH)).status).toBe(200)
    await control(own.origin, 'POST', `/accounts/${ACCOUNT}/revoke`)
    expect((await redeemAt(own.origin, MAIN_TENANT, second, GRAPH)).body).toMatchObject({ error: 'invalid_grant', error_codes: [50173] })
    await days(1)
    expect((await redeemAt(own.origin, MAIN_TENANT, await mint(own.origin), GRAPH)).status).toBe(200)
    await own.stop()
  })

  test('consent, revocation and successors are remembered across a restart', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'simulator-'))
    const stateFile = join(directory, 'state.jsonl')
    const before = await startForTests({ customers: 5, stateFile })
    const tenant = await customerOf(before.origin, 'Remembered')
    const successor = (await redeemAt(before.origin, tenant, await mint(before.origin), GRAPH)).body.refresh_token
    await control(before.origin, 'PATCH', `/accounts/${ACCOUNT}`, { mfa: false })
    await before.stop()
    const after = await startForTests({ customers: 5, stateFile })
    expect((await redeemAt(after.origin, tenant, successor, GRAPH)).status).toBe(200)
    // Its own address names its APIs as well, and another port is the same cloud.
    expect(after.origin).not.toBe(before.origin)
    expect(await redeemAt(after.origin, tenant, successor, `${after.origin}/.default`)).toMatchObject({ status: 200 })
    const flow = await beginFlow(after.origin, 'organizations')
    const signedIn = await redeem(after.origin, flow, await signIn(createVisitor(after.origin), flow, ACCOUNT), MAIN_TENANT)
    expect(claimsOf(signedIn.access_token).amr).toEqual(['pwd'])
    await after.stop()
    rmSync(directory, { recursive: true })
  })
})

test('the integration account signs in with a code and offline_access, and its refresh token opens the customer', async () => {
  const flow = await beginFlow(origin, 'organizations', { scope: `openid profile offline_access ${PARTNER_CENTER}` })
  const visit = await signIn(createVisitor(origin), flow, ACCOUNT)
  const { access_token, refresh_token = '' } = await redeem(origin, flow, visit, MAIN_TENANT)
  expect(claimsOf(access_token)).toMatchObject({
    aud: 'https://api.partnercenter.microsoft.com',
    scp: 'user_impersonation',
    amr: ['pwd', 'mfa'],
  })
  expect(claimsOf((await redeemAt(origin, customer, refresh_token, GRAPH)).body.access_token)).toMatchObject({
    tid: customer,
    upn: ACCOUNT,
  })
})

describe('what is refused, as Entra says it', () => {
  const unknown = '11111111-2222-4333-8444-555555555555'
  test.each<{ what: string; tenant?: string; sent: Record<string, string>; status: number; error: string; code: number }>([
    { what: 'a tenant that does not exist', tenant: unknown, sent: {}, status: 400, error: 'invalid_request', code: 90002 },
    { what: 'no such API', sent: { scope: 'https://nowhere.example/.default' }, status: 400, error: 'invalid_resource', code: 500011 },
    { what: 'a wrong secret', sent: { client_secret: 'wrong' }, status: 401, error: 'invalid_client', code: 7000215 },
    { what: 'no secret', sent: { client_secret: '' }, status: 401, error: 'invalid_client', code: 7000218 },
    { what: 'an unknown application', sent: { client_id: unknown }, status: 400, error: 'unauthorized_client', code: 700016 },
  ])('$code: $what', async ({ tenant = MAIN_TENANT, sent, status, error, code }) => {
    const answer = await postToken(origin, tenant, { grant_type: 'client_credentials', scope: GRAPH, ...sent })
    expect(answer).toMatchObject({ status, body: { error, error_codes: [code] } })
    expect(answer.body.error_description).toMatch(
      new RegExp(`^AADSTS${code}: .+ Trace ID: ${answer.body.trace_id} Correlation ID: ${answer.body.correlation_id} Timestamp: `),
    )
  })

  test.each([
    ['consent-revoked', {}, 65001, 'consent_required'],
    ['refresh-token-expired', {}, 700082, 'bad_token'],
    ['refresh-token-expired', { code: 70008 }, 70008, 'bad_token'],
    ['refresh-token-revoked', {}, 50173, 'bad_token'],
    ['mfa-missing', {}, 50076, 'basic_action'],
    ['conditional-access', {}, 53003, 'message_only'],
    ['secret-wrong', {}, 7000215, undefined],
    ['application-unknown', {}, 700016, undefined],
  ])('%s %j on demand, in one tenant only', async (kind, extra, code, suberror) => {
    await control(origin, 'POST', '/faults', { kind, tenants: [customer], ...extra })
    const refreshToken = await mint(origin)
    const { status, body } = await redeemAt(origin, customer, refreshToken, GRAPH)
    expect(status).toBeGreaterThanOrEqual(400)
    expect(body).toMatchObject({ error_codes: [code], timestamp: expect.any(String), trace_id: expect.any(String) })
    expect(body.suberror).toBe(suberror)
    expect(body.claims === undefined).toBe(!['mfa-missing', 'conditional-access'].includes(kind))
    expect((await redeemAt(origin, MAIN_TENANT, refreshToken, GRAPH)).status).toBe(200)
  })

  test('on demand a token names another tenant, or one factor only', async () => {
    await control(origin, 'POST', '/faults', { kind: 'wrong-tenant', count: 1 })
    const refreshToken = await mint(origin)
    const { tid } = claimsOf((await redeemAt(origin, customer, refreshToken, GRAPH)).body.access_token)
    expect([customer, MAIN_TENANT]).not.toContain(tid)
    await control(origin, 'POST', '/faults', { kind: 'mfa-claim-missing', count: 1 })
    expect(claimsOf((await redeemAt(origin, MAIN_TENANT, refreshToken, GRAPH)).body.access_token).amr).toEqual(['pwd'])
    expect(claimsOf((await redeemAt(origin, customer, refreshToken, GRAPH)).body.access_token)).toMatchObject({ tid: customer })
  })
})

test('the old endpoint takes resource= and writes numbers as strings', async () => {
  const ask = async (tenant: string, sent: Record<string, string>) => {
    const response = await fetch(`${origin}/${tenant}/oauth2/token`, {
      method: 'POST',
      body: new URLSearchParams({ client_id: CLIENT_ID, client_secret: CLIENT_SECRET, ...sent }),
    })
    return { status: response.status, body: (await response.json()) as Record<string, string> }
  }
  const resource = 'https://api.partnercenter.microsoft.com'
  const { status, body } = await ask(MAIN_TENANT, { grant_type: 'refresh_token', refresh_token: await mint(origin), resource })
  expect(status, JSON.stringify(body)).toBe(200)
  expect(body).toMatchObject({ token_type: 'Bearer', scope: 'user_impersonation', expires_in: '3599', ext_expires_in: '3599', resource })
  expect(Number(body.expires_on) - Number(body.not_before)).toBe(3599 + 300)
  expect(claimsOf(body.access_token)).toMatchObject({ aud: resource, tid: MAIN_TENANT })
  const inCustomer = await ask(customer, {
    grant_type: 'refresh_token',
    refresh_token: await mint(origin),
    resource: 'https://graph.microsoft.com/',
  })
  expect(claimsOf(inCustomer.body.access_token)).toMatchObject({ aud: 'https://graph.microsoft.com', tid: customer })
  expect((await ask(MAIN_TENANT, { grant_type: 'client_credentials' })).body.error_description).toContain("'resource'")
})
