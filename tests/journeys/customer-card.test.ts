// The customer information card: where it stands, what it tells, pinning, copying, and the customer's own page behind it.
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { apiOf, cloudOf } from './arrange.ts'
import { customersPage } from './customers-page.ts'
import { eventually, journeys, languages, type VisitOptions } from './journey.ts'
import { plain } from './words.ts'

const { visit, signedIn } = journeys()
const agent = async () => apiOf(await signedIn('adminAgent'))

beforeEach(async () => (await agent()).clearPins())

const open = async (options: VisitOptions = {}) => {
  const visited = await visit({ as: 'adminAgent', at: '/customers?view=all&search=contoso', ...options })
  return { ...visited, list: customersPage(visited.page, visited.language) }
}

describe.each(languages)('in %s', (language) => {
  it('S38, S39: selecting a customer opens its card on the right of the list, which stays usable', async () => {
    const { page, list } = await open({ language })
    await list.open('Contoso SA')
    const [grid, card] = [await list.grid.boundingBox(), await list.card.boundingBox()]
    expect(card?.x).toBeGreaterThanOrEqual((grid?.x ?? 0) + (grid?.width ?? 9999) - 1)
    expect(card?.width).toBe(400)
    expect(await list.row('Contoso SA').getAttribute('aria-current')).toBe('true')
    expect(new URL(page.url()).searchParams.get('card')).toMatch(/^[0-9a-f-]{36}$/)
    await list.open('Contoso Sarl')
    await list.card.getByRole('button', { name: list.words.card.close, exact: true }).click()
    await list.card.waitFor({ state: 'hidden' })
    await list.row('Contoso SA').waitFor()
  })

  it('S25, S38: the card tells what is known: domain, tenant ID, relationship, address, delegated access', async () => {
    const { list } = await open({ language })
    const { card: words } = list.words
    await list.open('Contoso SA')
    const { tenantId } = await (await agent()).customerNamed('Contoso SA')
    const { domain } = await cloudOf().customer(tenantId)
    const fact = (term: string) =>
      list.card
        .locator('dt', { hasText: new RegExp(`^${term}$`) })
        .locator('xpath=following-sibling::dd[1]')
        .innerText()
        .then(plain)
    await eventually(() => fact(words.facts.relationship)).toBe(words.reseller)
    expect(await fact(words.facts.domain)).toBe(domain)
    expect(await fact(words.facts.tenantId)).toBe(tenantId)
    // Where delegated access is active, Microsoft lets the address be read.
    await eventually(() => fact(words.facts.address)).toContain('France')
    const delegations = list.card.getByRole('heading', { name: words.delegation }).locator('xpath=..').getByRole('listitem')
    await eventually(() => delegations.count()).toBeGreaterThan(0)
    expect(plain(await delegations.first().innerText())).toContain(list.words.delegation.active)
  })

  it('S40, S41, S44: a customer pinned from its card is on Home, for this person alone, and is not flagged by it', async () => {
    const { page, list } = await open({ language })
    const { card: words, home, navigation } = list.words
    await list.open('Contoso SA')
    await list.card.getByRole('button', { name: words.pin, exact: true }).click()
    await page.getByText(words.pinned('Contoso SA'), { exact: true }).waitFor()
    expect(await list.card.getByRole('button', { name: words.flag, exact: true }).getAttribute('aria-pressed')).toBe('false')
    await page.getByRole('link', { name: navigation.home, exact: true }).click()
    const pinned = page.getByRole('region', { name: home.pinned })
    await pinned.getByRole('link', { name: 'Contoso SA', exact: true }).click()
    await list.card.getByRole('heading', { name: 'Contoso SA', exact: true }).waitFor()
    await list.card.getByRole('button', { name: words.unpin, exact: true }).click()
    await list.card.getByRole('button', { name: words.pin, exact: true }).waitFor()
    await page.getByRole('link', { name: navigation.home, exact: true }).click()
    await pinned.getByText(home.nobodyPinned).waitFor()

    await (await agent()).call('PUT', `/api/customers/${(await (await agent()).customerNamed('Contoso SA')).tenantId}/pin`)
    const colleague = await visit({ language, as: 'reader', at: '/' })
    await colleague.page.getByRole('region', { name: home.pinned }).getByText(home.nobodyPinned).waitFor()
  })

  it('S43, D9: where we have no access, the card says that the health is unknown rather than that all is well', async () => {
    const [row] = await (await agent()).customers('delegation=none&limit=1')
    const { name = '', tenantId } = row ?? {}
    const { page, list } = await open({ language })
    await list.find(name)
    await list.open(name)
    const health = list.card.getByRole('link', { name: list.words.card.healthUnknown })
    await health.locator('svg').waitFor()
    await health.click()
    await page.waitForURL((url) => url.pathname === `/customers/${tenantId}`)
    await page.getByText(list.words.health.noDelegation).waitFor()
  })
})

it.each(languages)('the tenant ID and the domain are copied with one click (%s)', async (language) => {
  const { page, context, list } = await open({ language })
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await list.open('Contoso SA')
  const { tenantId } = await (await agent()).customerNamed('Contoso SA')
  const { domain } = await cloudOf().customer(tenantId)
  for (const [what, value] of [
    [list.words.card.facts.tenantId, tenantId],
    [list.words.card.facts.domain, domain],
  ] as const) {
    await list.card.getByRole('button', { name: list.words.card.copy(what), exact: true }).click()
    await eventually(() => page.evaluate(() => navigator.clipboard.readText())).toBe(value)
  }
})

