// Delegated admin relationships from the request to the end, as the partner's application sees them. Every answer against Microsoft's model.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Simulator } from '../simulator.ts'
import { type Answered, control } from '../testing/commander.ts'
import {
  type Answer,
  advance,
  type Caller,
  caller,
  everyPage,
  hasModel,
  type Model,
  readModel,
  userToken,
} from '../testing/graph-caller.ts'
import { ADVISOR_TENANT, appToken, MAIN_TENANT, startForTests } from '../testing/relying-party.ts'
import { createVisitor } from '../testing/visitor.ts'

const EXCHANGE = '29232cdf-9323-42fd-ade2-1d097af3e4de'
const READER = 'f2ef992c-3afb-46b9-b7cf-a126ee74c451'
const GLOBAL_ADMIN = '62e90394-69f5-4237-9190-012177145e10'
const LIST = '/tenantRelationships/delegatedAdminRelationships'
const IN_MODEL = `${LIST}/{delegatedAdminRelationship-id}`
const roles = (...ids: string[]) => ({ unifiedRoles: ids.map((roleDefinitionId) => ({ roleDefinitionId })) })

let simulator: Simulator
let origin: string
let graph: Caller
let model: Model | undefined
let customers: Answered[]
let groups: Answered[]
beforeAll(async () => {
  simulator = await startForTests()
  origin = simulator.origin
  graph = caller(origin, await userToken(origin, MAIN_TENANT))
  model = hasModel ? readModel() : undefined
  customers = (await everyPage(graph, '/contracts?$top=999')).rows
  groups = (await everyPage(graph, '/groups')).rows
})
afterAll(() => simulator.stop())

/** The answer, found good by Microsoft's model. */
async function ask(operation: string, path: string, sent?: Parameters<Caller>[2]): Promise<Answer> {
  const answer = await graph(operation.split(' ')[0] ?? '', path, sent)
  expect(model?.problems(operation, answer) ?? [], `${operation} ${answer.status}`).toEqual([])
  return answer
}

let made = 0
const requestFor = (customer: Answered | undefined, more: object = {}) => ({
  displayName: `Test ${++made}`,
  duration: 'P30D',
  ...(customer ? { customer: { tenantId: customer.customerId, displayName: customer.displayName } } : {}),
  accessDetails: roles(EXCHANGE, READER),
  autoExtendDuration: 'PT0S',
  ...more,
})
const create = async (customer?: Answered, more?: object) => (await ask(`POST ${LIST}`, LIST, { body: requestFor(customer, more) })).body
const read = async (id: string) => (await ask(`GET ${IN_MODEL}`, `${LIST}/${id}`)).body
const request = (id: string, action: string) => ask(`POST ${IN_MODEL}/requests`, `${LIST}/${id}/requests`, { body: { action } })
const etagOf = async (id: string) => ({ headers: { 'if-match': (await read(id))['@odata.etag'] } })

async function activeOne(customer: Answered, more?: object): Promise<Answered> {
  const { id } = await create(customer, more)
  await request(id, 'lockForApproval')
  expect((await control(origin, 'POST', `/relationships/${id}/approve`)).status).toBe(200)
  await advance(origin, 20)
  return read(id)
}

test('a relationship is asked for, locked, approved, active, expiring, expired', async () => {
  const answer = await ask(`POST ${LIST}`, LIST, { body: requestFor(customers[3]) })
  const { id } = answer.body
  expect(answer.status).toBe(201)
  expect(answer.headers.get('location')).toBe(`${origin}/v1.0${LIST}/${id}`)
  expect(answer.body).toMatchObject({ status: 'created', duration: 'P30D', activatedDateTime: null, endDateTime: null })
  expect(answer.body.customer).toEqual({ tenantId: customers[3].customerId, displayName: customers[3].displayName })
  const locked = await request(id, 'lockForApproval')
  expect(locked.status).toBe(201)
  expect(locked.body).toMatchObject({ action: 'lockForApproval', status: 'created' })
  expect((await read(id)).status).toBe('approvalPending')
  await advance(origin, 5)
  const listed = (await ask(`GET ${IN_MODEL}/requests`, `${LIST}/${id}/requests`)).body.value
  expect(listed).toMatchObject([{ action: 'lockForApproval', status: 'succeeded' }])
  const one = `${LIST}/${id}/requests/${locked.body.id}`
  expect((await ask(`GET ${IN_MODEL}/requests/{delegatedAdminRelationshipRequest-id}`, one)).body.status).toBe('succeeded')
  await control(origin, 'POST', `/relationships/${id}/approve`)
  expect((await read(id)).status).toBe('approved')
  await advance(origin, 4)
  expect((await read(id)).status).toBe('activating')
  await advance(origin, 10)
  const active = await read(id)
  expect(active.status).toBe('active')
  const days = (Date.parse(active.endDateTime) - Date.parse(active.activatedDateTime)) / 86_400_000
  expect(days).toBeCloseTo(30, 3)
  await control(origin, 'POST', '/clock', { set: new Date(Date.parse(active.endDateTime) + 5_000).toISOString() })
  expect((await read(id)).status).toBe('expiring')
  await advance(origin, 120)
  expect((await read(id)).status).toBe('expired')
})

