// Into a customer's admin centers as delegated administrator: a new tab lands there, at the right customer and as the right person.
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { product } from '../support/stack.ts'
import { apiOf } from './arrange.ts'
import { customersPage } from './customers-page.ts'
import { eventually, journeys, languages } from './journey.ts'
import { type Person, usernameOf } from './people.ts'
import { plain, wordsOf } from './words.ts'

const { visit, signedIn } = journeys()

/** As the card names them, and as the simulated portals do. */
const centers = [
  ['Microsoft 365', 'microsoft365'],
  ['Microsoft Entra', 'entra'],
  ['Exchange', 'exchange'],
  ['Intune', 'intune'],
  ['Teams', 'teams'],
  ['SharePoint', 'sharepoint'],
  ['Defender', 'defender'],
  ['Purview', 'purview'],
  ['Power Platform', 'powerplatform'],
  ['Azure', 'azure'],
] as const

const customerNamed = async (name: string) => apiOf(await signedIn('reader')).customerNamed(name)
const someoneWith = async (delegation: string) => {
  const [row] = await apiOf(await signedIn('reader')).customers(`delegation=${delegation}&limit=1`)
  if (!row) throw new Error(`There is no customer whose delegation is ${delegation}`)
  return row
}

async function landing(tab: Page) {
  const main = tab.locator('main')
  await main.waitFor()
  const read = (name: string) => main.getAttribute(`data-${name}`)
  return {
    center: await read('center'),
    tenantId: await read('tenant-id'),
    customer: await read('customer-name'),
    as: await read('signed-in-as'),
  }
}

describe.each(languages)('in %s', (language) => {
  it('S27, S36: the admin-center icon of a row opens that customer’s admin center in a new tab', async () => {
    const { page, context } = await visit({ language, as: 'adminAgent', at: '/customers?view=all&search=contoso' })
    const list = customersPage(page, language)
    const { tenantId } = await customerNamed('Contoso SA')
    const icon = list.row('Contoso SA').getByRole('link', { name: list.words.list.enter('Contoso SA'), exact: true })
    const [tab] = await Promise.all([context.waitForEvent('page'), icon.click()])
    expect(await landing(tab)).toEqual({ center: 'microsoft365', tenantId, customer: 'Contoso SA', as: usernameOf('adminAgent') })
    await list.row('Contoso SA').waitFor()
    await page.getByText(wordsOf(language).delegatedSession).waitFor()
  })

  it('S27, S36, S88: a customer without delegated access, and a sales agent, get a reason instead of a link', async () => {
    const none = await someoneWith('none')
    const agent = await visit({ language, as: 'adminAgent', at: `/customers?view=all&search=${none.tenantId}` })
    const { list: words } = wordsOf(language)
    const refused = async (page: Page, name: string, why: string) => {
      const row = customersPage(page, language).row(name)
      const icon = row.getByRole('button', { name: new RegExp(`^${escaped(words.enter(name))}`) })
      // Marked as not available; a click tells why.
      await icon.click({ force: true })
      expect(await row.getByRole('link', { name: words.enter(name) }).count()).toBe(0)
      await eventually(async () => plain(await page.locator('body').innerText())).toContain(why)
    }
    await refused(agent.page, none.name, words.enterNot.none)
    const sales = await visit({ language, as: 'salesAgent', at: '/customers?view=all&search=contoso' })
    await refused(sales.page, 'Contoso SA', words.enterNot.role)
  })
})

const escaped = (text: string) => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')

it.each([
  ['globalAdministrator', 'en-US'],
  ['helpdeskAgent', 'fr-FR'],
] as const)('S27, S36: every admin center of the card opens the right customer as the right person (%s, %s)', async (person, language) => {
  const { page, context } = await visit({ language, as: person, at: '/customers?view=all&search=contoso' })
  const list = customersPage(page, language)
  await list.open('Contoso SA')
  const { tenantId } = await customerNamed('Contoso SA')
  for (const [name, center] of centers) {
    const link = list.card.getByRole('link', { name, exact: true })
    const [tab] = await Promise.all([context.waitForEvent('page'), link.click()])
    expect(await landing(tab), name).toEqual({ center, tenantId, customer: 'Contoso SA', as: usernameOf(person) })
    await tab.close()
  }
})

it('S36: an admin center is entered from the search for everything by keyboard alone', async () => {
  const { page, context } = await visit({ as: 'adminAgent', at: '/' })
  const { palette } = wordsOf('en-US')
  await page.getByRole('button', { name: palette.open }).waitFor()
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox', { name: palette.field }).fill('contoso sa')
  await eventually(async () => plain(await page.getByRole('grid').getByRole('row').first().innerText())).toMatch(/^Contoso SA /)
  const [tab] = await Promise.all([context.waitForEvent('page'), page.keyboard.press('Control+Enter')])
  expect((await landing(tab)).tenantId).toBe((await customerNamed('Contoso SA')).tenantId)
})

it.each([
  ['salesAgent', 'active'],
  ['reader', 'active'],
  ['adminAgent', 'none'],
  ['adminAgent', 'expired'],
] as const satisfies readonly (readonly [Person, string])[])(
  'S36, S88: the address alone opens nothing either (%s, delegation %s)',
  async (person, delegation) => {
    const { tenantId, name } = await someoneWith(delegation)
    const { page } = await visit({ as: person, at: `/go/${tenantId}/entra` })
    expect(new URL(page.url()).origin).toBe(product().product)
    await page.getByRole('heading', { level: 1, name }).waitFor()
    const { enterNot } = wordsOf('en-US').list
    const reason = person !== 'adminAgent' ? enterNot.role : delegation === 'none' ? enterNot.none : enterNot.expired
    await eventually(async () => plain(await page.getByRole('main').innerText())).toContain(reason)
  },
)

it.each(languages)('S36: the page on which an admin center’s tab ends says why it did not open (%s)', async (language) => {
  const { notice } = wordsOf(language)
  const none = await someoneWith('none')
  const active = await someoneWith('active')
  for (const [person, path, why] of [
    ['adminAgent', `/go/${none.tenantId}/entra`, notice.noAccess],
    ['adminAgent', `/go/${active.tenantId}/nowhere`, notice.noCenter],
    ['reader', `/go/${active.tenantId}/entra`, notice.role],
  ] as const) {
    const { page } = await visit({ language, as: person, at: path })
    const told = page.getByRole('alert')
    await told.waitFor()
    expect(plain(await told.innerText())).toContain(`${notice.notEntered} ${why}`)
    await told.getByRole('button').click()
    await told.waitFor({ state: 'detached' })
    expect(new URL(page.url()).search).toBe('')
  }
})
