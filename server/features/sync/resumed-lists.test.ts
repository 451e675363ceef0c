// R1: a run that ends in the middle of a list, killed or stopped, is gone on with where it was: no page is asked for again, and nobody on
// those pages counts as gone. Where that cannot be, the list begins anew. Real processes, the simulated cloud, a real PostgreSQL.
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, expect, it, onTestFinished } from 'vitest'
import { startApi, type TestApi } from '../../../tests/support/api.ts'
import type { TestCloud } from '../../../tests/support/cloud.ts'
import { type FaultyCloud, startFaultyCloud } from '../../../tests/support/faulty-cloud.ts'
import { startServerProcess } from '../../../tests/support/server-process.ts'
import { beginRun, endRun, enterStage, expectAbout, takeIn } from './actions/run-state.ts'
import { lostFailure, type Stage } from './sync.rules.ts'
import { syncCustomers } from './sync.sync.ts'

const timeout = 120_000
/** Three pages of Partner Center, two of contracts, more of delegated customers and of relationships. */
const customers = 1300

let cloud: TestCloud
let way: FaultyCloud
let api: TestApi
let partnerId: string

/** What an undisturbed run stores, and how many pages it asks for. */
let stored: Awaited<ReturnType<typeof names>>
let asks: ReturnType<typeof asked>

beforeAll(async () => {
  way = await startFaultyCloud(customers)
  ;({ cloud, partnerId } = way)
  api = await startApi({ ...cloud.env, TENANTRY_PARTNERS: partnerId })
  await sync()
  stored = await names()
  way.calls.length = 0
  // The second one, as the first counts the contracts beside the customers.
  await sync()
  asks = asked()
}, timeout)
afterAll(async () => {
  await api.stop()
  await way.stop()
})
beforeEach(() => {
  way.fault = () => undefined
  way.calls.length = 0
})

const db = () => api.services.door.ofPartner(partnerId)
const lastRun = () => db().selectFrom('sync_runs').orderBy('run_id', 'desc').limit(1).selectAll().executeTakeFirstOrThrow()
const reached = async (kind: Stage) =>
  (await db().selectFrom('sync_lists').where('kind', '=', kind).select('pages').executeTakeFirst())?.pages ?? 0
const names = () =>
  db()
    .selectFrom('customers')
    .where('departed_at', 'is', null)
    .orderBy('tenant_id')
    .select(['tenant_id', 'name', 'in_partner_center', 'in_contracts', 'in_delegated', 'delegation'])
    .execute()

const paths: Record<string, RegExp> = {
  customers: /^GET \/v1\/customers\?/,
  contracts: /^GET \/v1\.0\/contracts/,
  delegatedCustomers: /^GET \/v1\.0\/tenantRelationships\/delegatedAdminCustomers/,
  delegations: /^GET \/v1\.0\/tenantRelationships\/delegatedAdminRelationships/,
}
/** Pages that were asked for, of each list. */
const asked = () =>
  Object.fromEntries(Object.entries(paths).map(([list, path]) => [list, way.calls.filter((call) => path.test(call)).length]))
const isPage = (call: string, list: Stage, number: number) =>
  paths[list]?.test(call) && way.calls.filter((one) => paths[list]?.test(one)).length === number

const sync = (signal = new AbortController().signal) => syncCustomers(api.services, partnerId, signal)

/** A run that is stopped when it asks for this page of this list. */
async function stoppedAt(list: Stage, number: number): Promise<void> {
  const stop = new AbortController()
  way.fault = (call) => {
    if (isPage(call, list, number)) stop.abort()
    return undefined
  }
  await sync(stop.signal)
  expect(await lastRun()).toMatchObject({ outcome: 'failed', failure: { message: expect.stringContaining('stopped') } })
  way.fault = () => undefined
  way.calls.length = 0
}

/** A database of its own for this test, where nothing has been read yet, and what its server processes are started with. */
async function startEmpty(): Promise<Record<string, string>> {
  const shared = api
  api = await startApi({ ...cloud.env, TENANTRY_PARTNERS: partnerId })
  onTestFinished(async () => {
    await api.stop()
    api = shared
  })
  return { ...cloud.env, TENANTRY_PARTNERS: partnerId, TENANTRY_ROLES: 'worker', DATABASE_URL: api.services.config.DATABASE_URL }
}

/** Another process goes on, to the end. */
async function finish(env: Record<string, string>): Promise<void> {
  way.fault = () => undefined
  const second = await startServerProcess(env)
  try {
    await expect.poll(async () => (await lastRun()).outcome, { timeout }).toBe('complete')
  } finally {
    await second.end('SIGKILL')
  }
  expect(await lastRun()).toMatchObject({ departed: 0, failure: null, skipped: 0 })
  expect(await names()).toEqual(stored)
  expect(await db().selectFrom('sync_runs').orderBy('run_id').select('outcome').execute()).toEqual([
    { outcome: 'failed' },
    { outcome: 'complete' },
  ])
}

it.each<[Stage, number]>([
  ['customers', 3],
  ['delegations', 2],
])('R1: killed -9 while it waits for a page of the %s, another process reads only what is left', { timeout }, async (list, page) => {
  const env = await startEmpty()
  const never = Promise.withResolvers<void>()
  const counted = Promise.withResolvers<void>()
  // The count that runs beside the first list is over before its second page comes, so that it is kept with it.
  way.fault = (call) => {
    if (isPage(call, 'customers', 2)) return { hold: counted.promise }
    return isPage(call, list, page) ? { hold: never.promise } : undefined
  }
  const first = await startServerProcess(env)
  try {
    await expect.poll(async () => (await lastRun()).expected ?? 0, { timeout }).toBeGreaterThanOrEqual(customers)
    counted.resolve()
    await expect.poll(() => reached(list), { timeout }).toBe(page - 1)
  } finally {
    await first.end('SIGKILL')
  }
  const before = asked()
  await finish(env)
  never.resolve()
  // The page that was never answered is the only one asked for twice, and the contracts were counted once.
  const expected = Object.entries(asks).map(([name, pages]) => [name, pages + (name === list ? 1 : 0) + (name === 'contracts' ? pages : 0)])
  expect(asked()).toEqual(Object.fromEntries(expected))
  expect(before[list]).toBe(page)
})

