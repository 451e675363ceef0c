// On a screen of 360 px: everything is reached, and the card fills the screen. That no page scrolls sideways is in accessibility.test.ts.
import { describe, expect, it } from 'vitest'
import { overflow, phone, tooSmall } from '../support/narrow-screen.ts'
import { apiOf } from './arrange.ts'
import { customersPage } from './customers-page.ts'
import { journeys, languages } from './journey.ts'
import { plain, wordsOf } from './words.ts'

const { visit, signedIn } = journeys()

const rule = {
  'en-US': { add: 'Add a rule', save: 'Save' },
  'fr-FR': { add: 'Ajouter une règle', save: 'Enregistrer' },
}

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

  it('S55: the form of a rule fits, whatever its destination is called', async () => {
    const api = apiOf(await signedIn('globalAdministrator'))
    const { channel } = await api.call<{ channel: { channelId: string } }>('POST', '/api/notifications/partner/channels', {
      kind: 'teams',
      name: `Permanence-du-support-technique-des-clients-de-l-ouest-${language}`,
      url: 'https://hooks.example.com/a/long/path',
    })
    const { page } = await visit({ language, ...phone, as: 'globalAdministrator', at: '/settings/notifications' })
    await page.getByRole('button', { name: rule[language].add }).last().click()
    const form = page.getByRole('form', { name: rule[language].add })
    await form.getByRole('button', { name: rule[language].save }).waitFor()
    await form.getByRole('checkbox', { name: new RegExp(`-${language}$`) }).waitFor()
    expect(await overflow(page)).toEqual([])
    expect(await tooSmall(page)).toEqual([])
    await api.call('DELETE', `/api/notifications/partner/channels/${channel.channelId}`)
  })

  it('the sign-in page fits as well', async () => {
    const { page } = await visit({ language, ...phone, at: '/' })
    await page.getByRole('link', { name: words.signIn.signIn, exact: true }).waitFor()
    expect(await overflow(page)).toEqual([])
    expect(await tooSmall(page)).toEqual([])
  })
})
