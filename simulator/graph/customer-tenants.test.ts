// Calls in a customer's tenant: who is let in, who is not and why, and what Graph tells there. Every answer against Microsoft's model.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Simulator } from '../simulator.ts'
import { type Answered, control, customerOf, mint, redeemAt } from '../testing/commander.ts'
import {
  type Answer,
  advance,
  type Caller,
  caller,
  everyPage,
  GRAPH,
  hasModel,
  type Model,
  readModel,
  userToken,
} from '../testing/graph-caller.ts'
import { appToken, MAIN_TENANT, postToken, startForTests } from '../testing/relying-party.ts'

const SERVICE_SUPPORT = 'f023fd81-a637-4b56-95fd-791ac0226033'
const USER_ADMIN = 'fe930be7-5e62-47db-91af-98c3a49a38b1'
const HEALTH = '/admin/serviceAnnouncement/healthOverviews'
const RELATIONSHIPS = '/tenantRelationships/delegatedAdminRelationships'
const TECHNICIANS = 'GDAP technicians'
const roles = (...ids: string[]) => ({ unifiedRoles: ids.map((roleDefinitionId) => ({ roleDefinitionId })) })

let simulator: Simulator
let origin: string
let partner: Caller
let model: Model | undefined
let home: string
let graph: Caller
beforeAll(async () => {
  simulator = await startForTests()
  origin = simulator.origin
  partner = caller(origin, await userToken(origin, MAIN_TENANT))
  model = hasModel ? readModel() : undefined
  home = await customerOf(origin, 'Entered GmbH')
  graph = caller(origin, await userToken(origin, home))
})
afterAll(() => simulator.stop())

async function ask(operation: string, path = operation.split(' ')[1] ?? ''): Promise<Answer> {
  const answer = await graph(operation.split(' ')[0] ?? '', path)
  expect(model?.problems(operation, answer) ?? [], `${operation} ${answer.status}`).toEqual([])
  return answer
}

/** A customer that consented and gave these roles, assigned to a group of the partner's. */
async function customerWith(name: string, roleIds: string[], group = TECHNICIANS): Promise<{ tenantId: string; assignment: string }> {
  const [{ tenantId }] = (await control(origin, 'POST', '/customers', { name, delegation: 'none' })).body
  await control(origin, 'POST', `/customers/${tenantId}/consent`)
  const body = { displayName: name, duration: 'P90D', customer: { tenantId }, accessDetails: roles(...roleIds) }
  const { id } = (await partner('POST', RELATIONSHIPS, { body })).body
  await partner('POST', `${RELATIONSHIPS}/${id}/requests`, { body: { action: 'lockForApproval' } })
  await control(origin, 'POST', `/relationships/${id}/approve`)
  await advance(origin, 20)
  const groupId = (await everyPage(partner, '/groups')).rows.find((one) => one.displayName === group).id
  const assignment = {
    accessContainer: { accessContainerId: groupId, accessContainerType: 'securityGroup' },
    accessDetails: roles(...roleIds),
  }
  const made = await partner('POST', `${RELATIONSHIPS}/${id}/accessAssignments`, { body: assignment })
  expect(made.status).toBe(201)
  await advance(origin, 10)
  return { tenantId, assignment: `${RELATIONSHIPS}/${id}/accessAssignments/${made.body.id}` }
}

