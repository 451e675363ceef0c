// What Settings > Synchronisation is told and may ask: states, groups of failures, history, "sync now"; each partner its own.
import { randomUUID } from 'node:crypto'
import { type Kysely, sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import type { PullFailure, PullsOverview } from '../../../contract/pulls.ts'
import { type Person, startApi, type TestApi } from '../../../tests/support/api.ts'
import type { Database } from '../../db/tables/database.ts'
import { addMissing } from '../../pulls/claim.ts'

let api: TestApi
let person: Person
let partnerId: string
let ids: string[]
const now = new Date()

beforeAll(async () => {
  api = await startApi()
  api.services.clock = { now: () => now }
})
afterAll(() => api.stop())
beforeEach(async () => {
  partnerId = await api.addPartner()
  person = await api.signIn(partnerId)
  ids = await api.addCustomers(partnerId, [
    { name: 'Éclair' },
    { name: 'Alpha' },
    { name: 'Beta', delegation: 'expired' },
    { name: 'Gone', departed: true },
  ])
  await addMissing(db(), partnerId, ['details', 'health'], now)
})

const db = () => api.services.door.ofPartner(partnerId)
const denied: PullFailure = { kind: 'denied', code: 'AADSTS65001', cause: 'consentMissing', status: 400, requestId: 'r1' }
const ago = (minutes: number): Date => new Date(now.getTime() - minutes * 60_000)

async function set(tenantId: string | undefined, resource: string, columns: object): Promise<void> {
  await db()
    .updateTable('pulls')
    .set(columns)
    .where('tenant_id', '=', tenantId as string)
    .where('resource', '=', resource)
    .execute()
}
const overview = async (): Promise<PullsOverview> => (await person.call('GET', '/api/sync/pulls')).json()
const health = async () => (await overview()).resources.find(({ resource }) => resource === 'health')

it('B6: each resource says how many are fresh, wait, fail, and are closed to us', async () => {
  await set(ids[0], 'health', { good_at: ago(3), tried_at: ago(3), due_at: ago(-10) })
  await set(ids[1], 'health', { tried_at: ago(1), failures: 2, failure: JSON.stringify(denied), due_at: ago(-5) })
  expect(await health()).toEqual({
    resource: 'health',
    customers: 2,
    closed: 1,
    good: 1,
    never: 0,
    failing: 1,
    due: 0,
    running: 0,
    oldestGoodAt: ago(3).toISOString(),
    newestGoodAt: ago(3).toISOString(),
    nextDueAt: ago(-5).toISOString(),
    readLastMinute: 0,
    stopped: null,
  })
  expect((await overview()).resources.find(({ resource }) => resource === 'details')).toMatchObject({
    customers: 3,
    closed: 0,
    never: 3,
    due: 3,
  })
})

it('groups failures by cause, and lists whom each concerns by name', async () => {
  for (const id of [ids[0], ids[1]]) await set(id, 'health', { failure: JSON.stringify(denied), due_at: ago(-5), failures: 1 })
  await set(ids[1], 'details', { failure: JSON.stringify({ ...denied, kind: 'broken', code: null, cause: null }), failures: 1 })
  const { failures } = await overview()
  expect(failures).toMatchObject([
    { resource: 'health', kind: 'denied', code: 'AADSTS65001', cause: 'consentMissing', customers: 2, nextTryAt: ago(-5).toISOString() },
    { resource: 'details', kind: 'broken', code: null, customers: 1 },
  ])
  expect(failures[0]?.examples.map(({ name }) => name)).toEqual(['Alpha', 'Éclair'])
  const list = (query: string) => person.call('GET', `/api/sync/pulls/failures?${query}`).then((answer) => answer.json())
  expect(await list('resource=health&kind=denied&code=AADSTS65001&limit=1&offset=1')).toMatchObject({
    total: 2,
    rows: [{ name: 'Éclair' }],
  })
  expect(await list('resource=details&kind=broken')).toMatchObject({ total: 1, rows: [{ name: 'Alpha', state: { failures: 1 } }] })
})

it('R6: who asks while readings are written down gets an answer, whichever rows those hold first', async () => {
  const body = { resources: ['details'], customers: { all: true } }
  const hold = (trx: Kysely<Database>, tenantId: string | undefined) =>
    sql`select from pulls where tenant_id = ${tenantId} and resource = 'details' for update`.execute(trx)
  const someoneWaits = async () =>
    (
      await sql`select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`.execute(
        api.services.door.identity,
      )
    ).rows.length > 0
  for (const [first, second] of [
    [ids[0], ids[1]],
    [ids[1], ids[0]],
  ]) {
    const asking = await db()
      .transaction()
      .execute(async (trx) => {
        await hold(trx, first)
        const answer = person.call('POST', '/api/sync/pulls', body)
        await expect.poll(someoneWaits).toBe(true)
        await hold(trx, second)
        return { answer }
      })
    const { statusCode, body: said } = await asking.answer
    expect(statusCode, said).toBe(200)
  }
})

it('a customer that no longer lets us in is counted in no group of failures, and listed in none', async () => {
  for (const id of [ids[0], ids[2]]) await set(id, 'health', { failure: JSON.stringify(denied), failures: 1 })
  expect((await overview()).failures).toMatchObject([{ resource: 'health', customers: 1, examples: [{ name: 'Éclair' }] }])
  expect((await health())?.failing).toBe(1)
  const listed = await person.call('GET', '/api/sync/pulls/failures?resource=health&kind=denied&code=AADSTS65001')
  expect(listed.json()).toMatchObject({ total: 1, rows: [{ name: 'Éclair' }] })
})

it('"sync now" asks for one, for those that fail for one reason, or for all', async () => {
  await sql`update pulls set due_at = ${ago(-60)}`.execute(db())
  const ask = (body: object) => person.call('POST', '/api/sync/pulls', body).then((answer) => answer.json())
  const asked = async () => {
    const rows = await db().selectFrom('pulls').where('asked_at', 'is not', null).select(['tenant_id', 'resource']).execute()
    await sql`update pulls set asked_at = null`.execute(db())
    return rows.map((row) => `${row.resource} ${ids.indexOf(row.tenant_id)}`).sort()
  }
  expect(await ask({ resources: ['details', 'health'], customers: { tenantIds: [ids[0]?.toUpperCase()] } })).toEqual({
    asked: 2,
    at: now.toISOString(),
  })
  expect(await asked()).toEqual(['details 0', 'health 0'])
  await set(ids[1], 'health', { failure: JSON.stringify(denied) })
  expect(await ask({ resources: ['health'], customers: { failing: { kind: 'denied', code: 'AADSTS65001' } } })).toMatchObject({ asked: 1 })
  expect(await asked()).toEqual(['health 1'])
  // The third lets nobody in.
  expect(await ask({ resources: ['health'], customers: { all: true } })).toMatchObject({ asked: 2 })
  expect((await ask({ resources: ['nothing'], customers: { all: true } })).status).toBe(400)
})

it('R3: nobody without the right asks; another partner sees and asks nothing', async () => {
  const reader = await api.signIn(partnerId, ['reader'])
  expect((await reader.call('POST', '/api/sync/pulls', { resources: ['health'], customers: { all: true } })).statusCode).toBe(403)
  const other = await api.signIn(await api.addPartner())
  expect((await other.call('GET', `/api/customers/${ids[0]}/sync`)).statusCode).toBe(404)
  const strangers = await other.call('POST', '/api/sync/pulls', { resources: ['health'], customers: { tenantIds: [ids[0]] } })
  expect(strangers.json()).toMatchObject({ status: 404, code: 'not_found', context: { tenantIds: [ids[0]] } })
  const body = { resources: ['health'], tenantIds: ids, since: ago(60).toISOString() }
  expect((await other.call('POST', '/api/sync/pulls/asked', body)).json()).toEqual({ total: 0, done: 0, failed: 0, failures: [] })
})

it('B6: one customer says how fresh each thing is, and which is not read for want of a relationship', async () => {
  await set(ids[2], 'details', { good_at: ago(2), tried_at: ago(2) })
  const { resources } = (await person.call('GET', `/api/customers/${ids[2]}/sync`)).json()
  expect(resources).toMatchObject([
    { resource: 'details', goodAt: ago(2).toISOString(), wanted: true },
    { resource: 'health', goodAt: null, wanted: false },
  ])
})

it('B6: how far what was asked for has come, and what of it failed', async () => {
  const body = { resources: ['details', 'health'], tenantIds: ids, since: ago(2).toISOString() }
  const come = async () => (await person.call('POST', '/api/sync/pulls/asked', body)).json()
  await set(ids[0], 'health', { good_at: ago(3), tried_at: ago(3) })
  // The third lets nobody in, so only its details are read; the fourth has left.
  expect(await come()).toEqual({ total: 5, done: 0, failed: 0, failures: [] })
  await set(ids[0], 'health', { good_at: ago(1), tried_at: ago(1) })
  await set(ids[1], 'health', { tried_at: ago(1), failures: 1, failure: JSON.stringify(denied) })
  expect(await come()).toEqual({
    total: 5,
    done: 2,
    failed: 1,
    failures: [{ tenantId: ids[1], name: 'Alpha', resource: 'health', failure: denied }],
  })
})

it('B6: each resource keeps its own history, however often another is read, and the lists have theirs', async () => {
  const sweep = (resource: string, minutes: number) => ({
    partner_id: partnerId,
    sweep_id: randomUUID(),
    resource,
    started_at: ago(minutes),
    ended_at: ago(minutes),
    alive_at: ago(minutes),
  })
  await db()
    .insertInto('pull_sweeps')
    .values([sweep('details', 600), ...Array.from({ length: 60 }, (_, minute) => sweep('health', minute))])
    .execute()
  await db()
    .insertInto('sync_runs')
    .values([30, 15].map((minutes) => ({ partner_id: partnerId, started_at: ago(minutes), outcome: 'complete' as const, added: minutes })))
    .execute()
  const { sweeps, runs } = await overview()
  expect(sweeps.map(({ resource }) => resource)).toEqual([...Array(20).fill('health'), 'details'])
  expect(runs.map(({ outcome, added }) => [outcome, added])).toEqual([
    ['complete', 15],
    ['complete', 30],
  ])
})
