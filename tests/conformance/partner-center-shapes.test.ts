// The simulated Partner Center gives every documented member with the documented type, in the answers that its own tests
// (simulator/partner-center/documented-shapes.test.ts) do not gather: searches, changes, refusals, webhooks, other people's recordings.
import { readFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { Simulator } from '../../simulator/simulator.ts'
import { missingFrom, type Shape, shapeOf } from '../../simulator/testing/documented-shape.ts'
import {
  advanceDays,
  asApplication,
  asUser,
  type PartnerCenterAnswer,
  type PartnerCenterCaller,
} from '../../simulator/testing/partner-center-caller.ts'
import { startForTests } from '../../simulator/testing/relying-party.ts'
import { samples, samplesPresent, textOf, whyAbsent } from './samples.ts'

let simulator: Simulator
let app: PartnerCenterCaller
let user: PartnerCenterCaller
let listener: Server
let ids: string[] = []
type Given = { status: number; shape: Shape }
const served = new Map<string, Given>()

/** Several answers of one kind together have what documentation shows in one. */
function keep(name: string, { status, body }: PartnerCenterAnswer): PartnerCenterAnswer['body'] {
  const known = served.get(name)?.shape
  served.set(name, { status, shape: body === '' ? (known ?? new Map()) : shapeOf(body, known) })
  return body
}

beforeAll(async () => {
  if (!samplesPresent) return
  simulator = await startForTests()
  app = await asApplication(simulator.origin)
  user = await asUser(simulator.origin)
  listener = createServer((_, response) => response.end())
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve))
  ids = (await app('GET', '/v1/customers?size=500')).body.items.map((one: { id: string }) => one.id)
  await gatherCustomers()
  await gatherBuying()
  await gatherPeople()
  await gatherRest()
}, 120_000)
afterAll(async () => {
  await simulator?.stop()
  await new Promise((resolve) => (listener ? listener.close(resolve) : resolve(null)))
})

const filterOf = (field: string, value: string) =>
  encodeURIComponent(JSON.stringify({ Field: field, Value: value, Operator: 'starts_with' }))

async function gatherCustomers(): Promise<void> {
  keep('customers by name', await app('GET', `/v1/customers?size=40&filter=${filterOf('CompanyName', 'a')}`))
  const resellers = (await user('GET', '/v1/relationships?relationship_type=IsIndirectCloudSolutionProviderOf')).body.items
  keep('relationships', await user('GET', '/v1/relationships?relationship_type=IsIndirectCloudSolutionProviderOf'))
  for (const { id } of resellers)
    keep('customers of a reseller', await app('GET', `/v1/customers?size=40&filter=${filterOf('IndirectReseller', id)}`))
  for (const id of ids.slice(0, 60)) {
    const base = `/v1/customers/${id}`
    keep('customer', await app('GET', base))
    for (const one of (await app('GET', `${base}/subscriptions`)).body.items) {
      keep('subscription', { ...(await app('GET', `${base}/subscriptions/${one.id}`)) })
      if (one.status === 'active' && !one.autoRenewEnabled && one.billingType === 'license')
        keep('renewed subscription', await app('PATCH', `${base}/subscriptions/${one.id}`, { body: { ...one, autoRenewEnabled: true } }))
    }
  }
  const free = await user('POST', '/v1/customers', { body: JSON.parse(textOf(sampleAt('customers__create-a-customer.request1'))) })
  const change = { relationshipToPartner: 'none', attributes: { objectType: 'Customer' } }
  keep('let go customer', await user('PATCH', `/v1/customers/${free.body.id}`, { body: change }))
}

async function gatherBuying(): Promise<void> {
  const base = `/v1/customers/${ids[0]}`
  const line = { catalogItemId: '031C9E47-4802-4248-838E-778FB1D2CC05', quantity: 3, billingCycle: 'monthly', friendlyName: 'Mine' }
  const cart = await app('POST', `${base}/carts`, { body: { lineItems: [line] } })
  keep(
    'changed cart',
    await app('PUT', `${base}/carts/${cart.body.id}`, {
      body: {
        ...cart.body,
        lineItems: [
          { ...cart.body.lineItems[0], quantity: 4, provisioningContext: { subscriptionId: 'x', scope: 'shared', duration: '1Year' } },
        ],
      },
    }),
  )
  const order = (await app('POST', `${base}/carts/${cart.body.id}/checkout`)).body.orders[0]
  // What was bought is active after a while, and may be changed then.
  await advanceDays(simulator.origin, 1 / 24)
  keep('changed order', await app('PATCH', `${base}/orders/${order.id}`, { body: { ...order, billingCycle: 'annual' } }))
  const next = (await app('GET', `${base}/products/CFQ7TTC0LH18/skus/0001/availabilities`)).body.items[0]
  const bought = { catalogItemId: next.catalogItemId, quantity: 1, billingCycle: 'monthly', termDuration: 'P1M', friendlyName: 'N' }
  const second = await app('POST', `${base}/carts`, { body: { lineItems: [bought] } })
  const placed = (await app('POST', `${base}/carts/${second.body.id}/checkout`)).body.orders[0]
  await advanceDays(simulator.origin, 1 / 24)
  const price = await app('GET', `${base}/orders/${placed.id}?includePrice=true`)
  keep('order', { ...price, body: placed })
  keep('order', price)
  const parts = (await app('GET', `${base}/subscriptions`)).body.items.find((one: { orderId: string }) => one.orderId === placed.id)
  if (parts)
    keep('cancelled subscription', await app('PATCH', `${base}/subscriptions/${parts.id}`, { body: { ...parts, status: 'deleted' } }))
  keep('products', await app('GET', `${base}/products?targetView=OnlineServices`))
  for (const view of ['Azure', 'OnlineServices', 'Software'])
    for (const { id } of (await app('GET', `/v1/products?country=US&targetView=${view}`)).body.items ?? [])
      keep('product', await app('GET', `/v1/products/${id}?country=US`))
}

