// The customer list over HTTP: search, views, sorting, limits and the card, on a real PostgreSQL.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { CustomerList, CustomersOverview } from '../../../contract/customers.ts'
import { type Person, startApi, type TestApi } from '../../../tests/support/api.ts'

let api: TestApi
let person: Person
let ids: string[]

const names = [
  { name: 'Contoso SA', domain: 'contoso.fr' },
  { name: 'Société Générale de Conseil', domain: 'sgconseil.fr', delegation: 'pending' as const },
  { name: 'Œuvres Réunies', domain: 'oeuvres.example', country: 'FR' },
  { name: 'Fabrikam & Contoso', domain: 'fabrikam.de', country: 'DE', delegation: 'none' as const },
  { name: 'Ancienne Contoso', domain: 'ancienne.fr', departed: true },
  { name: '=HYPERLINK("x")', domain: 'formula.example' },
]

beforeAll(async () => {
  api = await startApi()
  const partnerId = await api.addPartner()
  person = await api.signIn(partnerId)
  ids = await api.addCustomers(partnerId, names)
})
afterAll(() => api.stop())

const list = async (query: string, who = person): Promise<CustomerList> => {
  const answer = await who.call('GET', `/api/customers?${query}`)
  expect(answer.statusCode, answer.body).toBe(200)
  return answer.json()
}
const namesOf = (found: CustomerList) => found.rows.map((row) => row.name)

describe('searching', () => {
  it('S33, S72: finds the beginning of a name, names first and later words after (D14)', async () => {
    const found = await list('search=conto')
    expect(namesOf(found)).toEqual(['Contoso SA', 'Fabrikam & Contoso'])
    expect(found.rows.map((row) => row.matched)).toEqual(['name', 'word'])
    expect(found.total).toBe(2)
  })
  it('S34, S72: finds the beginning of a primary domain', async () => {
    const found = await list('search=sgcons')
    expect(namesOf(found)).toEqual(['Société Générale de Conseil'])
    expect(found.rows[0]?.matched).toBe('domain')
  })
  it('D14: is blind to case, accents and ligatures', async () => {
    expect(namesOf(await list(`search=${encodeURIComponent('SOCIETE gen')}`))).toEqual(['Société Générale de Conseil'])
    expect(namesOf(await list('search=oeuv'))).toEqual(['Œuvres Réunies'])
  })
  it('D14: finds a tenant ID by its beginning', async () => {
    const found = await list(`search=${ids[3]?.slice(0, 13)}`)
    expect(namesOf(found)).toEqual(['Fabrikam & Contoso'])
    expect(found.rows[0]?.matched).toBe('tenantId')
  })
  it('S72: does not find what stands in the middle of a word', async () => expect((await list('search=ontoso')).total).toBe(0))
  it('keeps % and _ as plain characters', async () => {
    expect((await list('search=%25')).total).toBe(0)
    expect((await list('search=_')).total).toBe(0)
  })
  it('combines with filters, and counts what they leave', async () => {
    const found = await list('search=conto&delegation=none')
    expect(namesOf(found)).toEqual(['Fabrikam & Contoso'])
    expect(found.total).toBe(1)
  })
  it('shows customers that have left only when asked', async () =>
    expect(namesOf(await list('departed=true'))).toEqual(['Ancienne Contoso']))
})

describe('the window', () => {
  it('S73, D5: is cut by the limit, never in the total', async () => {
    const found = await list('limit=2')
    expect(found.rows).toHaveLength(2)
    expect(found.total).toBe(5)
  })
  it('continues across the kinds of match without a gap or a repeat', async () => {
    const first = await list('search=conto&limit=1')
    const second = await list('search=conto&limit=1&offset=1')
    expect([...namesOf(first), ...namesOf(second)]).toEqual(['Contoso SA', 'Fabrikam & Contoso'])
  })
  it.each([
    ['sort=domain', 'Contoso SA'],
    ['sort=domain&direction=desc', 'Société Générale de Conseil'],
    ['sort=name&direction=desc', 'Société Générale de Conseil'],
    ['sort=delegation', 'Fabrikam & Contoso'],
  ])('sorts the whole list by %s', async (query, first) => expect(namesOf(await list(query))[0]).toBe(first))
})