test('a request without a customer is approved by whoever opens its link', async () => {
  const { id } = await create()
  expect((await read(id)).customer).toBe(null)
  expect((await everyPage(graph, `${LIST}?$filter=status eq 'created'`)).rows.map((one) => one.id)).toContain(id)
  await request(id, 'lockForApproval')
  const visitor = createVisitor(origin)
  const landing = await visitor.open('/portals/admin.microsoft.com/AdminPortal/Home')
  expect(landing.html).toContain('location.replace("/portals/approve/"')
  const invitation = await visitor.open(`/portals/approve/${id}`)
  expect(invitation.html).toContain('data-status="approvalPending"')
  const unknown = await visitor.open(`/portals/approve/${id}`, { method: 'POST', form: { customer: 'nobody.example' } })
  expect(unknown.status).toBe(400)
  const form = { customer: customers[4].defaultDomainName }
  expect((await visitor.open(`/portals/approve/${id}`, { method: 'POST', form })).html).toContain('The roles are approved.')
  await advance(origin, 20)
  expect(await read(id)).toMatchObject({ status: 'active', customer: { tenantId: customers[4].customerId } })
  expect((await visitor.open('/portals/approve/nothing')).status).toBe(404)
  const { rows } = await everyPage(graph, `${LIST}?$filter=customer/tenantId eq '${customers[4].customerId}'`)
  expect(rows.filter((one) => one.id === id)).toHaveLength(1)
})

test('the form of a named customer is pressed once; afterwards the page says how it stands', async () => {
  const { id } = await create(customers[5])
  await request(id, 'lockForApproval')
  const visitor = createVisitor(origin, 'fr')
  const pressed = await visitor.press(await visitor.open(`/portals/approve/${id}`), { name: 'approve', value: 'all' })
  expect(pressed.html).toContain('Les rôles sont approuvés.')
  await advance(origin, 20)
  expect((await visitor.open(`/portals/approve/${id}`)).html).toContain('active')
})

test('what is only created can be changed and deleted, with its current ETag only', async () => {
  const first = await create(customers[6])
  const path = `${LIST}/${first.id}`
  expect((await ask(`PATCH ${IN_MODEL}`, path, { body: { duration: 'P31D' } })).status).toBe(400)
  const headers = { 'if-match': first['@odata.etag'] }
  const changed = await ask(`GET ${IN_MODEL}`, path).then(() =>
    graph('PATCH', path, { body: { duration: 'P1Y', displayName: 'Renamed' }, headers }),
  )
  expect(changed.status).toBe(200)
  expect(model?.problems(`GET ${IN_MODEL}`, changed) ?? []).toEqual([])
  expect(changed.body).toMatchObject({ duration: 'P1Y', displayName: 'Renamed', status: 'created' })
  expect(changed.body['@odata.etag']).not.toBe(first['@odata.etag'])
  const stale = await ask(`PATCH ${IN_MODEL}`, path, { body: { duration: 'P2D' }, headers })
  expect(stale).toMatchObject({ status: 412, body: { error: { code: 'PreconditionFailed' } } })
  expect((await ask(`DELETE ${IN_MODEL}`, path, { headers })).status).toBe(412)
  expect((await ask(`DELETE ${IN_MODEL}`, path, await etagOf(first.id))).status).toBe(204)
  expect((await ask(`GET ${IN_MODEL}`, path)).status).toBe(404)
  const named = await create(customers[6], { displayName: 'Renamed' })
  await request(named.id, 'lockForApproval')
  expect((await ask(`DELETE ${IN_MODEL}`, `${LIST}/${named.id}`, await etagOf(named.id))).status).toBe(400)
})

