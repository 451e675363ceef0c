// Home: where customers are managed, what is pinned, who is new, and what is still to come.
import { describe, expect, it } from 'vitest'
import type { Home } from '../../contract/home.ts'
import { apiOf, cloudOf } from './arrange.ts'
import { customersPage } from './customers-page.ts'
import { eventually, journeys, languages } from './journey.ts'
import { nameOf } from './people.ts'
import { plain, wordsOf } from './words.ts'

const { visit, signedIn } = journeys()

describe.each(languages)('in %s', (language) => {
  const words = wordsOf(language)
  const tile = (name: string) => ({ name, exact: true })

  it('S20, S21: greets the person and shows where to manage customers, with the true totals', async () => {
    const { page } = await visit({ language, as: 'adminAgent', at: '/' })
    await page.getByRole('heading', { level: 1, name: words.signIn.hello + nameOf('adminAgent') }).waitFor()
    const customers = page.getByRole('region', tile(words.home.customers))
    const [partner] = (await cloudOf().state()).partners
    await eventually(async () => plain(await customers.innerText())).toContain(`${words.home.customers} ${partner?.customers} `)
    const active = customers.getByRole('link', { name: new RegExp(`^${words.delegation.active}`) })
    expect(plain(await active.innerText())).toBe(`${words.delegation.active} ${partner?.delegation.active}`)
    await customers.getByRole('link', { name: words.home.manage }).click()
    await page.getByRole('heading', { level: 1, name: words.list.title }).waitFor()
  })

  it('S22: has a place for expiring subscriptions, and says that they are still to come', async () => {
    const { page } = await visit({ language, as: 'adminAgent', at: '/' })
    const place = page.getByRole('region', tile(words.home.expiring))
    await place.waitFor()
    expect(plain(await place.innerText())).toContain(words.later.badge)
  })

  it('S24, S41: shows the pinned customers, the last pinned first, each one click from its card and its admin center', async () => {
    const api = apiOf(await signedIn('salesAgent'))
    await api.clearPins()
    const { page } = await visit({ language, as: 'salesAgent', at: '/' })
    const pinned = page.getByRole('region', tile(words.home.pinned))
    await pinned.getByText(words.home.nobodyPinned).waitFor()
    for (const name of ['Wingtip Toys', 'Contoso SA'])
      await api.call('PUT', `/api/customers/${(await api.customerNamed(name)).tenantId}/pin`)
    await page.reload()
    await eventually(() => pinned.getByRole('link').allInnerTexts()).toEqual(['Contoso SA', 'Wingtip Toys'])
    await pinned.getByRole('link', { name: 'Wingtip Toys' }).click()
    await customersPage(page, language).card.getByRole('heading', { name: 'Wingtip Toys', exact: true }).waitFor()

    // More than Home has room for: it says how many more, and leads to them all.
    const others = (await api.customers('limit=40')).filter(({ pinned: already }) => !already).slice(0, 21)
    for (const { tenantId } of others) await api.call('PUT', `/api/customers/${tenantId}/pin`)
    await page.goto(new URL('/', page.url()).href)
    await pinned.getByRole('link', { name: words.home.morePinned(3), exact: true }).click()
    await eventually(customersPage(page, language).rowCount).toBe(23)
    await page.getByRole('button', { name: words.list.pinned, exact: true, pressed: true }).waitFor()
    await api.clearPins()
  })
})

it.each(languages)('what ends within 30 days leads to exactly those customers, and its chip to all again (%s)', async (language) => {
  const { home, list: words } = wordsOf(language)
  const { page } = await visit({ language, as: 'adminAgent', at: '/' })
  const list = customersPage(page, language)
  const link = page.getByRole('region', { name: home.customers, exact: true }).getByRole('link', { name: new RegExp(`^${home.endsSoon}`) })
  const count = Number(plain(await link.innerText()).match(/\d+$/)?.[0])
  expect(count).toBeGreaterThan(0)
  await link.click()
  await eventually(list.rowCount).toBe(count)
  await page.getByRole('button', { name: words.endsWithin, pressed: true }).click()
  await eventually(async () => plain(await list.panel.innerText())).toContain(words.typeFirst)
  await list.chip(words.delegationFilter).click()
  await page.getByRole('menuitemcheckbox', { name: words.endsWithin }).click()
  await eventually(list.rowCount).toBe(count)
})

it.each(languages)('each total leads to exactly the customers behind it (%s)', async (language) => {
  const words = wordsOf(language)
  const { page } = await visit({ language, as: 'adminAgent', at: '/' })
  for (const state of ['pending', 'expired', 'none'] as const) {
    const link = page
      .getByRole('region', { name: words.home.customers, exact: true })
      .getByRole('link', { name: new RegExp(`^${words.delegation[state]}`) })
    const count = Number(plain(await link.innerText()).match(/\d+$/)?.[0])
    expect(count).toBeGreaterThan(0)
    await link.click()
    await eventually(customersPage(page, language).rowCount).toBe(count)
    await page.goBack()
  }
})

it.each(languages)('B6: no incident is good news only where the state of those who let us in is known (%s)', async (language) => {
  const { home: words } = wordsOf(language)
  const { page } = await visit({ language, as: 'adminAgent', at: '/sign-in' })
  const tile = page.getByRole('region', { name: words.incidents, exact: true })
  const { totals } = await apiOf(await signedIn('adminAgent')).call<Home>('GET', '/api/home')
  const closed = totals.customers - (totals.delegation.active ?? 0)
  const shows = async (unknown: number, readAt: string | null): Promise<string> => {
    await page.unrouteAll()
    await page.route('**/api/home', async (route) => {
      const home: Home = await (await route.fetch()).json()
      await route.fulfill({ json: { ...home, health: { ...home.health, issues: [], openIncidents: 0, readAt, unknown } } })
    })
    await page.goto(new URL('/', page.url()).href)
    await tile.getByText(words.unknownOf(unknown)).waitFor()
    return plain(await tile.innerText())
  }
  expect(await shows(totals.customers, null)).toContain(words.noIncidentKnown)
  expect(await shows(closed + 1, new Date().toISOString())).toContain(words.noIncidentKnown)
  const known = await shows(closed, new Date().toISOString())
  expect(known).toContain(words.noIncident)
  expect(known).not.toContain(words.noIncidentKnown)
  await page.unrouteAll()
})

it.each([1440, 1280, 1024])('no tile stands alone beside nothing (%s px)', async (width) => {
  const { page } = await visit({ as: 'adminAgent', width, at: '/' })
  const { home } = wordsOf('en-US')
  const box = async (name: string) => {
    const found = await page.getByRole('region', { name, exact: true }).boundingBox()
    if (!found) throw new Error(`There is no tile ${name}`)
    return { y: found.y, right: found.x + found.width }
  }
  await page.getByRole('region', { name: home.newest, exact: true }).getByRole('link').first().waitFor()
  const tiles = await Promise.all([home.customers, home.pinned, home.newest, home.expiring, home.incidents].map(box))
  const edge = Math.max(...tiles.map(({ right }) => right))
  const lines = new Map<number, number>()
  for (const { y, right } of tiles) lines.set(y, Math.max(lines.get(y) ?? 0, right))
  for (const right of lines.values()) expect(Math.abs(right - edge)).toBeLessThan(2)
})