it.each(languages)('a card opens from its address, also when its customer is not in the list shown (%s)', async (language) => {
  const { tenantId } = await (await agent()).customerNamed('Adatum Corporation')
  const { list } = await open({ language, at: `/customers?view=all&search=contoso&card=${tenantId}` })
  await list.card.getByRole('heading', { name: 'Adatum Corporation', level: 2 }).waitFor()
})

it.each(languages)('the customer’s own page holds what does not fit the card, at its own address (%s)', async (language) => {
  const { page, list } = await open({ language })
  const { card, page: words } = list.words
  await list.open('Contoso SA')
  await list.card.getByRole('link', { name: card.openPage }).click()
  await page.getByRole('heading', { level: 1, name: 'Contoso SA' }).waitFor()
  const { tenantId } = await (await agent()).customerNamed('Contoso SA')
  expect(new URL(page.url()).pathname).toBe(`/customers/${tenantId}`)
  await page.getByRole('tab', { name: words.delegation }).click()
  await eventually(() => page.getByRole('tabpanel').getByRole('row').count()).toBeGreaterThan(1)
  await page.reload()
  await eventually(() => page.getByRole('tab', { name: words.delegation }).getAttribute('aria-selected')).toBe('true')
  await page.getByRole('tab', { name: words.requests }).click()
  expect(plain(await page.getByRole('tabpanel').innerText())).toContain(list.words.later.badge)
  // It leads on to where it is done today, which knows the customer.
  await page.getByRole('link', { name: list.words.laterToday }).click()
  await page.getByRole('link', { name: `${list.words.later.forCustomer}Contoso SA`, exact: true }).waitFor()
})

describe('S66, D2: the recent view', () => {
  // Nobody else acts as this person, so what one opens here is all there is.
  const person = 'inManyGroups'
  const opened = { 'en-US': { twice: 'Contoso SA', once: 'Contoso Sarl' }, 'fr-FR': { twice: 'Contoso SAS', once: 'Contoso S.A.' } }
  let often: string | undefined
  let left: string | undefined

  beforeAll(async () => {
    const api = apiOf(await signedIn(person))
    const rows = (await api.customers('limit=40')).filter(({ name }) => !/contoso/i.test(name)).slice(0, 31)
    const [first, second, ...stay] = rows
    const visitOnce = (row: { tenantId: string } | undefined) => api.call('POST', `/api/customers/${row?.tenantId}/visits`)
    await visitOnce(second)
    for (const row of [...stay, ...stay, first, first, first, first, first, first]) await visitOnce(row)
    often = first?.name
    left = second?.name
  })

  it.each(languages)('holds the customers one opened most, the last one first, or the most visited first (%s)', async (language) => {
    const { twice, once } = opened[language]
    const { page, list } = await open({ language, as: person })
    for (const name of [twice, once, twice]) {
      const counted = page.waitForResponse((response) => response.url().endsWith('/visits'))
      await list.open(name)
      await counted
    }
    await list.find('')
    await list.tab('recent').click()
    await eventually(list.rowCount).toBe(30)
    expect(await list.tabCount('recent')).toBe(30)
    await eventually(async () => (await list.names())[0]).toBe(twice)
    const recent = (await apiOf(await signedIn(person)).customers('view=recent&limit=100')).map(({ name }) => name)
    expect(recent).not.toContain(left)
    expect(recent).not.toContain(once)
    await page.getByRole('button', { name: list.words.list.byVisits }).click()
    await eventually(async () => (await list.names())[0]).toBe(often)
  })
})

describe('S66: the recent view opened right after a customer', () => {
  const recents = async () => {
    const person = 'helpdeskAgent'
    const rows = await apiOf(await signedIn(person)).customers('view=recent&limit=100')
    return { person, recent: new Set(rows.map(({ name }) => name)) } as const
  }
  const neverOpened = async (recent: ReadonlySet<string>) => {
    const found = (await (await agent()).customers('search=contoso&limit=20')).find(({ name }) => !recent.has(name))
    if (!found) throw new Error('Every one of these was opened already')
    return found
  }

  it('holds that customer, however long its visit takes to be recorded', async () => {
    const { person, recent } = await recents()
    const { name } = await neverOpened(recent)
    const { page, list } = await open({ as: person, at: '/customers?view=recent' })
    await list.panel.locator('[role="grid"], button').first().waitFor()
    await list.find('contoso')
    await list.tab('all').click()
    let record = () => {}
    const asked = new Promise<void>((askedFor) => {
      void page.route('**/visits', async (route) => {
        askedFor()
        await new Promise<void>((go) => {
          record = go
        })
        await route.continue()
      })
    })
    await list.open(name)
    await asked
    await list.tab('recent').click()
    await eventually(() => list.tab('recent').getAttribute('aria-selected')).toBe('true')
    record()
    await eventually(list.names).toContain(name)
  })

  it('holds that customer even if its card was never there', async () => {
    const { person, recent } = await recents()
    const { name, tenantId } = await neverOpened(recent)
    const { page, list } = await open({ as: person })
    await page.route(`**/api/customers/${tenantId}`, () => {})
    await list.open(name)
    await list.tab('recent').click()
    await eventually(list.names).toContain(name)
  })
})