test('a customer can be named later', async () => {
  const { id } = await create()
  const body = { customer: { tenantId: customers[7].customerId } }
  const changed = await graph('PATCH', `${LIST}/${id}`, { body, ...(await etagOf(id)) })
  expect(changed.body.customer).toEqual({ tenantId: customers[7].customerId, displayName: customers[7].displayName })
  expect((await read(id)).customer.tenantId).toBe(customers[7].customerId)
  expect((await ask(`DELETE ${IN_MODEL}`, `${LIST}/${id}`, await etagOf(id))).status).toBe(204)
})

describe('what is refused', () => {
  test.each([
    ['no name', { displayName: '' }, 400],
    ['a name of 51 characters', { displayName: 'x'.repeat(51) }, 400],
    ['less than a day', { duration: 'PT12H' }, 400],
    ['more than two years', { duration: 'P2Y1D' }, 400],
    ['no duration at all', { duration: 'a month' }, 400],
    ['no roles', { accessDetails: { unifiedRoles: [] } }, 400],
    ['a role that is no GUID', { accessDetails: roles('reader') }, 400],
    ['an extension of a year', { autoExtendDuration: 'P365D' }, 400],
    ['Global Administrator extended automatically', { accessDetails: roles(GLOBAL_ADMIN), autoExtendDuration: 'P180D' }, 400],
    ['a customer nobody knows', { customer: { tenantId: '11111111-2222-4333-8444-555555555555' } }, 400],
  ])('%s', async (_, wrong, status) => {
    expect((await ask(`POST ${LIST}`, LIST, { body: requestFor(customers[8], wrong) })).status).toBe(status)
  })
  test('a name that is taken, by a seeded relationship too', async () => {
    const { rows } = await everyPage(graph, `${LIST}?$top=3`)
    const taken = await ask(`POST ${LIST}`, LIST, { body: requestFor(customers[8], { displayName: rows[0].displayName.toUpperCase() }) })
    expect(taken).toMatchObject({ status: 409, body: { error: { code: 'Conflict' } } })
    const { displayName } = await create(customers[8])
    expect((await ask(`POST ${LIST}`, LIST, { body: requestFor(customers[9], { displayName }) })).status).toBe(409)
  })
  test('requests in the wrong state, unknown ones, unknown relationships', async () => {
    const { id } = await create(customers[8])
    expect((await request(id, 'terminate')).status).toBe(400)
    expect((await request(id, 'approve')).status).toBe(400)
    expect((await request(id, 'dance')).status).toBe(400)
    expect((await ask(`GET ${IN_MODEL}`, `${LIST}/${id.slice(0, 36)}`)).status).toBe(400)
    const unknown = `11111111-2222-4333-8444-555555555555${id.slice(36)}`
    expect((await ask(`GET ${IN_MODEL}`, `${LIST}/${unknown}`)).status).toBe(404)
  })
  test('callers without the right: an application that may only read, a sales agent, another partner', async () => {
    const app = caller(origin, await appToken(origin, 'https://graph.microsoft.com'))
    expect((await app('POST', LIST, { body: requestFor(customers[9]) })).status).toBe(403)
    const sales = caller(origin, await userToken(origin, MAIN_TENANT, { username: 'sofia.nunez@aurore-cloud.example' }))
    expect((await sales('POST', LIST, { body: requestFor(customers[9]) })).body.error.message).toContain('AdminAgents')
    const { id } = await create(customers[9])
    const other = caller(origin, await appToken(origin, 'https://graph.microsoft.com', ADVISOR_TENANT))
    expect((await other('GET', `${LIST}/${id}`)).status).toBe(400)
  })
})