it('R1: killed -9 while it saves a page, that page is taken in by another process, once', { timeout }, async () => {
  const env = await startEmpty()
  const [answer, release, locked] = [Promise.withResolvers<void>(), Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  way.fault = (call) => (isPage(call, 'customers', 2) ? { hold: answer.promise } : undefined)
  const first = await startServerProcess(env)
  let lock: Promise<void> | undefined
  try {
    await expect.poll(() => reached('customers'), { timeout }).toBe(1)
    lock = db()
      .transaction()
      .execute(async (trx) => {
        await sql`lock table customers in exclusive mode`.execute(trx)
        locked.resolve()
        await release.promise
      })
    await locked.promise
    answer.resolve()
    const blocked = sql<{ blocked: number }>`
      select count(*)::int as blocked from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`
    await expect.poll(async () => (await blocked.execute(db())).rows[0]?.blocked, { timeout }).toBeGreaterThan(0)
  } finally {
    await first.end('SIGKILL')
    release.resolve()
    await lock
  }
  expect(await reached('customers')).toBe(1)
  await finish(env)
  // While that page was being saved, the next one was on its way.
  expect(asked()['customers']).toBeLessThanOrEqual((asks['customers'] ?? 0) + 2)
})

it('R1: a run that was stopped is gone on with; who has left since the last complete one leaves, and nobody else', {
  timeout,
}, async () => {
  const [leaver] = stored
  await fetch(`${cloud.cloud.address}/control/customers/${leaver?.tenant_id}`, { method: 'DELETE' })
  try {
    await stoppedAt('delegatedCustomers', 3)
    await sync()
    expect(asked()).toMatchObject({ customers: 0, contracts: 0 })
    expect(await lastRun()).toMatchObject({ outcome: 'complete', departed: 1, added: 0 })
    expect((await names()).map((row) => row.tenant_id)).not.toContain(leaver?.tenant_id)
  } finally {
    await fetch(`${cloud.cloud.address}/control/customers/${leaver?.tenant_id}/return`, { method: 'POST' })
  }
  await sync()
  expect(await lastRun()).toMatchObject({ outcome: 'complete', returned: 1 })
  // A run that came to its end leaves nothing to go on with.
  way.calls.length = 0
  await sync()
  expect(asked()).toMatchObject({ customers: 3 })
})

const spoilt: [why: string, list: Stage, number: number, spoil: string][] = [
  ['Partner Center no longer knows the token', 'customers', 3, `update sync_lists set next_token = 'long gone'`],
  [
    'Graph refuses the link',
    'contracts',
    2,
    `update sync_lists set next_address = next_address || '&$skiptoken=gone' where kind = 'contracts'`,
  ],
  [
    'the link leads to another host',
    'delegatedCustomers',
    3,
    `update sync_lists set next_address = 'https://evil.example/v1.0/x' where kind = 'delegatedCustomers'`,
  ],
  ['it was begun more than an hour ago', 'customers', 3, `update sync_lists set begun_at = now() - interval '61 minutes'`],
  ['PostgreSQL crashed, and whom the pages named is forgotten', 'customers', 3, 'truncate sync_seen'],
]
it.each(spoilt)('R1: a list begins anew where %s', { timeout }, async (_why, list, number, spoil) => {
  await stoppedAt(list, number)
  await sql.raw(spoil).execute(db())
  await sync()
  expect(await lastRun()).toMatchObject({ outcome: 'complete', departed: 0, failure: null, skipped: 0 })
  // The refused one is a call as well; a link to another host is none.
  const refused = spoil.includes('gone') ? 1 : 0
  expect(asked()[list]).toBe((asks[list] ?? 0) + refused)
  expect(await db().selectFrom('sync_lists').selectAll().execute()).toEqual([])
  expect(await db().selectFrom('sync_seen').select('page').execute()).toEqual([])
})

it('R1: a run that was lost forgets nothing of the one that has taken over', async () => {
  const lost = await beginRun(db(), partnerId)
  const next = await beginRun(db(), partnerId)
  await sql`with ${takeIn(next, { stage: 'customers', number: 1, ids: ['a'], seen: 1, skipped: 0, expected: null })} select from taken`.execute(
    db(),
  )
  await endRun(lost, lostFailure)
  await endRun(lost, null)
  expect(await db().selectFrom('sync_seen').select(['run_id', 'ids']).execute()).toEqual([{ run_id: next.runId, ids: ['a'] }])
})

it('S71: how many are about to come is known also where it was counted before the list began, and for that list alone', async () => {
  const run = await beginRun(db(), partnerId)
  const expected = async () =>
    (await db().selectFrom('sync_runs').where('run_id', '=', run.runId).select('expected').executeTakeFirst())?.expected
  await expectAbout(run, 'customers', 700)
  await enterStage(run, 'customers', null)
  expect(await expected()).toBe(700)
  await enterStage(run, 'contracts', null)
  expect(await expected()).toBeNull()
  await endRun(run, lostFailure)
})
