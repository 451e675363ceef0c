// How customers stand, on a real PostgreSQL: who enters an issue and leaves it, what is written and what is left alone.
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { startApi, type TestApi } from '../../../../tests/support/api.ts'
import { rowsRead } from '../../../../tests/support/rows-read.ts'
import { HealthIssue } from '../../../microsoft/graph/health-issues.ts'
import { addMissing } from '../../../pulls/claim.ts'
import { type HealthRead, issueRow } from '../service-health.mapping.ts'
import { saveHealth } from './save-health.ts'
import { saveIssue } from './save-issue.ts'
import { letGoOfUnreadable, markStale } from './tend-health.ts'

let api: TestApi
let partnerId: string
let ids: string[]

beforeAll(async () => {
  api = await startApi()
})
afterAll(() => api.stop())
beforeEach(async () => {
  partnerId = await api.addPartner()
  ids = await api.addCustomers(partnerId, [{ name: 'A' }, { name: 'B' }])
  for (const id of ['EX1', 'MO2']) await say(id, 0, 'investigating')
})

const db = () => api.services.door.ofPartner(partnerId)
const at = (minute: number): Date => new Date(Date.UTC(2030, 0, 1, 0, minute))
const read = (issues: string[], services: string[] = []): HealthRead => ({
  services: services.map((service) => ({ service, status: 'serviceDegradation' })),
  issues: issues.map((id) => ({ id, classification: id.startsWith('EX') ? 'incident' : 'advisory' })),
  unreadable: 0,
})
/** What Microsoft says of an issue at that minute. */
const say = (id: string, minute: number, status: string, posts = 1) =>
  db()
    .transaction()
    .execute((trx) =>
      saveIssue(
        trx,
        issueRow(
          partnerId,
          HealthIssue.parse({
            id,
            title: `Title of ${id}`,
            service: 'Exchange Online',
            classification: id.startsWith('EX') ? 'incident' : 'advisory',
            status,
            isResolved: status === 'serviceRestored',
            startDateTime: at(0).toISOString(),
            lastModifiedDateTime: at(minute).toISOString(),
            posts: Array.from({ length: posts }, () => ({ createdDateTime: at(minute).toISOString(), postType: 'regular' })),
          }),
          at(minute),
        ),
        at(minute),
      ),
    )
const save = (minute: number, ...reads: HealthRead[]) =>
  db()
    .transaction()
    .execute((trx) =>
      saveHealth(
        trx,
        partnerId,
        reads.map((one, index) => ({ tenantId: ids[index] as string, read: one })),
        at(minute),
      ),
    )
const members = async () => {
  const rows = await db()
    .selectFrom('service_issue_customers')
    .orderBy('issue_id')
    .orderBy('tenant_id')
    .orderBy('since')
    .selectAll()
    .execute()
  return rows.map((row) => [row.issue_id, ids.indexOf(row.tenant_id), row.since.getUTCMinutes(), row.until?.getUTCMinutes() ?? null])
}
const standings = () =>
  db().selectFrom('customer_health').orderBy('tenant_id').select(['tenant_id', 'state', 'incidents', 'advisories']).execute()

it('S54: an issue knows exactly whom it hits, since when, and until when it did', async () => {
  expect(await save(1, read(['EX1', 'MO2']), read(['MO2']))).toEqual({ changed: 2, lookAround: true })
  expect(await save(2, read(['MO2']), read(['MO2']))).toEqual({ changed: 1, lookAround: false })
  expect(await save(3, read(['EX1']), read([]))).toEqual({ changed: 2, lookAround: true })
  expect((await members()).sort()).toEqual(
    [
      ['EX1', 0, 1, 2],
      ['EX1', 0, 3, null],
      ['MO2', 0, 1, 3],
      ['MO2', 1, 1, 3],
    ].sort(),
  )
})

it('S43, D9: a customer is healthy, has an advisory, or has an incident', async () => {
  await save(1, read(['EX1', 'MO2']), read([], ['Exchange Online']))
  const states = new Map((await standings()).map((row) => [ids.indexOf(row.tenant_id), row]))
  expect(states.get(0)).toMatchObject({ state: 'incident', incidents: 1, advisories: 1 })
  expect(states.get(1)).toMatchObject({ state: 'advisory', incidents: 0, advisories: 0 })
  await save(2, read([]), read([]))
  expect((await standings()).map(({ state }) => state)).toEqual(['healthy', 'healthy'])
})

it('P11: what is equal is not written', async () => {
  await save(1, read(['EX1']), read([]))
  const places = () =>
    sql`select 'm', ctid::text from service_issue_customers where partner_id = ${partnerId}
      union all select 'h', ctid::text from customer_health where partner_id = ${partnerId}`.execute(db())
  const before = await places()
  expect(await save(2, read(['EX1']), read([]))).toEqual({ changed: 0, lookAround: false })
  expect((await places()).rows).toEqual(before.rows)
})

const told = async () => {
  const rows = await db().selectFrom('facts').where('kind', 'like', 'issue.%').orderBy('fact_id').select(['kind', 'data']).execute()
  return rows.map(({ kind, data }) => {
    const { issueId, entered, left, why, status } = data as Record<string, unknown>
    return [kind.replace('issue.', ''), issueId, entered === undefined ? (why ?? status) : `+${entered} -${left}`].filter(Boolean).join(' ')
  })
}
const counts = async () => {
  const rows = await db().selectFrom('service_issues').orderBy('issue_id').select(['affected_now', 'affected_ever']).execute()
  return rows.map((row) => [row.affected_now, row.affected_ever])
}

