// What is stored of customers' subscriptions, on a real PostgreSQL: changes are written, equal ones left alone, those that are gone removed.
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { startApi, type TestApi } from '../../../../tests/support/api.ts'
import type { ReadSubscription } from '../subscriptions.mapping.ts'
import { saveSubscriptions } from './save-subscriptions.ts'

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
const one = (id: string, quantity = 5): ReadSubscription => ({
  id,
  name: `Product ${id}`,
  sku: 'SKU',
  orderId: null,
  state: 'active',
  status: 'active',
  quantity,
  isTrial: false,
  autoRenews: true,
  term: 'P1Y',
  billingCycle: 'monthly',
  startsAt: '2030-01-01T00:00:00.000Z',
  endsAt: '2031-01-01T00:00:00.000Z',
  endsNever: false,
  cancellableUntil: null,
})
type Source = 'partnerCenter' | 'directory'
const save = (source: Source, reads: ReadSubscription[][], unreadable = 0) =>
  db()
    .transaction()
    .execute((trx) =>
      saveSubscriptions(trx, partnerId, {
        source,
        found: reads.map((subscriptions, index) => ({ tenantId: ids[index] as string, read: { subscriptions, unreadable } })),
      }),
    )
const stored = async () =>
  (
    await db()
      .selectFrom('subscriptions')
      .orderBy('tenant_id')
      .orderBy('subscription_id')
      .select(['source', 'subscription_id', 'quantity'])
      .execute()
  ).map((row) => `${row.source} ${row.subscription_id} ${row.quantity}`)
const places = () => sql`select ctid::text from subscriptions where partner_id = ${partnerId}`.execute(db())

it('stores what is new and changed, removes what is gone, and says for how many customers', async () => {
  expect(await save('partnerCenter', [[one('a'), one('b')], []])).toBe(1)
  expect(await save('directory', [[one('a', 9)], []])).toBe(1)
  expect(await save('partnerCenter', [[one('b', 6)], [one('c')]])).toBe(2)
  expect((await stored()).sort()).toEqual(['directory a 9', 'partnerCenter b 6', 'partnerCenter c 5'])
})

it('P11: what is equal is not written', async () => {
  await save('partnerCenter', [[one('a'), one('b')], [one('c')]])
  const before = await places()
  expect(await save('partnerCenter', [[one('b'), one('a')], [one('c')]])).toBe(0)
  expect((await places()).rows).toEqual(before.rows)
})

it('R2: where one could not be read, none counts as gone', async () => {
  await save('partnerCenter', [[one('a'), one('b')]])
  expect(await save('partnerCenter', [[one('b', 7)]], 1)).toBe(1)
  expect(await stored()).toEqual(['partnerCenter a 5', 'partnerCenter b 7'])
})

it('R2: a subscription that Microsoft sends twice is stored once', async () => {
  expect(await save('directory', [[one('a'), one('a', 8)]])).toBe(1)
  expect(await stored()).toEqual(['directory a 8'])
})

it('R2: a batch with more subscriptions than a statement has parameters is stored; dates are as they came', async () => {
  ids = await api.addCustomers(
    partnerId,
    Array.from({ length: 100 }, (_, at) => ({ name: `Customer ${at}` })),
  )
  const reads = ids.map(() => Array.from({ length: 60 }, (_, at) => one(`s${at}`)))
  expect(await save('partnerCenter', reads)).toBe(100)
  expect(await stored()).toHaveLength(6_000)
  const dates = await db().selectFrom('subscriptions').distinct().select(['starts_at', 'ends_at', 'cancellable_until']).execute()
  expect(dates).toEqual([
    { starts_at: new Date('2030-01-01T00:00:00Z'), ends_at: new Date('2031-01-01T00:00:00Z'), cancellable_until: null },
  ])
  expect(await save('partnerCenter', reads)).toBe(0)
})
