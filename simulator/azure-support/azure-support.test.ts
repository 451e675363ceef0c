// Azure support tickets opened by a partner on behalf of a customer: whose token, in which subscription, how long it takes, what is refused.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Simulator } from '../simulator.ts'
import { type Answered, control, customerOf } from '../testing/commander.ts'
import { type Answer, advance, type Caller, caller, everyPage, userToken } from '../testing/graph-caller.ts'
import { ADVISOR_TENANT, MAIN_TENANT, startForTests } from '../testing/relying-party.ts'

const SCOPE = 'https://management.azure.com/.default'
const VERSION = 'api-version=2024-04-01'
const TICKETS = '/providers/Microsoft.Support/supportTickets'

let simulator: Simulator
let origin: string
let tenant: string
let azure: Caller
let beside: string
beforeAll(async () => {
  simulator = await startForTests()
  origin = simulator.origin
  tenant = await customerOf(origin, 'Ticketed plc')
  beside = await userToken(origin, MAIN_TENANT, { scope: SCOPE })
  azure = await inTenant(tenant)
})
afterAll(() => simulator.stop())

async function inTenant(customer: string, auxiliary: string | undefined = beside): Promise<Caller> {
  const plain = caller(origin, await userToken(origin, customer, { scope: SCOPE }), '')
  return (method, path, sent = {}) =>
    plain(method, path, {
      ...sent,
      headers: { ...(auxiliary === undefined ? {} : { 'x-ms-authorization-auxiliary': `Bearer ${auxiliary}` }), ...sent.headers },
    })
}

const services = async (): Promise<Answered[]> => (await azure('GET', `/providers/Microsoft.Support/services?${VERSION}`)).body.value

async function ticket(serviceName = 'Billing', more: object = {}) {
  const service = (await services()).find((one) => one.properties.displayName === serviceName)
  const problems = (await azure('GET', `${service.id}/problemClassifications?${VERSION}`)).body.value
  const contactDetails = {
    firstName: 'Adèle',
    lastName: 'Morin',
    preferredContactMethod: 'email',
    primaryEmailAddress: 'adele.morin@aurore-cloud.example',
    preferredTimeZone: 'Romance Standard Time',
    country: 'fra',
    preferredSupportLanguage: 'fr-FR',
  }
  return {
    properties: {
      title: 'Invoice',
      description: 'It is wrong',
      serviceId: service.id,
      problemClassificationId: problems[0].id,
      severity: 'moderate',
      advancedDiagnosticConsent: 'No',
      contactDetails,
      ...more,
    },
  }
}

async function opened(path: string, body: object): Promise<Answer> {
  const begun = await azure('PUT', `${path}?${VERSION}`, { body })
  expect(begun.status, begun.raw.toString()).toBe(202)
  const operation = begun.headers.get('azure-asyncoperation') ?? ''
  const result = begun.headers.get('location') ?? ''
  expect((await azure('GET', operation)).body).toMatchObject({ status: 'InProgress' })
  expect((await azure('GET', result)).status).toBe(202)
  await advance(origin, 15)
  expect((await azure('GET', operation)).body).toMatchObject({ status: 'Succeeded' })
  return azure('GET', result)
}

test('without a subscription: opened, read, listed, raised, closed', async () => {
  const made = await opened(`${TICKETS}/first`, await ticket())
  expect(made.body).toMatchObject({ id: `${TICKETS}/first`, name: 'first', type: 'Microsoft.Support/supportTickets' })
  expect(made.body.properties).toMatchObject({
    status: 'Open',
    severity: 'moderate',
    serviceDisplayName: 'Billing',
    serviceLevelAgreement: { slaMinutes: 240 },
    supportTicketId: expect.stringMatching(/^\d{15}$/),
  })
  await opened(`${TICKETS}/second`, await ticket())
  const list = `${TICKETS}?${VERSION}`
  const filtered = await azure('GET', `${list}&$filter=${encodeURIComponent("status eq 'Open' and createdDate ge 2020-01-01")}&$top=1`)
  expect(filtered.body.value.map((one: Answered) => one.name)).toEqual(['second'])
  expect((await azure('GET', filtered.body.nextLink)).body.value.map((one: Answered) => one.name)).toEqual(['first'])
  const raised = await azure('PATCH', `${TICKETS}/first?${VERSION}`, { body: { severity: 'critical', contactDetails: { firstName: 'A' } } })
  expect(raised.body.properties).toMatchObject({ severity: 'critical', contactDetails: { firstName: 'A', lastName: 'Morin' } })
  expect((await azure('PATCH', `${TICKETS}/first?${VERSION}`, { body: { status: 'closed' } })).body.properties.status).toBe('Closed')
  expect((await azure('PATCH', `${TICKETS}/first?${VERSION}`, { body: { severity: 'minimal' } })).status).toBe(400)
  await advance(origin, 5 * 3600)
  const assigned = await azure('PATCH', `${TICKETS}/second?${VERSION}`, { body: { status: 'closed' } })
  expect(assigned).toMatchObject({ status: 400, body: { error: { code: 'BadRequest', details: [] } } })
  expect((await azure('GET', `${TICKETS}/second?${VERSION}`)).body.properties.supportEngineer.emailAddress).toContain('@')
})

test('whether a name for a ticket is free', async () => {
  const check = (name: string, type = 'Microsoft.Support/supportTickets') =>
    azure('POST', `/providers/Microsoft.Support/checkNameAvailability?${VERSION}`, { body: { name, type } })
  expect((await check('never-used')).body).toMatchObject({ nameAvailable: true })
  await azure('PUT', `${TICKETS}/taken-name?${VERSION}`, { body: await ticket() })
  expect((await check('Taken-Name')).body).toMatchObject({ nameAvailable: false, reason: 'Name not available' })
  expect((await check('taken-name', 'Microsoft.Support/communications')).body).toMatchObject({ nameAvailable: true })
  expect((await check('x', 'Microsoft.Compute/virtualMachines')).status).toBe(400)
})