async function gatherPeople(): Promise<void> {
  const role = '62e90394-69f5-4237-9190-012177145e10'
  for (const id of ids.slice(0, 40)) {
    const base = `/v1/customers/${id}`
    for (const group of ['Group1', 'Group2']) {
      const skus = await user('GET', `${base}/subscribedskus?licenseGroupIds=${group}`)
      if (skus.status === 200) keep(skus.body.items.length > 0 ? 'skus' : 'no skus', skus)
    }
    const users = await user('GET', `${base}/users?size=4`)
    if (users.status !== 200) continue
    for (const one of users.body.items)
      for (const group of ['Group1', 'Group2'])
        keep('licences', await user('GET', `${base}/users/${one.id}/licenses?licenseGroupIds=${group}`))
    const [, second] = users.body.items
    if (!second) continue
    keep('roles', await user('GET', `${base}/users/${users.body.items[0].id}/directoryroles`))
    keep(
      'member',
      await user('POST', `${base}/directoryroles/${role}/usermembers`, { body: { Id: second.id, DisplayName: second.displayName } }),
    )
    keep('members', await user('GET', `${base}/directoryroles/${role}/usermembers`))
    await user('DELETE', `${base}/users/${second.id}`)
    keep(
      'restored user',
      await user('PATCH', `${base}/users/${second.id}`, { body: { State: 'active', Attributes: { ObjectType: 'CustomerUser' } } }),
    )
  }
}

async function gatherRest(): Promise<void> {
  const profile = JSON.parse(textOf(sampleAt('service-requests__update-support-profile.request1')))
  keep('support profile', await user('PUT', '/v1/profiles/supportprofile', { body: profile }))
  const mpnId = keep('mpn', await user('GET', '/v1/profiles/mpn')).mpnId
  keep('mpn by id', await user('GET', `/v1/profiles/mpn?mpnId=${mpnId}`))
  keep('no mpn', await user('GET', '/v1/profiles/mpn?mpnId=9999999'))
  for (const { id } of (await user('GET', '/v1/relationships?relationship_type=IsIndirectCloudSolutionProviderOf')).body.items) {
    const status = await user('GET', `/v1/compliance/csp/agreementstatus?tenantId=${id}`)
    keep(status.status === 200 ? 'mpa' : 'mpa refused', status)
  }
  keep('mpa refused', await user('GET', '/v1/compliance/csp/agreementstatus'))
  keep('mpa refused', await user('GET', '/v1/compliance/csp/agreementstatus?mpnId=123456'))
  keep('agreements', await user('GET', '/v1/agreements'))
  for (const id of ids.slice(0, 40))
    keep('confirmations', await user('GET', `/v1/customers/${id}/agreements?agreementType=MicrosoftCustomerAgreement`))
  const [{ defaultDomain, domain }] = [(await app('GET', `/v1/customers/${ids[0]}`)).body.companyProfile]
  keep('taken domain', await app('HEAD', `/v1/domains/${defaultDomain ?? domain}`))
  keep('free domain', await app('HEAD', '/v1/domains/nobody-has-this-one.onmicrosoft.com'))
  const address = '/webhooks/v1/registration'
  const body = {
    WebhookUrl: `http://127.0.0.1:${(listener.address() as AddressInfo).port}/`,
    WebhookEvents: ['subscription-updated', 'test-created'],
  }
  keep('registered', await app('POST', address, { body }))
  keep('registration', await app('GET', address))
  const { correlationId } = keep('tested', await app('POST', `${address}/validationEvents`))
  const ended = async () => {
    const result = keep('test result', await app('GET', `${address}/validationEvents/${correlationId}`))
    if (result.status !== 'completed') throw new Error(result.status)
  }
  await vi.waitFor(ended, { timeout: 15_000 })
}

const sampleAt = (name: string) => {
  const found = samples.find(({ file }) => file.endsWith(`/${name}.json`))
  if (!found) throw new Error(`no sample ${name}`)
  return found
}

