// Settings > Connection: the guide, its live checks with all well and with something broken, the integration account, consent, and who may.
import { randomUUID } from 'node:crypto'
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { apiOf, cloudOf, synchronise } from './arrange.ts'
import { eventually, journeys, languages } from './journey.ts'
import { plain, wordsOf } from './words.ts'

const { visit, signedIn } = journeys()
const at = '/settings/connection'

const states = (page: Page) =>
  page
    .locator('[data-check]')
    .evaluateAll((rows) => rows.map((row) => `${row.getAttribute('data-check')} ${row.getAttribute('data-state')}`))
/** Its state, and where it is not well all that it says, so that a failure tells why. */
const stateOf = async (page: Page, check: string) => {
  const row = page.locator(`[data-check="${check}"]`)
  const state = await row.getAttribute('data-state')
  return state === 'ok' ? state : `${state}: ${plain((await row.textContent()) ?? '')}`
}

describe.each(languages)('in %s', (language) => {
  const { connection: words } = wordsOf(language)

  it('leads through the steps, and checks each live as the page opens', async () => {
    const { page } = await visit({ language, as: 'globalAdministrator', at: '/settings' })
    await page.getByRole('link', { name: words.open }).click()
    await page.getByRole('heading', { level: 1, name: words.title }).waitFor()
    await eventually(async () => (await states(page)).filter((row) => row.endsWith(' ok')).length).toBe(13)
    const headings = await page.getByRole('heading', { level: 2 }).allInnerTexts()
    expect(headings.map((text) => plain(text).replace(/^\d ?/, ''))).toEqual(words.steps)
    await page.getByText(`${new URL(page.url()).origin}/connection/callback`, { exact: true }).waitFor()
    await page.getByRole('cell', { name: 'DelegatedAdminRelationship.ReadWrite.All' }).waitFor()
  })

  it('says of a refusal what to do, keeps Microsoft’s own words folded, and is well again when checked again', async () => {
    const { page } = await visit({ language, as: 'globalAdministrator', at })
    await eventually(() => stateOf(page, 'relationships')).toBe('ok')
    const setRight = await cloudOf().fault({
      kind: 'status',
      api: 'graph',
      path: '/tenantRelationships/delegatedAdminRelationships',
      status: 403,
    })
    const again = page.getByRole('button', { name: new RegExp(`${words.steps[1]}$`) })
    await again.click()
    await eventually(() => stateOf(page, 'relationships')).toMatch(/^failed/)
    const row = page.locator('[data-check="relationships"]')
    expect(plain(await row.innerText())).toContain(words.refused)
    const said = row.locator('details')
    expect(await said.getAttribute('open')).toBeNull()
    await said.getByText(words.said).click()
    await said.getByRole('button').waitFor()
    await setRight()
    await again.click()
    await eventually(() => stateOf(page, 'relationships')).toBe('ok')
  })

  it('goes to Microsoft for admin consent, and says whether it was given', async () => {
    const { page } = await visit({ language, as: 'globalAdministrator', at })
    const answer = async (consent: 'accept' | 'cancel') => {
      const [microsoft] = await Promise.all([page.waitForEvent('popup'), page.getByRole('link', { name: words.consent }).click()])
      await microsoft.locator('button[name="account"][value="camille.roux@aurore-cloud.example"]').click()
      await microsoft.locator(`button[name="consent"][value="${consent}"]`).click()
      return microsoft
    }
    const declined = await answer('cancel')
    await eventually(async () => plain(await declined.getByRole('alert').innerText())).toContain(words.notConsented)
    await declined.close()
    const given = await answer('accept')
    await given.getByText(words.consented, { exact: true }).waitFor()
    expect(await given.getByText(words.signedIn, { exact: true }).count()).toBe(0)
    await given.close()
  })

  it('says in words what became of the sign-in', async () => {
    const { page } = await visit({ language, as: 'globalAdministrator', at: `${at}?problem=mfa_required` })
    await eventually(async () => plain(await page.getByRole('alert').innerText())).toContain(words.mfaRequired)
  })
})

const words = wordsOf('en-US').connection

