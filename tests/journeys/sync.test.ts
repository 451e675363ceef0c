// What happens at Microsoft while one looks: customers appear, are renamed, leave and come back; how fresh the list is, and the first sync.
import { randomUUID } from 'node:crypto'
import type { Page } from 'playwright-core'
import { afterAll, describe, expect, it } from 'vitest'
import type { Language } from '../support/browser.ts'
import { type RunningProduct, runProduct } from '../support/run-product.ts'
import { product } from '../support/stack.ts'
import { apiOf, cloudOf, synchronise } from './arrange.ts'
import { customersPage } from './customers-page.ts'
import { eventually, journeys, languages } from './journey.ts'
import { plain } from './words.ts'

const { visit, signedIn } = journeys()
const admin = async () => apiOf(await signedIn('globalAdministrator'))
/** A name nobody else has, so that a test may run twice on one world. */
const freshName = (word: string) => `${word} ${randomUUID().slice(0, 8)}`

/** The browser's own clock only: an open window asks once a minute how fresh its data is. */
const aMinutePasses = (page: Page) => page.clock.fastForward(61_000)

const found = async (name: string) => (await (await admin()).customers(`search=${encodeURIComponent(name)}`)).length > 0

describe.each(languages)('in %s', (language) => {
  it('S70, S71, S87: a customer just added is told to come with the next sync, and then appears without anything being done', async () => {
    const name = freshName('Arrivée')
    const { page } = await visit({ language, as: 'reader' })
    await page.clock.install()
    await page.goto(`${product().product}/customers`)
    const list = customersPage(page, language)
    await list.find(name)
    await eventually(async () => plain(await list.panel.innerText())).toContain(list.words.list.afterNextSync)
    await cloudOf().add({ name })
    // Somebody else's sync, as the clock would start one; nothing is done in this window.
    await synchronise(await admin(), () => found(name))
    await aMinutePasses(page)
    await list.row(name).waitFor()
  })

  it('S71, S87: tells how fresh the data is; “sync now” brings a new customer', async () => {
    const name = freshName('Nouveau')
    const { page } = await visit({ language, as: 'adminAgent', at: `/customers?view=all&search=${encodeURIComponent(name)}` })
    const list = customersPage(page, language)
    await page.getByText(new RegExp(`^${list.words.sync.fresh}`)).waitFor()
    await eventually(async () => plain(await list.panel.innerText())).toContain(list.words.list.nobody(name))
    await cloudOf().add({ name })
    await page.getByRole('button', { name: list.words.sync.now }).first().click()
    await list.row(name).waitFor()
    await page.getByText(new RegExp(`^${list.words.sync.fresh}`)).waitFor()
  })
})

it.each(languages)(
  'S72: a renamed customer is found by its new name; the card keeps the former one, and the flag stays (%s)',
  async (language) => {
    const [before, after] = [freshName('Ancienne'), freshName('Rebaptisée')]
    const api = await admin()
    const { tenantId } = await cloudOf().add({ name: before })
    await synchronise(api, () => found(before))
    await api.call('PUT', `/api/customers/${tenantId}/flag`, {})
    await cloudOf().change(tenantId, { name: after })
    await synchronise(api, () => found(after))
    const { page } = await visit({ language, as: 'adminAgent', at: `/customers?view=all&search=${encodeURIComponent(after)}` })
    const list = customersPage(page, language)
    await list.open(after)
    await eventually(async () => plain(await list.card.innerText())).toContain(before)
    expect(
      await list
        .row(after)
        .getByRole('button', { name: new RegExp(`^${list.words.card.flag} ${after}`) })
        .getAttribute('aria-pressed'),
    ).toBe('true')
    await api.clearFlags()
  },
)

