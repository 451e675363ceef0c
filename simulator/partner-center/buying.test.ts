// From the catalog through a cart to an order: item ids that change, seven days, an agreement first, one check-out whatever is sent again.
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Simulator } from '../simulator.ts'
import type { Answered } from '../testing/commander.ts'
import { advanceDays, asApplication, asUser, type PartnerCenterCaller } from '../testing/partner-center-caller.ts'
import { startForTests } from '../testing/relying-party.ts'
import { TEMPLATES } from '../world/commerce/agreements.ts'

let simulator: Simulator
let app: PartnerCenterCaller
let user: PartnerCenterCaller
/** A customer that accepted the agreement, and one that did not. */
let accepted = ''
let without = ''

beforeAll(async () => {
  simulator = await startForTests()
  app = await asApplication(simulator.origin)
  user = await asUser(simulator.origin)
  for (const { id } of (await app('GET', '/v1/customers?size=120')).body.items) {
    const agreed = (await user('GET', `/v1/customers/${id}/agreements?agreementType=MicrosoftCustomerAgreement`)).body.totalCount > 0
    const direct = (await user('GET', `/v1/customers/${id}/directSignedMicrosoftCustomerAgreementStatus`)).body.isSigned
    if (agreed) accepted ||= id
    if (!agreed && !direct) without ||= id
    if (accepted && without) break
  }
})
afterAll(() => simulator.stop())

async function availability(customer: string, product = 'CFQ7TTC0LH16', sku = '0001'): Promise<Answered> {
  return (await app('GET', `/v1/customers/${customer}/products/${product}/skus/${sku}/availabilities?targetSegment=commercial`)).body
    .items[0]
}
const lineOf = async (customer: string, more = {}) => ({
  id: 0,
  catalogItemId: (await availability(customer)).catalogItemId,
  quantity: 2,
  billingCycle: 'monthly',
  termDuration: 'P1M',
  ...more,
})
const cartOf = (customer: string, ...lineItems: unknown[]) => app('POST', `/v1/customers/${customer}/carts`, { body: { lineItems } })
const checkOut = (customer: string, cart: string, headers = {}) =>
  app('POST', `/v1/customers/${customer}/carts/${cart}/checkout`, { headers })

test('the catalog: views, a SKU, its availability with terms, the same for a country and for a customer', async () => {
  const { items } = (await app('GET', '/v1/products?country=FR&targetView=OnlineServices&size=5')).body
  expect(items).toHaveLength(5)
  expect(await app('GET', '/v1/products?targetView=OnlineServices')).toMatchObject({ status: 400, body: { code: 3000 } })
  expect(await app('GET', '/v1/products/NOTHING?country=FR')).toMatchObject({ status: 404, body: { code: 400013 } })
  expect(await app('GET', '/v1/products/CFQ7TTC0LH16/skus/9999?country=FR')).toMatchObject({ status: 404, body: { code: 400018 } })
  const one = await availability(accepted)
  expect(one.catalogItemId).toBe(`CFQ7TTC0LH16:0001:${one.id}`)
  expect(one.terms.map((term: Answered) => `${term.duration} ${term.billingCycle}`)).toEqual(['P1M monthly', 'P1Y monthly', 'P1Y annual'])
  const trial = (await app('GET', '/v1/products/CFQ7TTC0LCHC/skus?country=FR')).body.items.find((sku: Answered) => sku.isTrial)
  expect(trial).toMatchObject({ maximumQuantity: 25, supportedBillingCycles: ['none'] })
  expect(await app('GET', '/v1/offers/CFQ7TTC0LH16:0001?country=FR')).toMatchObject({ status: 400, body: { code: 2100 } })
})

