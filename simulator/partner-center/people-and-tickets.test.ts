// Tickets, people and their licences, the activity log, relationships and consent, and what is known of the partner.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { CLIENT_ID, type Simulator } from '../simulator.ts'
import { type Answered, control } from '../testing/commander.ts'
import { advanceDays, asApplication, asUser, type PartnerCenterCaller } from '../testing/partner-center-caller.ts'
import { startForTests } from '../testing/relying-party.ts'
import { resellersOf } from '../world/commerce/resellers.ts'
import { MAIN_PARTNER } from '../world/partner.ts'

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

test('tickets: lists carry numbers, one carries words; noted on, closed, and then closed for good', async () => {
  const list = (await user('GET', '/v1/servicerequests?size=200')).body
  expect(list.totalCount).toBeGreaterThan(20)
  for (const one of list.items) {
    expect(one.id).toMatch(/^([0-9]{10}|[0-9]{15}|[0-9]{1,9}|[0-9]{16}|[0-9]-[0-9]{13})$/)
    expect([typeof one.severity, typeof one.status]).toEqual(['number', 'number'])
  }
  expect(new Set(list.items.map((one: Answered) => one.id)).size).toBe(list.items.length)
  const open = list.items.find((one: Answered) => one.status === 1)
  const address = `/v1/servicerequests/${open.id}`
  expect((await user('GET', address)).body).toMatchObject({ status: 'open', lastClosedDate: '0001-01-01T00:00:00' })
  const noted = await user('PATCH', address, {
    body: { Status: 'none', Severity: 'unknown', Title: null, NewNote: { Text: 'Sample Note' } },
  })
  expect(noted.body.notes.at(-1)).toMatchObject({ text: 'Sample Note', createdByName: expect.any(String) })
  const own = `/v1/customers/${open.organization.id}/servicerequests`
  expect((await user('GET', `${own}/${open.id}`)).body.notes.at(-1).text).toBe('Sample Note')
  expect((await user('PATCH', `${own}/${open.id}`, { body: { status: 2 } })).body).toMatchObject({ status: 'closed' })
  expect(await user('PATCH', address, { body: { newNote: { text: 'Too late' } } })).toMatchObject({ status: 400 })
  const filter = encodeURIComponent(JSON.stringify({ Field: 'Status', Value: 'closed', Operator: 'equals' }))
  const closed = (await user('GET', `/v1/servicerequests?filter=${filter}`)).body.items
  expect(closed.map((one: Answered) => one.status)).toEqual(closed.map(() => 2))
  expect(closed.some((one: Answered) => one.id === open.id)).toBe(true)
})

test('trap 1: making a ticket and its topics are gone', async () => {
  expect((await user('POST', '/v1/servicerequests/en-US', { body: { title: 'No' } })).status).toBe(410)
  expect((await user('GET', '/v1/servicerequests/supporttopics')).status).toBe(410)
})

/** A customer whose directory can be read. */
async function delegated(): Promise<string> {
  const full = await Promise.all(ids.slice(0, 20).map((id) => app('GET', `/v1/customers/${id}`)))
  return full.find(({ body }) => body.allowDelegatedAccess)?.body.id
}

test('people: pages by token, made, changed, deleted, found among the deleted, restored; none without delegation', async () => {
  const id = await delegated()
  const users = `/v1/customers/${id}/users`
  const page = (await user('GET', `${users}?size=1`)).body
  expect(page.items[0].userPrincipalName).toMatch(/^admin@/)
  if (page.links.next) {
    const [{ key, value }] = page.links.next.headers
    expect(page.continuationToken).toBe(value)
    const second = (await user('GET', `/v1${page.links.next.uri}`, { headers: { [key]: value } })).body
    expect(second.items[0].id).not.toBe(page.items[0].id)
  }
  const domain = page.items[0].userPrincipalName.split('@')[1]
  const wanted = {
    UserPrincipalName: `new.person@${domain}`,
    DisplayName: 'New Person',
    FirstName: 'New',
    LastName: 'Person',
    UsageLocation: 'FR',
    PasswordProfile: { Password: 'Renew456*', ForceChangePassword: true },
  }
  const made = await user('POST', users, { body: wanted })
  expect(made).toMatchObject({ status: 201, body: { displayName: 'New Person', state: 'active' } })
  expect((await user('POST', users, { body: wanted })).status).toBe(409)
  expect((await user('PATCH', `${users}/${made.body.id}`, { body: { displayName: 'Renamed' } })).body.displayName).toBe('Renamed')
  expect((await user('DELETE', `${users}/${made.body.id}`)).status).toBe(204)
  const filter = encodeURIComponent(JSON.stringify({ Field: 'UserStatus', Value: 'Inactive', Operator: 'equals' }))
  const gone = (await user('GET', `${users}?filter=${filter}`)).body.items
  expect(gone).toMatchObject([{ id: made.body.id, state: 'inactive', softDeletionTime: expect.any(String) }])
  expect(
    (await user('PATCH', `${users}/${made.body.id}`, { body: { State: 'active', Attributes: { ObjectType: 'CustomerUser' } } })).body.state,
  ).toBe('active')
  expect(await user('GET', `${users}/11111111-2222-4333-8444-555555555555`)).toMatchObject({ status: 404, body: { code: 60002 } })
  await control(simulator.origin, 'PATCH', `/customers/${id}`, { delegation: 'terminated' })
  expect(await user('GET', users)).toMatchObject({ status: 403, body: { code: 900308 } })
})

