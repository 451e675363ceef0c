// Reading one customer again from the simulated cloud when someone opens it: address, admin centers, relationships.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Person, startApi, type TestApi } from '../../../tests/support/api.ts'
import { startCloud, type TestCloud } from '../../../tests/support/cloud.ts'
import { syncCustomers } from '../sync/sync.sync.ts'

let cloud: TestCloud
let api: TestApi
let person: Person

beforeAll(async () => {
  cloud = await startCloud(60)
  api = await startApi(cloud.env)
  const partnerId = cloud.partners[0] as string
  await api.services.door.identity.insertInto('partners').values({ partner_id: partnerId }).execute()
  await syncCustomers(api.services, partnerId, new AbortController().signal)
  person = await api.signIn(partnerId)
})
afterAll(async () => {
  await api.stop()
  await cloud.cloud.stop()
})

const oneWith = async (delegation: string): Promise<string> => {
  const { rows } = (await person.call('GET', `/api/customers?delegation=${delegation}`)).json()
  return rows[0].tenantId
}
const control = (method: string, path: string, body?: object) =>
  fetch(`${cloud.cloud.origin}/control${path}`, {
    method,
    headers: { 'content-type': 'application/json' },
    ...(body && { body: JSON.stringify(body) }),
  })

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
  it('S36: then enters by the address Microsoft itself gave', async () => {
    const tenantId = await oneWith('active')
    await person.call('POST', `/api/customers/${tenantId}/refresh`)
    const { location } = (await person.call('GET', `/go/${tenantId}/teams`)).headers
    expect(location).toMatch(new RegExp(`^${cloud.cloud.origin}/portals/admin\\.teams\\.microsoft\\.com/`))
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
})
