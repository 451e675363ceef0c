// Every route x every role x {nobody, own, other partner's, missing, malformed object}: exactly the table in contract/permissions.ts.
import { randomUUID } from 'node:crypto'
import { globSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { explainAbsence } from '../../contract/absence.ts'
import { checkConnection, giveConsent } from '../../contract/connection.ts'
import { exportCustomers } from '../../contract/customers.ts'
import { flagCustomer, undoFlag } from '../../contract/flags.ts'
import { permissions, type Role, roles } from '../../contract/permissions.ts'
import { askForPulls, listPullFailures } from '../../contract/pulls.ts'
import type { RouteContract } from '../../contract/route.ts'
import { exportAffected } from '../../contract/service-health.ts'
import { changeLimits } from '../../contract/settings.ts'
import { type Person, startApi, type TestApi } from './api.ts'
import { startCloud, type TestCloud } from './cloud.ts'

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
  [askForPulls.path]: { resources: ['details'], customers: { all: true } },
  [checkConnection.path]: { checks: ['configuration'] },
  [giveConsent.path]: { tenantIds: [randomUUID()] },
}
const queries: Record<string, string> = {
  [exportCustomers.path]: '?what=view&flavour=data',
  [explainAbsence.path]: '?text=Ours',
  [listPullFailures.path]: '?resource=details&kind=denied',
  [exportAffected.path]: '?flavour=data',
}

let api: TestApi
let cloud: TestCloud
let own: string
let foreign: string
let people: Record<Role, Person>

beforeAll(async () => {
  cloud = await startCloud()
  api = await startApi(cloud.env)
  const [mine, theirs] = [await api.addPartner('Mine'), await api.addPartner('Theirs')]
  ;[own] = (await api.addCustomers(mine, [{ name: 'Ours' }])) as [string]
  ;[foreign] = (await api.addCustomers(theirs, [{ name: 'Theirs only' }])) as [string]
  const signedIn = await Promise.all(roles.map(async (role) => [role, await api.signIn(mine, [role])] as const))
  people = Object.fromEntries(signedIn) as Record<Role, Person>
})
afterAll(async () => {
  await api.stop()
  await cloud.cloud.stop()
})

const urlOf = (route: RouteContract, tenantId: string) =>
  route.path.replace(':tenantId', tenantId).replace(':center', 'microsoft365').replace(':issueId', 'EX1') + (queries[route.path] ?? '')
const ask = (person: Person, route: RouteContract, tenantId: string) =>
  person.call(route.method, urlOf(route, tenantId), route.method === 'GET' ? undefined : bodies[route.path])
const allows = (route: RouteContract, role: Role) =>
  route.access === 'signedIn' || (permissions[route.access as keyof typeof permissions] as readonly Role[]).includes(role)

describe.each(guarded.map((route) => [`${route.method} ${route.path}`, route] as const))('R3: %s', (_name, route) => {
  it('is closed to someone who is not signed in', async () => {
    const answer = await api.app.inject({ method: route.method, url: urlOf(route, own) })
    expect(answer.statusCode).toBe(401)
    expect(answer.json().code).toBe('not_signed_in')
  })
  it.each(roles)('answers a %s as the table of rights says', async (role) => {
    const answer = await ask(people[role], route, own)
    if (allows(route, role)) expect([401, 403], answer.body).not.toContain(answer.statusCode)
    else expect(answer.json()).toMatchObject({ status: 403, code: 'forbidden' })
  })
  if (!route.path.includes(':tenantId')) return
  it.each([
    ["another partner's", () => foreign],
    ['a missing', () => randomUUID()],
  ])('does not know %s customer', async (_whose, id) => {
    const answer = await ask(people.globalAdministrator, route, id())
    if (route.path.startsWith('/go/')) expect(answer.headers.location).toContain('notice=not_found')
    else expect(answer.json()).toMatchObject({ status: 404, code: 'not_found' })
  })
  it('refuses a malformed tenant ID with a clear message', async () => {
    const answer = await ask(people.globalAdministrator, route, 'not-a-guid')
    expect(answer.json()).toMatchObject({ status: 400, code: 'invalid_input', fields: [{ path: 'tenantId' }] })
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
        url: urlOf(route, own),
        headers: { cookie },
        payload: bodies[route.path] ?? {},
      })
      expect(answer.json(), route.path).toMatchObject({ status: 403, code: 'csrf_rejected' })
    }
  })
  it("R3: row-level security alone hides another partner's rows, in every table that has a partner", async () => {
    const { door } = api.services
    const { rows: open } = await sql<{ name: string }>`
      select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname = 'public' and c.relkind = 'r' and not (c.relrowsecurity and c.relforcerowsecurity)
    `.execute(door.identity)
    expect(
      open
        .map((row) => row.name)
        .filter((name) => !name.startsWith('kysely_'))
        .sort(),
    ).toEqual(['browser_accounts', 'browsers', 'partners', 'sign_in_attempts', 'users'])
    // A query without any condition on the partner, through the connection of one.
    const seen = await door.ofPartner(people.reader.partnerId).selectFrom('customers').select('name').execute()
    expect(seen).toEqual([{ name: 'Ours' }])
    expect(await door.identity.selectFrom('customers').select('name').execute()).toEqual([])
  })
  it('sends no stack trace and no internals in an error', async () => {
    const answer = await people.reader.call('GET', '/api/customers?limit=nonsense')
    expect(answer.json()).toMatchObject({ code: 'invalid_input', fields: [{ path: 'limit' }] })
    expect(answer.body).not.toMatch(/node_modules|at .+\.ts/)
  })
})
