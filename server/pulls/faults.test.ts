// R2: each fault of the source x each resource that is read customer by customer: the customer it befalls has a clear state, the others are
// read as ever, and once the fault is over everything recovers by itself. The simulated cloud's own faults, each at a customer of its own.
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type PullFailure, type PullResource, pullResources } from '../../contract/pulls.ts'
import { startApi, type TestApi } from '../../tests/support/api.ts'
import { startCloud, type TestCloud } from '../../tests/support/cloud.ts'
import { createRateStore } from '../db/rate-budgets.ts'
import { createTokenVault } from '../db/token-vault.ts'
import { syncCustomers } from '../features/sync/sync.sync.ts'
import { createMicrosoft } from '../microsoft/microsoft.ts'
import { allPulls } from '../worker.ts'
import { addMissing } from './claim.ts'
import { runPull } from './run-pull.ts'

const never = new AbortController().signal
const timeout = 120_000

let cloud: TestCloud
let api: TestApi
let partnerId: string
let refreshToken: string
let now: number

beforeAll(async () => {
  cloud = await startCloud(60)
  partnerId = cloud.partners[0] as string
  refreshToken = (await control('POST', '/refresh-tokens', { partnerTenantId: partnerId }))['refreshToken'] as string
  api = await startApi({
    ...cloud.env,
    TENANTRY_PARTNERS: partnerId,
    MICROSOFT_REFRESH_TOKENS: `${partnerId}:${refreshToken}`,
    // Known rates, fast ones: what a refusal of an unknown rate teaches would make a test of minutes.
    MICROSOFT_RATE_LIMITS: 'documented',
    MICROSOFT_RATE_SPEED: '20',
  })
  await syncCustomers(api.services, partnerId, never)
  now = Date.now()
  api.services.clock = { now: () => new Date(now) }
  await addMissing(db(), partnerId, pullResources, new Date(now))
  await letIn()
}, timeout)
afterAll(async () => {
  await api.stop()
  await cloud.cloud.stop()
})
beforeEach(async () => {
  await control('DELETE', '/faults')
  await sql`delete from pull_sweeps`.execute(db())
  await sql`delete from rate_lessons`.execute(db())
  await sql`update pulls set due_at = ${new Date(now)}, good_at = null, failure = null, failures = 0, digest = null`.execute(db())
})