test('licences: given while there are any, counted, taken back; the other group is empty', async () => {
  const id = (await control(simulator.origin, 'POST', '/customers', { name: 'Licence Test', delegation: 'active' })).body[0].tenantId
  await advanceDays(simulator.origin, 5)
  const skus = async (): Promise<Answered[]> => (await user('GET', `/v1/customers/${id}/subscribedskus`)).body.items
  const sku = (await skus()).find((one) => one.availableUnits > 0)
  expect(sku.totalUnits).toBe(sku.activeUnits + sku.suspendedUnits + sku.warningUnits)
  const people = (await user('GET', `/v1/customers/${id}/users?size=500`)).body.items
  const { id: person } = people[0]
  const update = (body: unknown) => user('POST', `/v1/customers/${id}/users/${person}/licenseupdates`, { body })
  expect((await update({ LicensesToAssign: [{ SkuId: sku.productSku.id }] })).status).toBe(201)
  expect((await skus()).find((one) => one.productSku.id === sku.productSku.id).consumedUnits).toBe(sku.consumedUnits + 1)
  const held = async () =>
    (await user('GET', `/v1/customers/${id}/users/${person}/licenses`)).body.items.map((one: Answered) => one.productSku.id)
  expect(await held()).toContain(sku.productSku.id)
  await update({ LicensesToRemove: [sku.productSku.id] })
  expect(await held()).not.toContain(sku.productSku.id)
  expect(await update({ LicensesToAssign: [{ SkuId: 'none' }] })).toMatchObject({ status: 400, body: { code: 3000 } })
  expect((await user('GET', `/v1/customers/${id}/subscribedskus?licenseGroupIds=Group2`)).body.totalCount).toBe(0)
})

test('the activity log: what happens is in it, for 90 days, 30 at a time, filtered and page by page', async () => {
  const { items } = (await app('GET', `/v1/customers/${ids[3]}/subscriptions`)).body
  const one = items.find((each: Answered) => each.status === 'active')
  await app('PATCH', `/v1/customers/${ids[3]}/subscriptions/${one.id}`, { body: { ...one, friendlyName: 'Written down' } })
  const filter = encodeURIComponent(JSON.stringify({ Field: 'ResourceType', Value: 'Subscription', Operator: 'equals' }))
  const { body } = await app('GET', `/v1/auditrecords?filter=${filter}`)
  expect(body.items[0]).toMatchObject({
    customerId: ids[3],
    operationType: 'update_subscription',
    operationStatus: 'succeeded',
    resourceType: 'subscription',
  })
  expect(JSON.parse(body.items[0].resourceNewValue)).toMatchObject({ FriendlyName: 'Written down', Status: 'active' })
  expect((await app('GET', `/auditactivity/v1/auditrecords/${body.items[0].id}`)).body).toEqual(body.items[0])
  const first = (await app('GET', '/v1/auditrecords?size=1')).body
  expect(first.links.next.headers[0].key).toBe('MS-ContinuationToken')
  const day = (ago: number) => new Date(Date.parse(body.items[0].operationDate) - ago * 86_400_000).toISOString().slice(0, 10)
  for (const window of [
    `startDate=${day(95)}`,
    `startDate=${day(60)}&endDate=${day(10)}`,
    `startDate=${day(1)}&endDate=${day(5)}`,
    'startDate=soon',
  ])
    expect(await app('GET', `/v1/auditrecords?${window}`), window).toMatchObject({ status: 400, body: { code: 3000 } })
  expect((await app('GET', `/v1/auditrecords?startDate=${day(89)}`)).status).toBe(200)
  await advanceDays(simulator.origin, 91)
  expect(await app('GET', `/auditactivity/v1/auditrecords/${body.items[0].id}`)).toMatchObject({ status: 404, body: { code: 1000 } })
})

