// Graph's lists as an application sees them: every answer against Microsoft's own model, paging, filters, refusals.
import { existsSync, readFileSync } from 'node:fs'
import { Ajv } from 'ajv'
import formats from 'ajv-formats'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Simulator } from '../simulator.ts'
import {
  ADVISOR_TENANT,
  appToken,
  beginFlow,
  GLOBAL_ADMINISTRATOR,
  MAIN_TENANT,
  redeem,
  signIn,
  startForTests,
  WITH_GROUPS,
} from '../testing/relying-party.ts'
import { createVisitor } from '../testing/visitor.ts'

const RESOURCE = 'https://graph.microsoft.com'
const MODEL = new URL('../../../shared/graph-openapi.json', import.meta.url)
let simulator: Simulator
let token: string
beforeAll(async () => {
  simulator = await startForTests()
  token = await appToken(simulator.origin, RESOURCE)
})
afterAll(() => simulator.stop())

// biome-ignore lint/suspicious/noExplicitAny: answers are looked at field by field.
async function get(path: string, bearer = token): Promise<{ status: number; headers: Headers; body: any }> {
  const response = await fetch(path.startsWith('http') ? path : `${simulator.origin}/v1.0${path}`, {
    headers: { authorization: `Bearer ${bearer}` },
  })
  return { status: response.status, headers: response.headers, body: await response.json() }
}

// biome-ignore lint/suspicious/noExplicitAny: rows are looked at field by field.
async function everyPage(path: string, bearer = token): Promise<{ pages: number; rows: any[] }> {
  const rows = []
  let pages = 0
  let next: string | undefined = path
  while (next) {
    const { status, body } = await get(next, bearer)
    expect(status).toBe(200)
    rows.push(...body.value)
    pages++
    next = body['@odata.nextLink']
  }
  return { pages, rows }
}

/** OpenAPI 3.0 marks what may be null with a word JSON Schema does not know. */
// biome-ignore lint/suspicious/noExplicitAny: a JSON document of any shape.
function withoutNullable(node: any): any {
  if (Array.isArray(node)) return node.map(withoutNullable)
  if (typeof node !== 'object' || node === null) return node
  const { nullable, ...rest } = node
  const plain = Object.fromEntries(Object.entries(rest).map(([name, value]) => [name, withoutNullable(value)]))
  return nullable === true ? { anyOf: [{ type: 'null' }, plain] } : plain
}

const RELATIONSHIPS = '/tenantRelationships/delegatedAdminRelationships'
const CUSTOMERS = '/tenantRelationships/delegatedAdminCustomers'

describe.skipIf(!existsSync(MODEL))('against Microsoft’s model in ../shared (skipped only where that folder is absent)', () => {
  test('every answer validates against graph-openapi.json, and names no property the model does not have', async () => {
    const model = withoutNullable(JSON.parse(readFileSync(MODEL, 'utf8')))
    const ajv = new Ajv({ strict: false, allErrors: true })
    formats.default(ajv)
    ajv.addSchema({ $id: 'graph', components: model.components })
    const first = (await get(`${CUSTOMERS}?$top=1`)).body.value[0].id
    const relationship = (await get(`${RELATIONSHIPS}?$top=1`)).body.value[0].id
    const contract = (await get('/contracts?$top=1')).body.value[0].id
    const asked: [operation: string, address: string][] = [
      ['/contracts', '/contracts?$top=999'],
      ['/contracts/{contract-id}', `/contracts/${contract}`],
      ['/organization', '/organization'],
      ['/organization/{organization-id}', `/organization/${MAIN_TENANT}`],
      [CUSTOMERS, `${CUSTOMERS}?$top=300&$count=true`],
      [`${CUSTOMERS}/{delegatedAdminCustomer-id}`, `${CUSTOMERS}/${first}`],
      [`${CUSTOMERS}/{delegatedAdminCustomer-id}/serviceManagementDetails`, `${CUSTOMERS}/${first}/serviceManagementDetails`],
      [RELATIONSHIPS, `${RELATIONSHIPS}?$top=300`],
      [`${RELATIONSHIPS}/{delegatedAdminRelationship-id}`, `${RELATIONSHIPS}/${relationship}`],
    ]
    for (const [operation, address] of asked) {
      const { status, body } = await get(address)
      expect(status, address).toBe(200)
      const schema = JSON.parse(
        JSON.stringify(model.paths[operation].get.responses['200'].content['application/json'].schema).replaceAll(
          '"#/components',
          '"graph#/components',
        ),
      )
      const valid = ajv.compile(schema)
      expect(valid(body) ? [] : valid.errors, address).toEqual([])
      const item = JSON.stringify(schema).match(/schemas\/(microsoft\.graph\.\w+)/)?.[1] ?? ''
      const known = new Set([
        ...Object.keys(model.components.schemas[item].properties),
        ...Object.keys(model.components.schemas['microsoft.graph.resellerDelegatedAdminRelationship'].properties),
      ])
      const rows = Array.isArray(body.value) ? body.value : [body]
      expect(rows.length, address).toBeGreaterThan(0)
      const unknown = rows.flatMap((row: object) => Object.keys(row).filter((name) => !name.startsWith('@') && !known.has(name)))
      expect(unknown, address).toEqual([])
    }
    const error = ajv.compile({ $ref: 'graph#/components/responses/error/content/application~1json/schema' })
    expect(error((await get('/contracts', 'wrong')).body) ? [] : error.errors).toEqual([])
  })
})

