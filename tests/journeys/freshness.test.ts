// B6: how fresh what is known of a customer is, on the card and the page; reading it now, for one customer and for a selection.

import { describe, expect, it } from 'vitest'
import { type PullState, type PullsOverview, pullResources } from '../../contract/pulls.ts'
import { overflow, phone } from '../support/narrow-screen.ts'
import { apiOf, cloudOf, synchronise } from './arrange.ts'
import { customersPage } from './customers-page.ts'
import { eventually, journeys, languages } from './journey.ts'
import { plain, wordsOf } from './words.ts'

const { visit, signedIn } = journeys()
const admin = async () => apiOf(await signedIn('globalAdministrator'))

/** A customer whose tenant lets us in. */
const openCustomer = async () => {
  const row = (await (await admin()).customers('delegation=active&sort=name&limit=1'))[0]
  if (!row) throw new Error('No customer has an active delegation')
  return row
}
const pullsOf = async (tenantId: string) =>
  (await (await admin()).call<{ resources: PullState[] }>('GET', `/api/customers/${tenantId}/sync`)).resources

describe.each(languages)('in %s', (language) => {
  const { freshness: words, list: listWords } = wordsOf(language)

  it('B6: the card tells how fresh each thing is and reads all of it now', async () => {
    const { name, tenantId } = await openCustomer()
    const { page } = await visit({
      language,
      as: 'adminAgent',
      at: `/customers?view=all&search=${encodeURIComponent(name)}&card=${tenantId}`,
    })
    const things = customersPage(page, language).card.getByRole('list', { name: words.title }).getByRole('listitem')
    await eventually(() => things.count()).toBe(pullResources.length)
    const before = Date.now()
    await page.getByRole('button', { name: words.now }).click()
    await eventually(async () => (await pullsOf(tenantId)).filter(({ triedAt }) => Date.parse(triedAt ?? '') >= before).length).toBe(
      pullResources.length,
    )
    await eventually(async () => (await things.allInnerTexts()).map(plain).filter((text) => text.includes(words.fresh)).length).toBe(
      pullResources.length,
    )
  })

  it('B6: the settings tell how each list of Microsoft stands, and of one that fails why and what to do', async () => {
    const setRight = await cloudOf().fault({ kind: 'status', api: 'graph', path: '/contracts', status: 403 })
    const api = await admin()
    const failed = async () => (await api.call<PullsOverview>('GET', '/api/sync/pulls')).lists.some(({ failure }) => failure !== null)
    await synchronise(api, failed)
    await setRight()
    const { page } = await visit({ language, ...phone, as: 'adminAgent', at: '/settings/synchronisation' })
    const list = (name: string) => page.locator(`[data-list="${name}"]`)
    await list('contracts').getByText(words.listFailed, { exact: true }).waitFor()
    const said = plain(await list('contracts').innerText())
    expect(said).toContain(words.listMend)
    expect(said).toMatch(words.reference)
    await list('customers').getByText(words.listGood, { exact: true }).waitFor()
    expect(await overflow(page)).toEqual([])
    await synchronise(api, async () => !(await failed()))
  })

  it('B6: a selection is read now', async () => {
    const { page } = await visit({ language, as: 'adminAgent', at: '/customers?view=all&search=contoso' })
    const list = customersPage(page, language)
    await list.row('Contoso SA').waitFor()
    for (const index of [0, 1]) {
      await list.grid.locator(`[data-index="${index}"] [data-column="delegation"]`).click({ modifiers: ['Control'] })
    }
    await page.getByText(listWords.selected(2), { exact: true }).waitFor()
    await page.getByRole('tabpanel').waitFor()
    await page.getByRole('button', { name: words.selected, exact: true }).last().click()
    const dialog = page.getByRole('dialog')
    await dialog.getByText(words.allGood).waitFor()
    await dialog.getByRole('button', { name: words.close }).click()
    await dialog.waitFor({ state: 'detached' })
  })

  it('B6: of a selection that fails in part it says what and why, with the way there, and the rest is left when it is closed', async () => {
    const setRight = await cloudOf().fault({
      kind: 'status',
      api: 'graph',
      path: '/admin/serviceAnnouncement/healthOverviews',
      status: 403,
    })
    const { page } = await visit({ language, as: 'adminAgent', at: '/customers?view=all&delegation=active&sort=name' })
    const list = customersPage(page, language)
    await list.grid.locator('[data-index="0"] [data-column="delegation"]').click({ modifiers: ['Control'] })
    const refreshes: string[] = []
    page.on('request', (request) => request.url().endsWith('/refresh') && refreshes.push(request.url()))
    await page.getByRole('button', { name: words.selected, exact: true }).last().click()
    const dialog = page.getByRole('dialog')
    await dialog.getByText(words.someFailed).waitFor()
    expect(refreshes).toHaveLength(1)
    await setRight()
    await dialog.getByRole('link').first().click()
    await page.locator('[data-resource="health"][data-freshness="failing"]').waitFor()
    await page.getByRole('button', { name: words.now }).click()
    await eventually(() => page.locator('[data-resource="health"]').getAttribute('data-freshness')).toBe('fresh')
  })

  it('B6: the history of the lists and of each resource is chosen by its own name', async () => {
    const { page } = await visit({ language, as: 'adminAgent', at: '/settings/synchronisation' })
    const { history, resourceTab, runGood } = words
    const parts = page.getByRole('group', { name: history })
    await eventually(() => parts.getByRole('button').count()).toBe(pullResources.length + 1)
    await page.locator('[data-history="lists"]').getByText(runGood, { exact: true }).first().waitFor()
    await parts.getByRole('button', { name: resourceTab }).click()
    await page.locator('[data-history="health"]').getByRole('listitem').first().waitFor()
    await page.setViewportSize({ width: 360, height: 800 })
    expect(await overflow(page)).toEqual([])
  })
})

it('B6: what could not be read says so on the customer’s page, with what to do, until it is read again', async () => {
  const words = wordsOf('en-US').freshness
  const { tenantId } = await openCustomer()
  const { page } = await visit({ as: 'adminAgent', at: `/customers/${tenantId}` })
  const health = page.locator('[data-resource="health"]')
  await health.waitFor()
  const setRight = await cloudOf().fault({ kind: 'status', api: 'graph', path: '/admin/serviceAnnouncement/healthOverviews', status: 403 })
  await page.getByRole('button', { name: words.now }).click()
  await eventually(async () => plain(await health.innerText())).toContain(words.failed)
  expect(plain(await health.innerText())).toMatch(/\. ?\S*$/)
  await setRight()
  await page.getByRole('button', { name: words.now }).click()
  await eventually(() => health.getAttribute('data-freshness')).toBe('fresh')
})
