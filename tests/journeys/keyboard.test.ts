// Everything about the list by keyboard alone, and the search for everything from anywhere.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Language } from '../support/browser.ts'
import { apiOf } from './arrange.ts'
import { type CustomersPage, customersPage } from './customers-page.ts'
import { eventually, journeys, languages } from './journey.ts'
import { wordsOf } from './words.ts'

const { visit, signedIn } = journeys()
const admin = async () => apiOf(await signedIn('globalAdministrator'))
const clear = async () => {
  await (await admin()).clearFlags()
  await (await admin()).clearPins()
}
afterAll(clear)

const openIn = async (language: Language, at = '/customers?view=all&search=contoso') => {
  const { page, context } = await visit({ as: 'globalAdministrator', language, at })
  const list = customersPage(page, language)
  await list.row('Contoso SA').waitFor()
  return { page, context, list, press: (key: string) => page.keyboard.press(key) }
}
const title = ({ card }: CustomersPage) => card.getByRole('heading', { level: 2 }).innerText()
const activeName = ({ grid }: CustomersPage) => grid.locator('[data-active="true"] [data-column="name"] a').innerText()

describe.each(languages)('in %s', (language) => {
  const open = (at?: string) => openIn(language, at)
  beforeAll(clear)

  it('a slash leads to the search from anywhere; Arrow down goes on to the results, Escape empties the field', async () => {
    const { page, list, press } = await open()
    await page.getByRole('tab', { name: list.words.list.tabs.all }).focus()
    await press('/')
    expect(await list.search.evaluate((element) => element === document.activeElement)).toBe(true)
    await page.keyboard.type('wingtip')
    await list.row('Wingtip Toys').waitFor()
    await press('ArrowDown')
    expect(await list.grid.evaluate((element) => element === document.activeElement)).toBe(true)
    await press('/')
    await press('Escape')
    expect(await list.search.inputValue()).toBe('')
  })

  it('S38: arrows move, Enter opens the card, and then the card follows the arrows; Escape closes it and gives the list back', async () => {
    const { list, press } = await open()
    const names = await list.names()
    await list.grid.focus()
    await press('Home')
    await eventually(() => activeName(list)).toBe(names[0])
    await press('ArrowDown')
    await eventually(() => activeName(list)).toBe(names[1])
    await press('Enter')
    await eventually(() => title(list)).toBe(names[1])
    await press('ArrowDown')
    await eventually(() => title(list)).toBe(names[2])
    await press('End')
    await eventually(() => title(list)).toBe(names.at(-1))
    await press('ArrowUp')
    await eventually(() => title(list)).toBe(names.at(-2))
    await press('Escape')
    await list.card.waitFor({ state: 'hidden' })
    expect(await list.grid.evaluate((element) => element === document.activeElement)).toBe(true)
    await eventually(() => activeName(list)).toBe(names.at(-2))
  })

  it('S40, S42: F flags and P pins the customer one is on', async () => {
    const { page, list, press } = await open('/customers?view=all&search=contoso%20sa')
    await list.grid.focus()
    await press('Home')
    const name = await activeName(list)
    await press('f')
    await page.getByText(list.words.card.flagged(name), { exact: true }).waitFor()
    await press('p')
    await page.getByText(list.words.card.pinned(name), { exact: true }).waitFor()
    const row = await (await admin()).customerNamed(name)
    expect([row.flagged, row.pinned]).toEqual([true, true])
  })

  it('Space selects, Shift extends, Ctrl A selects all, Escape clears', async () => {
    const { page, list, press } = await open()
    const count = await list.rowCount()
    const selected = (number: number) => page.getByText(list.words.list.selected(number), { exact: true }).waitFor()
    await list.grid.focus()
    await press('Home')
    await press(' ')
    await selected(1)
    await press('Shift+ArrowDown')
    await press('Shift+ArrowDown')
    await selected(3)
    await press('Control+a')
    await selected(count)
    await press('Escape')
    await eventually(() => list.grid.locator('[data-index][aria-selected="true"]').count()).toBe(0)
  })

  it('S36, S37: Arrow right goes along what can be done with a row, and its menu opens and closes by keyboard', async () => {
    const { page, context, list, press } = await open('/customers?view=all&search=contoso%20sa')
    await list.grid.focus()
    await press('Home')
    const name = await activeName(list)
    const focused = () => page.evaluate(() => document.activeElement?.getAttribute('aria-label'))
    await press('ArrowRight')
    await eventually(focused).toBe(list.words.list.enter(name))
    const [tab] = await Promise.all([context.waitForEvent('page'), press('Enter')])
    await tab.close()
    await press('ArrowRight')
    await eventually(focused).toBe(list.words.list.requestsOf(name))
    await press('ArrowRight')
    await eventually(focused).toBe(list.words.list.more(name))
    await press('Enter')
    await page.getByRole('menuitem', { name: new RegExp(`^${list.words.list.menu.card}`) }).waitFor()
    await press('Escape')
    await page.getByRole('menuitem').first().waitFor({ state: 'hidden' })
    await press('ArrowLeft')
    await press('ArrowLeft')
    await press('ArrowLeft')
    await eventually(() => list.grid.evaluate((element) => element === document.activeElement)).toBe(true)
  })

  it('Ctrl K finds customers and pages from anywhere; arrows choose, Enter opens, Escape closes', async () => {
    const { palette, navigation, settings } = wordsOf(language)
    const { page } = await visit({ as: 'globalAdministrator', language, at: '/activity' })
    const { keyboard } = page
    await page.getByRole('heading', { level: 1 }).waitFor()
    const field = page.getByRole('combobox', { name: palette.field })
    await keyboard.press('Control+k')
    await field.waitFor()
    await keyboard.press('Escape')
    await field.waitFor({ state: 'hidden' })
    await keyboard.press('Control+k')
    await field.fill(navigation.settings.slice(0, 4))
    await page.getByRole('gridcell', { name: navigation.settings }).waitFor()
    await eventually(() => field.getAttribute('aria-activedescendant')).toBeTruthy()
    await keyboard.press('Enter')
    await page.getByRole('heading', { level: 1, name: settings.title }).waitFor()
    await keyboard.press('Control+k')
    await field.fill('wingtip')
    await page.getByRole('gridcell', { name: /^Wingtip Toys Europe/ }).waitFor()
    await keyboard.press('ArrowDown')
    await keyboard.press('Enter')
    await customersPage(page, language).card.getByRole('heading', { name: 'Wingtip Toys Europe B.V.' }).waitFor()
  })

  it('S63, D7: dialogs keep the focus inside, close with Escape and give it back', async () => {
    const { page, list, press } = await open()
    const download = page.getByRole('button', { name: list.words.list.download })
    await download.focus()
    await press('Enter')
    const dialog = page.getByRole('dialog', { name: list.words.download.title })
    await dialog.waitFor()
    for (let step = 0; step < 8; step++) {
      await press('Tab')
      expect(
        await page.evaluate(() => document.activeElement === document.body || document.activeElement?.closest('dialog') !== null),
      ).toBe(true)
    }
    await press('Escape')
    await dialog.waitFor({ state: 'hidden' })
    await eventually(() => download.evaluate((element) => element === document.activeElement)).toBe(true)
  })
})
