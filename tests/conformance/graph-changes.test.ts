// Every change that Microsoft's own model of Graph knows, made on the running simulator, and every refusal at every address; each answer
// must fit the model. What is read is walked by graph-model.test.ts.
import { readFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Simulator } from '../../simulator/simulator.ts'
import { type Answered, control, customerOf } from '../../simulator/testing/commander.ts'
import {
  type Answer,
  advance,
  type Caller,
  caller,
  hasModel,
  type Model,
  readModel,
  userToken,
} from '../../simulator/testing/graph-caller.ts'
import { MAIN_TENANT, startForTests } from '../../simulator/testing/relying-party.ts'

type Paths = Record<string, Record<string, unknown>>
const paths: Paths = hasModel
  ? (JSON.parse(readFileSync(new URL('../../../shared/graph-openapi.json', import.meta.url), 'utf8')) as { paths: Paths }).paths
  : {}
const operations = Object.entries(paths).flatMap(([path, methods]) =>
  ['get', 'post', 'patch', 'delete'].flatMap((method) => (methods[method] ? [`${method.toUpperCase()} ${path}`] : [])),
)
const changes = operations.filter((one) => !one.startsWith('GET '))

const LIST = '/tenantRelationships/delegatedAdminRelationships'
const ONE = `${LIST}/{delegatedAdminRelationship-id}`
const ASSIGNMENT = `${ONE}/accessAssignments/{delegatedAdminAccessAssignment-id}`
const MESSAGES = '/admin/serviceAnnouncement/messages'
const [EXCHANGE, READER] = ['29232cdf-9323-42fd-ade2-1d097af3e4de', 'f2ef992c-3afb-46b9-b7cf-a126ee74c451'] as const
const roles = (...ids: string[]) => ({ unifiedRoles: ids.map((roleDefinitionId) => ({ roleDefinitionId })) })

let simulator: Simulator
let origin: string
let model: Model
let partner: Caller
let inside: Caller
let listener: Server
let watched: string
const answers = new Map<string, Answer[]>()

/** Makes the change, and keeps the answer for the checks. */
async function change(operation: string, path: string, sent: Parameters<Caller>[2] = {}, graph = partner): Promise<Answered> {
  const answer = await graph(operation.split(' ')[0] ?? '', path, sent)
  answers.set(operation, [...(answers.get(operation) ?? []), answer])
  return answer.body
}

beforeAll(async () => {
  if (!hasModel) return
  simulator = await startForTests({ customers: 60 })
  origin = simulator.origin
  model = readModel()
  const customer = await customerOf(origin, 'Changed Ltd')
  partner = caller(origin, await userToken(origin, MAIN_TENANT))
  inside = caller(origin, await userToken(origin, customer))
  listener = createServer((request, response) => {
    const token = new URL(request.url ?? '', 'http://x').searchParams.get('validationToken')
    response.writeHead(token ? 200 : 202, { 'content-type': 'text/plain' }).end(token ?? '')
  })
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve))
  watched = `http://127.0.0.1:${(listener.address() as AddressInfo).port}/`
  await delegate()
  await communicate()
}, 120_000)
afterAll(async () => {
  await simulator?.stop()
  await new Promise((resolve) => (listener ? listener.close(resolve) : resolve(null)))
})

/** A relationship from its first request to its end, with what is refused on the way. */
async function delegate(): Promise<void> {
  const [{ tenantId }] = (await control(origin, 'POST', '/customers', { name: 'Asked Ltd', delegation: 'none' })).body
  const wanted = { displayName: 'Changes', duration: 'P90D', customer: { tenantId }, accessDetails: roles(EXCHANGE, READER) }
  const create = (more: object = {}) => change(`POST ${LIST}`, LIST, { body: { ...wanted, ...more } })
  const under = async (address: string) => ({ headers: { 'if-match': (await partner('GET', address)).body['@odata.etag'] as string } })
  const stale = { headers: { 'if-match': 'W/"stale"' } }
  const { id } = await create()
  const address = `${LIST}/${id}`
  await create()
  await create({ displayName: 'Short', duration: 'PT1H' })
  const { id: dropped } = await create({ displayName: 'Dropped' })
  await change(`DELETE ${ONE}`, `${LIST}/${dropped}`, stale)
  await change(`DELETE ${ONE}`, `${LIST}/${dropped}`, await under(`${LIST}/${dropped}`))
  await change(`DELETE ${ONE}`, `${LIST}/${dropped}`, stale)
  await change(`PATCH ${ONE}`, address, { body: { duration: 'P31D' } })
  await change(`PATCH ${ONE}`, address, { body: { duration: 'P31D' }, ...(await under(address)) })
  const request = (action: string) => change(`POST ${ONE}/requests`, `${address}/requests`, { body: { action } })
  for (const action of ['dance', 'terminate', 'lockForApproval']) await request(action)
  await control(origin, 'POST', `/relationships/${id}/approve`)
  await advance(origin, 30)
  const groups: { id: string }[] = (await partner('GET', '/groups')).body.value
  const assign = (accessContainerId: string | undefined) =>
    change(`POST ${ONE}/accessAssignments`, `${address}/accessAssignments`, {
      body: { accessContainer: { accessContainerId, accessContainerType: 'securityGroup' }, accessDetails: roles(EXCHANGE) },
    })
  const assigned = `${address}/accessAssignments/${(await assign(groups[0]?.id)).id}`
  await assign(groups[0]?.id)
  await assign('nobody')
  await advance(origin, 30)
  for (const wider of [roles(READER, EXCHANGE), roles(EXCHANGE)])
    await change(`PATCH ${ASSIGNMENT}`, assigned, { body: { accessDetails: wider }, ...(await under(assigned)) })
  await advance(origin, 30)
  await change(`PATCH ${ASSIGNMENT}`, assigned, { body: { accessDetails: roles(READER) }, ...stale })
  await change(`DELETE ${ASSIGNMENT}`, assigned, stale)
  await change(`DELETE ${ASSIGNMENT}`, assigned, await under(assigned))
  await change(`PATCH ${ONE}`, address, { body: { autoExtendDuration: 'P180D' }, ...(await under(address)) })
  await request('terminate')
}