async function control(method: string, path: string, body?: object): Promise<Record<string, unknown>> {
  const answer = await fetch(`${cloud.cloud.address}/control${path}`, {
    method,
    ...(body && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  })
  expect(answer.ok, `${method} ${path}: ${answer.status}`).toBe(true)
  return answer.status === 204 ? {} : ((await answer.json()) as Record<string, unknown>)
}
const db = () => api.services.door.ofPartner(partnerId)

/** Some customers of the simulated world have not consented; here every one of them has. */
async function letIn(): Promise<void> {
  for (const tenantId of (await states('health')).keys()) await control('POST', `/customers/${tenantId}/consent`)
}

async function read(resource: PullResource, signal = never): Promise<void> {
  const pull = allPulls(api.services).find((one) => one.resource === resource)
  if (!pull) throw new Error(`Nobody reads ${resource}`)
  await runPull(api.services, pull, partnerId, signal)
}

/** A client that has no token yet, as after a restart or an hour; a fault that may pass has lasted soon for it. */
async function withNewClient(work: () => Promise<void>): Promise<void> {
  const { services } = api
  const before = services.microsoft
  const rates = await createRateStore(services.door, () => {})
  const vault = createTokenVault(services.door, services.config.TENANTRY_SECRET_KEY)
  services.microsoft = createMicrosoft(services.config, services.log, { vault, rates }, { tryMs: 1_500, wait: async () => {} })
  try {
    await work()
  } finally {
    await services.microsoft.close()
    rates.close()
    services.microsoft = before
  }
}

/** Those of this resource that are read at all, by tenant. */
async function states(resource: PullResource) {
  const rows = await db()
    .selectFrom('pulls as p')
    .innerJoin('customers as c', (on) => on.onRef('c.partner_id', '=', 'p.partner_id').onRef('c.tenant_id', '=', 'p.tenant_id'))
    .where('p.resource', '=', resource)
    .where('c.in_partner_center', '=', true)
    .where('c.delegation', '=', 'active')
    .orderBy('p.tenant_id')
    .select(['p.tenant_id', 'p.good_at', 'p.due_at', 'p.failure', 'p.taken_until'])
    .execute()
  return new Map(rows.map((row) => [row.tenant_id, row]))
}

const paths: Record<PullResource, { api: 'partner-center' | 'graph'; path: (tenantId: string) => string }> = {
  details: { api: 'partner-center', path: (tenantId) => `/v1/customers/${tenantId}` },
  subscriptions: { api: 'partner-center', path: (tenantId) => `/v1/customers/${tenantId}/subscriptions` },
  directory: { api: 'graph', path: () => '/directory/subscriptions' },
  health: { api: 'graph', path: () => '/admin/serviceAnnouncement/healthOverviews' },
  messages: { api: 'graph', path: () => '/admin/serviceAnnouncement/messages' },
}

type Expected = Pick<PullFailure, 'kind'> & Partial<PullFailure>
type Case = [fault: Record<string, unknown> & { kind: string }, failure: Expected | null]

const onTheWire: Case[] = [
  [
    { kind: 'status', status: 500 },
    { kind: 'broken', status: 500 },
  ],
  [
    { kind: 'status', status: 503, retryAfterSeconds: 3600 },
    { kind: 'broken', status: 503 },
  ],
  [
    { kind: 'status', status: 503, retryAfterSeconds: null },
    { kind: 'broken', status: 503 },
  ],
  [{ kind: 'timeout' }, { kind: 'broken', code: 'TimeoutError' }],
  [
    { kind: 'slow', bytesPerSecond: 1 },
    { kind: 'broken', code: 'TimeoutError' },
  ],
  [{ kind: 'reset' }, { kind: 'broken', status: null }],
  [{ kind: 'truncated' }, { kind: 'broken', code: 'not_json' }],
  [{ kind: 'malformed' }, { kind: 'broken', code: 'not_json' }],
  [{ kind: 'wrong-type' }, { kind: 'broken', code: 'not_json' }],
  [
    { kind: 'too-large', megabytes: 20 },
    { kind: 'broken', code: 'answer_too_large' },
  ],
]
/** An answer that is no list is left alone by them. */
const inLists: Case[] = [
  [{ kind: 'hostile-link' }, { kind: 'invalid', code: 'foreign_link' }],
  [{ kind: 'looping-link' }, { kind: 'invalid', code: 'repeated_link' }],
  [{ kind: 'duplicated' }, null],
  [{ kind: 'vanishing' }, null],
  [{ kind: 'bad-record' }, null],
]

/** What is known of the customers. */
const stored = async () => ({
  details: await db()
    .selectFrom('customers')
    .orderBy('tenant_id')
    .select(['tenant_id', 'address', 'address_state', 'email', 'language', 'country'])
    .execute(),
  subscriptions: await db()
    .selectFrom('subscriptions')
    .orderBy('tenant_id')
    .orderBy('subscription_id')
    .select(['tenant_id', 'subscription_id'])
    .execute(),
})

/** Everything that is due later is due now, and is read well. */
async function expectRecovery(resource: PullResource): Promise<void> {
  await control('DELETE', '/faults')
  const latest = Math.max(...[...(await states(resource)).values()].map(({ due_at }) => due_at.getTime()))
  now = latest + 1
  await read(resource)
  for (const [tenantId, { failure, good_at }] of await states(resource)) expect([failure, good_at], tenantId).toEqual([null, new Date(now)])
}

describe.each(pullResources)('R2: %s', (resource) => {
  const { api: source, path } = paths[resource]
  let tenants: string[]
  beforeEach(async () => {
    tenants = [...(await states(resource)).keys()]
  })

  it('answers that cannot be used: a clear state each, the others untouched, and recovery', { timeout }, async () => {
    const cases = [...onTheWire, ...(resource === 'details' ? [] : inLists)]
    const all = tenants
    expect(all.length).toBeGreaterThan(cases.length * 1.5)
    const befallen = new Map<string, Expected | null>()
    for (const [at, [fault, failure]] of cases.entries()) {
      const tenantId = all[at] as string
      await control('POST', '/faults', { ...fault, api: source, path: path(tenantId), tenants: [tenantId] })
      befallen.set(tenantId, failure)
    }
    await withNewClient(() => read(resource))
    const { unreadable } = await db()
      .selectFrom('pull_sweeps')
      .select((of) => of.fn.sum<string>('unreadable').as('unreadable'))
      .executeTakeFirstOrThrow()
    // Elsewhere the record is odd and can be read all the same.
    if (resource === 'subscriptions') expect(Number(unreadable)).toBe(1)
    const after = await states(resource)
    for (const [tenantId, { failure, good_at, taken_until, due_at }] of after) {
      const expected = befallen.get(tenantId) ?? null
      const which = JSON.stringify(cases[all.indexOf(tenantId)] ?? 'no fault')
      expect(failure && { ...failure }, which).toEqual(expected && expect.objectContaining(expected))
      // Not before Microsoft asks for it.
      if (which.includes('3600')) expect(due_at.getTime(), which).toBeGreaterThanOrEqual(now + 3_600_000)
      expect([good_at !== null, taken_until], which).toEqual([expected === null, null])
    }
    await expectRecovery(resource)
  })

  it('a refusal of everything (403, 404) is a failure that takes nothing away', { timeout }, async () => {
    await read(resource)
    const before = await stored()
    const [refused = '', unknown = ''] = tenants
    for (const [tenantId, status] of [
      [refused, 403],
      [unknown, 404],
    ] as const)
      await control('POST', '/faults', { kind: 'status', status, api: source, path: path(tenantId), tenants: [tenantId] })
    await sql`update pulls set due_at = ${new Date(now)}`.execute(db())
    await withNewClient(() => read(resource))
    const after = await states(resource)
    expect([after.get(refused)?.failure?.kind, after.get(unknown)?.failure?.kind]).toEqual(['denied', 'gone'])
    expect(await stored()).toEqual(before)
    await expectRecovery(resource)
  })

  const tooMany = (seconds: number | null) => {
    const [tenantId = ''] = tenants
    const order = { kind: 'status', status: 429, retryAfterSeconds: seconds, count: 1 }
    return control('POST', '/faults', { ...order, api: source, path: path(tenantId), tenants: [tenantId] })
  }

  it('too many requests (429): waits as long as Microsoft asks, blames nobody, and recovers', { timeout }, async () => {
    await tooMany(1)
    await read(resource)
    const { faults } = (await control('GET', '/faults')) as { faults: { struck: number }[] }
    expect(faults.map(({ struck }) => struck)).toEqual([1])
    for (const { failure } of (await states(resource)).values()) expect(failure).toBeNull()
    await expectRecovery(resource)
  })

  it('too many requests (429) without a word of when: pauses, says so, blames nobody, and recovers', { timeout }, async () => {
    await tooMany(null)
    const stop = new AbortController()
    const reading = read(resource, stop.signal)
    const paused = async () => (await api.services.microsoft.rates(partnerId)).filter(({ pausedUntil }) => pausedUntil !== null)
    await expect.poll(paused, { timeout: 30_000 }).toMatchObject([{ refusedInMinute: expect.any(Number) }])
    stop.abort()
    await reading
    for (const { failure } of (await states(resource)).values()) expect(failure).toBeNull()
    // The pause is over: in Partner Center nearly a minute, which no test should wait for.
    await sql`delete from rate_lessons`.execute(db())
    await withNewClient(() => expectRecovery(resource))
  })
})

it('a customer that Partner Center says is none of ours keeps what is known of it, and is shown as not readable', { timeout }, async () => {
  await read('details')
  const before = await stored()
  const tenantId = before.details.find(({ address, address_state: state }) => address !== null && state === 'known')?.tenant_id
  await control('DELETE', `/customers/${tenantId}`)
  await sql`update pulls set due_at = ${new Date(now)}`.execute(db())
  await withNewClient(() => read('details'))
  expect((await states('details')).get(String(tenantId))?.failure).toBeNull()
  expect((await stored()).details).toEqual(
    before.details.map((one) => (one.tenant_id === tenantId ? { ...one, address_state: 'notReadable' } : one)),
  )
  await control('POST', `/customers/${tenantId}/return`)
  await expectRecovery('details')
})

const ofTenant: [kind: string, cause: string][] = [
  ['consent-revoked', 'consent_missing'],
  ['conditional-access', 'conditional_access'],
  ['wrong-tenant', 'wrong_tenant_in_token'],
  ['mfa-missing', 'mfa_required'],
]

describe.each(['directory', 'health', 'messages'] as const)('R2: the way into a customer’s tenant: %s', (resource) => {
  it('tokens that are refused or wrong: the cause stands with that customer, the others are read', { timeout }, async () => {
    const all = [...(await states(resource)).keys()]
    for (const [at, [kind]] of ofTenant.entries()) await control('POST', '/faults', { kind, api: 'login', tenants: [all[at]] })
    await withNewClient(() => read(resource))
    const after = [...(await states(resource)).values()]
    expect(after.slice(0, ofTenant.length).map(({ failure }) => failure?.cause)).toEqual(ofTenant.map(([, cause]) => cause))
    expect(after.slice(ofTenant.length).filter(({ failure, good_at }) => failure !== null || good_at === null)).toEqual([])
    await expectRecovery(resource)
  })
})

const ofPartner: [kind: string, resources: readonly PullResource[], cause: string][] = [
  ['secret-wrong', pullResources, 'secret_wrong'],
  ['refresh-token-expired', ['directory', 'health', 'messages'], 'token_expired'],
  ['refresh-token-revoked', ['directory', 'health', 'messages'], 'token_revoked'],
]

describe('R2: what concerns the whole partner', () => {
  it.each(ofPartner)(
    '%s stops the sweep with its cause, blames no customer, and goes on by itself',
    { timeout },
    async (kind, resources, cause) => {
      for (const resource of resources) {
        await control('POST', '/faults', { kind, api: 'login' })
        await withNewClient(() => read(resource))
        const sweeps = await db().selectFrom('pull_sweeps').where('resource', '=', resource).select('failure').execute()
        expect(sweeps, resource).toMatchObject([{ failure: { cause } }])
        for (const { failure, taken_until } of (await states(resource)).values()) expect([failure, taken_until]).toEqual([null, null])
        await control('DELETE', '/faults')
        await withNewClient(() => read(resource))
        for (const { failure, good_at } of (await states(resource)).values()) expect([failure, good_at]).toEqual([null, new Date(now)])
      }
    },
  )
})
