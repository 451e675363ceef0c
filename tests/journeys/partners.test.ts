// Two partners on one installation: nobody ever sees a customer, a flag or a figure of the other, whatever address one types.
import { expect, it } from 'vitest'
import { product, signIn } from '../support/stack.ts'
import { apiOf } from './arrange.ts'
import { customersPage } from './customers-page.ts'
import { eventually, journeys, languages } from './journey.ts'
import { usernameOf } from './people.ts'
import { plain, wordsOf } from './words.ts'

const { visit, signedIn } = journeys()
const theirs = async () => apiOf(await signedIn('adminAgent')).customerNamed('Contoso SA')

it.each(languages)(
  'finds no customer of another partner: by name, by tenant ID, in the list, in the search for everything (%s)',
  async (language) => {
    const words = wordsOf(language)
    const { tenantId } = await theirs()
    const { page } = await visit({ language, as: 'otherPartner', at: '/customers' })
    const list = customersPage(page, language)
    await list.grid.waitFor()
    for (const text of ['contoso', tenantId]) {
      await list.find(text)
      await eventually(async () => plain(await list.panel.innerText())).toContain(list.words.list.nobody(text))
    }
    await page.keyboard.press('Control+k')
    await page.getByRole('combobox').fill('contoso')
    await page.getByText(words.palette.nobody).last().waitFor()
  },
)

it.each(languages)('opens no customer of another partner by its address: neither page, card nor admin center (%s)', async (language) => {
  const words = wordsOf(language)
  const { tenantId } = await theirs()
  const { page } = await visit({ language, as: 'otherPartner', at: `/customers/${tenantId}`, accepts: /status of 404/ })
  await page.getByRole('heading', { level: 1, name: words.page.notFound }).waitFor()
  expect(plain(await page.locator('body').innerText())).not.toContain('Contoso')
  // B1 is one click away, and asks for what the address named.
  expect(await page.getByRole('link', { name: words.absence.link }).getAttribute('href')).toBe(`/customers/not-seen?text=${tenantId}`)

  await page.goto(`${product().product}/customers?card=${tenantId}`)
  const { card } = customersPage(page, language)
  await card.getByText(words.problem.gone).waitFor()
  expect(plain(await page.locator('body').innerText())).not.toContain('Contoso')

  await page.goto(`${product().product}/go/${tenantId}/entra`)
  expect(new URL(page.url()).origin).toBe(product().product)
  await eventually(async () => plain(await page.locator('body').innerText())).toContain(words.page.notFound)
  expect(plain(await page.locator('body').innerText())).not.toContain('Contoso')

  await page.goto(`${product().product}/service-requests?customer=${tenantId}`)
  await page.getByRole('heading', { level: 1, name: words.navigation.serviceRequests }).waitFor()
  expect(plain(await page.locator('body').innerText())).not.toContain('Contoso')
})

it.each(languages)('flags and pins of one partner are not those of the other (%s)', async (language) => {
  const words = wordsOf(language)
  const api = apiOf(await signedIn('globalAdministrator'))
  const { tenantId } = await theirs()
  await api.call('PUT', `/api/customers/${tenantId}/flag`, {})
  const { page } = await visit({ language, as: 'otherPartner', at: '/customers?view=flagged' })
  await customersPage(page, language).panel.getByText(words.list.noFlag, { exact: true }).waitFor()
  const own = await visit({ language, as: 'adminAgent', at: '/customers?view=flagged' })
  await customersPage(own.page, language).row('Contoso SA').waitFor()
  await api.clearFlags()
})

it.each(languages)('someone with accounts at both partners sees each one’s customers only, also after switching (%s)', async (language) => {
  const words = wordsOf(language)
  // A browser of its own: what the others have kept of theirs is no longer valid once another account joins it.
  const { page, context } = await visit({ language })
  await signIn(page, usernameOf('adminAgent'))
  await page.getByRole('region', { name: words.home.customers, exact: true }).waitFor()
  // The same browser signs in at the other partner as well; addresses and what was loaded must not carry over.
  await page.goto(`${product().product}/sign-in/start?choose=true&returnTo=%2Fcustomers`)
  const account = product().accounts.find(({ tenantId }) => tenantId === product().partners[1]?.tenantId)
  await page.locator(`button[name="account"][value="${account?.username}"]`).click()
  const consent = page.locator('button[name="consent"][value="accept"]')
  await Promise.race([page.waitForURL((url) => url.pathname === '/customers'), consent.click().catch(() => {})])
  const list = customersPage(page, language)
  await list.grid.waitFor()
  // Not a number of our own: other journeys add customers to the other partner too.
  const other = apiOf(await signedIn('otherPartner'))
  const beyond = async () => (await list.rowCount()) - (await other.call<{ total: number }>('GET', '/api/customers/overview')).total
  await eventually(beyond).toBe(0)
  expect(await list.rowCount()).toBeLessThan(100)
  await list.find('contoso')
  await eventually(async () => plain(await list.panel.innerText())).toContain(list.words.list.nobody('contoso'))
  expect(context.pages()).toHaveLength(1)
})