it('S54, S56: counts whom an issue hits and has hit, and tells its story once', async () => {
  await save(1, read(['EX1', 'MO2']), read([]))
  await save(2, read(['EX1', 'MO2']), read(['EX1']))
  expect(await counts()).toEqual([
    [2, 2],
    [1, 1],
  ])
  await say('EX1', 3, 'restoringService', 2)
  await say('EX1', 3, 'restoringService', 2)
  await save(4, read([]), read(['EX1']))
  await save(5, read(['EX1']), read(['EX1']))
  await say('EX1', 6, 'serviceRestored', 3)
  await save(7, read([]), read(['EX1']))
  await save(8, read([]), read([]))
  expect(await counts()).toEqual([
    [0, 2],
    [0, 1],
  ])
  expect(await told()).toEqual([
    'opened EX1',
    'opened MO2',
    'extent-changed EX1 +1 -0',
    'updated EX1 restoringService',
    'extent-changed EX1 +0 -1',
    'extent-changed MO2 +0 -1',
    'resolved MO2 nobodyHit',
    'extent-changed EX1 +1 -0',
    'resolved EX1 resolved',
  ])
})

it('S56: what is told stands and falls with what is stored', async () => {
  const failing = db()
    .transaction()
    .execute(async (trx) => {
      await saveHealth(trx, partnerId, [{ tenantId: ids[0] as string, read: read(['EX1']) }], at(1))
      throw new Error('the server dies')
    })
  await expect(failing).rejects.toThrow('dies')
  expect(await told()).toEqual([])
  expect(await counts()).toEqual([
    [0, 0],
    [0, 0],
  ])
})

it('D9: whoever has left, or lets nobody in any more, leaves every issue and is unknown, not healthy', async () => {
  await save(1, read(['EX1']), read(['EX1']))
  const [one, other] = ids as [string, string]
  api.services.clock = { now: () => at(9) }
  await db()
    .updateTable('customers')
    .set({ departed_at: at(5) })
    .where('tenant_id', '=', one)
    .execute()
  expect(await letGoOfUnreadable(api.services, partnerId)).toBe(1)
  expect(await counts()).toContainEqual([1, 2])
  await db().updateTable('customers').set({ delegation: 'expired' }).where('tenant_id', '=', other).execute()
  expect(await letGoOfUnreadable(api.services, partnerId)).toBe(1)
  expect((await standings()).map(({ state }) => state)).toEqual(['unknown', 'unknown'])
  expect(await told()).toEqual(['opened EX1', 'extent-changed EX1 +0 -1', 'extent-changed EX1 +0 -1', 'resolved EX1 noAccess'])
  const left = await db().selectFrom('service_issue_customers').select(['tenant_id', 'left_because']).execute()
  expect(new Map(left.map((row) => [row.tenant_id, row.left_because]))).toEqual(
    new Map([
      [one, 'departed'],
      [other, 'noAccess'],
    ]),
  )
  expect(await letGoOfUnreadable(api.services, partnerId)).toBe(0)
})

it('D9: a customer not read for long is unknown until it is read again, though the answer be the same', async () => {
  await save(1, read([]), read([]))
  const digest = Buffer.from('same')
  await addMissing(db(), partnerId, ['health'], at(1))
  await db()
    .updateTable('pulls')
    .set({ good_at: at(1), due_at: at(16), digest })
    .execute()
  const [one] = ids as [string]
  await db()
    .updateTable('pulls')
    .set({ good_at: at(125), due_at: at(140) })
    .where('tenant_id', '=', one)
    .execute()
  api.services.clock = { now: () => at(130) }
  expect(await markStale(api.services, partnerId)).toBe(1)
  const states = new Map((await standings()).map((row) => [ids.indexOf(row.tenant_id), row.state]))
  expect(states).toEqual(
    new Map([
      [0, 'healthy'],
      [1, 'unknown'],
    ]),
  )
  const kept = await db().selectFrom('pulls').where('digest', 'is not', null).select('tenant_id').execute()
  expect(kept).toEqual([{ tenant_id: one }])
})
it('R2: where an issue could not be read, nobody leaves one; a new one is entered', async () => {
  await save(1, read(['EX1']), read([]))
  await save(2, { ...read(['MO2']), unreadable: 1 }, read([]))
  expect(await members()).toEqual([
    ['EX1', 0, 1, null],
    ['MO2', 0, 2, null],
  ])
})

it('P9, D9: who enters an issue is looked up by key, however many are in it', async () => {
  const many = await api.addCustomers(
    partnerId,
    Array.from({ length: 2000 }, (_, index) => ({ name: `Customer ${index}` })),
  )
  const found = many.map((tenantId) => ({ tenantId, read: read(['EX1']) }))
  await db()
    .transaction()
    .execute(async (trx) => {
      await saveHealth(trx, partnerId, found.slice(0, 1900), at(1))
      const before = await rowsRead(trx, 'service_issue_customers')
      await saveHealth(trx, partnerId, found.slice(1850, 1950), at(2))
      expect((await rowsRead(trx, 'service_issue_customers')) - before).toBeLessThan(1000)
    })
  const { count } = await db()
    .selectFrom('service_issue_customers')
    .where('until', 'is', null)
    .select((is) => is.fn.countAll().as('count'))
    .executeTakeFirstOrThrow()
  expect(Number(count)).toBe(1950)
})