test('relationships: every page, none twice, in all states, with the fields of their kind', async () => {
  const { pages, rows } = await everyPage(`${RELATIONSHIPS}?$top=50`)
  expect(pages).toBe(Math.ceil(rows.length / 50))
  expect(new Set(rows.map((row) => row.id)).size).toBe(rows.length)
  expect([...new Set(rows.map((row) => row.status))].sort()).toEqual(
    expect.arrayContaining(['active', 'approvalPending', 'expired', 'terminated']),
  )
  for (const row of rows) {
    expect(row.id).toMatch(/^[0-9a-f-]{36}-[0-9a-f-]{36}$/)
    expect(row['@odata.etag']).toMatch(/^W\/"/)
    expect(row.accessDetails.unifiedRoles.length).toBeGreaterThan(0)
    expect('indirectProviderTenantId' in row).toBe(row['@odata.type'].includes('reseller'))
    if (row.status === 'approvalPending') expect([row.activatedDateTime, row.endDateTime]).toEqual([null, null])
  }
})

test('$filter, $select, $orderby, $count and their limits', async () => {
  const pending = await everyPage(`${RELATIONSHIPS}?$filter=status eq 'approvalPending'&$top=3`)
  expect(pending.rows.length).toBeGreaterThan(3)
  expect(new Set(pending.rows.map((row) => row.status))).toEqual(new Set(['approvalPending']))
  const tenantId = pending.rows[0].customer.tenantId
  const ofOne = await get(`${RELATIONSHIPS}?$filter=customer/tenantId eq '${tenantId}'&$select=id,status,customer`)
  expect(ofOne.body.value.every((row: { customer: { tenantId: string } }) => row.customer.tenantId === tenantId)).toBe(true)
  expect(
    Object.keys(ofOne.body.value[0])
      .filter((name) => !name.startsWith('@'))
      .sort(),
  ).toEqual(['customer', 'id', 'status'])
  const ordered = (await everyPage(`${RELATIONSHIPS}?$orderby=status desc&$top=100`)).rows.map((row) => row.status)
  expect(ordered).toEqual([...ordered].sort().reverse())
  const counted = (await get(`${RELATIONSHIPS}?$count=true&$top=1`)).body
  expect(counted['@odata.count']).toBe(ordered.length)
  for (const wrong of ['$top=301', '$top=0', '$filter=status gt 1', "$filter=nothing eq 'x'", '$orderby=nothing', '$skiptoken=nonsense']) {
    expect(await get(`${RELATIONSHIPS}?${wrong}`), wrong).toMatchObject({
      status: 400,
      body: { error: { code: 'BadRequest', innerError: {} } },
    })
  }
})

test('delegated admin customers: default page of 100, a customer’s links lead to the simulator’s portals', async () => {
  const { pages, rows } = await everyPage(CUSTOMERS)
  expect(pages).toBe(Math.ceil(rows.length / 100))
  const details = (await get(`${CUSTOMERS}/${rows[0].id}/serviceManagementDetails`)).body.value
  expect(details).toHaveLength(12)
  for (const detail of details) expect(detail.serviceManagementUrl.startsWith(`${simulator.origin}/portals/`)).toBe(true)
  expect(await get(`${CUSTOMERS}/11111111-2222-4333-8444-555555555555`)).toMatchObject({
    status: 404,
    body: { error: { code: 'NotFound' } },
  })
})

test('contracts: resellers’ and advisors’, filtered by customer', async () => {
  const { rows } = await everyPage('/contracts?$top=100')
  expect(rows).toHaveLength(250)
  expect(new Set(rows.map((row) => row.contractType))).toEqual(new Set(['ResellerPartner']))
  const one = await get(`/contracts?$filter=customerId eq '${rows[7].customerId}'`)
  expect(one.body.value).toEqual([rows[7]])
  const advisor = await everyPage('/contracts', await appToken(simulator.origin, RESOURCE, ADVISOR_TENANT))
  expect(advisor.rows).toHaveLength(42)
  expect(advisor.rows[0].contractType).toBe('BreadthPartner')
})

test('a member of more than 200 groups is read page by page, and asked about', async () => {
  const flow = await beginFlow(simulator.origin, 'organizations', WITH_GROUPS)
  const signedIn = await signIn(createVisitor(simulator.origin), flow, 'olga.marchenko@aurore-cloud.example')
  const { access_token } = await redeem(simulator.origin, flow, signedIn, MAIN_TENANT)
  const { pages, rows } = await everyPage('/me/memberOf', access_token)
  expect(pages).toBe(3)
  const agents = rows.find((row) => row.displayName === 'AdminAgents')
  const response = await fetch(`${simulator.origin}/v1.0/me/checkMemberGroups`, {
    method: 'POST',
    headers: { authorization: `Bearer ${access_token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ groupIds: [agents.id, '11111111-2222-4333-8444-555555555555'] }),
  })
  expect(((await response.json()) as { value: string[] }).value).toEqual([agents.id])
  expect((await get('/me')).status).toBe(400)
})

test('what a token may not read of a membership is null, but for its type and ID', async () => {
  const memberships = async (permissions: string) => {
    const flow = await beginFlow(simulator.origin, 'organizations', { scope: `openid User.Read ${permissions}` })
    const signedIn = await signIn(createVisitor(simulator.origin), flow, GLOBAL_ADMINISTRATOR)
    const { access_token } = await redeem(simulator.origin, flow, signedIn, MAIN_TENANT)
    const { rows } = await everyPage('/me/memberOf', access_token)
    return {
      role: rows.find((row) => row['@odata.type'] === '#microsoft.graph.directoryRole'),
      group: rows.find((row) => row['@odata.type'] === '#microsoft.graph.group'),
    }
  }
  const bare = await memberships('')
  expect(bare.role).toMatchObject({ id: expect.stringMatching(/^[0-9a-f-]{36}$/), displayName: null, roleTemplateId: null })
  const groups = await memberships('GroupMember.Read.All')
  expect(groups).toEqual({ role: bare.role, group: expect.objectContaining({ displayName: expect.any(String) }) })
  const roles = await memberships('RoleManagement.Read.Directory')
  expect(roles.role).toMatchObject({ id: bare.role.id, roleTemplateId: '62e90394-69f5-4237-9190-012177145e10' })
  expect(roles.group).toMatchObject({ displayName: null, securityEnabled: null })
})

test('the ids of a request are given back', async () => {
  const response = await fetch(`${simulator.origin}/v1.0/contracts`, {
    headers: { 'client-request-id': 'aaaaaaaa-0000-4000-8000-000000000003' },
  })
  expect(response.headers.get('client-request-id')).toBe('aaaaaaaa-0000-4000-8000-000000000003')
  expect(((await response.json()) as { error: { innerError: Record<string, string> } }).error.innerError).toMatchObject({
    'request-id': response.headers.get('request-id'),
    'client-request-id': 'aaaaaaaa-0000-4000-8000-000000000003',
  })
})
