// B13: tags without a cap, on a real PostgreSQL: names, customers, the list's filter, the download, rights, other partners.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { CustomerList, CustomersOverview } from '../../../contract/customers.ts'
import { type Person, startApi, type TestApi } from '../../../tests/support/api.ts'

let api: TestApi
let partnerId: string
let admin: Person
let ids: string[]

beforeAll(async () => {
  api = await startApi()
})
afterAll(() => api.stop())
beforeEach(async () => {
  partnerId = await api.addPartner()
  admin = await api.signIn(partnerId, ['adminAgent'])
  ids = await api.addCustomers(partnerId, [
    { name: 'Alpha', country: 'FR' },
    { name: 'Bravo', country: 'FR' },
    { name: 'Charlie', country: 'DE' },
    { name: 'Delta', departed: true },
  ])
})

const create = async (name: string): Promise<string> => (await admin.call('POST', '/api/tags', { name })).json().tagId
const put = (tagId: string, tenantIds: string[]) => admin.call('POST', `/api/tags/${tagId}/customers`, { tenantIds })
const takeOff = (tagId: string, tenantIds: string[]) => admin.call('POST', `/api/tags/${tagId}/customers/remove`, { tenantIds })
const tags = async (person = admin) => (await person.call('GET', '/api/tags')).json().tags
const list = async (query: string): Promise<CustomerList> => (await admin.call('GET', `/api/customers?${query}`)).json()
const names = async (query: string) => (await list(query)).rows.map(({ name }) => name)
const factKinds = async () => {
  const rows = await api.services.door.ofPartner(partnerId).selectFrom('facts').orderBy('fact_id').select(['kind', 'tenant_id']).execute()
  return rows.map(({ kind, tenant_id }) => (tenant_id ? `${kind} ${ids.indexOf(tenant_id)}` : kind))
}

describe('B13: names', () => {
  it('are told apart blind to case, accents and white space', async () => {
    expect(await admin.call('POST', '/api/tags', { name: '  Clé   Élysée ' })).toMatchObject({ statusCode: 200 })
    for (const name of ['clé élysée', 'CLE ELYSEE', 'Cle Elysee'])
      expect((await admin.call('POST', '/api/tags', { name })).json()).toMatchObject({ status: 409, code: 'tag_name_taken' })
    expect(await tags()).toMatchObject([{ name: 'Clé Élysée', customers: 0 }])
  })

  it('may change, also in case alone, but not to the name of another', async () => {
    const [one, other] = [await create('gold'), await create('silver')]
    expect((await admin.call('PUT', `/api/tags/${one}`, { name: 'Gold' })).json()).toMatchObject({ tagId: one, name: 'Gold' })
    expect((await admin.call('PUT', `/api/tags/${other}`, { name: 'GÖLD' })).json()).toMatchObject({ code: 'tag_name_taken' })
    expect(await factKinds()).toEqual(['tag.created', 'tag.created', 'tag.renamed'])
  })

  it('are not empty, not longer than sixty letters, and may be signs', async () => {
    for (const name of ['', '   ', 'x'.repeat(61)])
      expect(await admin.call('POST', '/api/tags', { name })).toMatchObject({ statusCode: 400 })
    for (const name of ['★', '★★', 'x'.repeat(60)])
      expect(await admin.call('POST', '/api/tags', { name })).toMatchObject({ statusCode: 200 })
  })
})