describe('views', () => {
  it('S42, D3: a flagged customer is in the flagged list and stays in the whole one', async () => {
    const flagged = await person.call('PUT', `/api/customers/${ids[0]}/flag`, {})
    expect(flagged.json()).toMatchObject({ dropped: [], flagged: 1, customer: { name: 'Contoso SA', flagged: true } })
    expect(namesOf(await list('view=flagged'))).toEqual(['Contoso SA'])
    expect(namesOf(await list('view=all'))).toContain('Contoso SA')
  })
  it("D4: flags are everybody's, pins and openings one person's", async () => {
    const colleague = await api.signIn(person.partnerId, ['helpdeskAgent'])
    await person.call('PUT', `/api/customers/${ids[1]}/pin`)
    await person.call('POST', `/api/customers/${ids[2]}/visits`)
    expect(namesOf(await list('view=flagged', colleague))).toEqual(['Contoso SA'])
    expect((await list('view=recent', colleague)).total).toBe(0)
    expect((await list('view=all', colleague)).rows.some((row) => row.pinned)).toBe(false)
    expect((await colleague.call('GET', '/api/home')).json().pinned).toEqual([])
    expect((await person.call('GET', '/api/home')).json().pinned).toMatchObject([{ name: 'Société Générale de Conseil' }])
  })
  it('S66, D2: recents are counted from openings, ordered by the last one, or by their number', async () => {
    const reader = await api.signIn(person.partnerId, ['reader'])
    for (const index of [3, 3, 0]) expect((await reader.call('POST', `/api/customers/${ids[index]}/visits`)).statusCode).toBe(204)
    expect(namesOf(await list('view=recent', reader))).toEqual(['Contoso SA', 'Fabrikam & Contoso'])
    const byVisits = await list('view=recent&sort=visits', reader)
    expect(byVisits.rows.map((row) => [row.name, row.visits])).toEqual([
      ['Fabrikam & Contoso', 2],
      ['Contoso SA', 1],
    ])
  })
  it('S66: openings older than 14 days no longer count', async () => {
    const reader = await api.signIn(person.partnerId, ['reader'])
    const day = new Date(Date.now() - 15 * 86_400_000)
    await api.services.door
      .ofPartner(person.partnerId)
      .insertInto('visits')
      .values({
        partner_id: person.partnerId,
        user_id: reader.userId,
        tenant_id: ids[0] as string,
        day: day.toISOString().slice(0, 10),
        openings: 9,
        last_at: day,
      })
      .execute()
    expect((await list('view=recent', reader)).total).toBe(0)
  })
  it('S66, D6: thirty of them, or as many as the partner has set', async () => {
    const partnerId = await api.addPartner()
    const admin = await api.signIn(partnerId)
    const opened = await api.addCustomers(
      partnerId,
      Array.from({ length: 36 }, (_, at) => ({ name: `Opened ${at}` })),
    )
    for (const tenantId of opened) await admin.call('POST', `/api/customers/${tenantId}/visits`)
    const recent = async () => {
      const { total, rows } = await list('view=recent', admin)
      const { recent: counted } = (await admin.call('GET', '/api/customers/overview')).json<CustomersOverview>()
      return [total, rows.length, counted]
    }
    expect(await recent()).toEqual([30, 30, 30])
    await admin.call('PUT', '/api/settings/limits', { smallPartnerBelow: 100, flagged: 30, recent: 33, searchResults: 100 })
    expect(await recent()).toEqual([33, 33, 33])
  })
  it('S67: names the default view and the limits', async () => {
    const overview: CustomersOverview = (await person.call('GET', '/api/customers/overview')).json()
    expect(overview).toMatchObject({ total: 5, departed: 1, noneFilterAvailable: true, defaultView: 'all', countries: ['DE', 'FR'] })
    expect(overview.limits).toMatchObject({ smallPartnerBelow: 100, flagged: 30, recent: 30, searchResults: 100, recentDays: 14 })
  })
})

