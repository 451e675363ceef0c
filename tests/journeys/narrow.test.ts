// On a screen of 360 px: everything is reached, the card fills the screen, and no page scrolls sideways.
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { aMessage, anIssue, apiOf } from './arrange.ts'
import { customersPage } from './customers-page.ts'
import { eventually, journeys, languages } from './journey.ts'
import { plain, wordsOf } from './words.ts'

const { visit, signedIn } = journeys()
const phone = { width: 360, height: 740 }

/** How far the page reaches beyond the screen, and what does. */
const overflow = (page: Page) =>
  page.evaluate(() => {
    const beyond = [document.documentElement, document.querySelector('main')].filter(
      (element) => element && element.scrollWidth > element.clientWidth + 1,
    )
    if (beyond.length === 0) return []
    return [...document.querySelectorAll('body *')]
      .filter((element) => element.getBoundingClientRect().right > window.innerWidth + 1)
      .map((element) => `${element.tagName} ${element.className.toString().slice(0, 30)} ${element.textContent?.slice(0, 40)}`)
      .slice(0, 5)
  })

describe.each(languages)('in %s', (language) => {
  const words = wordsOf(language)

  it('S18, S19: the navigation is a drawer with every entry, help, language and theme', async () => {
    const { page } = await visit({ language, ...phone, as: 'adminAgent', at: '/' })
    await page.getByRole('button', { name: words.navigation.menu, exact: true }).click()
    const drawer = page.getByRole('dialog', { name: words.navigation.label })
    await drawer.waitFor()
    const names = (await drawer.getByRole('navigation').getByRole('link').allInnerTexts()).map(plain)
    expect(names).toEqual([...words.navigation.entries, ...words.navigation.exits])
    await drawer.getByRole('button', { name: words.theme.label }).waitFor()
    await drawer.getByRole('link', { name: words.navigation.customers }).click()
    await page.getByRole('heading', { level: 1, name: words.list.title }).waitFor()
    await drawer.waitFor({ state: 'hidden' })
  })

  it('S38, S39: the list keeps what matters, and the card fills the screen and gives it back', async () => {
    const { page } = await visit({ language, ...phone, as: 'adminAgent', at: '/customers?view=all&search=contoso' })
    const list = customersPage(page, language)
    const { domain } = await apiOf(await signedIn('adminAgent')).customerNamed('Contoso SA')
    await list.row('Contoso SA').waitFor()
    expect(plain(await list.row('Contoso SA').innerText())).toContain(domain)
    await list.open('Contoso SA')
    expect(await list.card.boundingBox()).toEqual({ x: 0, y: 0, ...phone })
    await list.card.getByRole('link', { name: 'Microsoft Entra' }).waitFor()
    expect(await overflow(page)).toEqual([])
    await list.card.getByRole('button', { name: words.card.close, exact: true }).click()
    await list.card.waitFor({ state: 'hidden' })
    await list.row('Contoso Sarl').waitFor()
  })

  it('no page scrolls sideways, and every control is large enough to touch', async () => {
    // The one for whom every page has all its controls.
    const api = apiOf(await signedIn('globalAdministrator'))
    const { tenantId } = await api.customerNamed('Contoso SA')
    const [issueId, messageId] = await Promise.all([anIssue(api), aMessage(api)])
    const { page } = await visit({ language, ...phone, as: 'globalAdministrator', at: '/' })
    const { origin } = new URL(page.url())
    const paths = [
      '/',
      '/customers',
      '/customers?view=all',
      '/customers?view=all&all=1',
      '/customers?view=all&search=societe',
      '/customers?view=all&search=nobody',
      '/customers?view=recent',
      `/customers/${tenantId}`,
      `/customers/${tenantId}?tab=delegation`,
      `/customers/${tenantId}?tab=health`,
      `/customers/${tenantId}?tab=messages`,
      '/customers/not-seen?text=contoso',
      '/service-health',
      '/service-health?part=open',
      '/service-health/Exchange%20Online',
      `/service-health/issues/${issueId}`,
      `/service-health/issues/${issueId}/tell`,
      '/service-health/messages',
      `/service-health/messages/${messageId}`,
      '/settings',
      '/settings/connection',
      '/settings/synchronisation',
      '/settings/limits',
      '/settings/notifications',
      '/settings/notifications/ledger',
      '/settings/customer-messages',
      '/settings/tags',
      '/settings/status-page',
      '/service-requests',
      '/subscriptions',
      '/delegation',
      '/build-your-business',
      '/activity',
      '/help',
      '/previous',
      '/nowhere',
    ]
    for (const path of paths) {
      await page.goto(origin + path)
      await page.getByRole('heading', { level: 1 }).first().waitFor()
      await eventually(() => page.getByRole('status', { name: /^(Loading|Chargement)$/ }).count()).toBe(0)
      expect(await overflow(page), path).toEqual([])
      expect(await tooSmall(page), path).toEqual([])
    }
  })

  it('every fact of a delegated-administration relationship is on the screen, with its name', async () => {
    const { tenantId } = await apiOf(await signedIn('adminAgent')).customerNamed('Contoso SA')
    const { page } = await visit({ language, ...phone, as: 'adminAgent', at: `/customers/${tenantId}?tab=delegation` })
    const cells = page.getByRole('tabpanel').getByRole('cell')
    await cells.first().waitFor()
    expect(await cells.count()).toBeGreaterThanOrEqual(8)
    for (const cell of await cells.all()) {
      const box = await cell.boundingBox()
      expect((box?.x ?? 0) + (box?.width ?? 999), await cell.innerText()).toBeLessThanOrEqual(phone.width)
    }
    const terms = await cells.evaluateAll((all) => all.map((cell) => getComputedStyle(cell, '::before').content))
    for (const term of [words.relations.roles, words.relations.ends]) expect(terms).toContain(`"${term}"`)
  })

  it('the search for everything gives no hints of keys', async () => {
    const { page } = await visit({ language, ...phone, as: 'adminAgent', at: '/' })
    await page.getByRole('button', { name: words.palette.open }).click()
    await page.getByRole('combobox', { name: words.palette.field }).waitFor()
    expect(await page.getByText(words.palette.move).isVisible()).toBe(false)
  })

  it('the sign-in page fits as well', async () => {
    const { page } = await visit({ language, ...phone, at: '/' })
    await page.getByRole('link', { name: words.signIn.signIn, exact: true }).waitFor()
    expect(await overflow(page)).toEqual([])
    expect(await tooSmall(page)).toEqual([])
  })
})

/** WCAG 2.2, 2.5.8: targets of at least 24 px; links within a sentence aside, and a row's name, for which the whole row answers. */
const tooSmall = (page: Page) =>
  page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('button, a[href], input, [role="tab"]')]
      .filter((element) => !element.matches('[role="row"] a'))
      .filter((element) => element.checkVisibility({ opacityProperty: true, visibilityProperty: true }))
      .map((element) => ({ element, box: (element.closest('label') ?? element).getBoundingClientRect() }))
      .filter(({ element, box }) => box.width > 1 && box.height > 1 && getComputedStyle(element).display !== 'inline')
      .filter(({ box }) => box.width < 23.5 || box.height < 23.5)
      .map(
        ({ element, box }) =>
          `${element.tagName} ${element.ariaLabel ?? element.textContent?.slice(0, 40)} ${Math.round(box.width)}×${Math.round(box.height)}`,
      ),
  )
