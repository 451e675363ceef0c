// The list of customers: its views, what it shows at first, search, filters, order, and its state in the address.
import { describe, expect, it } from 'vitest'
import { type Api, apiOf, cloudOf, synchronise } from './arrange.ts'
import { customersPage } from './customers-page.ts'
import { eventually, journeys, languages, type VisitOptions } from './journey.ts'
import { plain } from './words.ts'

const { visit, signedIn } = journeys()

const open = async (options: VisitOptions) => {
  const { page, language } = await visit({ as: 'adminAgent', ...options })
  return { page, list: customersPage(page, language) }
}
/** What Microsoft's side says of a customer. */
const simulated = async (name: string) => cloudOf().customer((await apiOf(await signedIn('adminAgent')).customerNamed(name)).tenantId)

/** More customers with one beginning than are shown at first. */
async function haveNamesakes(api: Api): Promise<number> {
  const count = async () => (await api.call<{ total: number }>('GET', '/api/customers?search=zephyr&limit=1')).total
  for (let at = await count(); at < 103; at++) await cloudOf().add({ name: `Zéphyr Conseil ${at}` })
  await synchronise(api, async () => (await count()) >= 103)
  return count()
}
/** How many customers there are by the product's own count. */
const everyone = async () => (await apiOf(await signedIn('adminAgent')).call<{ total: number }>('GET', '/api/customers/overview')).total

const numberOf = (language: string) => (value: number) => plain(new Intl.NumberFormat(language).format(value))

