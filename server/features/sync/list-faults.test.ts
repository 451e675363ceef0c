// R2: each fault of the source x each list of the synchronisation: the run says which list failed and why, what is stored stays, nobody
// counts as having left, and the next run is complete without anybody's hand. The simulated cloud's own faults.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { ListState } from '../../../contract/pulls.ts'
import { startApi, type TestApi } from '../../../tests/support/api.ts'
import { startCloud, type TestCloud } from '../../../tests/support/cloud.ts'
import { createMicrosoft } from '../../microsoft/microsoft.ts'
import { syncCustomers } from './sync.sync.ts'

const timeout = 120_000
/** So that faults that may pass have lasted soon. */
const times = { tryMs: 800, patienceMs: 2000, wait: async () => {} }

let cloud: TestCloud
let api: TestApi
let partnerId: string
let before: Awaited<ReturnType<typeof customers>>

beforeAll(async () => {
  cloud = await startCloud(30)
  partnerId = cloud.partners[0] as string
  api = await startApi({ ...cloud.env, TENANTRY_PARTNERS: partnerId })
  await api.services.door.identity.insertInto('partners').values({ partner_id: partnerId }).execute()
  expect(await synchronised({})).toMatchObject({ outcome: 'complete' })
  before = await customers()
})
afterAll(async () => {
  await api.stop()
  await cloud.cloud.stop()
})
beforeEach(() => control('DELETE', '/faults'))

