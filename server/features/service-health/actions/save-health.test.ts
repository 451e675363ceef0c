// How customers stand, on a real PostgreSQL: who enters an issue and leaves it, what is written and what is left alone.
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { startApi, type TestApi } from '../../../../tests/support/api.ts'
import type { HealthRead } from '../service-health.mapping.ts'
import { saveHealth } from './save-health.ts'

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
})

const db = () => api.services.door.ofPartner(partnerId)
const at = (minute: number): Date => new Date(Date.UTC(2030, 0, 1, 0, minute))
const read = (issues: string[], services: string[] = []): HealthRead => ({
  services: services.map((service) => ({ service, status: 'serviceDegradation' })),
  issues: issues.map((id) => ({ id, classification: id.startsWith('EX') ? 'incident' : 'advisory' })),
  unreadable: 0,
})
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
  expect(await save(1, read(['EX1', 'MO2']), read(['MO2']))).toBe(2)
  expect(await save(2, read(['MO2']), read(['MO2']))).toBe(1)
  expect(await save(3, read(['EX1']), read([]))).toBe(2)
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
  expect(await save(2, read(['EX1']), read([]))).toBe(0)
  expect((await places()).rows).toEqual(before.rows)
})

it('R2: where an issue could not be read, nobody leaves one; a new one is entered', async () => {
  await save(1, read(['EX1']), read([]))
  await save(2, { ...read(['MO2']), unreadable: 1 }, read([]))
  expect(await members()).toEqual([
    ['EX1', 0, 1, null],
    ['MO2', 0, 2, null],
  ])
})