describe.each(languages)('in %s', (language) => {
  it('S29, S30, S31, S35: three views as tabs, the download beside them, and an Actions column', async () => {
    const { page, list } = await open({ language, at: '/customers?view=all&all=1' })
    const { words } = list
    await list.tab('recent').waitFor()
    expect((await page.getByRole('tab').allInnerTexts()).map((text) => plain(text).replace(/ \d+$/, ''))).toEqual([
      words.list.tabs.all,
      words.list.tabs.flagged,
      words.list.tabs.recent,
    ])
    await page.getByRole('button', { name: words.list.download }).waitFor()
    await list.header(words.list.columns.actions).waitFor()
    await list.tab('recent').click()
    await eventually(() => list.tab('recent').getAttribute('aria-selected')).toBe('true')
    expect(new URL(page.url()).searchParams.get('view')).toBe('recent')
    await page.goBack()
    await eventually(() => list.tab('all').getAttribute('aria-selected')).toBe('true')
  })

  it('S59, S60, D1: offers the three filters of the original, «Aucun» with its reason closed to a partner of 100 or more', async () => {
    const { page, list } = await open({ language, at: '/customers' })
    const { show, filters, notNone } = list.words.list
    await list.chip(show).click()
    const entries = page.getByRole('menuitemradio')
    await entries.first().waitFor()
    const texts = (await entries.allInnerTexts()).map(plain)
    expect(texts[0]).toContain(filters.all)
    expect(texts[0]).toContain(notNone)
    expect(texts.slice(1)).toEqual([filters.flagged, filters.recent])
    expect(await entries.first().getAttribute('aria-disabled')).toBe('true')
    await entries.nth(2).click()
    await eventually(() => new URL(page.url()).searchParams.get('view')).toBe('recent')
  })

  it('S60, S61, S67: a partner of fewer than 100 begins with «Aucun», which shows all its customers', async () => {
    const { page, list } = await open({ language, as: 'otherPartner', at: '/customers' })
    await list.grid.waitFor()
    const present = (await cloudOf().state()).partners[1]?.customers
    expect(present).toBeLessThan(100)
    await eventually(list.rowCount).toBe(present)
    expect(await list.foot()).toBe(list.words.list.total(String(present)))
    await list.chip(list.words.list.show).click()
    const none = page.getByRole('menuitemradio', { name: list.words.list.filters.all })
    expect([await none.getAttribute('aria-checked'), await none.getAttribute('aria-disabled')]).toEqual(['true', null])
  })

  it('S68, S69, D5: a partner of 100 or more begins with the flagged ones; «Tous les clients» asks to type, with the true total', async () => {
    const { page, list } = await open({ language, at: '/customers' })
    await eventually(() => list.tab('flagged').getAttribute('aria-selected')).toBe('true')
    const total = numberOf(language)(await everyone())
    await list.tab('all').click()
    await list.panel.getByText(list.words.list.total(total), { exact: true }).waitFor()
    expect(plain(await list.panel.innerText())).toContain(list.words.list.typeFirst)
    await list.tab('flagged').click()
    await list.find('contoso sa')
    await list.row('Contoso SA').waitFor()
    await list.search.press('Escape')
    await eventually(() => list.tab('flagged').getAttribute('aria-selected')).toBe('true')
    expect(await page.getByRole('searchbox').inputValue()).toBe('')
  })

  it('S33, S34, S72, D14: the beginning of a name, a domain or a tenant ID finds a customer, blind to case, accents and ligatures', async () => {
    const { list } = await open({ language, at: '/customers' })
    const { domain } = await simulated('Contoso SA')
    const long =
      'Société Générale de Menuiserie et de Charpente de la Région Auvergne-Rhône-Alpes et des Départements Limitrophes, Établissements Réunis Lefèvre, Dupré, Béranger & Associés'
    for (const [typed, name] of [
      ['conto', 'Contoso SA'],
      [domain.slice(0, -1), 'Contoso SA'],
      [domain.toUpperCase(), 'Contoso SA'],
      ['CONTOSO sa', 'Contoso SAS'],
      ['societe gen', long],
      ['OEUVRES', 'Œuvres Sociales du Rhône'],
      ['œuv', 'Œuvres Sociales du Rhône'],
      ['strassenbau gross', 'Straßenbau Größer GmbH & Co. KG'],
      ['lodz', 'Łódzka Spółdzielnia Mleczarska'],
      ['noël', 'Noe\u0308l & Fils (décomposé)'],
      ['株式', '株式会社コントソ'],
      ['ναυτ', 'Ναυτιλιακή Αιγαίου Α.Ε.'],
      ["robert')", "Robert'); DROP TABLE customers;--"],
      ['<b>', '<b>Bold & Brave</b>'],
    ] as const) {
      await list.find(typed)
      await eventually(list.names).toContain(name)
    }
    const { tenantId } = await apiOf(await signedIn('adminAgent')).customerNamed('Adatum Corporation')
    await list.find(tenantId)
    await eventually(list.names).toEqual(['Adatum Corporation'])
    // The middle of a word is no beginning.
    await list.find('ontoso')
    await eventually(() => list.panel.innerText().then(plain)).toContain(list.words.list.nobody('ontoso'))
  })

  it('D14: names that begin with what was typed come before later words of a name, and what matched is bold', async () => {
    const { list } = await open({ language, at: '/customers?view=all&search=con' })
    await list.row('Contoso SA').waitFor()
    const begins = (await list.names()).map((name) => name.toLowerCase().startsWith('con'))
    expect(begins).toContain(true)
    expect(begins.indexOf(false) === -1 ? begins.length : begins.indexOf(false)).toBe(begins.filter(Boolean).length)
    expect(await list.row('Contoso SA').locator('mark').first().innerText()).toBe('Con')
    await list.find('residences')
    await eventually(list.names).toContain('Fabrikam Résidences')
    expect(await list.row('Fabrikam Résidences').locator('mark').first().innerText()).toBe('Résidences')
  })

  it('S28: filters by delegation, says how many of how many, and keeps the filter in the address', async () => {
    const { page, list } = await open({ language, at: '/customers?view=all' })
    const { delegationFilter, clearDelegation, shown, ofTotal } = list.words.list
    const active = (await cloudOf().state()).partners[0]?.delegation.active ?? 0
    expect(active).toBeGreaterThan(100)
    const { delegation } = list.words
    const choice = (name: string) => page.getByRole('menuitemcheckbox', { name })
    await list.chip(delegationFilter).click()
    await choice(delegation.active).click()
    await eventually(list.foot).toBe(shown('100', String(active)))
    await choice(delegation.active).click()
    await choice(delegation.pending).click()
    await page.keyboard.press('Escape')
    await eventually(() => new URL(page.url()).searchParams.get('delegation')).toBe('pending')
    const states = async () => (await list.grid.locator('[data-index] [data-column="delegation"]').allInnerTexts()).map(plain)
    await eventually(async () => [...new Set(await states())]).toEqual([delegation.pending])
    const foot = ofTotal(String(await list.rowCount()), numberOf(language)(await everyone()))
    await eventually(list.foot).toBe(foot)
    await page.reload()
    await eventually(list.foot).toBe(foot)
    await page.getByRole('button', { name: clearDelegation }).click()
    await eventually(() => new URL(page.url()).searchParams.has('delegation')).toBe(false)
  })

  it('S37: the service-requests icon opens that customer’s service-requests page', async () => {
    const { page, list } = await open({ language, at: '/customers?view=all&search=contoso' })
    await list
      .row('Contoso SA')
      .getByRole('link', { name: list.words.list.requestsOf('Contoso SA'), exact: true })
      .click()
    await page.getByRole('heading', { level: 1, name: list.words.navigation.serviceRequests }).waitFor()
    await page.getByRole('link', { name: `${list.words.later.forCustomer}Contoso SA`, exact: true }).waitFor()
  })

  it('S70, S71: a search that finds nobody explains why a new customer may be missing and when to try again', async () => {
    const { list } = await open({ language, at: '/customers' })
    await list.find('zzz nobody')
    await eventually(() => list.panel.innerText().then(plain)).toContain(list.words.list.nobody('zzz nobody'))
    await eventually(() => list.panel.innerText().then(plain)).toContain(list.words.list.afterNextSync)
    await list.panel.getByRole('button', { name: list.words.sync.now }).waitFor()
  })

  it('S25: a customer whose details were not read yet says so instead of a country', async () => {
    const api = apiOf(await signedIn('adminAgent'))
    const name = `Ultérieur ${language}`
    const added = await cloudOf().add({ name, delegation: 'active' })
    const mend = await cloudOf().fault({ kind: 'status', api: 'partner-center', path: `/customers/${added.tenantId}`, status: 500 })
    await synchronise(api, async () => (await api.customers(`search=${added.tenantId}`)).length === 1)
    // Wide enough for the column of countries, also beside the card.
    const { list } = await open({ language, width: 1920, at: `/customers?view=all&search=${encodeURIComponent(name)}` })
    await list.header(list.words.list.columns.country).waitFor()
    const country = list.row(name).locator('[data-column="country"]')
    await eventually(async () => plain(await country.innerText())).toBe(list.words.list.notReadYet)
    await mend()
    // Opening it reads the details.
    await list.open(name)
    await eventually(async () => plain(await country.innerText())).not.toBe(list.words.list.notReadYet)
  })

  it('S73, D5: shows up to 100 results with the true total, and all of them on demand', async () => {
    const total = await haveNamesakes(apiOf(await signedIn('adminAgent')))
    const { list } = await open({ language, at: '/customers' })
    await list.find('zephyr')
    const number = numberOf(language)
    await eventually(list.foot).toBe(list.words.list.shown('100', number(total)))
    expect(await list.rowCount()).toBe(100)
    await list.panel.getByRole('button', { name: /^(Show all|Afficher les)/ }).click()
    await eventually(list.rowCount).toBe(total)
    await list.grid.press('End')
    await eventually(async () => (await list.names()).length > 0 && !(await list.names()).includes('…')).toBe(true)
    expect(await list.grid.locator(`[aria-rowindex="${total + 1}"]`).count()).toBe(1)
  })
})

