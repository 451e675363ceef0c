// Subscriptions of a batch of customers on a real PostgreSQL: what is written, what goes, what is left alone, and how many fit.
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { startApi, type TestApi } from '../../../../tests/support/api.ts'
import type { ReadSubscription } from '../subscriptions.mapping.ts'
import { saveSubscriptions } from './save-subscriptions.ts'

let api: TestApi
let partnerId: string
let tenantIds: string[]

beforeAll(async () => {
  api = await startApi()
})
afterAll(() => api.stop())
beforeEach(async () => {
  partnerId = await api.addPartner()
  tenantIds = await api.addCustomers(
    partnerId,
    Array.from({ length: 100 }, (_, at) => ({ name: `Customer ${at}` })),
  )
})

const subscription = (id: string, part: Partial<ReadSubscription> = {}): ReadSubscription => ({
  id,
  name: 'Microsoft 365 Business Premium',
  sku: 'CFQ7TTC0LCHC:0002',
  orderId: null,
  state: 'active',
  status: 'active',
  quantity: 25,
  isTrial: false,
  autoRenews: true,
  term: 'P1Y',
  billingCycle: 'annual',
  startsAt: '2026-01-01T00:00:00.000Z',
  endsAt: '2027-01-01T00:00:00.000Z',
  endsNever: false,
  cancellableUntil: null,
  ...part,
})
const db = () => api.services.door.ofPartner(partnerId)
const save = (of: (at: number) => { subscriptions: ReadSubscription[]; unreadable?: number }, some = tenantIds) =>
  db()
    .transaction()
    .execute((trx) =>
      saveSubscriptions(trx, partnerId, {
        source: 'partnerCenter',
        found: some.map((tenantId, at) => ({ tenantId, read: { unreadable: 0, ...of(at) } })),
      }),
    )
const stored = (tenantId: string | undefined) =>
  db()
    .selectFrom('subscriptions')
    .where('tenant_id', '=', tenantId ?? '')
    .orderBy('subscription_id')
    .select(['subscription_id', 'name', 'quantity', 'is_trial', 'starts_at', 'ends_at', 'cancellable_until'])
    .execute()

const many = 60
const all = () => ({ subscriptions: Array.from({ length: many }, (_, at) => subscription(`s${String(at).padStart(2, '0')}`)) })

it('stores a batch of customers with many subscriptions each, more than a statement has parameters; equal ones are left alone', async () => {
  expect(await save(all)).toBe(100)
  expect(await stored(tenantIds[7])).toHaveLength(many)
  expect((await stored(tenantIds[7]))[0]).toEqual({
    subscription_id: 's00',
    name: 'Microsoft 365 Business Premium',
    quantity: 25,
    is_trial: false,
    starts_at: new Date('2026-01-01T00:00:00Z'),
    ends_at: new Date('2027-01-01T00:00:00Z'),
    cancellable_until: null,
  })
  expect(await save(all)).toBe(0)
})

it('writes what changed, removes what is gone, and removes nothing where some could not be read', async () => {
  const [first, second, third] = tenantIds
  const three = tenantIds.slice(0, 3)
  await save(() => ({ subscriptions: [subscription('a'), subscription('b')] }), three)
  const changed = await save(
    (at) =>
      at === 0
        ? { subscriptions: [subscription('a', { quantity: 30 }), subscription('b')] }
        : { subscriptions: [subscription('a')], unreadable: at === 2 ? 1 : 0 },
    three,
  )
  expect(changed).toBe(2)
  expect((await stored(first)).map(({ quantity }) => quantity)).toEqual([30, 25])
  expect((await stored(second)).map((row) => row.subscription_id)).toEqual(['a'])
  expect((await stored(third)).map((row) => row.subscription_id)).toEqual(['a', 'b'])
})