describe('B13: customers', () => {
  it('carry tags, and the opposite call takes back exactly what was done', async () => {
    const gold = await create('gold')
    await put(gold, [ids[0] as string])
    const both = await put(gold, [ids[0] as string, ids[1] as string])
    expect(both.json()).toMatchObject({ tag: { customers: 2 }, changed: [ids[1]] })
    expect((await takeOff(gold, both.json().changed)).json()).toMatchObject({ tag: { customers: 1 }, changed: [ids[1]] })
    expect((await list('view=all')).rows.map(({ tagIds }) => tagIds)).toEqual([[gold], [], []])
    expect(await factKinds()).toEqual(['tag.created', 'customer.tagged 0', 'customer.tagged 1', 'customer.untagged 1'])
  })

  it('P21: are named by the overview, by name, for the filter and the rows', async () => {
    const [gold, eclair] = [await create('Gold'), await create('éclair')]
    const named = async (reader = admin) => (await reader.call('GET', '/api/customers/overview')).json<CustomersOverview>().tags
    expect(await named()).toEqual([
      { tagId: eclair, name: 'éclair' },
      { tagId: gold, name: 'Gold' },
    ])
    expect(await named(await api.signIn(await api.addPartner()))).toEqual([])
  })

  it('lose a tag that is deleted; those that have left are not counted', async () => {
    const gold = await create('gold')
    await put(gold, ids)
    expect(await tags()).toMatchObject([{ customers: 3 }])
    expect((await admin.call('DELETE', `/api/tags/${gold}`)).json()).toEqual({ customers: 3 })
    expect((await list('view=all')).rows.flatMap(({ tagIds }) => tagIds)).toEqual([])
    expect(await admin.call('DELETE', `/api/tags/${gold}`)).toMatchObject({ statusCode: 404 })
  })

  it('are filtered by any of several tags, with the exact total, together with search and country', async () => {
    const [gold, silver] = [await create('gold'), await create('silver')]
    await put(gold, [ids[0] as string])
    await put(silver, [ids[2] as string])
    expect(await names(`view=all&tag=${gold}`)).toEqual(['Alpha'])
    expect(await names(`view=all&tag=${gold},${silver}`)).toEqual(['Alpha', 'Charlie'])
    expect(await names(`view=all&tag=${gold},${silver}&country=DE`)).toEqual(['Charlie'])
    expect(await names(`view=all&tag=${gold}&search=alp`)).toEqual(['Alpha'])
    expect(await names(`view=all&tag=${gold}&search=bra`)).toEqual([])
    expect((await list(`view=all&tag=${gold}&limit=1`)).total).toBe(1)
    await put(gold, [ids[1] as string])
    // Nothing about tags is remembered beyond the change.
    expect((await list(`view=all&tag=${gold}&limit=1`)).total).toBe(2)
  })

  it('S31: stand in the download with their tags, and its view follows the filter', async () => {
    const [gold, comma] = [await create('Gold'), await create('=A, "B"')]
    await put(gold, [ids[0] as string])
    await put(comma, [ids[0] as string])
    const lines = (await admin.call('GET', `/api/customers/export?what=view&flavour=data&tag=${gold}`)).body.trim().split('\r\n')
    expect(lines).toHaveLength(2)
    expect(lines[0]?.split(',')).toContain('tags')
    expect(lines[1]).toContain(`"'=A, ""B"" | Gold"`)
  })
})

it('R3: another partner sees, filters by and changes none of them', async () => {
  const gold = await create('gold')
  await put(gold, ids)
  const stranger = await api.signIn(await api.addPartner(), ['globalAdministrator'])
  const [theirs] = await api.addCustomers(stranger.partnerId, [{ name: 'Zulu' }])
  expect(await tags(stranger)).toEqual([])
  expect((await stranger.call('GET', `/api/customers?view=all&tag=${gold}`)).json()).toMatchObject({ rows: [], total: 0 })
  for (const [method, url, body] of [
    ['PUT', `/api/tags/${gold}`, { name: 'mine' }],
    ['DELETE', `/api/tags/${gold}`, undefined],
    ['POST', `/api/tags/${gold}/customers`, { tenantIds: [theirs] }],
    ['POST', `/api/tags/${gold}/customers/remove`, { tenantIds: ids }],
  ] as const)
    expect(await stranger.call(method, url, body)).toMatchObject({ statusCode: 404 })
  // And none of ours lands on their customer.
  expect((await put(gold, [theirs as string])).json().changed).toEqual([])
  expect(await tags()).toMatchObject([{ customers: 3 }])
})
