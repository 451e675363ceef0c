// The frame around every page: navigation, launcher, language, theme, and what is not here yet.
import { describe, expect, it } from 'vitest'
import { eventually, journeys, languages } from './journey.ts'
import { plain, wordsOf } from './words.ts'

const { visit } = journeys()

describe.each(languages)('in %s', (language) => {
  const words = wordsOf(language)
  const { navigation } = words

  it('S18, S19, S86: the left navigation carries the features, the settings and the two exits, in the product’s order', async () => {
    const { page } = await visit({ language, as: 'adminAgent', at: '/' })
    const nav = page.getByRole('navigation', { name: navigation.label })
    await nav.waitFor()
    const names = (await nav.getByRole('link').allInnerTexts()).map(plain)
    expect(names).toEqual([...navigation.entries, ...navigation.exits])
    expect(await page.locator('html').getAttribute('lang')).toBe(language)
  })

  it('S19, S88: Build your business stands there for an advisor partner only', async () => {
    const { page } = await visit({ language, as: 'otherPartner', at: '/' })
    const nav = page.getByRole('navigation', { name: navigation.label })
    await nav.getByRole('link', { name: navigation.buildYourBusiness }).click()
    await page.getByRole('heading', { level: 1, name: navigation.buildYourBusiness }).waitFor()
    expect((await nav.getByRole('link').allInnerTexts()).map(plain)).toHaveLength(navigation.entries.length + navigation.exits.length + 1)
  })

  it('S20: Home is the first page, and marked as the one where one is', async () => {
    const { page } = await visit({ language, as: 'adminAgent', at: '/' })
    const home = page.getByRole('navigation', { name: navigation.label }).getByRole('link', { name: navigation.home, exact: true })
    expect(await home.getAttribute('aria-current')).toBe('page')
    await eventually(() => page.title()).toContain(words.home.title)
  })

  it('the bell at the top leads to what became of the notifications', async () => {
    const { page } = await visit({ language, as: 'reader', at: '/' })
    await page.getByRole('link', { name: words.notices, exact: true }).click()
    await page.getByRole('heading', { level: 1, name: words.noticesTitle }).waitFor()
  })

  it('S12, S13, S14, S15: the app launcher at the top left has the partner entry, which opens the center, and all apps', async () => {
    const { page } = await visit({ language, as: 'adminAgent', at: '/settings' })
    const button = page.getByRole('button', { name: words.launcher.label })
    const { x, y } = (await button.boundingBox()) ?? { x: 999, y: 999 }
    expect(x).toBeLessThan(60)
    expect(y).toBeLessThan(48)
    await button.click()
    const menu = page.getByRole('menu', { name: words.launcher.label })
    await menu.waitFor()
    expect(plain(await menu.innerText())).toContain(words.launcher.all)
    await menu.getByRole('menuitem', { name: new RegExp(`^${words.launcher.partner}`) }).click()
    await eventually(() => new URL(page.url()).pathname).toBe('/')
    await page.getByRole('heading', { level: 2, name: words.home.pinned }).waitFor()
  })

  it('says honestly on every page that is still to come what will stand there and where to do it today', async () => {
    const { page } = await visit({ language, as: 'adminAgent', at: '/' })
    const nav = page.getByRole('navigation', { name: navigation.label })
    const main = page.getByRole('main')
    const later = [...navigation.entries.slice(2, -1), navigation.exits[1] ?? ''].filter((name) => name !== navigation.serviceHealth)
    for (const name of later) {
      await nav.getByRole('link', { name }).click()
      await main.getByRole('heading', { level: 1, name }).waitFor()
      const text = plain(await main.innerText())
      expect(text).toContain(words.later.badge)
      expect(text).toContain(words.later.today)
      expect(await main.getByRole('link').getAttribute('href')).toMatch(/^https:\/\/[a-z.]+\.microsoft\.com\//)
    }
    expect(later).toHaveLength(5)
  })

  it('says kindly that an address leads nowhere, within the frame', async () => {
    const { page } = await visit({ language, as: 'adminAgent', at: '/no-such-page' })
    await page.getByRole('heading', { level: 1, name: words.problem.notFound }).waitFor()
    await page.getByRole('navigation', { name: navigation.label }).waitFor()
    await page.getByRole('link', { name: words.problem.home }).click()
    await page.getByRole('heading', { level: 2, name: words.home.pinned }).waitFor()
  })
})

const words = wordsOf('en-US')

it('S86: the language is changed in place, without losing the page, and remembered', async () => {
  const { page } = await visit({ as: 'adminAgent', at: '/settings' })
  await page.getByRole('heading', { level: 1, name: words.settings.title }).waitFor()
  await page.getByRole('button', { name: /language$/ }).click()
  await page.getByRole('menuitemradio', { name: 'Français (France)' }).click()
  const french = wordsOf('fr-FR')
  await page.getByRole('heading', { level: 1, name: french.settings.title }).waitFor()
  expect(new URL(page.url()).pathname).toBe('/settings')
  await page.reload()
  await page.getByRole('link', { name: french.navigation.customers }).waitFor()
  expect(await page.locator('html').getAttribute('lang')).toBe('fr-FR')
})

it('S86: follows the browser’s language where nothing was chosen, Canadian French included', async () => {
  const { page } = await visit({ language: 'fr-CA', as: 'adminAgent', at: '/customers' })
  await page.getByRole('tab', { name: 'Avec indicateur' }).waitFor()
  expect(await page.locator('html').getAttribute('lang')).toBe('fr-CA')
})

it.each(languages)('the theme follows the system until one is chosen, and the choice is remembered (%s)', async (language) => {
  const words = wordsOf(language)
  const { page } = await visit({ language, as: 'adminAgent', at: '/', theme: 'light' })
  const background = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor)
  const theme = page.getByRole('button', { name: words.theme.label })
  await theme.waitFor()
  const light = await background()
  await theme.click()
  await page.getByRole('menuitemradio', { name: words.theme.dark }).click()
  await eventually(background).not.toBe(light)
  const dark = await background()
  await page.reload()
  await theme.waitFor()
  expect(await background()).toBe(dark)
  await theme.click()
  await page.getByRole('menuitemradio', { name: words.theme.light }).click()
  await eventually(background).toBe(light)
})

