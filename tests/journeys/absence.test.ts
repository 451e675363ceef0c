// B1, "Why don't I see this customer?": in the empty list by itself, from the list and from the search for everything.
import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { product } from '../support/stack.ts'
import { anIssue, apiOf, cloudOf, synchronise } from './arrange.ts'
import { customersPage } from './customers-page.ts'
import { eventually, journeys, languages } from './journey.ts'
import { plain, wordsOf } from './words.ts'

const { visit, signedIn } = journeys()
const admin = async () => apiOf(await signedIn('globalAdministrator'))
const freshName = (word: string) => `${word} ${randomUUID().slice(0, 8)}`
const found = async (name: string) => (await (await admin()).customers(`search=${encodeURIComponent(name)}`)).length > 0

describe.each(languages)('in %s', (language) => {
  const words = wordsOf(language)
  const { absence } = words

  it('B1: a customer that the view hides is shown with one click', async () => {
    const { page } = await visit({ language, as: 'reader', at: '/customers?view=flagged&search=Contoso%20Sarl' })
    const list = customersPage(page, language)
    const findings = page.getByRole('region', { name: absence.findings })
    await eventually(async () => plain(await findings.innerText())).toContain(absence.hidden)
    await findings.getByRole('link', { name: /Contoso Sarl$/ }).click()
    await list.card.getByRole('heading', { level: 2, name: 'Contoso Sarl' }).waitFor()
  })

  it('B1: a customer that Microsoft knows already comes with “sync now” beside it', async () => {
    const name = freshName('En attente')
    await cloudOf().add({ name })
    const { page } = await visit({ language, as: 'adminAgent', at: `/customers?view=all&search=${encodeURIComponent(name)}` })
    const findings = page.getByRole('region', { name: absence.findings })
    await eventually(async () => plain(await findings.innerText())).toContain(absence.waiting)
    await findings.getByRole('button', { name: words.sync.now }).click()
    await customersPage(page, language).row(name).waitFor()
  })

  it('B1: an incident’s customers, and those to tell, lead from an empty search to the question', async () => {
    const issue = await anIssue(await admin())
    for (const path of [`/service-health/issues/${issue}`, `/service-health/issues/${issue}/tell`]) {
      const { page } = await visit({ language, as: 'adminAgent', at: `${path}?search=personne` })
      await page.getByRole('link', { name: absence.link }).click()
      await page.getByRole('heading', { level: 1, name: absence.title }).waitFor()
      expect(await page.getByRole('textbox', { name: absence.field }).inputValue()).toBe('personne')
    }
  })

  it('B1: where customers of ours match, Microsoft is asked too for the one that is meant', async () => {
    const name = `Contoso SA Neuf ${randomUUID().slice(0, 8)}`
    await cloudOf().add({ name })
    const { page } = await visit({ language, as: 'reader', at: '/customers/not-seen?text=Contoso%20SA' })
    const findings = page.getByRole('region', { name: absence.findings })
    await findings.getByRole('button', { name: absence.askMicrosoft }).click()
    await findings.getByRole('listitem').filter({ hasText: name }).getByText(absence.waiting).waitFor()
    expect(await findings.getByRole('listitem').count()).toBeGreaterThan(1)
  })

  it('B1: the search for everything leads to the question; a departed customer is told as such', async () => {
    const name = freshName('Parti')
    const api = await admin()
    const { tenantId } = await cloudOf().add({ name })
    await synchronise(api, () => found(name))
    await cloudOf().leave(tenantId)
    await synchronise(api, async () => !(await found(name)))
    const { page } = await visit({ language, as: 'reader', at: '/' })
    await page.getByRole('heading', { level: 1 }).waitFor()
    await page.keyboard.press('Control+k')
    await page.getByRole('combobox').fill(language === 'fr-FR' ? 'pourquoi' : 'why')
    await page.getByRole('gridcell', { name: absence.link }).click()
    await page.getByRole('heading', { level: 1, name: absence.title }).waitFor()
    await page.getByRole('textbox', { name: absence.field }).fill(name)
    await page.keyboard.press('Enter')
    await eventually(async () => plain(await page.getByRole('region', { name: absence.findings }).innerText())).toContain(absence.departed)
  })
})

const words = wordsOf('en-US')
const { absence } = words

it('B1: an organisation that is another partner’s customer is known to Microsoft, and no customer of ours', async () => {
  const domain = `ailleurs-${randomUUID().slice(0, 8)}.fr`
  const partner = product().partners[1]?.tenantId
  await cloudOf().add({ name: 'Ailleurs', domain, ...(partner && { partner }) })
  const { page } = await visit({ as: 'reader', at: '/customers' })
  await customersPage(page).find(domain)
  await eventually(async () => plain(await page.getByRole('region', { name: absence.findings }).innerText())).toContain(
    absence.notACustomer,
  )
})

it('B1: expired delegation is the reason where the customer is seen', async () => {
  const expired = (await (await admin()).customers('delegation=expired&limit=1'))[0]
  const { page } = await visit({ as: 'reader', at: `/customers/not-seen?text=${expired?.tenantId}` })
  const findings = page.getByRole('region', { name: absence.findings })
  await eventually(async () => plain(await findings.innerText())).toContain(absence.expired)
  await findings.getByRole('link').click()
  await eventually(() => page.getByRole('tab', { name: words.page.delegation }).getAttribute('aria-selected')).toBe('true')
})

it('B1: says when Microsoft could not be asked everything, and asks again', async () => {
  const text = `personne-${randomUUID().slice(0, 8)}.example`
  const setRight = await cloudOf().fault({
    kind: 'status',
    api: 'graph',
    path: '/tenantRelationships',
    status: 403,
  })
  const { page } = await visit({ as: 'reader', at: `/customers/not-seen?text=${text}` })
  await page.getByText(absence.partly).waitFor()
  await setRight()
  await page.getByRole('button', { name: absence.again }).click()
  await page.getByText(absence.partly).waitFor({ state: 'hidden' })
  expect(plain(await page.getByRole('region', { name: absence.findings }).innerText())).toContain(absence.unknown)
})
