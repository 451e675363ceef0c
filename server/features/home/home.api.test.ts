// Home over HTTP, on a real PostgreSQL: each number it shows is that of the list it leads to.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { CustomerList } from '../../../contract/customers.ts'
import type { Home } from '../../../contract/home.ts'
import { type Person, startApi, type TestApi, type TestCustomer } from '../../../tests/support/api.ts'

let api: TestApi
beforeAll(async () => {
  api = await startApi()
})
afterAll(() => api.stop())

/** Somebody of a partner that has these customers and no others. */
async function someoneWith(customers: TestCustomer[]): Promise<{ person: Person; ids: string[] }> {
  const partnerId = await api.addPartner()
  return { person: await api.signIn(partnerId), ids: await api.addCustomers(partnerId, customers) }
}

async function read<T>(person: Person, path: string): Promise<T> {
  const answer = await person.call('GET', path)
  expect(answer.statusCode, answer.body).toBe(200)
  return answer.json()
}
const homeOf = (person: Person) => read<Home>(person, '/api/home')
const list = (person: Person, query: string) => read<CustomerList>(person, `/api/customers?${query}`)
const namesOf = ({ rows }: Pick<CustomerList, 'rows'>) => rows.map(({ name }) => name)

describe('delegated access that ends soon', () => {
  const customers: TestCustomer[] = [
    { name: 'Ends last', endsInDays: 29.9 },
    { name: 'Ends first', endsInDays: 2, country: 'FR' },
    { name: 'Ends later', endsInDays: 30.1 },
    { name: 'Never ends', endsInDays: null },
    { name: 'Has left', endsInDays: 2, departed: true },
    { name: 'Is over', delegation: 'expired' },
  ]

  it('is counted on Home, and the list shows exactly those, the soonest first', async () => {
    const { person } = await someoneWith(customers)
    const found = await list(person, 'endsWithin=30&sort=delegation')
    expect(namesOf(found)).toEqual(['Ends first', 'Ends last'])
    expect(found.total).toBe(2)
    expect((await homeOf(person)).totals.expiringSoon).toBe(2)
  })
  it('goes together with a search and with other filters, and is downloaded alike', async () => {
    const { person } = await someoneWith(customers)
    expect(namesOf(await list(person, 'endsWithin=31&search=ends'))).toEqual(['Ends first', 'Ends last', 'Ends later'])
    expect(namesOf(await list(person, 'endsWithin=30&country=FR'))).toEqual(['Ends first'])
    const file = await person.call('GET', '/api/customers/export?endsWithin=30&what=view&flavour=data&language=en-US&timeZone=UTC')
    expect(file.statusCode, file.body).toBe(200)
    expect(file.body.trim().split(/\r?\n/)).toHaveLength(3)
  })
  it('is counted anew when time has gone by, though no customer has changed', async () => {
    const { person, ids } = await someoneWith(customers)
    expect((await list(person, 'endsWithin=30')).total).toBe(2)
    await api.services.door
      .ofPartner(person.partnerId)
      .updateTable('customers')
      .set({ delegation_ends_at: new Date(Date.now() + 86_400_000) })
      .where('tenant_id', '=', ids[2] as string)
      .execute()
    expect((await list(person, 'endsWithin=30')).total).toBe(3)
  })
  it.each(['0', '-1', 'soon', '4000'])('refuses %s days', async (days) => {
    const { person } = await someoneWith([])
    expect((await person.call('GET', `/api/customers?endsWithin=${days}`)).json()).toMatchObject({ code: 'invalid_input' })
  })
})

describe('pinned customers', () => {
  it('S24: of more than twenty Home says how many there are, and the list shows them all, those that have left too', async () => {
    const many = Array.from({ length: 24 }, (_, at) => ({ name: `Pinned ${String(at).padStart(2, '0')}`, departed: at === 7 }))
    const { person, ids } = await someoneWith([...many, { name: 'Not pinned' }])
    for (const tenantId of ids.slice(0, many.length)) await person.call('PUT', `/api/customers/${tenantId}/pin`)
    const home = await homeOf(person)
    expect(home.pinnedTotal).toBe(24)
    expect(home.pinned).toHaveLength(20)
    expect(home.pinned[0]?.name).toBe('Pinned 23')
    const found = await list(person, 'pinned=true&limit=500')
    expect(namesOf(found)).toEqual(many.map(({ name }) => name))
    expect(found.total).toBe(24)
    expect(namesOf(await list(person, 'pinned=true&search=pinned%2007'))).toEqual(['Pinned 07'])
  })
  it("S44: are one person's: a colleague's list of them is empty", async () => {
    const { person, ids } = await someoneWith([{ name: 'Mine' }])
    await person.call('PUT', `/api/customers/${ids[0]}/pin`)
    const colleague = await api.signIn(person.partnerId)
    expect((await list(person, 'pinned=true')).total).toBe(1)
    expect((await list(colleague, 'pinned=true')).total).toBe(0)
    expect(await homeOf(colleague)).toMatchObject({ pinned: [], pinnedTotal: 0 })
  })
})
