// Flags: from the card to the flagged list, for the whole partner, at most 30, the oldest out first, and never without being told.
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { apiOf } from './arrange.ts'
import { customersPage } from './customers-page.ts'
import { eventually, journeys, languages, type VisitOptions } from './journey.ts'
import { plain } from './words.ts'

const { visit, signedIn } = journeys()
const admin = async () => apiOf(await signedIn('globalAdministrator'))

beforeEach(async () => (await admin()).clearFlags())
afterAll(async () => (await admin()).clearFlags())

const open = async (options: VisitOptions) => {
  const { page, language } = await visit({ as: 'globalAdministrator', ...options })
  return { page, list: customersPage(page, language) }
}

/** Flags this many customers, the oldest first, and names one more that is not flagged. */
async function flagSome(count: number): Promise<{ names: string[]; next: string }> {
  const api = await admin()
  const rows = (await api.customers(`limit=${count + 20}`)).filter(({ name }) => !name.startsWith('Contoso'))
  const names: string[] = []
  for (const { tenantId, name } of rows.slice(0, count)) {
    await api.call('PUT', `/api/customers/${tenantId}/flag`, {})
    names.push(name)
  }
  return { names, next: 'Contoso SA' }
}

describe.each(languages)('in %s', (language) => {
  it('S42, S62, D3, D4: a customer flagged from its card is in the flagged list of the whole partner and stays among all', async () => {
    const { page, list } = await open({ language, at: '/customers?view=all&search=contoso%20sa' })
    const { card: words } = list.words
    await list.open('Contoso SA')
    await list.card.getByRole('button', { name: words.flag, exact: true }).click()
    await page.getByText(words.flagged('Contoso SA'), { exact: true }).waitFor()
    expect(await list.card.getByRole('button', { name: words.unflag }).getAttribute('aria-pressed')).toBe('true')
    expect(await list.names()).toContain('Contoso SA')
    await eventually(() => list.tabCount('flagged')).toBe(1)
    await list.tab('flagged').click()
    await eventually(list.names).toEqual(['Contoso SA'])

    const colleague = await open({ language, as: 'reader', at: '/customers?view=flagged' })
    await eventually(colleague.list.names).toEqual(['Contoso SA'])
  })

  it('S63, S64, D7: flagging a 31st names the one flagged longest ago; kept, nothing changes; agreed, it makes room; undone, all is as before', async () => {
    const { names, next } = await flagSome(30)
    const oldest = names[0] as string
    const { page, list } = await open({ language, at: '/customers?view=all&search=contoso%20sa', accepts: /status of 409/ })
    const { flagDrop, card } = list.words
    await list.open(next)
    const flag = list.card.getByRole('button', { name: card.flag, exact: true })
    await flag.click()
    const dialog = page.getByRole('dialog', { name: flagDrop.title })
    await dialog.waitFor()
    expect(plain(await dialog.innerText())).toContain(oldest)
    await dialog.getByRole('button', { name: flagDrop.keep(oldest), exact: true }).click()
    await dialog.waitFor({ state: 'hidden' })
    expect(await flag.getAttribute('aria-pressed')).toBe('false')
    expect(await flaggedNames()).toEqual(names.toSorted())

    await flag.click()
    await dialog.getByRole('button', { name: flagDrop.drop(oldest), exact: true }).click()
    await page.getByText(flagDrop.done(next, oldest), { exact: true }).waitFor()
    expect(await flaggedNames()).toEqual([...names.slice(1), next].toSorted())
    expect(await list.tabCount('flagged')).toBe(30)

    await page.getByRole('button', { name: flagDrop.undo, exact: true }).click()
    await page.getByText(flagDrop.takenBack, { exact: true }).waitFor()
    expect(await flaggedNames()).toEqual(names.toSorted())
    await eventually(() => list.card.getByRole('button', { name: card.flag, exact: true }).getAttribute('aria-pressed')).toBe('false')
  })

  it('D6: an administrator raises the limit of flags; then the 31st drops nobody', async () => {
    const { names } = await flagSome(30)
    const api = await admin()
    const limits = await api.call<{ flagged: number }>('GET', '/api/settings/limits')
    const { page, list } = await open({ language, at: '/settings' })
    const { settings, card } = list.words
    try {
      await page.getByRole('link', { name: settings.limits }).click()
      const field = page.getByRole('textbox', { name: settings.flaggedLimit })
      await field.fill('29')
      await page.getByText(settings.outOfBounds).waitFor()
      expect(await page.getByRole('button', { name: settings.save }).isDisabled()).toBe(true)
      await field.fill('31')
      await page.getByRole('button', { name: settings.save }).click()
      await page.getByText(settings.saved).waitFor()
      await page
        .getByRole('navigation', { name: list.words.navigation.label })
        .getByRole('link', { name: list.words.navigation.customers })
        .click()
      await list.find('contoso sa')
      await list.open('Contoso SA')
      await list.card.getByRole('button', { name: card.flag, exact: true }).click()
      await page.getByText(card.flagged('Contoso SA'), { exact: true }).waitFor()
      expect(await flaggedNames()).toEqual([...names, 'Contoso SA'].toSorted())
    } finally {
      await api.clearFlags()
      await api.call('PUT', '/api/settings/limits', limits)
    }
  })
})

