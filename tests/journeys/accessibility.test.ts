// axe finds nothing on every page and in every main state, and every page fits a phone; in the light theme in English, in the dark in French.
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { accessibilityFaults } from '../support/accessibility.ts'
import { overflow, phone, tooSmall } from '../support/narrow-screen.ts'
import { apiOf } from './arrange.ts'
import { customersPage } from './customers-page.ts'
import { everyPage } from './every-page.ts'
import { eventually, journeys, type Visit } from './journey.ts'
import { wordsOf } from './words.ts'

const { visit, signedIn } = journeys()

/** What still shows that it is on its way: what loads, and the live checks of the connection. */
const working = /^(Loading|Chargement|Being checked|Vérification)…?$/
const settled = async (page: Page) => {
  await page.getByRole('heading', { level: 1 }).first().waitFor()
  await eventually(() => page.getByRole('status', { name: working }).count()).toBe(0)
}

describe.each([
  { theme: 'light', language: 'en-US' },
  { theme: 'dark', language: 'fr-FR' },
] as const)('in the $theme theme', ({ theme, language }) => {
  const words = wordsOf(language)
  const open = (at: string, more: object = {}) => visit({ theme, language, as: 'globalAdministrator', at, ...more })
  const check = async ({ page }: Pick<Visit, 'page'>, what: string) => expect(await accessibilityFaults(page), what).toEqual([])

  it('finds nothing on the sign-in page, also with a problem and with a known account', async () => {
    const visited = await visit({ theme, language, at: '/sign-in?problem=personal_account' })
    const { page } = visited
    await page.getByRole('alert').waitFor()
    await check(visited, 'refused')
    await page.goto(new URL('/sign-in', page.url()).href)
    await settled(page)
    await check(visited, 'first visit')
    const known = await open('/sign-in')
    await known.page.getByRole('main').getByRole('listitem').first().waitFor()
    await check(known, 'known account')
  })

  // What a page costs is loading it, so what is to be seen of it on a desk and on a phone is seen at once.
  it.each(['customers', 'serviceHealth', 'settings', 'others'] as const)(
    'finds nothing on the pages of %s; on a phone none scrolls sideways and every control is large enough to touch',
    async (group) => {
      // The one for whom every page has all its controls.
      const pages = await everyPage(apiOf(await signedIn('globalAdministrator')))
      const visited = await open('/')
      const { page } = visited
      const desk = page.viewportSize() ?? phone
      const { origin } = new URL(page.url())
      for (const path of pages[group]) {
        await page.goto(origin + path)
        await settled(page)
        await check(visited, path)
        await page.setViewportSize(phone)
        await eventually(() => overflow(page), path).toEqual([])
        await eventually(() => tooSmall(page), path).toEqual([])
        await page.setViewportSize(desk)
      }
    },
  )

  it('finds nothing with a card, a selection, menus and dialogs open', async () => {
    const visited = await open('/customers?view=all&search=contoso')
    const { page } = visited
    const list = customersPage(page, language)
    await list.open('Contoso SA')
    await list.card.getByRole('link', { name: 'Microsoft Entra' }).waitFor()
    await check(visited, 'card')
    await list.grid.locator('[data-index="0"] [data-column="delegation"]').click({ modifiers: ['Control'] })
    await page.getByText(words.list.selected(1), { exact: true }).waitFor()
    await check(visited, 'selection')
    await page.getByRole('button', { name: words.list.clearSelection }).click()
    await list.chip(words.list.show).click()
    await page.getByRole('menuitemradio').first().waitFor()
    await check(visited, 'filter menu')
    await page.keyboard.press('Escape')
    await list
      .row('Contoso SA')
      .getByRole('button', { name: words.list.more('Contoso SA'), exact: true })
      .click()
    await page.getByRole('menuitem').first().waitFor()
    await check(visited, 'row menu')
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: words.list.download }).click()
    await page.getByRole('dialog', { name: words.download.title }).waitFor()
    await check(visited, 'download dialog')
  })

  it('finds nothing in the search for everything, the launcher, the accounts and the language menu', async () => {
    const visited = await open('/settings')
    const { page } = visited
    await settled(page)
    await page.keyboard.press('Control+k')
    await page.getByRole('combobox').fill('contoso')
    await page
      .getByRole('gridcell', { name: /^Contoso/ })
      .first()
      .waitFor()
    await check(visited, 'search for everything')
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: words.launcher.label }).click()
    await page.getByRole('menuitem').first().waitFor()
    await check(visited, 'launcher')
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: words.theme.label }).click()
    await page.getByRole('menuitemradio').first().waitFor()
    await check(visited, 'theme menu')
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: new RegExp(`^${words.account.button}`) }).click()
    await page.getByRole('button', { name: words.account.signOut, exact: true }).waitFor()
    await check(visited, 'accounts')
  })

  it('finds nothing at 360 px, with the drawer and with the card', async () => {
    const visited = await open('/customers?view=all&search=contoso', { width: 360, height: 740 })
    const { page } = visited
    const list = customersPage(page, language)
    await list.row('Contoso SA').waitFor()
    await check(visited, 'narrow list')
    await page.getByRole('button', { name: words.navigation.menu, exact: true }).click()
    await page.getByRole('dialog', { name: words.navigation.label }).waitFor()
    await check(visited, 'drawer')
    await page.keyboard.press('Escape')
    await list.open('Contoso SA')
    await check(visited, 'narrow card')
  })
})
