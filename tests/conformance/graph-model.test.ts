// Walks every address of Microsoft's own model of Graph on the running simulator, as each kind of caller; every answer must fit the model.
import { readFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Simulator } from '../../simulator/simulator.ts'
import { control, customerOf } from '../../simulator/testing/commander.ts'
import {
  type Answer,
  advance,
  type Caller,
  caller,
  GRAPH,
  hasModel,
  type Model,
  readModel,
  userToken,
} from '../../simulator/testing/graph-caller.ts'
import { ADVISOR_TENANT, appToken, MAIN_TENANT, startForTests } from '../../simulator/testing/relying-party.ts'

type Paths = Record<string, Record<string, unknown>>
const paths: Paths = hasModel
  ? (JSON.parse(readFileSync(new URL('../../../shared/graph-openapi.json', import.meta.url), 'utf8')) as { paths: Paths }).paths
  : {}
/** Parents before what lies below them. */
const read = Object.keys(paths)
  .filter((path) => paths[path]?.['get'])
  .sort((one, other) => one.split('/').length - other.split('/').length)

let simulator: Simulator
let model: Model
let callers: Record<string, Caller>
let listener: Server
let domain = ''
/** Answers by path of the model. */
const answers = new Map<string, { who: string; address: string; answer: Answer }[]>()

const RELATIONSHIPS = '/tenantRelationships/delegatedAdminRelationships'
const roleDefinitions = (...ids: string[]) => ({ unifiedRoles: ids.map((roleDefinitionId) => ({ roleDefinitionId })) })
const ROLES = ['f023fd81-a637-4b56-95fd-791ac0226033', 'fe930be7-5e62-47db-91af-98c3a49a38b1']

beforeAll(async () => {
  if (!hasModel) return
  simulator = await startForTests()
  const { origin } = simulator
  model = readModel()
  const customer = await customerOf(origin, 'Walked Ltd')
  callers = {
    'the application at home': caller(origin, await appToken(origin, GRAPH)),
    'a person at home': caller(origin, await userToken(origin, MAIN_TENANT)),
    'a person in a customer’s tenant': caller(origin, await userToken(origin, customer)),
    'the application of an advisor': caller(origin, await appToken(origin, GRAPH, ADVISOR_TENANT)),
    nobody: caller(origin, 'wrong'),
  }
  listener = createServer((request, response) => {
    const token = new URL(request.url ?? '', 'http://x').searchParams.get('validationToken')
    response.writeHead(token ? 200 : 202, { 'content-type': 'text/plain' }).end(token ?? '')
  })
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve))
  await arrange(callers['a person at home'] as Caller)
  for (const path of read) await walk(path)
}, 120_000)
afterAll(async () => {
  await simulator?.stop()
  await new Promise((resolve) => (listener ? listener.close(resolve) : resolve(null)))
})

/** What a fresh cloud has none of: a relationship with a request, an operation and an assignment, and a subscription to changes. */
async function arrange(partner: Caller): Promise<void> {
  const { origin } = simulator
  const done = ({ status, body }: Answer, expected: number) => {
    expect([status, JSON.stringify(body)]).toEqual([expected, expect.any(String)])
    return body
  }
  const [{ tenantId }] = (await control(origin, 'POST', '/customers', { name: 'Asked Ltd', delegation: 'none' })).body
  const wanted = { displayName: 'Walk', duration: 'P90D', customer: { tenantId }, accessDetails: roleDefinitions(...ROLES) }
  const relationship = `${RELATIONSHIPS}/${done(await partner('POST', RELATIONSHIPS, { body: wanted }), 201).id}`
  done(await partner('POST', `${relationship}/requests`, { body: { action: 'lockForApproval' } }), 201)
  await control(origin, 'POST', `${relationship.replace('/tenantRelationships/delegatedAdminRelationships', '/relationships')}/approve`)
  await advance(origin, 30)
  const [group] = done(await partner('GET', '/groups'), 200).value
  const accessContainer = { accessContainerId: group.id, accessContainerType: 'securityGroup' }
  const assigned = { accessContainer, accessDetails: roleDefinitions(...ROLES) }
  const assignment = `${relationship}/accessAssignments/${done(await partner('POST', `${relationship}/accessAssignments`, { body: assigned }), 201).id}`
  await advance(origin, 30)
  const headers = { 'if-match': done(await partner('GET', assignment), 200)['@odata.etag'] as string }
  done(await partner('PATCH', assignment, { headers, body: { accessDetails: roleDefinitions(ROLES[0] ?? '') } }), 202)
  made.push(relationship.slice(RELATIONSHIPS.length + 1))
  domain = done(await partner('GET', '/domains'), 200).value[0].id
  const notificationUrl = `http://127.0.0.1:${(listener.address() as AddressInfo).port}/`
  const expirationDateTime = new Date(Date.now() + 30 * 60_000).toISOString()
  done(
    await partner('POST', '/subscriptions', { body: { changeType: 'updated', resource: 'users', notificationUrl, expirationDateTime } }),
    201,
  )
}