it.each(languages)('D5: the whole list is virtualised: all of them can be reached, a screenful is drawn (%s)', async (language) => {
  const { list } = await open({ language, at: '/customers?view=all' })
  await list.panel.getByRole('button', { name: list.words.list.showAll }).click()
  const { customers } = (await cloudOf().state()).partners[0] ?? { customers: 0 }
  await eventually(list.rowCount).toBe(customers)
  expect((await list.names()).length).toBeLessThan(60)
  const [first] = await list.names()
  await list.grid.press('End')
  await eventually(() => list.grid.locator(`[aria-rowindex="${customers + 1}"] a`).count()).toBeGreaterThan(0)
  expect(await list.names()).not.toContain(first)
  await list.grid.press('Home')
  await eventually(async () => (await list.names())[0]).toBe(first)
})

it('D14: finds a customer that nobody has opened by a domain that is not its primary one', async () => {
  const api = apiOf(await signedIn('adminAgent'))
  const added = await cloudOf().add({ name: 'Domaine Second', domain: 'domaine-second.example', delegation: 'active' })
  expect(added.initialDomain).not.toBe(added.domain)
  await synchronise(api, async () => (await api.customers(`search=${added.tenantId}`)).length === 1)
  // Microsoft tells further domains with the details alone; those are read in the background.
  const found = () => api.customers(`search=${added.initialDomain}`).then((rows) => rows.map(({ name }) => name))
  await expect.poll(found, { timeout: 60_000 }).toEqual(['Domaine Second'])
  for (const language of languages) {
    const { list } = await open({ language, at: '/customers' })
    await list.find(added.initialDomain.slice(0, -4))
    await eventually(list.names).toContain('Domaine Second')
  }
})