test('consent: needs a role in the customer, stands once, and has to be taken back before it can be given anew', async () => {
  const graph = '00000003-0000-0000-c000-000000000000'
  const body = {
    applicationId: CLIENT_ID,
    applicationGrants: [{ enterpriseApplicationId: graph, scope: 'User.Read,ServiceHealth.Read.All' }],
  }
  const outcomes = new Map<string, string>()
  for (const id of ids) {
    const { status, body: answer } = await user('POST', `/v1/customers/${id}/applicationconsents`, { body })
    outcomes.set(`${status} ${answer.code ?? ''}`.trim(), id)
  }
  expect(outcomes.has('403 900308')).toBe(true)
  const standing = outcomes.get('409 2000')
  expect(standing).toBeTruthy()
  const address = `/v1/customers/${standing}/applicationconsents`
  expect((await user('POST', address, { body })).body.description).toContain('Permission entry already exists')
  expect((await user('DELETE', `${address}/${CLIENT_ID}`)).status).toBe(204)
  expect(await user('POST', address, { body })).toMatchObject({ status: 201, body: { applicationId: CLIENT_ID } })
  const { grants } = (await control(simulator.origin, 'GET', `/customers/${standing}/consent`)).body
  expect(grants['https://graph.microsoft.com']).toEqual(['User.Read', 'ServiceHealth.Read.All'])
  expect(await user('POST', address, { body: { ...body, applicationId: graph } })).toMatchObject({ status: 400, body: { code: 3000 } })
})

test('2.7: whether an indirect reseller signed: each documented refusal', async () => {
  const [signed, unsigned] = [resellersOf(MAIN_PARTNER).find((one) => one.signed), resellersOf(MAIN_PARTNER).find((one) => !one.signed)]
  const ask = async (query: string) => (await user('GET', `/v1/compliance/csp/agreementstatus?${query}`)).body
  expect(await ask(`mpnId=${signed?.mpnId}`)).toEqual({ isAgreementSigned: true })
  expect(await ask(`tenantId=${signed?.id}`)).toEqual({ isAgreementSigned: true })
  const own = (await user('GET', '/v1/profiles/mpn')).body.mpnId
  const foreign = '12345678-abcd-4234-abcd-123456789abc'
  for (const [query, code] of [
    ['tenantId=no', 2000],
    ['mpnId=no', 2000],
    ['', 2001],
    [`mpnId=1&tenantId=${foreign}`, 2000],
    ['mpnId=123456', 2200],
    [`mpnId=${unsigned?.mpnId}`, 2203],
    [`mpnId=${own}`, 2204],
    [`tenantId=${foreign}`, 2205],
    [`tenantId=${unsigned?.id}`, 2206],
  ] as const)
    expect((await ask(query)).code, query).toBe(code)
  expect(await user('GET', '/v1/profiles/mpn?mpnId=9999999')).toMatchObject({ status: 404, body: { code: 3000 } })
})

test('a customer is made with its domain, and left once nothing active is sold to it', async () => {
  const address = { FirstName: 'Ada', LastName: 'Byron', AddressLine1: '1 rue Haute', City: 'Lyon', PostalCode: '69001', Country: 'FR' }
  const body = {
    CompanyProfile: { Domain: 'byron-fils.onmicrosoft.com' },
    BillingProfile: { CompanyName: 'Byron & Fils', Culture: 'fr-FR', Language: 'fr', Email: 'a@b.example', DefaultAddress: address },
  }
  const made = await user('POST', '/v1/customers', { body })
  expect(made).toMatchObject({
    status: 201,
    body: { userCredentials: { userName: 'admin' }, companyProfile: { domain: 'byron-fils.onmicrosoft.com' } },
  })
  expect((await user('POST', '/v1/customers', { body })).status).toBe(409)
  const one = `/v1/customers/${made.body.id}`
  expect((await app('GET', one)).body).toMatchObject({
    billingProfile: { companyName: 'Byron & Fils', defaultAddress: { city: 'Lyon' } },
    allowDelegatedAccess: false,
  })
  const billing = (await app('GET', `${one}/profiles/billing`)).body
  expect((await user('PUT', `${one}/profiles/billing`, { body: { ...billing, companyName: 'Byron' } })).body.companyName).toBe('Byron')
  expect(await user('PUT', `${one}/profiles/billing`, { body: billing, headers: { 'if-match': billing.attributes.etag } })).toMatchObject({
    status: 400,
    body: { code: 2055 },
  })
  await advanceDays(simulator.origin, 5)
  const leave = { relationshipToPartner: 'none', attributes: { objectType: 'Customer' } }
  expect((await user('PATCH', one, { body: leave })).status).toBe(400)
  for (const each of (await app('GET', `${one}/subscriptions`)).body.items)
    await app('PATCH', `${one}/subscriptions/${each.id}`, { body: { ...each, status: 'suspended' } })
  expect((await user('PATCH', one, { body: leave })).body.RelationshipToPartner).toBe('none')
  expect(await app('GET', one)).toMatchObject({ status: 403, body: { code: 20002 } })
})