test('terminated by the clock; an extension is changed while it is active; Global Administrator is dropped by an operation', async () => {
  const active = await activeOne(customers[10], { accessDetails: roles(GLOBAL_ADMIN, EXCHANGE) })
  const path = `${LIST}/${active.id}`
  expect((await ask(`PATCH ${IN_MODEL}`, path, { body: { displayName: 'No' }, ...(await etagOf(active.id)) })).status).toBe(400)
  const extended = { body: { autoExtendDuration: 'P180D' }, ...(await etagOf(active.id)) }
  expect((await ask(`PATCH ${IN_MODEL}`, path, extended)).status).toBe(400)
  const dropped = await graph('PATCH', path, { body: { accessDetails: roles(EXCHANGE) }, ...(await etagOf(active.id)) })
  expect(dropped.status).toBe(202)
  expect(dropped.headers.get('retry-after')).toBe('10')
  const operation = dropped.headers.get('location') ?? ''
  const inModel = `GET ${IN_MODEL}/operations/{delegatedAdminRelationshipOperation-id}`
  expect((await ask(inModel, operation)).body).toMatchObject({ status: 'notStarted', operationType: 'unknownFutureValue' })
  await advance(origin, 4)
  const prefer = { headers: { prefer: 'include-unknown-enum-members' } }
  const told = await ask(inModel, operation, prefer)
  expect(told.body).toMatchObject({ status: 'running', operationType: 'delegatedAdminRelationshipUpdate' })
  expect(told.headers.get('preference-applied')).toBe('include-unknown-enum-members')
  expect((await read(active.id)).accessDetails.unifiedRoles).toHaveLength(2)
  await advance(origin, 10)
  expect((await ask(`GET ${IN_MODEL}/operations`, `${path}/operations`)).body.value[0].status).toBe('succeeded')
  expect((await read(active.id)).accessDetails).toEqual(roles(EXCHANGE))
  expect(
    (await graph('PATCH', path, { body: { autoExtendDuration: 'P180D' }, ...(await etagOf(active.id)) })).body.autoExtendDuration,
  ).toBe('P180D')
  await request(active.id, 'terminate')
  expect((await read(active.id)).status).toBe('terminationRequested')
  await advance(origin, 10)
  expect((await read(active.id)).status).toBe('terminating')
  await advance(origin, 30)
  expect((await read(active.id)).status).toBe('terminated')
})

describe('access assignments', () => {
  const ASSIGNMENTS = `${IN_MODEL}/accessAssignments`
  const ONE = `${ASSIGNMENTS}/{delegatedAdminAccessAssignment-id}`
  const assign = (id: string, groupId: string, ...ids: string[]) =>
    ask(`POST ${ASSIGNMENTS}`, `${LIST}/${id}/accessAssignments`, {
      body: { accessContainer: { accessContainerId: groupId, accessContainerType: 'securityGroup' }, accessDetails: roles(...ids) },
    })
  const group = (name: string): string => groups.find((one) => one.displayName === name).id

  test('pending, active, changed by an operation, unchanged at once, deleting, deleted', async () => {
    const { id } = await activeOne(customers[11])
    const answer = await assign(id, group('GDAP technicians'), EXCHANGE)
    expect(answer).toMatchObject({ status: 201, body: { status: 'pending' } })
    const path = `${LIST}/${id}/accessAssignments/${answer.body.id}`
    const now = async () => (await ask(`GET ${ONE}`, path)).body
    const etag = async () => ({ headers: { 'if-match': (await now())['@odata.etag'] } })
    expect((await graph('PATCH', path, { body: { accessDetails: roles(READER) }, ...(await etag()) })).status).toBe(400)
    await advance(origin, 10)
    expect(await now()).toMatchObject({ status: 'active', accessDetails: roles(EXCHANGE) })
    const same = await graph('PATCH', path, { body: { accessDetails: roles(EXCHANGE) }, ...(await etag()) })
    expect(same).toMatchObject({ status: 200, body: { id: answer.body.id } })
    const stale = { body: { accessDetails: roles(READER) }, headers: { 'if-match': answer.body['@odata.etag'] } }
    expect((await ask(`PATCH ${ONE}`, path, stale)).status).toBe(412)
    const changed = await graph('PATCH', path, { body: { accessDetails: roles(READER, EXCHANGE) }, ...(await etag()) })
    expect([changed.status, changed.headers.get('retry-after')]).toEqual([202, '10'])
    await advance(origin, 12)
    expect((await now()).accessDetails).toEqual(roles(READER, EXCHANGE))
    const done = await graph('GET', changed.headers.get('location') ?? '')
    expect(done.body).toMatchObject({ status: 'succeeded', operationType: 'delegatedAdminAccessAssignmentUpdate' })
    expect(JSON.parse(done.body.data)).toMatchObject({ id: answer.body.id, accessDetails: roles(READER, EXCHANGE) })
    expect((await ask(`DELETE ${ONE}`, path, await etag())).status).toBe(204)
    expect((await now()).status).toBe('deleting')
    await advance(origin, 10)
    expect((await ask(`GET ${ASSIGNMENTS}`, `${LIST}/${id}/accessAssignments`)).body.value).toMatchObject([{ status: 'deleted' }])
  })

  test('what is refused: no active relationship, foreign roles, the same group twice; a group nobody has ends in error', async () => {
    const pending = await create(customers[12])
    expect((await assign(pending.id, group('GDAP technicians'), EXCHANGE)).status).toBe(400)
    const { id } = await activeOne(customers[12])
    expect((await assign(id, group('GDAP technicians'), GLOBAL_ADMIN)).status).toBe(400)
    expect((await assign(id, 'nobody', EXCHANGE)).status).toBe(400)
    expect((await assign(id, group('AdminAgents'), EXCHANGE)).status).toBe(201)
    expect((await assign(id, group('AdminAgents'), READER)).status).toBe(409)
    const lost = await assign(id, '11111111-2222-4333-8444-555555555555', EXCHANGE)
    await advance(origin, 10)
    expect((await ask(`GET ${ONE}`, `${LIST}/${id}/accessAssignments/${lost.body.id}`)).body.status).toBe('error')
  })

  test('of a seeded relationship: one, for the technicians, with every role', async () => {
    const { rows } = await everyPage(graph, `${LIST}?$filter=status eq 'active'&$top=5`)
    const { value } = (await ask(`GET ${ASSIGNMENTS}`, `${LIST}/${rows[0].id}/accessAssignments`)).body
    expect(value).toMatchObject([{ status: 'active', accessContainer: { accessContainerId: group('GDAP technicians') } }])
    expect(value[0].accessDetails).toEqual(rows[0].accessDetails)
  })
})