it.each(languages)('S28: sorts by a header, either way, and keeps the order in the address (%s)', async (language) => {
  const { page, list } = await open({ language, at: '/customers?view=all&all=1' })
  const { name, domain } = list.words.list.columns
  await eventually(() => list.header(name).getAttribute('aria-sort')).toBe('ascending')
  const [first] = await eventuallyNames(list.names)
  await list.header(name).getByRole('button').click()
  await eventually(() => list.header(name).getAttribute('aria-sort')).toBe('descending')
  // The rows of before stay until the others are here.
  await eventually(async () => (await list.names())[0]).not.toBe(first)
  const [last] = await eventuallyNames(list.names)
  await page.reload()
  await list.grid.waitFor()
  await eventually(async () => (await list.names())[0]).toBe(last)
  await list.header(domain).getByRole('button').click()
  await eventually(() => list.header(domain).getAttribute('aria-sort')).toBe('ascending')
  const domains = async () => (await list.grid.locator('[role="row"][data-index] [data-column="domain"]').allInnerTexts()).slice(0, 10)
  await eventually(async () => (await domains()).join() === (await domains()).toSorted().join()).toBe(true)
})

const eventuallyNames = async (names: () => Promise<string[]>) => {
  await eventually(async () => (await names()).includes('…')).toBe(false)
  return names()
}

it.each(languages)('S25: a row tells name, domain and delegated access (%s)', async (language) => {
  const { list } = await open({ language, at: '/customers?view=all&search=contoso%20sa' })
  const row = list.row('Contoso SA')
  await row.waitFor()
  expect(plain(await row.locator('[data-column="domain"]').innerText())).toBe((await simulated('Contoso SA')).domain)
  expect(plain(await row.locator('[data-column="delegation"]').innerText())).toMatch(list.words.list.daysLeft)
})

it.each(languages)('everything one can do with a customer is also in its row’s menu (%s)', async (language) => {
  const { page, list } = await open({ language, at: '/customers?view=all&search=contoso' })
  await list.row('Contoso SA').click({ button: 'right' })
  const { menu } = list.words.list
  const item = (name: string) => page.getByRole('menuitem', { name: new RegExp(`^${name}`) })
  for (const name of Object.values(menu)) await item(name).waitFor()
  await item(menu.page).click()
  await page.getByRole('heading', { level: 1, name: 'Contoso SA' }).waitFor()
})

it.each(languages)('rows are selected with the mouse, Shift and Ctrl, and their tenant IDs copied (%s)', async (language) => {
  const { page, context, list } = await visit({ language, as: 'adminAgent', at: '/customers?view=all&search=contoso' }).then((visited) => ({
    ...visited,
    list: customersPage(visited.page, language),
  }))
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  const { selected, copyIds, clearSelection } = list.words.list
  const cell = (index: number) => list.grid.locator(`[data-index="${index}"] [data-column="domain"]`)
  await cell(0).click({ modifiers: ['Control'] })
  await page.getByText(selected(1), { exact: true }).waitFor()
  await cell(3).click({ modifiers: ['Shift'] })
  await page.getByText(selected(4), { exact: true }).waitFor()
  await cell(1).click({ modifiers: ['Control'] })
  await page.getByText(selected(3), { exact: true }).waitFor()
  await page.getByRole('button', { name: copyIds }).click()
  await eventually(async () => (await page.evaluate(() => navigator.clipboard.readText())).split('\n').length).toBe(3)
  await page.getByRole('button', { name: clearSelection }).click()
  await eventually(() => list.grid.locator('[data-index][aria-selected="true"]').count()).toBe(0)
})