it.each(languages)('a customer that leaves is kept and marked; when it comes back, its flag is still there (%s)', async (language) => {
  const name = freshName('Voyageur')
  const api = await admin()
  const { tenantId } = await cloudOf().add({ name })
  await synchronise(api, () => found(name))
  await api.call('PUT', `/api/customers/${tenantId}/flag`, {})
  await cloudOf().leave(tenantId)
  await synchronise(api, async () => !(await found(name)))

  const { page } = await visit({ language, as: 'adminAgent', at: `/customers?view=all&search=${encodeURIComponent(name)}` })
  const list = customersPage(page, language)
  await eventually(async () => plain(await list.panel.innerText())).toContain(list.words.list.nobody(name))
  await page.getByRole('button', { name: list.words.list.leftFilter }).click()
  await list.open(name)
  await list.card.getByText(list.words.card.left, { exact: true }).waitFor()
  expect(plain(await list.row(name).innerText())).toContain(`· ${list.words.list.left}`)
  await list.card.getByRole('link', { name: list.words.card.openPage }).click()
  await page.getByText(list.words.page.left).first().waitFor()

  await cloudOf().comeBack(tenantId)
  await synchronise(api, () => found(name))
  await page.goto(`${new URL(page.url()).origin}/customers?view=flagged`)
  await list.row(name).waitFor()
  expect(plain(await list.row(name).innerText())).not.toContain(`· ${list.words.list.left}`)
  await api.clearFlags()
})

it.each(languages)(
  'S27: delegated access that a customer ends is gone with the next sync, in a window that stands open (%s)',
  async (language) => {
    const name = freshName('Résilié')
    const api = await admin()
    const { tenantId } = await cloudOf().add({ name, delegation: 'active' })
    await synchronise(api, () => found(name))
    const { page } = await visit({ language, as: 'adminAgent' })
    await page.clock.install()
    await page.goto(`${product().product}/customers?view=all&search=${encodeURIComponent(name)}`)
    const list = customersPage(page, language)
    await list
      .row(name)
      .getByRole('link', { name: list.words.list.enter(name) })
      .waitFor()
    await cloudOf().change(tenantId, { delegation: 'terminated' })
    await synchronise(api, async () => (await api.customerNamed(name)).delegation === 'terminated')
    await aMinutePasses(page)
    await list
      .row(name)
      .getByRole('link', { name: list.words.list.enter(name) })
      .waitFor({ state: 'hidden' })
    expect(plain(await list.row(name).innerText())).toContain(list.words.delegation.terminated)
  },
)

describe('the first synchronisation', () => {
  let own: RunningProduct
  afterAll(() => own?.stop())

  /** A window in which the list fills: its progress line, how many are there by its words, and the end of it. */
  const watch = async (language: Language) => {
    const { page } = await visit({ language, as: 'adminAgent', stack: own, at: '/customers?view=all&search=contoso' })
    const list = customersPage(page, language)
    const { sync, list: words } = list.words
    const progress = page.getByRole('progressbar', { name: new RegExp(sync.first) })
    await progress.waitFor()
    const seen = async () => {
      const said = plain((await progress.getAttribute('aria-valuetext')) ?? '').match(/^[\d, ]+/)?.[0]
      return Number(said?.replaceAll(/\D/g, ''))
    }
    const total = plain(new Intl.NumberFormat(language).format(20_000))
    const ends = async () => {
      await progress.waitFor({ state: 'hidden', timeout: 180_000 })
      await page.getByText(new RegExp(`^${sync.fresh}`)).waitFor()
      await eventually(() => page.getByRole('tab', { name: words.tabs.all }).innerText().then(plain)).toContain(total)
    }
    return { list, seen, ends }
  }

  it(`S87: fills the list page by page with a progress line; what has come can be searched and opened (${languages.join(', ')})`, async () => {
    own = await runProduct({ customers: 20_000 })
    const cloud = cloudOf(own)
    // The first page is here; the others now take their time, so that there is something to look at.
    await cloud.pace(1_500)
    // Both languages look at one synchronisation, which is the dear part.
    const windows = await Promise.all(languages.map(watch))
    for (const { list, seen } of windows) {
      const early = await seen()
      expect(early).toBeLessThan(20_000)
      await list.open('Contoso SA')
      await eventually(async () => (await seen()) > early).toBe(true)
    }
    await cloud.pace(0)
    for (const { ends } of windows) await ends()
  })
})