describe('the card', () => {
  it('S25, S27: has the facts and a way into each admin center', async () => {
    const card = (await person.call('GET', `/api/customers/${ids[0]}`)).json()
    expect(card).toMatchObject({ name: 'Contoso SA', domain: 'contoso.fr', delegation: 'active', addressState: 'notYetRead' })
    expect(card.adminCenters.map((link: { center: string }) => link.center)).toEqual(
      expect.arrayContaining([
        'microsoft365',
        'entra',
        'exchange',
        'intune',
        'teams',
        'sharepoint',
        'defender',
        'purview',
        'powerplatform',
        'azure',
      ]),
    )
  })
  it('B8: is not entered by a link on another site, nor by a browser that looks ahead', async () => {
    const admin = await api.signIn(person.partnerId, ['adminAgent'])
    for (const [name, value] of [
      ['sec-fetch-site', 'cross-site'],
      ['sec-purpose', 'prefetch'],
    ] as const) {
      const answer = await admin.call('GET', `/go/${ids[0]}/microsoft365`, undefined, { [name]: value })
      expect(answer.headers.location).toBe(`/customers/${ids[0]}`)
    }
    expect((await list('view=recent', admin)).total).toBe(0)
  })
  it('S88: without the right a person lands on a page, a program gets the problem', async () => {
    const sales = await api.signIn(person.partnerId, ['salesAgent'])
    const url = `/go/${ids[0]}/microsoft365`
    expect((await sales.call('GET', url, undefined, { accept: 'text/html' })).headers.location).toBe(
      `/customers/${ids[0]}?notice=forbidden`,
    )
    expect((await sales.call('GET', url)).json()).toMatchObject({ code: 'forbidden' })
    const nobody = await api.app.inject({ url, headers: { accept: 'text/html' } })
    expect(nobody.headers.location).toBe(`/sign-in?returnTo=${encodeURIComponent(url)}`)
  })
  it('is found by a tenant ID in capitals', async () => {
    expect((await person.call('GET', `/api/customers/${ids[0]?.toUpperCase()}`)).json()).toMatchObject({ name: 'Contoso SA' })
  })
  it('tells the visit before this one, not this one', async () => {
    const colleague = await api.signIn(person.partnerId, ['adminAgent'])
    const card = async () => (await colleague.call('GET', `/api/customers/${ids[2]}`)).json()
    const openAt = (hoursAgo: number) =>
      api.services.door
        .ofPartner(person.partnerId)
        .updateTable('visits')
        .set({ last_at: new Date(Date.now() - hoursAgo * 3_600_000) })
        .where('user_id', '=', colleague.userId)
        .execute()
    await colleague.call('POST', `/api/customers/${ids[2]}/visits`)
    expect((await card()).lastVisitAt).toBeNull()
    await openAt(2)
    await colleague.call('POST', `/api/customers/${ids[2]}/visits`)
    expect(Date.now() - Date.parse((await card()).lastVisitAt)).toBeGreaterThan(3_600_000)
  })
  it('has no way in without an active delegation', async () => {
    expect((await person.call('GET', `/api/customers/${ids[1]}`)).json().adminCenters).toEqual([])
    const answer = await person.call('GET', `/go/${ids[1]}/microsoft365`)
    expect(answer.headers.location).toBe(`/customers/${ids[1]}?notice=delegation_missing`)
  })
  it('S36: leads into the admin center, records it and counts it as an opening', async () => {
    const admin = await api.signIn(person.partnerId, ['adminAgent'])
    const answer = await admin.call('GET', `/go/${ids[0]}/microsoft365`)
    expect(answer.statusCode).toBe(302)
    expect(answer.headers.location).toContain(`CTID=${ids[0]}`)
    const facts = await api.services.door
      .ofPartner(person.partnerId)
      .selectFrom('facts')
      .where('kind', '=', 'delegated-session.opened')
      .selectAll()
      .execute()
    expect(facts).toMatchObject([{ actor_id: admin.userId, tenant_id: ids[0], data: { center: 'microsoft365' } }])
    expect((await list('view=recent', admin)).total).toBe(1)
  })
})
