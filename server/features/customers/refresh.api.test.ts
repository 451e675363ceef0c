// Reading one customer again from the simulated cloud when someone opens it: address, admin centers, relationships.

import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { pullResources } from '../../../contract/pulls.ts'
import { type Person, startApi, type TestApi } from '../../../tests/support/api.ts'
import type { TestCloud } from '../../../tests/support/cloud.ts'
import { type FaultyCloud, startFaultyCloud } from '../../../tests/support/faulty-cloud.ts'
import { addMissing } from '../../pulls/claim.ts'
import { syncCustomers } from '../sync/sync.sync.ts'

let cloud: TestCloud
let way: FaultyCloud
let api: TestApi
let person: Person
let now: number

beforeAll(async () => {
  way = await startFaultyCloud(60)
  cloud = way.cloud
  const partnerId = way.partnerId
  api = await startApi({ ...cloud.env, TENANTRY_PARTNERS: partnerId })
  await api.services.door.identity.insertInto('partners').values({ partner_id: partnerId }).execute()
  await syncCustomers(api.services, partnerId, new AbortController().signal)
  person = await api.signIn(partnerId)
})
afterAll(async () => {
  await api.stop()
  await way.stop()
})
beforeEach(() => {
  way.calls.length = 0
  way.fault = () => undefined
  // Long after whatever another test has read.
  now = (now ?? Date.now()) + 60_000
  api.services.clock = { now: () => new Date(now) }
})

const oneWith = async (delegation: string): Promise<string> => {
  const { rows } = (await person.call('GET', `/api/customers?delegation=${delegation}`)).json()
  return rows[0].tenantId
}
const control = (method: string, path: string, body?: object) =>
  fetch(`${cloud.cloud.address}/control${path}`, {
    method,
    headers: { 'content-type': 'application/json' },
    ...(body && { body: JSON.stringify(body) }),
  })

const refresh = (tenantId: string) => person.call('POST', `/api/customers/${tenantId}/refresh`)
const callsOf = (tenantId: string) => way.calls.filter((call) => call.includes(`/v1/customers/${tenantId}`)).length
const version = async () =>
  (
    await api.services.door.identity
      .selectFrom('partners')
      .where('partner_id', '=', person.partnerId)
      .select('customers_version')
      .executeTakeFirstOrThrow()
  ).customers_version