describe('who is let in', () => {
  test('the role decides: service support opens health and not the directory, user administration the other way round', async () => {
    const support = await customerWith('Support only', [SERVICE_SUPPORT])
    const users = await customerWith('Users only', [USER_ADMIN])
    const inSupport = caller(origin, await userToken(origin, support.tenantId))
    const inUsers = caller(origin, await userToken(origin, users.tenantId))
    expect((await inSupport('GET', HEALTH)).status).toBe(200)
    const denied = await inSupport('GET', '/organization')
    expect(denied).toMatchObject({ status: 403, body: { error: { code: 'Authorization_RequestDenied' } } })
    expect(model?.problems('GET /organization', denied) ?? []).toEqual([])
    expect((await inUsers('GET', '/organization')).status).toBe(200)
    expect(await inUsers('GET', HEALTH)).toMatchObject({ status: 403, body: { error: { code: 'Forbidden' } } })
  })

  test('a relationship without an assignment, or one for another group, opens nothing; a deleted assignment shuts the door at once', async () => {
    const other = await customerWith('Other group', [SERVICE_SUPPORT], 'SalesAgents')
    const refreshToken = await mint(origin)
    const refused = await redeemAt(origin, other.tenantId, refreshToken, `${GRAPH}/.default`)
    expect(refused).toMatchObject({ status: 400, body: { error: 'invalid_grant' } })
    const sales = await userToken(origin, other.tenantId, { username: 'sofia.nunez@aurore-cloud.example' })
    expect((await caller(origin, sales)('GET', HEALTH)).status).toBe(200)
    const { tenantId, assignment } = await customerWith('Shut', [SERVICE_SUPPORT])
    const inside = caller(origin, await userToken(origin, tenantId))
    expect((await inside('GET', HEALTH)).status).toBe(200)
    const etag = (await partner('GET', assignment)).body['@odata.etag']
    expect((await partner('DELETE', assignment, { headers: { 'if-match': etag } })).status).toBe(204)
    expect((await inside('GET', HEALTH)).status).toBe(403)
  })

  test('when the relationship ends, the token that is still good opens nothing', async () => {
    const tenantId = await customerOf(origin, 'Ending AB')
    const inside = caller(origin, await userToken(origin, tenantId))
    expect((await inside('GET', '/organization')).status).toBe(200)
    await control(origin, 'PATCH', `/customers/${tenantId}`, { delegation: 'terminated' })
    expect((await inside('GET', '/organization')).status).toBe(403)
  })

  test('an application alone gets no token there; the token of one tenant says nothing of another', async () => {
    const app = await postToken(origin, home, { grant_type: 'client_credentials', scope: `${GRAPH}/.default` })
    expect(app.body.error_codes).toEqual([7000229])
    const own = (await ask('GET /organization')).body.value[0]
    expect(own).toMatchObject({ id: home, displayName: 'Entered GmbH' })
    expect((await ask('GET /organization/{organization-id}', `/organization/${MAIN_TENANT}`)).status).toBe(404)
    expect((await graph('GET', '/contracts')).status).toBe(403)
    expect((await graph('GET', RELATIONSHIPS)).status).toBe(403)
  })

  test('what was not consented to is refused', async () => {
    const scope = `${GRAPH}/Organization.Read.All`
    const narrow = caller(origin, await userToken(origin, home, { scope }))
    expect((await narrow('GET', '/organization')).status).toBe(200)
    expect((await narrow('GET', HEALTH)).status).toBe(403)
    expect((await narrow('GET', '/domains')).status).toBe(403)
  })

  test('delegated administrators have no object of their own in the customer’s directory', async () => {
    expect(await graph('GET', '/me')).toMatchObject({ status: 404, body: { error: { code: 'Request_ResourceNotFound' } } })
    expect((await graph('GET', '/me/memberOf')).status).toBe(404)
  })
})

describe('the directory', () => {
  test('organization and domains with their DNS records', async () => {
    const { rows } = { rows: (await ask('GET /domains')).body.value }
    const [standard, ...others] = rows
    expect(standard.isDefault).toBe(true)
    expect(others.at(-1)?.isInitial ?? standard.isInitial).toBe(true)
    const own = (await ask('GET /domains/{domain-id}', `/domains/${standard.id}`)).body
    expect(own).toMatchObject({ id: standard.id, isVerified: true })
    const verification = await ask('GET /domains/{domain-id}/verificationDnsRecords', `/domains/${standard.id}/verificationDnsRecords`)
    expect(verification.body.value.map((one: Answered) => one.recordType)).toEqual(['Txt', 'Mx'])
    const service = await ask('GET /domains/{domain-id}/serviceConfigurationRecords', `/domains/${standard.id}/serviceConfigurationRecords`)
    if (!standard.isInitial)
      expect(service.body.value[0]).toMatchObject({ recordType: 'Mx', mailExchange: expect.stringMatching(/outlook\.com$/) })
    expect((await ask('GET /domains/{domain-id}', '/domains/nothing.example')).status).toBe(404)
  })

  test('people of the customer, page by page, found by filter', async () => {
    const { rows } = await everyPage(graph, '/users?$top=2')
    expect(rows.length).toBeGreaterThan(1)
    const filter = `userPrincipalName eq '${rows[1].userPrincipalName}'`
    expect((await graph('GET', `/users?$filter=${encodeURIComponent(filter)}`)).body.value).toEqual([rows[1]])
    expect((await graph('GET', `/users/${rows[0].id}`)).body.userPrincipalName).toBe(rows[0].userPrincipalName)
  })

  test('the members of the partner’s groups', async () => {
    const groups = (await everyPage(partner, '/groups')).rows
    const agents = groups.find((one) => one.displayName === 'AdminAgents')
    const { rows } = await everyPage(partner, `/groups/${agents.id}/members?$top=1`)
    expect(rows.map((one) => one.userPrincipalName)).toContain('integration@aurore-cloud.example')
    expect((await partner('GET', `/groups/${home}`)).status).toBe(404)
  })

  test('whose a domain or a tenant is', async () => {
    const find = '/tenantRelationships/findTenantInformationBy'
    const byTenant = await partner('GET', `${find}TenantId(tenantId='${home}')`)
    const inModel = `GET ${find}TenantId(tenantId={tenantId})`
    expect(model?.problems(inModel, byTenant) ?? []).toEqual([])
    expect(byTenant.body).toMatchObject({ tenantId: home, displayName: 'Entered GmbH' })
    const byDomain = await partner('GET', `${find}DomainName(domainName='${byTenant.body.defaultDomainName}')`)
    expect(byDomain.body).toEqual(byTenant.body)
    expect((await partner('GET', `${find}DomainName(domainName='nobody.example')`)).status).toBe(404)
  })
})

