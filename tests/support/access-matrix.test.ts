// Every route x every role x {nobody, own, other partner's, missing, malformed object}: exactly the table in contract/permissions.ts.
import { randomUUID } from 'node:crypto'
import { globSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { explainAbsence } from '../../contract/absence.ts'
import { checkConnection, giveConsent } from '../../contract/connection.ts'
import { prepareMessage, recordNotice, retryNotice, sendNotices } from '../../contract/customer-notices.ts'
import { exportCustomers } from '../../contract/customers.ts'
import { flagCustomer, undoFlag } from '../../contract/flags.ts'
import { changeTemplate } from '../../contract/notice-templates.ts'
import { changeOwnRule, changePartnerRule, verifyOwnAddress, verifyPartnerAddress } from '../../contract/notifications.ts'
import { permissions, type Role, roles } from '../../contract/permissions.ts'
import { askForPulls, listPullFailures, readAsked } from '../../contract/pulls.ts'
import type { RouteContract } from '../../contract/route.ts'
import { exportAffected } from '../../contract/service-health.ts'
import { changeLimits } from '../../contract/settings.ts'
import { renameTag, tagCustomers, untagCustomers } from '../../contract/tags.ts'
import { type Person, startApi, type TestApi } from './api.ts'
import { startCloud, type TestCloud } from './cloud.ts'
import { ruleFor } from './notice-rules.ts'
import { addObjects, type PartnerObjects } from './partner-objects.ts'

type Identified = 'tenantId' | 'issueId' | 'messageId' | 'tagId' | 'linkId' | 'entryId' | 'noticeId' | 'key' | 'channelId' | 'ruleId'
type Named = Record<Identified, string>
const identified: Identified[] = [
  'tenantId',
  'issueId',
  'messageId',
  'tagId',
  'linkId',
  'entryId',
  'noticeId',
  'key',
  'channelId',
  'ruleId',
]

const isRoute = (value: unknown): value is RouteContract =>
  typeof value === 'object' && value !== null && 'method' in value && 'path' in value && 'access' in value
// Every file of the contract, whoever adds one.
const contract = join(import.meta.dirname, '../../contract')
const files = await Promise.all(globSync('*.ts', { cwd: contract }).map((file) => import(join(contract, file)) as Promise<object>))
const routes = files.flatMap((file) => Object.values(file)).filter(isRoute)
const guarded = routes.filter((route) => route.access !== 'public')

const bodies: Record<string, object> = {
  [flagCustomer.path]: {},
  [undoFlag.path]: { changeId: '1' },
  [changeLimits.path]: { smallPartnerBelow: 100, flagged: 30, recent: 30, searchResults: 100 },
  [readAsked.path]: { resources: ['details'], tenantIds: [randomUUID()], since: '2030-01-01T00:00:00Z' },
  [askForPulls.path]: { resources: ['details'], customers: { all: true } },
  [checkConnection.path]: { checks: ['configuration'] },
  [giveConsent.path]: { tenantIds: [randomUUID()] },
  [verifyOwnAddress.path]: { code: '123456' },
  [verifyPartnerAddress.path]: { code: '123456' },
  [changeOwnRule.path]: ruleFor([randomUUID()]),
  [changePartnerRule.path]: ruleFor([randomUUID()]),
  [renameTag.path]: { name: 'Another' },
  [tagCustomers.path]: { tenantIds: [randomUUID()] },
  [untagCustomers.path]: { tenantIds: [randomUUID()] },
  [changeTemplate.path]: { subject: 'Subject', body: 'Body' },
  [prepareMessage.path]: { tenantId: randomUUID(), kind: 'opened', language: 'en', words: {} },
  [sendNotices.path]: { key: randomUUID(), kind: 'opened', words: { fr: {}, en: {} }, to: { everyone: 'all' } },
  [recordNotice.path]: {
    key: randomUUID(),
    way: 'copied',
    tenantId: randomUUID(),
    kind: 'opened',
    language: 'en',
    address: null,
    message: { subject: 'Subject', body: 'Body' },
  },
  [retryNotice.path]: {},
}
const queries: Record<string, string> = {
  [exportCustomers.path]: '?what=view&flavour=data',
  [explainAbsence.path]: '?text=Ours',
  [listPullFailures.path]: '?resource=details&kind=denied',
  [exportAffected.path]: '?flavour=data',
}

let api: TestApi
let cloud: TestCloud
let own: PartnerObjects
let foreign: PartnerObjects
let people: Record<Role, Person>

beforeAll(async () => {
  cloud = await startCloud()
  api = await startApi(cloud.env)
  const [mine, theirs] = [await api.addPartner('Mine'), await api.addPartner('Theirs')]
  const signedIn = await Promise.all(roles.map(async (role) => [role, await api.signIn(mine, [role])] as const))
  people = Object.fromEntries(signedIn) as Record<Role, Person>
  own = await addObjects(api, people.globalAdministrator, 1)
  foreign = await addObjects(api, await api.signIn(theirs), 2)
})
afterAll(async () => {
  await api.stop()
  await cloud.cloud.stop()
})

/** Parameters that name no object of anybody. */
const words: Record<string, string> = { center: 'microsoft365', kind: 'opened', language: 'fr' }
/** What no object of such a name is called. */
const missing = { ...(Object.fromEntries(identified.map((name) => [name, randomUUID()])) as Named), issueId: 'EX3', messageId: 'MC3' }
const malformed = Object.fromEntries(identified.map((name) => [name, '!'])) as Named

const parametersOf = ({ path }: RouteContract): string[] => [...path.matchAll(/:(\w+)/g)].map(([, name]) => name ?? '')
const namesObject = (route: RouteContract): boolean => parametersOf(route).some((name) => !(name in words))
const namesIn = (objects: PartnerObjects, { path }: RouteContract): Named => ({
  ...objects,
  ...objects[path.includes('/partner/') ? 'partner' : 'own'],
})

/** Fails on a parameter nobody has thought of. */
function urlOf(route: RouteContract, names: Named): string {
  const path = route.path.replaceAll(/:(\w+)/g, (_, parameter: string) => {
    const value = words[parameter] ?? names[parameter as keyof Named]
    if (value === undefined) throw new Error(`Say what ${parameter} of ${route.path} is`)
    return encodeURIComponent(value)
  })
  return path + (queries[route.path] ?? '')
}
const ask = (person: Person, route: RouteContract, names: Named) =>
  person.call(route.method, urlOf(route, names), route.method === 'GET' ? undefined : bodies[route.path])
const allows = (route: RouteContract, role: Role) =>
  route.access === 'signedIn' || (permissions[route.access as keyof typeof permissions] as readonly Role[]).includes(role)

describe.each(guarded.map((route) => [`${route.method} ${route.path}`, route] as const))('R3: %s', (_name, route) => {
  it('is closed to someone who is not signed in', async () => {
    const answer = await api.app.inject({ method: route.method, url: urlOf(route, namesIn(own, route)) })
    expect(answer.statusCode).toBe(401)
    expect(answer.json().code).toBe('not_signed_in')
  })
  it.each(roles)('answers a %s as the table of rights says', async (role) => {
    const answer = await ask(people[role], route, namesIn(own, route))
    if (allows(route, role)) expect([401, 403], answer.body).not.toContain(answer.statusCode)
    else expect(answer.json()).toMatchObject({ status: 403, code: 'forbidden' })
  })
  if (!namesObject(route)) return
  it.each([
    ["another partner's", () => namesIn(foreign, route)],
    ['a missing', () => missing],
  ])('does not know %s object', async (_whose, names) => {
    const answer = await ask(people.globalAdministrator, route, names())
    if (route.path.startsWith('/go/')) expect(answer.headers.location).toContain('notice=not_found')
    else expect(answer.json()).toMatchObject({ status: 404, code: 'not_found' })
  })
  it('refuses a malformed one with a clear message', async () => {
    const answer = await ask(people.globalAdministrator, route, malformed)
    const [parameter] = parametersOf(route).filter((name) => !(name in words))
    // What Microsoft names may be called anything.
    if (parameter === 'messageId') expect(answer.json()).toMatchObject({ status: 404, code: 'not_found' })
    else expect(answer.json()).toMatchObject({ status: 400, code: 'invalid_input', fields: [{ path: parameter }] })
  })
})

describe('the walls', () => {
  it('mounts every route of the contract', () => {
    for (const route of routes)
      expect(api.app.hasRoute({ method: route.method, url: route.path }), `${route.method} ${route.path}`).toBe(true)
  })
  it('refuses a change without the CSRF token, even with the cookie', async () => {
    const { cookie } = people.globalAdministrator
    // What Microsoft sends is proved by its signature instead.
    for (const route of routes.filter(({ method, proof }) => method !== 'GET' && proof !== 'signature')) {
      const answer = await api.app.inject({
        method: route.method,
        url: urlOf(route, namesIn(own, route)),
        headers: { cookie },
        payload: bodies[route.path] ?? {},
      })
      expect(answer.json(), route.path).toMatchObject({ status: 403, code: 'csrf_rejected' })
    }
  })
  // That every other table has the same policy: server/db/walls.test.ts.
  it("R3: row-level security alone hides another partner's customers", async () => {
    const { door } = api.services
    // A query without any condition on the partner, through the connection of one.
    const seen = await door.ofPartner(people.reader.partnerId).selectFrom('customers').select('name').execute()
    expect(seen).toEqual([{ name: 'Customer 1' }])
    expect(await door.identity.selectFrom('customers').select('name').execute()).toEqual([])
  })
  it('sends no stack trace and no internals in an error', async () => {
    const answer = await people.reader.call('GET', '/api/customers?limit=nonsense')
    expect(answer.json()).toMatchObject({ code: 'invalid_input', fields: [{ path: 'limit' }] })
    expect(answer.body).not.toMatch(/node_modules|at .+\.ts/)
  })
})
