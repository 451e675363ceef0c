// What is seldom asked: eligibility for a promotion, upgrades of older offers, Azure plans registered, addresses, verified domains, activation.
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Simulator } from '../simulator.ts'
import { type Answered, control } from '../testing/commander.ts'
import { asApplication, asUser, type PartnerCenterCaller } from '../testing/partner-center-caller.ts'
import { startForTests } from '../testing/relying-party.ts'

let simulator: Simulator
let app: PartnerCenterCaller
let user: PartnerCenterCaller
let ids: string[] = []
beforeAll(async () => {
  simulator = await startForTests()
  app = await asApplication(simulator.origin)
  user = await asUser(simulator.origin)
  ids = (await app('GET', '/v1/customers?size=250')).body.items.map((one: Answered) => one.id)
})
afterAll(() => simulator.stop())

/** The first subscription that any customer has of a kind, with its address. */
async function subscriptionWhere(wanted: (one: Answered) => boolean): Promise<{ address: string; found: Answered }> {
  for (const id of ids)
    for (const one of (await app('GET', `/v1/customers/${id}/subscriptions`)).body.items)
      if (wanted(one)) return { address: `/v1/customers/${id}/subscriptions/${one.id}`, found: one }
  throw new Error('No customer has such a subscription')
}

test('promotions: eligible, refused with a reason, named or all of the product', async () => {
  const promotions = (await app('GET', '/v1/productpromotions?country=US&segment=commercial')).body.items
  const [{ id, requiredProducts, promotionConstraints }] = promotions
  const [{ productId, skuId, term }] = requiredProducts
  const [{ minSeats, maxSeats }] = promotionConstraints.seatConstraints
  const line = {
    catalogItemId: `${productId}:${skuId}:X`,
    quantity: minSeats,
    termDuration: term.duration,
    billingCycle: term.billingCycle,
  }
  const ask = async (...items: object[]) =>
    (await app('POST', `/v1/customers/${ids[0]}/promotionEligibilities`, { body: { items } })).body.items.map(
      (one: Answered) => one.eligibilities,
    )
  const [named, all, many, monthly, strange, unknown] = await ask(
    { ...line, promotionId: id },
    line,
    { ...line, quantity: maxSeats + 1 },
    { ...line, termDuration: 'P3Y' },
    { ...line, promotionId: 'nothing' },
    { ...line, catalogItemId: 'a:b:c' },
  )
  expect(named).toEqual([{ promotionId: id, isEligible: true }])
  expect(all).toEqual(named)
  expect(many).toMatchObject([{ isEligible: false, errors: [{ type: 'SeatCount', maximumRequiredSeats: maxSeats }] }])
  expect(monthly).toMatchObject([{ isEligible: false, errors: [{ type: 'Term' }] }])
  expect(strange).toMatchObject([{ isEligible: false, errors: [{ type: 'InvalidPromotion' }] }])
  expect(unknown).toMatchObject([{ isEligible: false, errors: [{ type: 'InvalidCatalogItemId' }] }])
  expect((await app('POST', `/v1/customers/${ids[0]}/promotionEligibilities`, { body: {} })).status).toBe(400)
})

test('an older offer is upgraded into a subscription of its own; what is sold today has no such upgrades', async () => {
  const upgradable = new Map<string, string[]>()
  for (const one of (await app('GET', '/v1/offers?country=US')).body.items) upgradable.set(one.id, one.upgradeTargetOffers)
  const larger = (one: Answered) => upgradable.get(one.offerId.toUpperCase()) ?? []
  const { address, found } = await subscriptionWhere((one) => one.status === 'active' && larger(one).length > 0)
  const { items } = (await app('GET', `${address}/upgrades`)).body
  expect(items.map((one: Answered) => one.targetOffer.id)).toEqual(larger(found))
  expect(items[0]).toMatchObject({ isEligible: true, upgradeType: 'upgrade_only', upgradeErrors: [] })
  expect((await app('POST', `${address}/upgrades`, { body: { targetOffer: { id: 'nothing' } } })).status).toBe(400)
  const { body } = await app('POST', `${address}/upgrades`, { body: items[0] })
  expect(body).toMatchObject({ sourceSubscriptionId: found.id, upgradeErrors: [] })
  const list = address.slice(0, address.lastIndexOf('/'))
  expect((await app('GET', `${list}/${body.targetSubscriptionId}`)).body).toMatchObject({ status: 'active', quantity: found.quantity })
  expect((await app('GET', address)).body.status).toBe('deleted')
  expect((await app('GET', `${address}/upgrades`)).body.items[0]).toMatchObject({ isEligible: false, upgradeErrors: [{ code: 2 }] })
  const today = await subscriptionWhere((one) => one.productType?.id === 'OnlineServicesNCE')
  expect((await app('GET', `${today.address}/upgrades`)).body.items).toEqual([])
})