test('something is written on a ticket; the host’s name may stand before the path', async () => {
  await opened(`${TICKETS}/written`, await ticket())
  const path = `/management.azure.com${TICKETS}/written/communications`
  const body = { properties: { subject: 'More', body: 'There is more', sender: 'adele.morin@aurore-cloud.example' } }
  const made = await opened(`${path}/one`, body)
  expect(made.body.properties).toMatchObject({ ...body.properties, communicationDirection: 'outbound', communicationType: 'web' })
  expect((await azure('GET', `${path}?${VERSION}`)).body.value).toHaveLength(1)
  expect((await azure('GET', `${path}?${VERSION}&$top=11`)).status).toBe(400)
  expect((await azure('GET', `${path}/one?${VERSION}`)).body.name).toBe('one')
  expect((await azure('PUT', `${path}/one?${VERSION}`, { body })).status).toBe(409)
})

test('in an Azure subscription that was sold: technical tickets too', async () => {
  const graph = caller(origin, await userToken(origin, MAIN_TENANT))
  const customers = (await everyPage(graph, '/tenantRelationships/delegatedAdminCustomers?$top=300')).rows
  for (const { tenantId } of customers) {
    const entered = await inTenant(tenantId).catch(() => undefined)
    const listed = await entered?.('GET', '/subscriptions?api-version=2022-12-01')
    const [subscription] = listed?.status === 200 ? listed.body.value : []
    if (!entered || subscription?.state !== 'Enabled') continue
    expect(subscription).toMatchObject({ tenantId, managedByTenants: [{ tenantId: MAIN_TENANT }] })
    azure = entered
    const path = `${subscription.id}${TICKETS}`
    const made = await opened(`${path}/vm`, await ticket('Virtual Machine running Linux', { severity: 'critical' }))
    expect(made.body).toMatchObject({ id: `${path}/vm`, properties: { serviceLevelAgreement: { slaMinutes: 60 } } })
    expect((await azure('GET', `${TICKETS}?${VERSION}`)).body.value).toEqual([])
    azure = await inTenant(tenant)
    expect((await azure('GET', `${path}?${VERSION}`)).body.error.code).toBe('SubscriptionNotFound')
    return
  }
  throw new Error('No customer with an Azure subscription')
})

describe('what is refused', () => {
  test.each([
    ['a technical problem without a subscription', 'SQL Database', {}],
    ['no title', 'Billing', { title: '' }],
    ['an unknown severity', 'Billing', { severity: 'quite bad' }],
    ['no consent', 'Billing', { advancedDiagnosticConsent: 'Perhaps' }],
    ['a contact by telephone without a number', 'Billing', { contactDetails: { preferredContactMethod: 'phone' } }],
    ['an unknown problem', 'Billing', { problemClassificationId: 'nothing' }],
  ])('%s', async (_, service, wrong) => {
    const body = await ticket(service, wrong)
    expect((await azure('PUT', `${TICKETS}/wrong?${VERSION}`, { body })).body).toMatchObject({ error: { code: 'BadRequest' } })
  })

  test('no version, an unknown one, a name twice, an unknown ticket', async () => {
    expect((await azure('GET', TICKETS)).body.error.code).toBe('MissingApiVersionParameter')
    expect((await azure('GET', `${TICKETS}?api-version=1999-01-01`)).body.error.code).toBe('InvalidResourceType')
    await opened(`${TICKETS}/twice`, await ticket())
    expect((await azure('PUT', `${TICKETS}/twice?${VERSION}`, { body: await ticket() })).status).toBe(409)
    expect((await azure('GET', `${TICKETS}/nothing?${VERSION}`)).status).toBe(404)
  })

  test('without the partner’s token beside it, or with one of the wrong tenant', async () => {
    const token = await userToken(origin, tenant, { scope: SCOPE })
    const bare = caller(origin, token, '')
    expect(await bare('GET', `${TICKETS}?${VERSION}`)).toMatchObject({ status: 403, body: { error: { code: 'AuthorizationFailed' } } })
    const wrong = await inTenant(tenant, token)
    expect((await wrong('GET', `${TICKETS}?${VERSION}`)).body.error.code).toBe('InvalidAuxiliaryTokens')
    expect((await caller(origin, 'nonsense', '')('GET', `${TICKETS}?${VERSION}`)).body.error.code).toBe('InvalidAuthenticationToken')
    const graphToken = caller(origin, await userToken(origin, tenant), '')
    expect((await graphToken('GET', `${TICKETS}?${VERSION}`)).status).toBe(401)
  })

  test('advisors', async () => {
    const account = { partnerTenantId: ADVISOR_TENANT }
    const [{ tenantId }] = (await control(origin, 'POST', '/customers', { name: 'Advised', delegation: 'active', partner: ADVISOR_TENANT }))
      .body
    await control(origin, 'POST', `/customers/${tenantId}/consent`)
    const own = await userToken(origin, ADVISOR_TENANT, { ...account, scope: SCOPE })
    const entered = caller(origin, await userToken(origin, tenantId, { ...account, scope: SCOPE }), '')
    const headers = { 'x-ms-authorization-auxiliary': `Bearer ${own}` }
    const answer = await entered('GET', `${TICKETS}?${VERSION}`, { headers })
    expect(answer).toMatchObject({ status: 403, body: { error: { message: expect.stringContaining('Advisors') } } })
  })
})