async function communicate(): Promise<void> {
  const [first] = (await inside('GET', MESSAGES)).body.value
  for (const action of ['archive', 'favorite', 'markRead', 'markUnread', 'unarchive', 'unfavorite'])
    for (const messageIds of [[first.id], ['MC1'], 'all'])
      await change(`POST ${MESSAGES}/${action}`, `${MESSAGES}/${action}`, { body: { messageIds } }, inside)
  const message = (address: string) => ({
    message: { subject: 'S', body: { contentType: 'Text', content: 'C' }, toRecipients: [{ emailAddress: { address } }] },
  })
  for (const address of ['a@receiver.example', 'nobody']) {
    await change('POST /me/sendMail', '/me/sendMail', { body: message(address) })
    for (const sender of ['integration@aurore-cloud.example', 'nobody'])
      await change('POST /users/{user-id}/sendMail', `/users/${sender}/sendMail`, { body: message(address) })
  }
  const [soon, late] = [new Date(Date.now() + 30 * 60_000).toISOString(), '2090-01-01T00:00:00Z']
  const watch = (expirationDateTime: string) => ({
    body: { changeType: 'updated', resource: 'users', notificationUrl: watched, expirationDateTime },
  })
  const { id } = await change('POST /subscriptions', '/subscriptions', watch(soon))
  await change('POST /subscriptions', '/subscriptions', watch(late))
  for (const expirationDateTime of [soon, late])
    await change('PATCH /subscriptions/{subscription-id}', `/subscriptions/${id}`, { body: { expirationDateTime } })
  for (let turn = 0; turn < 2; turn++) await change('DELETE /subscriptions/{subscription-id}', `/subscriptions/${id}`)
  const requests = [
    { id: '1', method: 'GET', url: '/organization' },
    { id: '2', method: 'GET', url: '/contracts?$top=2' },
    { id: '3', method: 'GET', url: '/nothing', dependsOn: ['1'] },
    { id: '4', method: 'GET', url: '/organization', dependsOn: ['3'] },
  ]
  await change('POST /$batch', '/$batch', { body: { requests } })
  await change('POST /$batch', '/$batch', { body: { requests: [] } })
}

/**
 * The model knows $batch in one form only and says that a change answers with nothing; documentation has the parts of a batch as JSON, and
 * the changed resource, which must be that of the address.
 */
function problemsOf(operation: string, answer: Answer): string[] {
  if (operation === 'POST /$batch' && answer.status === 200)
    return answer.body.responses.flatMap(({ id, status, body }: { id: string; status: number; body: Answered }) =>
      model.problems(id === '2' ? 'GET /contracts' : 'GET /organization', { status, body }),
    )
  return model.problems(answer.body !== null && answer.status < 300 ? operation.replace(/^PATCH/, 'GET') : operation, answer)
}

/** Any value will do for a refusal that comes before anything is looked up. */
const anyAddress = (operation: string): string =>
  (operation.split(' ')[1] ?? '').replace(/=\{\w+\}/g, "='x'").replace(/\{[^}]+\}/g, '11111111-2222-4333-8444-555555555555')

describe.runIf(hasModel)('S43: every change of the simulated Graph fits Microsoft’s model', () => {
  it.each(changes)('%s: done, and refused', (operation) => {
    const given = answers.get(operation) ?? []
    expect(given.flatMap((answer) => problemsOf(operation, answer).map((problem) => `${answer.status}: ${problem}`))).toEqual([])
    const statuses = given.map(({ status }) => status)
    expect(statuses.some((status) => status < 300)).toBe(true)
    expect(statuses.some((status) => status >= 400 && status < 500)).toBe(true)
    expect(statuses).not.toContain(500)
  })

  it.each([429, 500, 502, 503, 504])('a fault %i is told in the form of the model at every address', async (status) => {
    await control(origin, 'POST', '/faults', { kind: 'status', api: 'graph', status })
    for (const operation of operations) {
      const answer = await partner(operation.split(' ')[0] ?? '', anyAddress(operation))
      expect([operation, answer.status, model.problems(operation, answer)]).toEqual([operation, status, []])
      expect(answer.headers.has('request-id')).toBe(true)
    }
    await control(origin, 'DELETE', '/faults')
  })

  it('a limit that is exceeded is told in it as well, with what Microsoft’s headers say of it', async () => {
    await control(origin, 'POST', '/limits', { throttle: 'graph=1/60' })
    await partner('GET', '/organization')
    const answer = await partner('GET', '/organization')
    expect([answer.status, model.problems('GET /organization', answer)]).toEqual([429, []])
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0)
    await control(origin, 'POST', '/limits', { throttle: 'off' })
  })
})