test('trap 6: asked without a type, agreements are the dead one; confirming makes buying possible', async () => {
  expect((await user('GET', '/v1/agreements')).body.items.map((one: Answered) => one.agreementType)).toEqual(['MicrosoftCloudAgreement'])
  expect((await user('GET', '/v1/agreements?agreementType=*')).body.totalCount).toBe(2)
  const cart = await cartOf(without, await lineOf(without))
  expect(await checkOut(without, cart.body.id)).toMatchObject({ status: 403, body: { code: 13605 } })
  const primaryContact = { firstName: 'Tania', lastName: 'Carr', email: 'tania@example.com', phoneNumber: '123' }
  const body = {
    primaryContact,
    templateId: TEMPLATES.MicrosoftCustomerAgreement,
    dateAgreed: '2026-01-14T00:00:00Z',
    type: 'MicrosoftCustomerAgreement',
  }
  const address = `/v1/customers/${without}/agreements`
  expect(await user('POST', address, { body: { ...body, templateId: TEMPLATES.MicrosoftCloudAgreement } })).toMatchObject({
    status: 400,
    body: { code: 3000 },
  })
  expect(await user('POST', address, { body })).toMatchObject({ status: 201, body: { primaryContact } })
  expect(await user('POST', address, { body })).toMatchObject({
    status: 409,
    body: { code: 600061, errorName: 'PartnerConfirmedAgreementAlreadyExists' },
  })
  expect((await user('GET', address)).body.totalCount).toBe(0)
  expect((await user('GET', `${address}?agreementType=MicrosoftCustomerAgreement`)).body.totalCount).toBe(1)
  expect((await checkOut(without, cart.body.id)).status).toBe(201)
})

test('checked out once: the same request identifier gives the same orders, another one is refused', async () => {
  const cart = (await cartOf(accepted, await lineOf(accepted, { friendlyName: 'Mail for two' }))).body
  expect(cart).toMatchObject({ status: 'Active', attributes: { objectType: 'Cart' } })
  expect(Date.parse(cart.expirationTimestamp) - Date.parse(cart.creationTimestamp)).toBe(7 * 86_400_000)
  const headers = { 'MS-RequestId': '94e4e214-6b06-4fb7-96d1-94d559f9b47f' }
  const before = (await app('GET', `/v1/customers/${accepted}/subscriptions`)).body.totalCount
  const [first, again] = [await checkOut(accepted, cart.id, headers), await checkOut(accepted, cart.id, headers)]
  expect(first.status).toBe(201)
  expect(again).toMatchObject({ status: 201, body: first.body })
  expect((await app('GET', `/v1/customers/${accepted}/subscriptions`)).body.totalCount).toBe(before + 1)
  expect(await checkOut(accepted, cart.id)).toMatchObject({ status: 400, body: { code: 800065 } })
  expect(await app('PUT', `/v1/customers/${accepted}/carts/${cart.id}`, { body: { lineItems: [await lineOf(accepted)] } })).toMatchObject({
    body: { code: 800065 },
  })
  const [order] = first.body.orders
  expect(order).toMatchObject({ status: 'pending', lineItems: [{ friendlyName: 'Mail for two', quantity: 2, termDuration: 'P1M' }] })
  const orders = `/v1/customers/${accepted}/orders`
  const subscription = `/v1/customers/${accepted}/subscriptions/${order.lineItems[0].subscriptionId}`
  expect((await app('GET', subscription)).body.status).toBe('pending')
  expect((await app('GET', `${orders}/${order.id}/provisioningstatus`)).body[0].status).toBe('PrefulfillmentPending')
  const listed = async () => (await app('GET', orders)).body.items.some((one: Answered) => one.id === order.id)
  await advanceDays(simulator.origin, 1 / 90)
  expect(await listed()).toBe(true)
  expect((await app('GET', `${orders}/${order.id}`)).body.status).toBe('completed')
  expect((await app('GET', `${subscription}/provisioningstatus`)).body).toMatchObject({ status: 'success', quantity: 2 })
  expect((await app('GET', subscription)).body).toMatchObject({ status: 'active', orderId: order.id })
})

test('a line that cannot be bought carries its error; the cart with it is not checked out', async () => {
  const good = await lineOf(accepted)
  const bad = [
    [{ ...good, catalogItemId: 'CFQ7TTC0LH16:0001:NOTTHISONE' }, 10001],
    [{ ...good, quantity: 0 }, 10010],
    [{ ...good, termDuration: 'P3Y' }, 10010],
    [{ ...good, catalogItemId: (await availability(accepted, 'CFQ7TTC0LH18')).catalogItemId, quantity: 301 }, 10015],
  ] as const
  const { body } = await cartOf(accepted, good, ...bad.map(([line]) => line))
  expect(body.lineItems[0].error).toBeUndefined()
  expect(body.lineItems.slice(1).map((line: Answered) => line.error.errorCode)).toEqual(bad.map(([, code]) => code))
  expect(await checkOut(accepted, body.id)).toMatchObject({ status: 400, body: { code: 800009 } })
  expect(await cartOf(accepted)).toMatchObject({ status: 400, body: { code: 800002 } })
})