/** Relationships that stand further down their list than is looked. */
const made: string[] = []

/** The addresses behind a path: IDs are those that the list above it has for that caller; one that nobody has, besides. */
async function addressesOf(path: string, who: string): Promise<string[]> {
  if (path.includes('{domainName}')) return [path.replace('{domainName}', `'${domain}'`), path.replace('{domainName}', "'nobody.example'")]
  if (path.includes('{tenantId}')) return [path.replace('{tenantId}', `'${MAIN_TENANT}'`), path.replace('{tenantId}', "'x'")]
  let addresses = ['']
  for (const segment of path.slice(1).split('/')) {
    const next: string[] = []
    for (const address of addresses)
      next.push(...(segment.startsWith('{') ? await idsAt(address, who) : [segment]).map((one) => `${address}/${one}`))
    addresses = next.slice(0, 12)
  }
  return addresses
}

type Row = { id?: unknown; hasAttachments?: unknown; status?: unknown }
const richness = ({ hasAttachments, status }: Row): boolean => hasAttachments === true || status === 'postIncidentReviewPublished'

const listed = new Map<string, string[]>()
async function idsAt(address: string, who: string): Promise<string[]> {
  const key = `${who} ${address}`
  const known = listed.get(key)
  if (known) return known
  const { body } = await (callers[who] as Caller)('GET', address)
  const rows: Row[] = Array.isArray(body?.value) ? body.value : []
  // Those with something below them first.
  const inOrder = rows.toSorted((one, other) => Number(richness(other)) - Number(richness(one)))
  const ids = inOrder.flatMap(({ id }) => (typeof id === 'string' ? [encodeURIComponent(id)] : []))
  listed.set(key, [...(address === RELATIONSHIPS ? made : []), ...ids.slice(0, 3), 'nobody'])
  return listed.get(key) ?? []
}

async function walk(path: string): Promise<void> {
  const found: { who: string; address: string; answer: Answer }[] = []
  for (const [who, call] of Object.entries(callers))
    for (const address of await addressesOf(path, who)) found.push({ who, address, answer: await call('GET', address) })
  answers.set(path, found)
}

describe.runIf(hasModel)('every answer of the simulated Graph fits Microsoft’s model', () => {
  it.each(read)('%s', (path) => {
    const found = answers.get(path) ?? []
    const wrong = found.flatMap(({ who, address, answer }) =>
      answer.status === 200 && !answer.headers.get('content-type')?.includes('json')
        ? []
        : model.problems(`GET ${path}`, answer).map((problem) => `${who}, ${address}, ${answer.status}: ${problem}`),
    )
    expect(wrong).toEqual([])
    expect(found.map(({ answer }) => answer.status)).not.toContain(500)
    expect(found.filter(({ who, answer }) => who === 'nobody' && answer.status !== 401)).toEqual([])
  })

  it.each(read)('%s has something to tell', (path) => {
    const good = (answers.get(path) ?? []).filter(({ answer }) => answer.status === 200)
    const telling = good.filter(({ answer }) => !Array.isArray(answer.body?.value) || answer.body.value.length > 0)
    expect(telling.length).toBeGreaterThan(0)
  })
})
