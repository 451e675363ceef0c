// The connection against the simulated cloud: every check where all is well, and what each says with one thing broken (R2).
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { CheckId, CheckResult } from '../../../contract/connection.ts'
import { type Person, startApi, type TestApi } from '../../../tests/support/api.ts'
import { startCloud, type TestCloud } from '../../../tests/support/cloud.ts'
import { exampleCustomers } from '../../../tests/support/command-line.ts'
import { registerWebhook } from '../../microsoft/partner-center/webhook-registration.ts'
import { registerWebhooks } from '../sync/actions/register-webhook.ts'
import { syncCustomers } from '../sync/sync.sync.ts'

let cloud: TestCloud
let api: TestApi
let admin: Person
let partnerId: string

beforeAll(async () => {
  cloud = await startCloud(60, { redirectUri: 'http://localhost:4600/connection/callback' })
  partnerId = cloud.partners[0] as string
})
afterAll(() => cloud.cloud.stop())

async function control(method: string, path: string, body?: object): Promise<Record<string, string>> {
  const answer = await fetch(`${cloud.cloud.address}/control${path}`, {
    method,
    ...(body && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  })
  expect(answer.ok, `${method} ${path}: ${answer.status}`).toBe(true)
  return answer.status === 204 ? {} : ((await answer.json()) as Record<string, string>)
}
const fault = (kind: string, of: object = {}) => control('POST', '/faults', { kind, ...of })

async function start(env: Record<string, string> = {}): Promise<void> {
  const { refreshToken } = await control('POST', '/refresh-tokens', { partnerTenantId: partnerId })
  api = await startApi({
    ...cloud.env,
    TENANTRY_PARTNERS: partnerId,
    MICROSOFT_REFRESH_TOKENS: `${partnerId}:${refreshToken}`,
    // So that what may pass has lasted soon.
    MICROSOFT_CHECK_SECONDS: '5',
    // A simulated cloud reaches this machine.
    MICROSOFT_WEBHOOK_AUTHORITY: 'c2ltdWxhdGVk',
    ...env,
  })
  await api.services.door.identity
    .insertInto('partners')
    .values({ partner_id: partnerId })
    .onConflict((on) => on.doNothing())
    .execute()
  admin = await api.signIn(partnerId)
  await registerWebhooks(api.services, partnerId)
}
beforeEach(() => start())
afterEach(async () => {
  await control('DELETE', '/faults')
  await api.stop()
})

async function check(...checks: CheckId[]): Promise<CheckResult[]> {
  const answer = await admin.call('POST', '/api/connection/checks', checks.length > 0 ? { checks } : {})
  return answer.json().results
}
const states = async () =>
  Object.fromEntries((await check()).map(({ check: id, state, cause }) => [id, cause ? `${state}: ${cause}` : state]))

it('says of every part that it works, and what was found', async () => {
  const results = await check()
  expect(results.map(({ check: id, state, cause, said }) => [id, state, cause, said])).toEqual(
    results.map(({ check: id }) => [id, 'ok', null, null]),
  )
  expect(results).toHaveLength(12)
  const facts = Object.fromEntries(results.map((result) => [result.check, result.facts]))
  expect(facts['partnerCenterToken']).toEqual({ username: 'integration@aurore-cloud.example' })
  expect(facts['partnerCenter']).toMatchObject({ company: 'Aurore Cloud Services', partnerType: 'indirectProvider' })
  expect(facts['customers']?.['first']).toHaveLength(3)
  expect(facts['customerHealth']?.['services']).toBeGreaterThan(5)
})

describe('R2: with one thing broken it names what', () => {
  it.each([
    ['secret-wrong', { api: 'login' }, { applicationToken: 'failed: secret_wrong', applicationPermissions: 'skipped: before_failed' }],
    ['refresh-token-expired', { api: 'login' }, { partnerCenterToken: 'failed: token_expired', partnerCenter: 'skipped: before_failed' }],
    ['refresh-token-revoked', { api: 'login' }, { partnerCenterToken: 'failed: token_revoked' }],
    ['mfa-missing', { api: 'login' }, { partnerCenterToken: 'failed: mfa_required' }],
    [
      'mfa-claim-missing',
      { api: 'login' },
      {
        partnerCenterToken: 'failed: mfa_missing_in_token',
        partnerCenter: 'skipped: before_failed',
        customerToken: 'failed: mfa_required',
      },
    ],
    ['conditional-access', { api: 'login' }, { partnerCenterToken: 'failed: conditional_access' }],
    ['wrong-tenant', { api: 'login' }, { applicationToken: 'failed: wrong_tenant_in_token' }],
    ['application-unknown', { api: 'login' }, { applicationToken: 'failed: app_unknown' }],
    [
      'status',
      { api: 'graph', path: '/admin/serviceAnnouncement/healthOverviews', status: 403 },
      { customerToken: 'ok', customerHealth: 'failed: denied' },
    ],
    ['malformed', { api: 'partner-center', path: '/v1/customers' }, { customers: 'failed: broken', customerHealth: 'ok' }],
    [
      'truncated',
      { api: 'graph', path: '/tenantRelationships/delegatedAdminRelationships' },
      { relationships: 'failed: broken', customers: 'ok' },
    ],
  ] as const)('%s', { timeout: 60_000 }, async (kind, of, expected) => {
    await fault(kind, of)
    expect(await states()).toMatchObject(expected)
  })

  it('consent that a customer has not given', async () => {
    const tenants = await exampleCustomers({ api, partnerId })
    expect(tenants).toHaveLength(3)
    const [tenantId] = tenants
    await fault('consent-revoked', { api: 'login', tenants: [tenantId] })
    expect(await check('customerToken', 'customerHealth')).toMatchObject([
      {
        state: 'warning',
        cause: 'some_customers_closed',
        facts: { customer: expect.any(String), refused: [expect.stringContaining('(consent_missing)')] },
      },
      { state: 'ok' },
    ])
    await fault('consent-revoked', { api: 'login', tenants })
    expect(await check('customerToken', 'customers')).toMatchObject([
      { check: 'customers', state: 'ok' },
      {
        check: 'customerToken',
        state: 'failed',
        cause: 'consent_missing',
        said: expect.stringContaining('AADSTS65001'),
        facts: { refused: tenants.map(() => expect.stringContaining('(consent_missing)')) },
      },
    ])
  })

  it('a customer that has consented to less than is needed', async () => {
    const [tenantId] = await exampleCustomers({ api, partnerId })
    await control('DELETE', `/customers/${tenantId}/consent`)
    await control('POST', `/customers/${tenantId}/consent`, {
      resource: 'https://graph.microsoft.com',
      permissions: ['Organization.Read.All', 'ServiceHealth.Read.All'],
    })
    expect(await check('customerToken')).toMatchObject([
      { state: 'warning', cause: 'customer_permissions_missing', facts: { missing: ['ServiceMessage.Read.All'] } },
    ])
    await control('POST', `/customers/${tenantId}/consent`)
    expect(await check('customerToken')).toMatchObject([{ state: 'ok', cause: null }])
  })

  it('events that Partner Center tells to another address, or to none', async () => {
    await api.stop()
    await start({ MICROSOFT_WEBHOOK_AUTHORITY: '' })
    const address = `http://localhost:4600/webhooks/partner-center/${partnerId}`
    expect(await check('events')).toMatchObject([{ state: 'warning', cause: 'events_unreachable', facts: { address } }])
    const { microsoft, config } = api.services
    const elsewhere = { url: 'https://elsewhere.example/hook', events: ['test-created'], exists: true }
    await registerWebhook(microsoft.partnerCenter(partnerId), elsewhere)
    api.services.config = { ...config, MICROSOFT_WEBHOOK_AUTHORITY: 'c2ltdWxhdGVk' }
    expect(await check('events')).toMatchObject([{ state: 'warning', cause: 'events_not_registered' }])
    await fault('status', { api: 'partner-center', path: '/webhooks', status: 403 })
    expect(await check('events')).toMatchObject([{ state: 'warning', cause: 'events_not_registered' }])
  })

  it('the mailbox of returned mail, asked only where one is configured, and worth a warning where it is closed', async () => {
    expect(await check('returnedMail')).toEqual([])
    await api.stop()
    await start({ MAIL_BOUNCES_MAILBOX: 'integration@aurore-cloud.example' })
    expect(await check('returnedMail')).toMatchObject([{ state: 'ok', facts: { mailbox: 'integration@aurore-cloud.example' } }])
    await fault('status', { api: 'graph', path: '/users/*/mailFolders', status: 403 })
    expect(await check('returnedMail', 'applicationPermissions')).toMatchObject([
      { check: 'applicationPermissions', state: 'ok' },
      { check: 'returnedMail', state: 'warning', cause: 'mailbox_closed' },
    ])
    await api.stop()
    await start({ MAIL_BOUNCES_MAILBOX: `${partnerId}:nobody@aurore-cloud.example` })
    await control('DELETE', '/faults')
    expect(await check('returnedMail')).toMatchObject([{ state: 'warning', cause: 'mailbox_closed', facts: { code: 'ErrorInvalidUser' } }])
  })

  it('what is broken now, not what was a moment ago', async () => {
    await fault('secret-wrong', { api: 'login' })
    expect(await check('partnerCenterToken')).toMatchObject([{ cause: 'secret_wrong' }])
    await control('DELETE', '/faults')
    await fault('conditional-access', { api: 'login', tenants: [partnerId], count: 1 })
    expect(await check('partnerCenterToken')).toMatchObject([{ cause: 'conditional_access' }])
    expect(await check('partnerCenterToken', 'customerToken')).toMatchObject([{ state: 'ok' }, { state: 'ok' }])
  })

  it('a tenant that Microsoft does not know', async () => {
    const stranger = await api.signIn(await api.addPartner())
    const answer = await stranger.call('POST', '/api/connection/checks', { checks: ['discovery'] })
    expect(answer.json().results).toMatchObject([
      {
        state: 'failed',
        cause: 'tenant_unknown',
        said: expect.stringContaining('AADSTS90002'),
        facts: { code: 'AADSTS90002', status: 400 },
      },
    ])
  })

  it('nothing configured, nobody signed in', async () => {
    await api.stop()
    await start({ MICROSOFT_CLIENT_SECRET: '', MICROSOFT_REFRESH_TOKENS: '' })
    expect(await states()).toMatchObject({ configuration: 'failed: client_secret_missing', integrationAccount: 'skipped: before_failed' })
    await api.stop()
    await start({ MICROSOFT_REFRESH_TOKENS: '' })
    expect(await states()).toMatchObject({ configuration: 'ok', integrationAccount: 'failed: not_connected', customers: 'ok' })
  })
})

it('tells how it is connected without any secret, to those who may know', async () => {
  await check('partnerCenterToken')
  const answer = await admin.call('GET', '/api/connection')
  expect(answer.json()).toMatchObject({
    partnerId,
    redirectUris: ['http://localhost:4600/sign-in/callback', 'http://localhost:4600/connection/callback'],
    account: { username: 'integration@aurore-cloud.example', failure: null },
  })
  expect(answer.body).not.toContain(cloud.env['MICROSOFT_CLIENT_SECRET'])
  const helpdesk = await api.signIn(partnerId, ['helpdeskAgent'])
  expect((await helpdesk.call('GET', '/api/connection')).statusCode).toBe(403)
  const agent = await api.signIn(partnerId, ['adminAgent'])
  expect((await agent.call('DELETE', '/api/connection/account')).statusCode).toBe(403)
})

it('gives the account up, and says so in the activity log', async () => {
  await check('partnerCenterToken')
  expect((await admin.call('DELETE', '/api/connection/account')).json().account).toBeNull()
  expect(await states()).toMatchObject({ integrationAccount: 'failed: not_connected' })
  const facts = await api.services.door.ofPartner(partnerId).selectFrom('facts').select(['kind', 'actor_id', 'data']).execute()
  expect(facts).toContainEqual({
    kind: 'connection.given-up',
    actor_id: admin.userId,
    data: { username: 'integration@aurore-cloud.example' },
  })
})

it('an answer to a sign-in that nobody began, or that another began, is refused', async () => {
  const begun = await admin.call('GET', '/connection/sign-in')
  expect(begun.headers.location, `${begun.statusCode} ${begun.body}`).toBeDefined()
  const address = new URL(String(begun.headers.location))
  expect(Object.fromEntries(address.searchParams)).toMatchObject({
    prompt: 'login',
    redirect_uri: 'http://localhost:4600/connection/callback',
  })
  const answer = `/connection/callback?code=x&state=${address.searchParams.get('state')}`
  const other = await api.signIn(partnerId)
  expect((await other.call('GET', answer)).headers.location).toBe('/settings/connection?problem=sign_in_interrupted')
  expect((await admin.call('GET', '/connection/callback?code=x&state=guess')).headers.location).toBe(
    '/settings/connection?problem=sign_in_interrupted',
  )
  const finished = await admin.call('GET', answer)
  expect(String(finished.headers.location)).toMatch(/^\/settings\/connection\?problem=\w+$/)
})

it('an answer to admin consent is none to a sign-in: given or declined, it says which', async () => {
  const { adminConsentUrl } = (await admin.call('GET', '/api/connection')).json()
  const answered = async (consent: string): Promise<string> => {
    const atMicrosoft = await fetch(adminConsentUrl, {
      method: 'POST',
      redirect: 'manual',
      body: new URLSearchParams({ account: 'camille.roux@aurore-cloud.example', consent }),
    })
    const back = new URL(String(atMicrosoft.headers.get('location')))
    return String((await admin.call('GET', `${back.pathname}${back.search}`)).headers.location)
  }
  expect(await answered('accept')).toBe('/settings/connection?consented=1')
  expect(await answered('cancel')).toBe('/settings/connection?consentProblem=consent_declined')
})

it('gives consent in the tenants of own customers where a role allows it, and says where none does', { timeout: 60_000 }, async () => {
  await syncCustomers(api.services, partnerId, new AbortController().signal)
  const db = api.services.door.ofPartner(partnerId)
  const active = await db
    .selectFrom('customers')
    .where('delegation', '=', 'active')
    .orderBy('tenant_id')
    .limit(20)
    .select('tenant_id')
    .execute()
  const tenantIds = active.map((row) => row.tenant_id)
  for (const tenantId of tenantIds) await control('DELETE', `/customers/${tenantId}/consent`)
  const given = await admin.call('POST', '/api/connection/consents', { tenantIds })
  const results: { tenantId: string; ok: boolean; cause: string | null }[] = given.json().results
  expect(results).toHaveLength(tenantIds.length)
  expect(new Set(results.map(({ ok, cause }) => (ok ? 'given' : cause)))).toEqual(new Set(['given', 'denied']))
  const one = results.find(({ ok }) => ok)?.tenantId
  expect(await control('GET', `/customers/${one}/consent`)).not.toEqual(
    await control('GET', `/customers/${results.find(({ ok }) => !ok)?.tenantId}/consent`),
  )
  // For the APIs that are called there: Graph, and Azure for tickets.
  expect(JSON.stringify(await control('GET', `/customers/${one}/consent`))).toMatch(
    /ServiceHealth.Read.All.*management.azure.com":\["user_impersonation"\]/,
  )
  // What people's own sign-in needs is no matter of a customer.
  expect(JSON.stringify(await control('GET', `/customers/${one}/consent`))).not.toMatch(/GroupMember|RoleManagement/)
  const facts = await db.selectFrom('facts').where('kind', '=', 'connection.consent-given').select('tenant_id').execute()
  expect(facts).toHaveLength(tenantIds.length)
  // An app that was registered without Azure is admitted all the same.
  await control('DELETE', `/customers/${one}/consent`)
  await fault('status', { api: 'partner-center', path: `/v1/customers/${one}/applicationconsents`, status: 400, count: 1 })
  expect((await admin.call('POST', '/api/connection/consents', { tenantIds: [one] })).json().results).toMatchObject([{ ok: true }])
  expect(JSON.stringify(await control('GET', `/customers/${one}/consent`))).toMatch(/ServiceHealth.Read.All.*management.azure.com":\[\]/)
  const stranger = '11111111-2222-4333-8444-555555555555'
  expect((await admin.call('POST', '/api/connection/consents', { tenantIds: [stranger] })).statusCode).toBe(404)
})
