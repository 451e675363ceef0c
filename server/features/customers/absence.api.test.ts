// B1, "Why don't I see this customer?", against the simulated cloud: known here, departed, waiting for the synchronisation, no customer.
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import type { Absence } from '../../../contract/absence.ts'
import { type Person, startApi, type TestApi } from '../../../tests/support/api.ts'
import type { TestCloud } from '../../../tests/support/cloud.ts'
import { type FaultyCloud, startFaultyCloud } from '../../../tests/support/faulty-cloud.ts'
import { syncCustomers } from '../sync/sync.sync.ts'

let cloud: TestCloud
let way: FaultyCloud
let api: TestApi
let person: Person
let partnerId: string

beforeAll(async () => {
  way = await startFaultyCloud(150)
  ;({ cloud, partnerId } = way)
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
  way.fault = () => undefined
  way.calls.length = 0
})

type Explained = { findings: Absence[]; more: number; asked: string }
const why = async (text: string, more = ''): Promise<Explained> =>
  (await person.call('GET', `/api/customers/absence?text=${encodeURIComponent(text)}${more}`)).json()
async function control(method: string, path: string, body: object): Promise<unknown[]> {
  const headers = { 'content-type': 'application/json' }
  const answer = await fetch(`${cloud.cloud.address}/control${path}`, { method, headers, body: JSON.stringify(body) })
  expect(answer.ok, `${method} ${path}: ${answer.status}`).toBe(true)
  return [await answer.json()].flat()
}
const oneOf = (state: string) =>
  api.services.door
    .ofPartner(partnerId)
    .selectFrom('customers')
    .where('delegation', '=', state as 'active')
    .selectAll()
    .executeTakeFirstOrThrow()

it('B1: a customer we know is told with its delegation and since when, without asking Microsoft', async () => {
  const expired = await oneOf('expired')
  const { findings, asked } = await why(expired.name)
  expect(findings[0]).toMatchObject({ kind: 'known', customer: { tenantId: expired.tenant_id, delegation: 'expired' } })
  expect((findings[0] as { delegationSince: string }).delegationSince).toBe(expired.delegation_ends_at?.toISOString())
  expect(asked).toBe('none')
  expect(way.calls).toEqual([])
  expect((await why(expired.tenant_id)).findings).toMatchObject([{ kind: 'known' }])
})

it('B1: a delegation that was ended is told with the day of its end, and not with one that was only planned', async () => {
  const { tenant_id: tenantId } = await oneOf('active')
  await control('PATCH', `/customers/${tenantId}`, { delegation: 'terminated' })
  await syncCustomers(api.services, partnerId, new AbortController().signal)
  const since = async () => ((await why(tenantId)).findings[0] as { delegationSince: string | null }).delegationSince
  const shown = Date.parse((await since()) ?? '')
  expect(shown).toBeGreaterThan(Date.now() - 10 * 60_000)
  expect(shown).toBeLessThanOrEqual(Date.now())
  const planned = new Date(Date.now() + 86_400_000)
  const db = api.services.door.ofPartner(partnerId)
  await db.updateTable('delegations').set({ ends_at: planned }).where('tenant_id', '=', tenantId).execute()
  expect(await since()).toBeNull()
})

it('B1: one that has left is told with the day', async () => {
  const tenantId = (await oneOf('active')).tenant_id
  const departed = new Date('2030-01-01T00:00:00Z')
  const db = api.services.door.ofPartner(partnerId)
  await db.updateTable('customers').set({ departed_at: departed }).where('tenant_id', '=', tenantId).execute()
  await db.updateTable('customer_terms').set({ departed: true }).where('tenant_id', '=', tenantId).execute()
  expect((await why(tenantId)).findings).toMatchObject([{ kind: 'departed', departedAt: departed.toISOString() }])
})

it('B1, S70: one that Microsoft lists and we have not read yet waits for the synchronisation', async () => {
  const [{ tenantId }] = (await control('POST', '/customers', { name: 'Zénith Nouveau' })) as [{ tenantId: string }]
  expect((await why('Zénith')).findings).toMatchObject([{ kind: 'waiting', tenantId, name: 'Zénith Nouveau' }])
  expect((await why(tenantId.toUpperCase())).findings).toMatchObject([{ kind: 'waiting', tenantId }])
})

it('B1: one that waits is found at Microsoft behind customers of ours whose name begins alike', async () => {
  const { name } = await oneOf('expired')
  const [{ tenantId }] = (await control('POST', '/customers', { name: `${name} Neuf` })) as [{ tenantId: string }]
  expect((await why(name)).findings.map(({ kind }) => kind)).not.toContain('waiting')
  const { findings, asked } = await why(name, '&microsoft=too')
  expect(findings[0]).toMatchObject({ kind: 'waiting', tenantId })
  expect(findings.slice(1).map(({ kind }) => kind)).toEqual((await why(name)).findings.map(({ kind }) => kind))
  expect(asked).toBe('all')
})

it('B1: nobody of that name, and whether Microsoft could be asked', async () => {
  expect(await why('Nobody At All')).toEqual({ findings: [], more: 0, asked: 'all' })
  way.fault = (call) => (call.includes('/v1/customers') ? { status: 403 } : undefined)
  expect(await why('Nobody At All')).toEqual({ findings: [], more: 0, asked: 'some' })
  expect((await person.call('GET', '/api/customers/absence?text=')).statusCode).toBe(400)
})