it('signs the integration account in at Microsoft and comes back; gives it up only when asked twice', async () => {
  const { page } = await visit({ as: 'globalAdministrator', at })
  await page.getByRole('link', { name: words.signInAgain }).click()
  await page.locator('button[name="account"][value="integration@aurore-cloud.example"]').click()
  const consent = page.locator('button[name="consent"][value="accept"]')
  const back = page.waitForURL(/settings\/connection/)
  await Promise.race([
    back,
    consent.waitFor().then(
      () => consent.click(),
      () => {},
    ),
  ])
  await back
  await page.getByText(words.signedIn, { exact: true }).waitFor()
  await eventually(() => stateOf(page, 'partnerCenter')).toBe('ok')
  await page.getByRole('button', { name: words.giveUp }).click()
  await page.getByRole('dialog').getByRole('button', { name: words.keep }).click()
  await page.getByText('integration@aurore-cloud.example').first().waitFor()
})

/** A customer whose readings fail as it has not admitted the app. */
async function unadmitted(): Promise<{ name: string; tenantId: string }> {
  const name = `Sans accord ${randomUUID().slice(0, 8)}`
  const api = apiOf(await signedIn('globalAdministrator'))
  const { tenantId } = await cloudOf().add({ name, delegation: 'active' })
  await cloudOf().takeConsent(tenantId)
  await synchronise(api, async () => (await api.customers(`search=${encodeURIComponent(name)}`)).length > 0)
  await api.call('POST', '/api/sync/pulls', { resources: ['health'], customers: { tenantIds: [tenantId] } })
  // This one's own: others, which earlier journeys added, may not have consented either.
  const failing = async () => JSON.stringify(await api.call('GET', `/api/customers/${tenantId}/sync`))
  await eventually(failing).toMatch(/consent_missing/)
  return { name, tenantId }
}

it('gives consent for a customer that has not admitted the app, and says how it went', async () => {
  const { name } = await unadmitted()
  const { page } = await visit({ as: 'globalAdministrator', at })
  await page.getByText(words.missing).waitFor()
  // Its checks find nothing wrong, yet all is not well.
  await page.getByRole('listitem').filter({ hasText: words.missing }).getByRole('status').getByText(words.lookAtThis).first().waitFor()
  await page.getByRole('button', { name: words.choose }).click()
  await page.getByRole('checkbox', { name }).check()
  await page.getByRole('button', { name: words.give }).click()
  await page.getByRole('listitem').filter({ hasText: name }).getByText(words.given).waitFor()
})

it('a failure for want of consent leads to giving it, those concerned chosen', async () => {
  const { name } = await unadmitted()
  const { page } = await visit({ as: 'globalAdministrator', at: '/settings/synchronisation' })
  await page.getByRole('link', { name: words.giveConsent, exact: true }).first().click()
  await page.getByRole('checkbox', { name, checked: true }).waitFor()
})

describe.each(languages)('in %s', (language) => {
  it('the customer’s page gives it where its failure is shown, and reads the customer again', async () => {
    const own = wordsOf(language).connection
    const { tenantId } = await unadmitted()
    const at = `/customers/${tenantId}`
    const agent = await visit({ language, as: 'adminAgent', at })
    await agent.page.getByText(own.consentByWhom).waitFor()
    const { page } = await visit({ language, as: 'globalAdministrator', at })
    const health = page.locator('[data-resource="health"]')
    await eventually(async () => plain(await health.innerText())).toMatch(own.failures)
    await page.getByRole('button', { name: own.giveConsentOne }).click()
    // Whether its relationship holds the role that may give it, chance decides.
    const refused = page.getByText(own.consentRefused, { exact: true })
    await eventually(async () => (await refused.count()) > 0 || (await health.getAttribute('data-freshness')) === 'fresh').toBe(true)
    if ((await refused.count()) > 0) await page.getByText(own.consentRole).waitFor()
    else expect(await page.getByRole('button', { name: own.giveConsentOne }).count()).toBe(0)
  })
})

it('shows an admin agent everything and no button that changes anything, and others nothing', async () => {
  const { page } = await visit({ as: 'adminAgent', at })
  await eventually(() => stateOf(page, 'customerHealth')).toBe('ok')
  expect(await page.getByRole('link', { name: words.signInAgain }).count()).toBe(0)
  expect(await page.getByRole('button', { name: words.giveUp }).count()).toBe(0)
  const reader = await visit({ as: 'reader', at })
  await reader.page.getByText(words.notAllowed).waitFor()
  expect(await reader.page.locator('[data-check]').count()).toBe(0)
})