it.each(languages)('the navigation folds to icons that keep their names, and stays as one left it (%s)', async (language) => {
  const words = wordsOf(language)
  const { page } = await visit({ language, as: 'adminAgent', at: '/' })
  const nav = page.getByRole('navigation', { name: words.navigation.label })
  await nav.getByRole('button', { name: words.navigation.fold }).click()
  await eventually(async () => (await nav.boundingBox())?.width ?? 999).toBeLessThan(80)
  await page.reload()
  await nav.getByRole('link', { name: words.navigation.customers }).click()
  await page.getByRole('heading', { level: 1, name: words.list.title }).waitFor()
  await nav.getByRole('button', { name: words.navigation.unfold }).click()
  await eventually(async () => (await nav.boundingBox())?.width ?? 0).toBeGreaterThan(200)
})

it.each(languages)('the first Tab leads past the navigation, and a new page puts the focus on its heading (%s)', async (language) => {
  const words = wordsOf(language)
  const { page } = await visit({ language, as: 'adminAgent', at: '/' })
  await page.getByRole('heading', { level: 2, name: words.home.pinned }).waitFor()
  await page.keyboard.press('Tab')
  const skip = page.getByRole('link', { name: words.navigation.skip })
  expect(await skip.evaluate((element) => element === document.activeElement)).toBe(true)
  expect((await skip.boundingBox())?.y).toBeGreaterThanOrEqual(0)
  await page.getByRole('navigation', { name: words.navigation.label }).getByRole('link', { name: words.navigation.settings }).click()
  await eventually(() => page.evaluate(() => document.activeElement?.textContent)).toBe(words.settings.title)
})