test('catalog item ids change: a cart of last month is refused with 400019, after seven days it is gone', async () => {
  const { body: cart } = await cartOf(accepted, await lineOf(accepted))
  const before = await availability(accepted)
  let changed = false
  for (let day = 0; day < 6 && !changed; day++) {
    await advanceDays(simulator.origin, 1)
    changed = (await availability(accepted)).catalogItemId !== before.catalogItemId
  }
  if (changed) expect(await checkOut(accepted, cart.id)).toMatchObject({ status: 404, body: { code: 400019 } })
  await advanceDays(simulator.origin, 7)
  expect(await app('GET', `/v1/customers/${accepted}/carts/${cart.id}`)).toMatchObject({ status: 404, body: { code: 800008 } })
  await advanceDays(simulator.origin, 30)
  expect((await availability(accepted)).catalogItemId).not.toBe(before.catalogItemId)
  const stale = {
    lineItems: [{ lineItemNumber: 0, offerId: before.catalogItemId, quantity: 1, billingCycle: 'monthly', termDuration: 'P1M' }],
  }
  expect(await app('POST', `/v1/customers/${accepted}/orders`, { body: stale })).toMatchObject({ status: 404, body: { code: 400019 } })
})

test('a trial of 25 licences ends by itself; an add-on goes with what it can be added to', async () => {
  const { catalogItemId } = await availability(accepted, 'CFQ7TTC0LFLX', '0009')
  const { body: cart } = await cartOf(accepted, { catalogItemId, quantity: 25, billingCycle: 'none', termDuration: 'P1M' })
  const { body } = await checkOut(accepted, cart.id)
  await advanceDays(simulator.origin, 1 / 90)
  const address = `/v1/customers/${accepted}/subscriptions/${body.orders[0].lineItems[0].subscriptionId}`
  expect((await app('GET', address)).body).toMatchObject({ isTrial: true, quantity: 25, autoRenewEnabled: false, status: 'active' })
  const yearly = async (product: string) => ({
    ...(await lineOf(accepted)),
    catalogItemId: (await availability(accepted, product)).catalogItemId,
    billingCycle: 'annual',
    termDuration: 'P1Y',
  })
  const both = await cartOf(accepted, await yearly('CFQ7TTC0LF8R'), await yearly('CFQ7TTC0MM8R'))
  const lines = (await checkOut(accepted, both.body.id)).body.orders[0].lineItems
  expect(lines[1].parentSubscriptionId).toBe(lines[0].subscriptionId)
  await advanceDays(simulator.origin, 32)
  expect((await app('GET', address)).body.status).toBe('expired')
})

test('an order of older offers takes add-ons and another billing cycle', async () => {
  const orders = `/v1/customers/${accepted}/orders`
  const lineItems = [{ lineItemNumber: 0, offerId: '031c9e47-4802-4248-838e-778fb1d2cc05', quantity: 5, friendlyName: 'Older' }]
  const made = await app('POST', orders, { body: { ReferenceCustomerId: accepted, BillingCycle: 'monthly', LineItems: lineItems } })
  expect(made).toMatchObject({ status: 201, body: { billingCycle: 'monthly', attributes: { etag: expect.any(String) } } })
  await advanceDays(simulator.origin, 1 / 90)
  const parentSubscriptionId = made.body.lineItems[0].subscriptionId
  const addon = { lineItems: [{ lineItemNumber: 0, offerId: '2828BE95-46BA-4F91-B2FD-0BEF192ECF60', parentSubscriptionId, quantity: 2 }] }
  expect((await app('PATCH', `${orders}/${made.body.id}`, { body: addon })).body.lineItems).toHaveLength(2)
  await advanceDays(simulator.origin, 1 / 90)
  expect((await app('PATCH', `${orders}/${made.body.id}`, { body: { billingCycle: 'Annual' } })).body.billingCycle).toBe('annual')
  expect(await app('PATCH', `${orders}/${made.body.id}`, { body: { status: 'cancelled' } })).toMatchObject({
    status: 400,
    body: { code: 800063 },
  })
  expect(await app('GET', `${orders}/nothing`)).toMatchObject({ status: 404, body: { code: 20000 } })
})