it.each(languages)('columns and row height are the reader’s choice and remembered (%s)', async (language) => {
  const { page, list } = await open({ language, at: '/customers?view=all&search=contoso' })
  const { view, columns, compact } = list.words.list
  await list.row('Contoso SA').waitFor()
  const height = async () => (await list.row('Contoso SA').boundingBox())?.height
  expect(await height()).toBe(44)
  await list.chip(view).click()
  await page.getByRole('menuitemcheckbox', { name: columns.domain }).click()
  await page.getByRole('menuitemradio', { name: compact }).click()
  await page.keyboard.press('Escape')
  await eventually(height).toBe(32)
  await page.reload()
  await list.row('Contoso SA').waitFor()
  expect(await height()).toBe(32)
  expect(await list.header(columns.domain).count()).toBe(0)
})

it.each(languages)('S29, S34: a tab pressed right after typing is not lost, and neither is what was typed (%s)', async (language) => {
  const { page, list } = await open({ language, at: '/customers?view=all' })
  await list.search.waitFor()
  const recent = list.tab('recent')
  // Both within one task, so that nothing can come between them.
  await recent.evaluate((tab: HTMLElement) => {
    const field = document.querySelector<HTMLInputElement>('input[type="search"]')
    if (!field) throw new Error('There is no search field')
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(field, 'contoso')
    field.dispatchEvent(new Event('input', { bubbles: true }))
    tab.click()
  })
  await eventually(() => new URL(page.url()).search).toBe('?view=recent&search=contoso')
  await eventually(() => recent.getAttribute('aria-selected')).toBe('true')
  expect(await list.search.inputValue()).toBe('contoso')
})

it.each(languages)('S33: Enter in the search opens the first of what was typed, not of the list before (%s)', async (language) => {
  const { page, list } = await open({ language, at: '/customers?view=all&all=1' })
  await list.grid.waitFor()
  await list.search.focus()
  await page.keyboard.insertText('contoso sas')
  await page.keyboard.press('Enter')
  await list.card.getByRole('heading', { level: 2, name: 'Contoso SAS', exact: true }).waitFor()
})

it.each(languages)(
  'S28: a filter opens at the first click after Escape has closed it, and a click on it while open closes it (%s)',
  async (language) => {
    const { page, list } = await open({ language, at: '/customers?view=all&search=contoso' })
    const chip = page.getByRole('button', { name: new RegExp(`^${list.words.list.delegationFilter}`) }).and(page.locator('[aria-haspopup]'))
    const menu = page.getByRole('menu')
    await chip.click()
    await menu.waitFor()
    await page.keyboard.press('Escape')
    await menu.waitFor({ state: 'hidden' })
    await chip.click()
    await menu.waitFor()
    await chip.click()
    await menu.waitFor({ state: 'hidden' })
    expect(await list.chip(list.words.list.delegationFilter).count()).toBe(1)
  },
)

it.each(languages)('S33: with the card open a row still tells that it was found by its domain (%s)', async (language) => {
  const rows = await apiOf(await signedIn('adminAgent')).customers('search=contoso&limit=100')
  const byDomain = rows.find(({ matched, domain }) => matched === 'domain' && domain)
  if (!byDomain?.domain) throw new Error('Every one of these begins with what was typed')
  const { list } = await open({ language, at: `/customers?view=all&search=${byDomain.domain.slice(0, 9)}&card=${byDomain.tenantId}` })
  const row = list.row(byDomain.name)
  await row.waitFor()
  await eventually(() => list.header(list.words.list.columns.domain).count()).toBe(0)
  await eventually(() => row.locator('[data-match] mark').allInnerTexts()).toEqual([byDomain.domain.slice(0, 9)])
})
