// The whole synchronisation against a replay of Microsoft's documented responses: the customers in them can be found, opened, exported.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { CustomerCard, CustomerList } from '../../contract/customers.ts'
import { syncCustomers } from '../../server/features/sync/sync.sync.ts'
import { CLIENT_ID, CLIENT_SECRET, type Simulator, startSimulator } from '../../simulator/simulator.ts'
import { type Person, startApi, type TestApi } from '../support/api.ts'
import { samples, samplesDir, samplesPresent, textOf, whyAbsent } from './samples.ts'

type Documented = { tenantId: string; name: string; domain: string | null }

const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** The customers of the documented answers, read here by other means than the product's. */
function documentedCustomers(): Documented[] {
  const found = new Map<string, Documented>()
  for (const sample of samples) {
    if (sample.kind !== 'response' || ![200, null].includes(sample.status)) continue
    const path = /^GET (?:\/v1)?(\/customers|\/tenantRelationships\/delegatedAdminCustomers)(\/[^/?]+)?(\?.*)?$/.exec(sample.endpoint ?? '')
    if (!path) continue
    const body = JSON.parse(textOf(sample).replace(/^\uFEFF/, '')) as Record<string, unknown>
    for (const record of (body['items'] ?? body['value'] ?? [body]) as Record<string, Record<string, string>>[]) {
      const profile = record['companyProfile']
      const tenantId = [profile?.['tenantId'], record['tenantId'], record['id']].map(String).find((id) => guid.test(id))
      const name = profile?.['companyName'] ?? record['displayName'] ?? record['billingProfile']?.['companyName']
      if (tenantId && !found.has(tenantId))
        found.set(tenantId, { tenantId, name: String(name), domain: profile?.['domain']?.toLowerCase() ?? null })
    }
  }
  return [...found.values()]
}

type Relationship = { id: string; tenantId: string; status: string; roles: number }

/** The documented relationships that let us in, each with its customer. One that several pages print is as the first of them has it. */
function activeRelationships(): Relationship[] {
  type Printed = { id?: string; status?: string; customer?: { tenantId?: string }; accessDetails?: { unifiedRoles?: object[] } }
  const printed = samples
    .filter(({ kind, status }) => kind === 'response' && status === 200)
    .filter(({ endpoint }) => /^GET \/tenantRelationships\/delegatedAdminRelationships(\/[^/]+)?$/.test(endpoint ?? ''))
    .flatMap((sample) => {
      const body = JSON.parse(textOf(sample)) as Printed & { value?: Printed[] }
      return body.value ?? [body]
    })
  const first = new Map(printed.toReversed().map((one) => [one.id, one]))
  return [...first.values()].flatMap(({ id, status, customer, accessDetails }) =>
    id && status === 'active' && customer?.tenantId && guid.test(customer.tenantId)
      ? [{ id, status, tenantId: customer.tenantId, roles: accessDetails?.unifiedRoles?.length ?? 0 }]
      : [],
  )
}

describe.skipIf(!samplesPresent)(`the synchronisation of documented responses${whyAbsent}`, () => {
  const customers = documentedCustomers()
  let cloud: Simulator
  let api: TestApi
  let person: Person

  beforeAll(async () => {
    const options = { port: 0, customers: 20, seed: 1, redirectUris: [], stateFile: undefined, smtpPort: 0, samplesDir }
    cloud = await startSimulator(options)
    const [partner] = cloud.ready['partners'] as { tenantId: string }[]
    const env = { MICROSOFT_LOGIN_URL: cloud.origin, MICROSOFT_GRAPH_URL: cloud.origin, MICROSOFT_PARTNER_CENTER_URL: cloud.origin }
    api = await startApi({
      ...env,
      MICROSOFT_CLIENT_ID: CLIENT_ID,
      MICROSOFT_CLIENT_SECRET: CLIENT_SECRET,
      MICROSOFT_PORTALS_BASE: `${cloud.origin}/portals/`,
    })
    const partnerId = partner?.tenantId ?? ''
    await syncCustomers(api.services, partnerId, new AbortController().signal)
    person = await api.signIn(partnerId)
  })
  afterAll(async () => {
    await api.stop()
    await cloud.stop()
  })

  it('ends well, and counts the records that hold placeholders only, which the documented contracts do', async () => {
    const status = (await person.call('GET', '/api/sync')).json()
    expect(status).toMatchObject({ first: false, run: { outcome: 'complete', failure: null } })
    expect(status.customers).toBeGreaterThanOrEqual(customers.length)
    expect(customers.length).toBeGreaterThan(5)
    expect(status.run.skippedRecords).toBeGreaterThan(0)
  })

  it.each(customers)('$name ($tenantId) is found by name, domain and tenant ID, and opened', async ({ tenantId, name, domain }) => {
    for (const search of [name, name.toUpperCase(), tenantId, ...(domain ? [domain] : [])]) {
      const list = (await person.call('GET', `/api/customers?${new URLSearchParams({ search })}`)).json<CustomerList>()
      expect([search, list.rows.map((row) => row.tenantId)]).toEqual([search, expect.arrayContaining([tenantId])])
      expect(list.total).toBeGreaterThanOrEqual(1)
    }
    const card = (await person.call('GET', `/api/customers/${tenantId}`)).json<CustomerCard>()
    expect(card).toMatchObject({ tenantId, name, domain })
    const refreshed = await person.call('POST', `/api/customers/${tenantId}/refresh`)
    expect(refreshed.statusCode).toBe(200)
    expect(refreshed.json<CustomerCard>()).toMatchObject({ tenantId, name })
  })

  it.each(activeRelationships())('relationship $id stands on its customer', async ({ id, tenantId, status, roles }) => {
    const card = (await person.call('GET', `/api/customers/${tenantId}`)).json<CustomerCard>()
    expect(card.delegations).toContainEqual(expect.objectContaining({ id, status, roles }))
  })

  it('are all exported', async () => {
    const csv = await person.call('GET', '/api/customers/export?what=everything&flavour=data')
    expect(csv.statusCode).toBe(200)
    for (const { tenantId, name } of customers) {
      expect(csv.body).toContain(tenantId)
      expect(csv.body).toContain(name)
    }
  })

  it('a customer with an active relationship shows it with its way in', async () => {
    const active = (await person.call('GET', '/api/customers?delegation=active')).json<CustomerList>()
    expect(active.total).toBeGreaterThanOrEqual(1)
    const card = (await person.call('POST', `/api/customers/${active.rows[0]?.tenantId}/refresh`)).json<CustomerCard>()
    expect(card.delegations.some((delegation) => delegation.state === 'active')).toBe(true)
    expect(card.adminCenters.length).toBeGreaterThan(0)
  })
})