const flaggedNames = async () => (await (await admin()).customers('view=flagged&limit=500')).map(({ name }) => name).toSorted()

it.each(languages)(
  'S63, D7: two customers that meet the limit at once are asked about one after the other, each with who would drop then (%s)',
  async (language) => {
    const { names } = await flagSome(30)
    const { page, list } = await open({ language, at: '/customers?view=all&search=contoso', accepts: /status of 409/ })
    const { flagDrop } = list.words
    // Both requests are sent before either is answered.
    const both = Promise.withResolvers<void>()
    let asked = 0
    await page.route('**/flag', async (route) => {
      asked += 1
      if (asked === 2) both.resolve()
      await both.promise
      await route.continue()
    })
    for (const name of ['Contoso SA', 'Contoso SAS']) {
      await list.row(name).hover()
      await list
        .row(name)
        .getByRole('button', { name: list.words.list.flagOf(name), exact: true })
        .click()
    }
    const dialog = page.getByRole('dialog', { name: flagDrop.title })
    for (const oldest of names.slice(0, 2)) await dialog.getByRole('button', { name: flagDrop.drop(oldest), exact: true }).click()
    await eventually(flaggedNames).toEqual([...names.slice(2), 'Contoso SA', 'Contoso SAS'].toSorted())
  },
)

it.each(languages)('S64: who was flagged longest ago is decided by the date of flagging, not by name (%s)', async (language) => {
  const { names } = await flagSome(30)
  const api = await admin()
  const oldest = names[0] as string
  const { tenantId } = await api.customerNamed(oldest)
  // Flagged anew, it becomes the youngest.
  await api.call('DELETE', `/api/customers/${tenantId}/flag`)
  await api.call('PUT', `/api/customers/${tenantId}/flag`, {})
  const { page, list } = await open({ language, at: '/customers?view=all&search=contoso%20sa', accepts: /status of 409/ })
  await list.open('Contoso SA')
  await list.card.getByRole('button', { name: list.words.card.flag, exact: true }).click()
  await page
    .getByRole('dialog')
    .getByRole('button', { name: list.words.flagDrop.drop(names[1] as string), exact: true })
    .waitFor()
})

it.each(languages)('an empty flagged list says how to fill it (%s)', async (language) => {
  const { list } = await open({ language, at: '/customers' })
  await list.panel.getByText(list.words.list.noFlag, { exact: true }).waitFor()
})

it.each(languages)('a flag is set and removed from the row as well, and the removal can be undone (%s)', async (language) => {
  const { page, list } = await open({ language, at: '/customers?view=all&search=contoso%20sa' })
  const button = list.row('Contoso SA').getByRole('button', { name: list.words.list.flagOf('Contoso SA'), exact: true })
  await list.row('Contoso SA').hover()
  await button.click()
  await eventually(() => button.getAttribute('aria-pressed')).toBe('true')
  await button.click()
  await eventually(() => button.getAttribute('aria-pressed')).toBe('false')
  await page.getByText(list.words.card.unflagged('Contoso SA'), { exact: true }).waitFor()
  await page.getByRole('button', { name: list.words.flagDrop.undo }).last().click()
  await eventually(() => button.getAttribute('aria-pressed')).toBe('true')
})

it.each(languages)('D7: of two customers flagged one right after the other, each is told and can be undone (%s)', async (language) => {
  const { page, list } = await open({ language, at: '/customers?view=all&search=contoso' })
  const flag = async (name: string) => {
    await list.row(name).hover()
    await list
      .row(name)
      .getByRole('button', { name: list.words.list.flagOf(name), exact: true })
      .click()
  }
  // The first answer comes only once the second change is under way.
  const first = Promise.withResolvers<void>()
  let asked = 0
  await page.route('**/flag', async (route) => {
    asked += 1
    if (asked === 1) await first.promise
    else first.resolve()
    await route.continue()
  })
  await flag('Contoso SA')
  await flag('Contoso SAS')
  for (const name of ['Contoso SA', 'Contoso SAS']) await page.getByText(list.words.card.flagged(name), { exact: true }).waitFor()
  for (let left = 2; left > 0; left--) await page.getByRole('button', { name: list.words.flagDrop.undo, exact: true }).first().click()
  await eventually(flaggedNames).toEqual([])
})