test('an indirect reseller agrees to what its provider asked for before the relationship can be active', async () => {
  const { rows } = await everyPage(graph, `${LIST}?$filter=status eq 'approvalPending'&$top=300`)
  const waiting = rows.filter((one) => one.isPartnerConsentPending)
  expect(waiting.length).toBeGreaterThan(0)
  const [{ id }] = waiting
  await control(origin, 'POST', `/relationships/${id}/approve`)
  await advance(origin, 60)
  expect((await read(id)).status).toBe('approved')
  await request(id, 'approve')
  await advance(origin, 20)
  expect(await read(id)).toMatchObject({ status: 'active', isPartnerConsentPending: false })
})

test('an unapproved request lapses after ninety days', async () => {
  const { id } = await create(customers[13])
  await request(id, 'lockForApproval')
  await advance(origin, 91 * 86_400)
  expect(await read(id)).toMatchObject({ status: 'expired', activatedDateTime: null })
})

test('$orderby=status walks through every relationship once; filters combine; dates that are not known yet may be empty', async () => {
  const all = (await everyPage(graph, `${LIST}?$top=300`)).rows.map((one) => one.id).sort()
  for (const direction of ['asc', 'desc']) {
    const { rows } = await everyPage(graph, `${LIST}?$orderby=status ${direction}&$top=70`)
    expect(rows.map((one) => one.id).sort()).toEqual(all)
    const statuses = rows.map((one) => one.status)
    expect(statuses).toEqual(direction === 'asc' ? [...statuses].sort() : [...statuses].sort().reverse())
  }
  const ends = `endDateTime lt ${new Date(Date.now() + 200 * 86_400_000).toISOString()}`
  const { rows } = await everyPage(graph, `${LIST}?$filter=(status eq 'active' or status eq 'created') and not (${ends})`)
  expect(rows.length).toBeGreaterThan(0)
  for (const one of rows) expect(['active', 'created']).toContain(one.status)
  await control(origin, 'POST', '/quirks', { emptyDates: true })
  const [created] = (await everyPage(graph, `${LIST}?$filter=status eq 'created'`)).rows
  expect(created.activatedDateTime).toBe('')
  await control(origin, 'POST', '/quirks', { emptyDates: false })
})