describe('subscriptions and licences agree with Partner Center', () => {
  let customers: Answered[]
  beforeAll(async () => {
    customers = (await everyPage(partner, '/tenantRelationships/delegatedAdminCustomers?$top=60')).rows.slice(0, 25)
  })

  test('resold subscriptions have the same ids, quantities, trials; others are the customer’s own', async () => {
    const center = caller(
      origin,
      await userToken(origin, MAIN_TENANT, { scope: 'https://api.partnercenter.microsoft.com/.default' }),
      '/v1',
    )
    let resold = 0
    let own = 0
    for (const { tenantId } of customers) {
      const answer = await redeemAt(origin, tenantId, await mint(origin), `${GRAPH}/.default`)
      if (answer.status !== 200) continue
      graph = caller(origin, answer.body.access_token)
      const listed = await ask('GET /directory/subscriptions')
      if (listed.status === 403) continue
      const sold = (await center('GET', `/customers/${tenantId}/subscriptions`)).body.items
      for (const held of listed.body.value) {
        const same = sold.find((one: Answered) => one.id.toLowerCase() === held.commerceSubscriptionId)
        expect(held.ownerTenantId).toBe(same ? MAIN_TENANT : null)
        if (!same) own++
        else {
          resold++
          expect([held.totalLicenses, held.isTrial]).toEqual([same.quantity, same.isTrial])
          expect({ active: ['Enabled'], expired: ['Warning'] }[same.status as string] ?? ['Suspended']).toContain(held.status)
        }
        const one = `/directory/subscriptions/${held.id}`
        expect((await ask('GET /directory/subscriptions/{companySubscription-id}', one)).body.id).toBe(held.id)
        const byKey = await graph('GET', `/directory/subscriptions(commerceSubscriptionId='${held.commerceSubscriptionId}')`)
        expect(byKey.body.id).toBe(held.id)
      }
      const skus = (await ask('GET /subscribedSkus')).body.value
      const ids = (rows: Answered[], key: string) => [...new Set(rows.map((one) => one[key]))].sort()
      expect(ids(skus, 'skuId')).toEqual(ids(listed.body.value, 'skuId'))
      for (const sku of skus) {
        const held = listed.body.value.filter((one: Answered) => one.skuId === sku.skuId && one.status === 'Enabled')
        expect(sku.prepaidUnits.enabled).toBe(held.reduce((sum: number, one: Answered) => sum + one.totalLicenses, 0))
        expect((await ask('GET /subscribedSkus/{subscribedSku-id}', `/subscribedSkus/${sku.id}`)).body.skuPartNumber).toBe(
          sku.skuPartNumber,
        )
      }
    }
    expect(resold).toBeGreaterThan(20)
    expect(own).toBeGreaterThan(0)
  })
})

test('the partner reads its own licences and organisation at home without a delegated role', async () => {
  expect((await partner('GET', '/subscribedSkus')).body.value[0].prepaidUnits.enabled).toBe(60)
  const app = caller(origin, await appToken(origin, GRAPH))
  expect((await app('GET', '/organization')).body.value[0].partnerTenantType).toBe('resellerPartnerDelegatedAdmin')
})