/** Documented, and yet rightly not served. */
const notServed: readonly [rule: RegExp, why: string][] = [
  [/producttype\.subtype/, 'Azure products of other kinds than the plan'],
  [/usercredentials/, 'told once, to who makes the customer: the simulator’s own tests look at it there'],
  [/defaultaddress\.middlename|billingprofile\.organizationregistrationid/, 'of a recording of 2018; no page of documentation has them'],
]

const cases: readonly (readonly [sample: string, name: string])[] = [
  ['customers__get-a-customer-by-name.response1', 'customers by name'],
  ['customers__get-customers-of-an-indirect-reseller.response1', 'customers of a reseller'],
  ['customers__remove-a-reseller-relationship-with-a-customer.response1', 'let go customer'],
  ['subscriptions__update-autorenew-for-an-azure-marketplace-subscription.response1', 'renewed subscription'],
  ['subscriptions__cancel-an-azure-marketplace-subscription.response1', 'cancelled subscription'],
  ['service-requests__update-support-profile.response1', 'support profile'],
  ['relationships__verify-indirect-reseller-mpa-status.response1', 'mpa'],
  ...[2, 3, 4, 5, 6, 7, 8, 9, 10].map(
    (one) => [`relationships__verify-indirect-reseller-mpa-status.response${one}`, 'mpa refused'] as const,
  ),
  ['catalog__get-a-product-by-id.response1', 'product'],
  ['orders__update-a-cart.response1', 'changed cart'],
  ['orders__checkout-a-cart.response2', 'order'],
  ['orders__change-the-billing-cycle.response1', 'changed order'],
  ['utilities__verify-domain-availability.response1', 'taken domain'],
  ['utilities__verify-domain-availability.response2', 'free domain'],
  ['profiles__get-partner-by-mpn-id.response1', 'mpn by id'],
  ['profiles__get-partner-by-mpn-id.response2', 'no mpn'],
  ['users__restore-a-user-for-a-customer.response1', 'restored user'],
  ['users__set-user-roles-for-a-customer.response1', 'member'],
  ['users__get-a-list-of-available-licenses-by-license-group.response1', 'skus'],
  ['users__get-a-list-of-available-licenses-by-license-group.response2', 'no skus'],
  ['users__get-licenses-assigned-to-a-user-by-license-group.response1', 'licences'],
  ['webhooks__partner-center-webhooks.response2', 'registered'],
  ['webhooks__partner-center-webhooks.response3', 'registration'],
  ['webhooks__partner-center-webhooks.response4', 'tested'],
  ['webhooks__partner-center-webhooks.response5', 'test result'],
  ['agreement__get-agreement-metadata', 'agreements'],
  ['agreement__get-confirmations-for-MicrosoftCustomerAgreement', 'confirmations'],
  ['customer__customer', 'customer'],
  ['relationships__partnerRelationships', 'relationships'],
  ['roles__get_members_with_role_OK', 'members'],
  ['roles__get_users_roles_OK', 'roles'],
  ['subscription__ok', 'subscription'],
  ['subscription__ok-date-shorter', 'subscription'],
]

/** Printed by documentation for what the simulator does not serve. */
const absent: Record<string, string> = {
  'relationships__list-delegated-admin-customers.response1': 'an internal address of the portal’s',
  'relationships__get-delegated-admin-relation-statistics.response1': 'an internal address of the portal’s',
  'catalog__get-a-list-of-products-by-customer.response1': 'documentation prints POST for what is a GET',
  'audit__get-fraud-events.response1': 'fraud events of Azure are no part of the product',
  'licenses-analytics__get-customer-licenses-deployment-information.response1': 'analytics are no part of the product',
  'audit__api-throttling-guidance.response1': 'throttling is shown by the simulator’s limits tests',
  'subscriptions__change-the-quantity-of-a-subscription.response1': 'a refusal; its members are those of every refusal',
}

describe.skipIf(!samplesPresent)(`documented members and types of Partner Center${whyAbsent}`, () => {
  it.each(cases)('%s', (name, kind) => {
    const sample = sampleAt(name)
    const given = served.get(kind)
    expect(given?.status).toBe(sample.status ?? 200)
    if (sample.kind === 'response-empty') return
    const missing = missingFrom(given?.shape ?? new Map(), shapeOf(JSON.parse(textOf(sample))))
    expect(missing.filter((one) => !notServed.some(([rule]) => rule.test(one)))).toEqual([])
  })

  it('every documented answer is looked at, here or in the simulator’s own tests, or named with a reason', () => {
    const there = readFileSync(new URL('../../simulator/partner-center/documented-shapes.test.ts', import.meta.url), 'utf8')
    const silent = samples
      .filter(({ api, kind }) => api === 'partner-center' && kind !== 'request')
      .map(({ file }) => file.replace(/^.*\//, '').replace(/\.json$/, ''))
      .filter((name) => !there.includes(`'${name}'`) && !cases.some(([one]) => one === name) && !absent[name])
    expect(silent).toEqual([])
  })
})