describe('opening a customer', () => {
  it('S25: reads address, domains and the admin centers Microsoft lists for it', async () => {
    const tenantId = await oneWith('active')
    const before = (await person.call('GET', `/api/customers/${tenantId}`)).json()
    expect(before).toMatchObject({ addressState: 'notYetRead', detailsReadAt: null })
    const answer = await person.call('POST', `/api/customers/${tenantId}/refresh`)
    expect(answer.statusCode, answer.body).toBe(200)
    const card = answer.json()
    expect(card.addressState).toBe('known')
    expect(card.address.city).toBeTruthy()
    expect(card.country).toMatch(/^[A-Z]{2}$/)
    expect(card.delegations.length).toBeGreaterThan(0)
    expect(card.adminCenters).toContainEqual({ center: 'exchange', href: `/go/${tenantId}/exchange`, source: 'microsoft' })
    // What was read is searchable: the other verified domains too (D14).
    const other = card.otherDomains[0]
    expect((await person.call('GET', `/api/customers?search=${other}`)).json().rows[0].tenantId).toBe(tenantId)
  })
  it('touches no other customer', async () => {
    const everyone = async () =>
      await api.services.door
        .ofPartner(person.partnerId)
        .selectFrom('customers')
        .select(['tenant_id', 'country', 'email', 'relationship', 'address_state', 'admin_centers'])
        .where('tenant_id', '!=', tenantId)
        .orderBy('tenant_id')
        .execute()
    const { rows } = (await person.call('GET', '/api/customers?delegation=active&limit=2')).json()
    const tenantId = rows[1].tenantId
    const before = await everyone()
    expect((await refresh(tenantId)).statusCode).toBe(200)
    expect(await everyone()).toEqual(before)
  })
  it('S36: then enters by the address Microsoft itself gave', async () => {
    const tenantId = await oneWith('active')
    await person.call('POST', `/api/customers/${tenantId}/refresh`)
    const { location } = (await person.call('GET', `/go/${tenantId}/teams`)).headers
    expect(location).toMatch(new RegExp(`^${cloud.env.MICROSOFT_LOGIN_URL}/portals/admin\\.teams\\.microsoft\\.com/`))
  })
  it('keeps what is known when Partner Center says it is no customer of ours, and fails where it refuses everything', async () => {
    const tenantId = await oneWith('active')
    const known = (await refresh(tenantId)).json()
    expect(known.address).not.toBeNull()
    now += 60_000
    const refused = { kind: 'status', status: 403, api: 'partner-center', path: `/v1/customers/${tenantId}` }
    expect((await control('POST', '/faults', refused)).ok).toBe(true)
    expect((await refresh(tenantId)).statusCode).toBeGreaterThanOrEqual(400)
    await control('DELETE', '/faults', {})
    const still = (await person.call('GET', `/api/customers/${tenantId}`)).json()
    expect([still.address, still.addressState]).toEqual([known.address, 'known'])
    expect((await control('DELETE', `/customers/${tenantId}`, {})).ok).toBe(true)
    const { address, email, addressState } = (await refresh(tenantId)).json()
    expect({ address, email, addressState }).toEqual({ address: known.address, email: known.email, addressState: 'notReadable' })
    expect((await control('POST', `/customers/${tenantId}/return`, {})).ok).toBe(true)
  })
  it('takes no delegation for ended because Microsoft’s record of it cannot be read', async () => {
    const tenantId = await oneWith('active')
    const before = (await refresh(tenantId)).json()
    now += 60_000
    const path = '/tenantRelationships/delegatedAdminRelationships'
    expect((await control('POST', '/faults', { kind: 'bad-record', api: 'graph', path })).ok).toBe(true)
    const after = (await refresh(tenantId)).json()
    expect((await control('DELETE', '/faults', {})).ok).toBe(true)
    expect(after.delegation).toBe('active')
    expect(after.delegations).toEqual(before.delegations)
  })
  it('shows at once that a delegation has ended, without waiting for the next synchronisation', async () => {
    const tenantId = await oneWith('active')
    expect((await control('PATCH', `/customers/${tenantId}`, { delegation: 'terminated' })).ok).toBe(true)
    const card = (await person.call('POST', `/api/customers/${tenantId}/refresh`)).json()
    expect(card).toMatchObject({ delegation: 'terminated', adminCenters: [] })
  })
  it('keeps what is known when Microsoft does not answer', async () => {
    const tenantId = await oneWith('active')
    await person.call('POST', `/api/customers/${tenantId}/refresh`)
    const { microsoft } = api.services
    now += 60_000
    const known = (await person.call('GET', `/api/customers/${tenantId}`)).json()
    // Another client, pointed at a port where nobody listens.
    const { createMicrosoft } = await import('../../microsoft/microsoft.ts')
    const nowhere = { ...api.services.config, MICROSOFT_LOGIN_URL: 'http://127.0.0.1:59998' }
    api.services.microsoft = createMicrosoft(nowhere, api.services.log)
    const answer = await person.call('POST', `/api/customers/${tenantId}/refresh`)
    await api.services.microsoft.close()
    api.services.microsoft = microsoft
    expect(answer.json()).toMatchObject({ code: 'microsoft_unavailable', status: 503 })
    expect((await person.call('GET', `/api/customers/${tenantId}`)).json().address).toEqual(known.address)
  })

  it('asks Microsoft once, however many open it at once or soon after', async () => {
    const tenantId = await oneWith('active')
    const answers = await Promise.all([refresh(tenantId), refresh(tenantId), refresh(tenantId)])
    expect(answers.map((answer) => answer.statusCode)).toEqual([200, 200, 200])
    expect(callsOf(tenantId)).toBe(1)
    now += 29_000
    expect((await refresh(tenantId)).json().detailsReadAt).toBe(answers[0]?.json().detailsReadAt)
    expect(callsOf(tenantId)).toBe(1)
    now += 2_000
    await refresh(tenantId)
    expect(callsOf(tenantId)).toBe(2)
  })
  it('what is remembered of all customers holds until something that is shown has changed', async () => {
    const tenantId = await oneWith('active')
    await refresh(tenantId)
    const before = await version()
    now += 60_000
    const { detailsReadAt } = (await refresh(tenantId)).json()
    expect(Date.parse(detailsReadAt)).toBe(now)
    expect(await version()).toBe(before)
    await control('PATCH', `/customers/${tenantId}`, { delegation: 'terminated' })
    now += 60_000
    await refresh(tenantId)
    expect(Number(await version())).toBe(Number(before) + 1)
  })
  it('a relationship that comes twice does no harm', async () => {
    const tenantId = await oneWith('active')
    way.fault = (call) =>
      call.includes('/delegatedAdminRelationships')
        ? {
            spoil: (body) => ({
              ...body,
              value: [...(body['value'] as object[]), ...(body['value'] as object[])].map((one) => ({ ...one, displayName: 'Twice' })),
            }),
          }
        : undefined
    const answer = await refresh(tenantId)
    expect(answer.statusCode, answer.body).toBe(200)
    expect(answer.json().delegations[0].name).toBe('Twice')
  })
  it('R2: takes relationships before the customer, as the synchronisation does, so that the two never wait for each other', async () => {
    const tenantId = await oneWith('active')
    const db = api.services.door.ofPartner(person.partnerId)
    await control('PATCH', `/customers/${tenantId}`, { delegation: 'terminated' })
    let refreshing: ReturnType<typeof refresh> | undefined
    await db.transaction().execute(async (trx) => {
      await trx.updateTable('delegations').set({ roles: 99 }).where('tenant_id', '=', tenantId).execute()
      refreshing = refresh(tenantId)
      // Once it waits for the relationship it must not hold the customer.
      const waiting = sql<{
        one: number
      }>`select 1 as one from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`
      await expect.poll(async () => (await waiting.execute(trx)).rows.length, { timeout: 10_000 }).toBe(1)
      await sql`select from customers where tenant_id = ${tenantId} for update nowait`.execute(trx)
    })
    expect((await refreshing)?.json()).toMatchObject({ delegation: 'terminated' })
  })
})

it('S38: what is read in the background goes first for the customer that somebody opens', async () => {
  const tenantId = await oneWith('active')
  const db = api.services.door.ofPartner(person.partnerId)
  await addMissing(db, person.partnerId, pullResources, new Date(now + 86_400_000))
  await person.call('POST', `/api/customers/${tenantId}/refresh`)
  const asked = await db.selectFrom('pulls').where('asked_at', 'is not', null).select(['tenant_id', 'resource']).execute()
  expect(asked.map((row) => `${row.tenant_id} ${row.resource}`).sort()).toEqual(
    ['directory', 'health', 'messages', 'subscriptions'].map((resource) => `${tenantId} ${resource}`),
  )
})

it('B6: a card that was opened has fresh details', async () => {
  const tenantId = await oneWith('active')
  expect((await refresh(tenantId)).statusCode).toBe(200)
  const { resources } = (await person.call('GET', `/api/customers/${tenantId}/sync`)).json()
  const details = resources.find(({ resource }: { resource: string }) => resource === 'details')
  expect(details).toMatchObject({ goodAt: new Date(now).toISOString(), failure: null, failures: 0 })
  expect(Date.parse(details.dueAt)).toBeGreaterThan(now)
})