async function control(method: string, path: string, body?: object): Promise<void> {
  const answer = await fetch(`${cloud.cloud.address}/control${path}`, {
    method,
    ...(body && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  })
  expect(answer.ok, `${method} ${path}: ${answer.status}`).toBe(true)
}

const db = () => api.services.door.ofPartner(partnerId)
const customers = () =>
  db()
    .selectFrom('customers')
    .orderBy('tenant_id')
    .select(['tenant_id', 'name', 'delegation', 'departed_at', 'in_partner_center', 'in_contracts', 'in_delegated'])
    .execute()
const delegations = async () =>
  Number(
    (
      await db()
        .selectFrom('delegations')
        .select((of) => of.fn.countAll<string>().as('all'))
        .executeTakeFirstOrThrow()
    ).all,
  )

/** One run with a client that has no token yet. */
async function synchronised(options: typeof times | Record<string, never> = times) {
  const { services } = api
  const microsoft = createMicrosoft(services.config, services.log, undefined, options)
  try {
    await syncCustomers({ ...services, microsoft }, partnerId, new AbortController().signal)
  } finally {
    await microsoft.close()
  }
  return db().selectFrom('sync_runs').orderBy('run_id', 'desc').limit(1).selectAll().executeTakeFirstOrThrow()
}

const lists = {
  'the customers of Partner Center': { api: 'partner-center', path: '/v1/customers' },
  'the contracts (Graph)': { api: 'graph', path: '/contracts' },
  'the delegated customers (Graph)': { api: 'graph', path: '/tenantRelationships/delegatedAdminCustomers' },
  'the delegated admin relationships (Graph)': { api: 'graph', path: '/tenantRelationships/delegatedAdminRelationships' },
} as const

type Case = [kind: string, more: Record<string, unknown>, code: string]
const fatal: Case[] = [
  ['status', { status: 429, retryAfterSeconds: 3600 }, 'throttled'],
  ['status', { status: 429, retryAfterSeconds: null }, 'throttled'],
  ['status', { status: 500 }, 'broken'],
  ['status', { status: 503, retryAfterSeconds: 3600 }, 'broken'],
  ['timeout', {}, 'broken'],
  ['slow', { bytesPerSecond: 10 }, 'broken'],
  ['reset', {}, 'broken'],
  ['truncated', {}, 'broken'],
  ['malformed', {}, 'broken'],
  ['wrong-type', {}, 'broken'],
  ['too-large', { megabytes: 20 }, 'broken'],
  ['hostile-link', {}, 'invalid'],
  ['looping-link', {}, 'invalid'],
]

describe.each(Object.entries(lists))('R2: %s', (name, list) => {
  it('a fault of any kind: the run names the list and the cause, nothing is lost, and the next run is complete', { timeout }, async () => {
    const relationships = await delegations()
    // Partner Center's pages are followed by their token, never by a link: one that comes without a token is no way on.
    for (const [kind, more, code] of fatal) {
      await control('POST', '/faults', { kind, ...more, ...list })
      const { outcome, failure } = await synchronised()
      const which = `${kind} ${JSON.stringify(more)}`
      expect({ outcome, code: failure?.code }, which).toEqual({ outcome: 'failed', code })
      if (more['retryAfterSeconds']) expect(failure?.retryAfterMs, which).toBe(3_600_000)
      expect(failure?.message, which).toContain(name)
      expect(await customers(), which).toEqual(before)
      expect(await delegations(), which).toBe(relationships)
      await control('DELETE', '/faults')
    }
    expect(await synchronised()).toMatchObject({ outcome: 'complete', failure: null, added: 0, departed: 0 })
    expect(await customers()).toEqual(before)
  })

  it.each(['duplicated', 'bad-record', 'vanishing'])(
    '%s: nobody leaves who is in another list, and all is as before after the next run',
    {
      timeout,
    },
    async (kind) => {
      const relationships = await delegations()
      await control('POST', '/faults', { kind, ...list })
      const run = await synchronised()
      if (kind === 'bad-record') expect(await delegations()).toBe(relationships)
      expect(run.outcome).toBe('complete')
      if (kind === 'bad-record') expect(run.skipped).toBeGreaterThan(0)
      if (kind !== 'vanishing') expect((await customers()).map(({ departed_at }) => departed_at)).toEqual(before.map(() => null))
      await control('DELETE', '/faults')
      await synchronised()
      expect(await customers()).toEqual(before)
    },
  )
})

describe('R2: the way in', () => {
  it.each([
    ['secret-wrong', 'denied'],
    ['application-unknown', 'denied'],
    ['conditional-access', 'denied'],
    ['wrong-tenant', 'invalid'],
  ])('%s: the run fails with its cause, nothing is lost, and the next run is complete', { timeout }, async (kind, code) => {
    await control('POST', '/faults', { kind, api: 'login' })
    const run = await synchronised()
    expect([run.outcome, run.failure?.code]).toEqual(['failed', code])
    expect(await customers()).toEqual(before)
    await control('DELETE', '/faults')
    expect(await synchronised()).toMatchObject({ outcome: 'complete' })
    expect(await customers()).toEqual(before)
  })
})

it('B6: a person sees how each list stands, what could not be read of it, and why one fails', { timeout }, async () => {
  await control('DELETE', '/faults', {})
  await synchronised()
  const admin = await api.signIn(partnerId)
  const states = async (): Promise<Record<string, ListState>> =>
    Object.fromEntries(((await admin.call('GET', '/api/sync/pulls')).json().lists as ListState[]).map((state) => [state.list, state]))
  const well = await states()
  expect(Object.keys(well)).toEqual(['customers', 'contracts', 'delegatedCustomers', 'delegations'])
  for (const state of Object.values(well)) expect(state).toMatchObject({ goodAt: expect.any(String), unreadable: 0, failure: null })
  expect(well['customers']?.records).toBeGreaterThan(20)
  await control('POST', '/faults', { kind: 'status', status: 403, ...lists['the contracts (Graph)'] })
  await control('POST', '/faults', { kind: 'bad-record', ...lists['the delegated admin relationships (Graph)'] })
  await synchronised()
  const ill = await states()
  expect(ill['contracts']).toMatchObject({
    goodAt: well['contracts']?.goodAt,
    records: well['contracts']?.records,
    failure: { kind: 'denied', status: 403, requestId: expect.any(String) },
  })
  expect(Date.parse(String(ill['contracts']?.triedAt))).toBeGreaterThan(Date.parse(String(well['contracts']?.triedAt)))
  expect(ill['delegations']).toMatchObject({ unreadable: 1, failure: null })
  const other = await api.signIn(await api.addPartner())
  const theirs = (await other.call('GET', '/api/sync/pulls')).json().lists as ListState[]
  expect(theirs.map(({ triedAt }) => triedAt)).toEqual([null, null, null, null])
})