test('an Azure plan is registered and has an entitlement; what is no plan is refused', async () => {
  const { address } = await subscriptionWhere((one) => one.productType?.id === 'Azure')
  const begun = await app('POST', `${address}/registrations`)
  expect([begun.status, begun.raw.length]).toEqual([202, 0])
  expect((await app('GET', `/v1${begun.headers.get('location')}`)).body).toMatchObject({ status: 'registered' })
  const [entitlement] = (await app('GET', `${address}/azureEntitlements`)).body.items
  expect((await app('GET', `${address}/azureEntitlements/${entitlement.id}`)).body).toEqual(entitlement)
  expect(await app('GET', `${address}/azureEntitlements/${ids[0]}`)).toMatchObject({ status: 404, body: { code: 800111 } })
  const other = await subscriptionWhere((one) => one.billingType === 'license')
  expect(await app('POST', `${other.address}/registrations`)).toMatchObject({ status: 400, body: { code: 800011 } })
  expect((await app('GET', `${other.address}/activationlinks`)).body.items).toEqual([])
})

test('addresses: good, without a number, with a postal code of elsewhere', async () => {
  const address = { AddressLine1: '1 Microsoft Way', City: 'Redmond', State: 'WA', PostalCode: '98052', Country: 'US' }
  const ask = async (more: object) => (await app('POST', '/v1/validations/address', { body: { ...address, ...more } })).body
  expect(await ask({})).toMatchObject({ status: 'VerifiedShippable', originalAddress: { postalCode: '98052', city: 'Redmond' } })
  expect(await ask({ AddressLine1: 'Microsoft Way' })).toMatchObject({ status: 'StreetPartial' })
  expect(await ask({ PostalCode: 'X' })).toMatchObject({
    status: 'None',
    suggestedAddresses: [],
    validationMessage: expect.stringContaining("'PostalCode'"),
  })
  expect((await app('POST', '/v1/validations/address', { body: { Country: 'XX' } })).status).toBe(400)
  expect((await app('GET', '/v1/customers/all/validations')).body).toEqual([])
})

test('a customer’s own catalogue, a domain verified for it, several of its people changed under one address', async () => {
  const [{ tenantId }] = (await control(simulator.origin, 'POST', '/customers', { name: 'Seldom Ltd', delegation: 'active' })).body
  const base = `/v1/customers/${tenantId}`
  expect((await app('GET', `${base}/offers`)).body.items.length).toBeGreaterThan(0)
  expect((await app('GET', `${base}/offercategories`)).body.items.length).toBeGreaterThan(0)
  const domain = {
    name: 'Seldom.example',
    authenticationType: 'Managed',
    capability: 'Email',
    status: 'Verified',
    verificationMethod: 'None',
  }
  const verified = await user('POST', `${base}/verifieddomain`, { body: { verifiedDomainName: 'Seldom.example', domain } })
  expect(verified).toMatchObject({ status: 201, body: { name: 'Seldom.example', status: 'verified', authenticationType: 'managed' } })
  const federated = { verifiedDomainName: 'Seldom.example', domain: { ...domain, authenticationType: 'Federated' } }
  expect((await user('POST', `${base}/verifieddomain`, { body: federated })).status).toBe(400)
  const [person] = (await user('GET', `${base}/users?size=3`)).body.items
  const changed = await user('PATCH', `${base}/users`, { body: { id: person.id, displayName: 'Renamed' } })
  expect(changed.body).toMatchObject({ id: person.id, displayName: 'Renamed' })
  expect((await user('PATCH', `${base}/users`, { body: { displayName: 'Nobody' } })).status).toBe(404)
})
