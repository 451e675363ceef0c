// Signing in as a person does: our own page, Microsoft's account picker, several accounts in one browser, refusals, and the way back.
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { product } from '../support/stack.ts'
import { eventually, journeys, languages } from './journey.ts'
import { accountOf, nameOf, type Person, usernameOf } from './people.ts'
import { plain, type Words, wordsOf } from './words.ts'

const { visit } = journeys()

/** On Microsoft's pages: picks the account and accepts what the application asks for, where it asks. */
async function pickAtMicrosoft(page: Page, person: Person): Promise<void> {
  const { product: origin } = product()
  await page.locator(`button[name="account"][value="${usernameOf(person)}"]`).click()
  const consent = page.locator('button[name="consent"][value="accept"]')
  const asked = await Promise.race([
    page.waitForURL((url) => url.origin === origin).then(() => false),
    consent.waitFor().then(
      () => true,
      () => false,
    ),
  ])
  if (asked) await consent.click()
  await page.waitForURL((url) => url.origin === origin)
}

const accountButton = (page: Page, words: Words, person: Person) =>
  page.getByRole('button', { name: words.account.button + nameOf(person), exact: true })

async function openAccounts(page: Page, words: Words, person: Person) {
  await accountButton(page, words, person).click()
  const panel = page.getByRole('dialog', { name: words.account.panel })
  await panel.getByRole('button', { name: words.account.signOut, exact: true }).waitFor()
  return panel
}

/** Two people of different partners, the second one active. */
async function signInTwo(page: Page, words: Words): Promise<void> {
  await page.getByRole('link', { name: words.signIn.signIn, exact: true }).click()
  await pickAtMicrosoft(page, 'adminAgent')
  const panel = await openAccounts(page, words, 'adminAgent')
  await panel.getByRole('link', { name: words.account.add }).click()
  await pickAtMicrosoft(page, 'otherPartner')
  await accountButton(page, words, 'otherPartner').waitFor()
}

const words = wordsOf('en-US')

// Before the others: Microsoft asks for consent only the first time an account comes.
it('says that a sign-in was cancelled at Microsoft, and lets one try again', async () => {
  const { page } = await visit({ at: '/' })
  await page.getByRole('link', { name: words.signIn.signIn, exact: true }).click()
  await page.locator(`button[name="account"][value="${usernameOf('outsider')}"]`).click()
  await page.locator('button[name="consent"][value="cancel"]').click()
  const alert = page.getByRole('alert')
  await alert.waitFor()
  expect(plain(await alert.innerText())).toContain(words.signIn.cancelled)
  await page.getByRole('link', { name: words.signIn.signIn, exact: true }).click()
  await pickAtMicrosoft(page, 'reader')
  await accountButton(page, words, 'reader').waitFor()
})

describe.each(languages)('in %s', (language) => {
  const words = wordsOf(language)

  it('S1, S2, S7: the sign-in page offers to sign in, or to create an account, with a work or school account', async () => {
    const { page } = await visit({ language, at: '/' })
    await page.getByRole('link', { name: words.signIn.signIn, exact: true }).waitFor()
    expect(new URL(page.url()).pathname).toBe('/sign-in')
    expect(plain(await page.getByRole('main').innerText())).toContain(words.signIn.workAccount)
    await page.getByRole('link', { name: words.signIn.signInOrCreate }).click()
    // Microsoft's own page has both: accounts to sign in with, and the way to a new one.
    await page.getByRole('link', { name: words.signIn.createOne }).click()
    await page.getByRole('heading', { level: 1, name: words.signIn.newAccount }).waitFor()
    await page.getByRole('link', { name: words.signIn.backToAccounts }).click()
    await pickAtMicrosoft(page, 'adminAgent')
    await accountButton(page, words, 'adminAgent').waitFor()
    expect(new URL(page.url()).pathname).toBe('/')
  })

  it('S3, S4, S5, S6: greets who comes back, lists the accounts, and signs in the chosen one and no other', async () => {
    const { page } = await visit({ language, at: '/' })
    await signInTwo(page, words)
    const panel = await openAccounts(page, words, 'otherPartner')
    await panel.getByRole('button', { name: words.account.signOutAll }).click()

    await page.waitForURL((url) => url.pathname === '/sign-in')
    await page.getByRole('heading', { level: 1, name: words.signIn.hello + nameOf('otherPartner') }).waitFor()
    const main = page.getByRole('main')
    const text = plain(await main.innerText())
    expect(text).toContain(words.signIn.several)
    expect(text).toContain(words.signIn.choose)
    await main.getByRole('link', { name: words.signIn.another }).waitFor()

    const { name, username, organisation } = accountOf('adminAgent')
    const rows = main.getByRole('listitem')
    expect(await rows.count()).toBe(2)
    const row = rows.filter({ hasText: username })
    expect(plain(await row.innerText())).toContain(organisation)
    await row.getByRole('link', { name }).click()
    await accountButton(page, words, 'adminAgent').waitFor()
    const { accounts } = await sessionOf(page)
    expect(accounts.filter((account) => account.signedIn).map((account) => account.username)).toEqual([username])
  })

  it('S4: another account than the proposed one can be used', async () => {
    const { page } = await visit({ language, at: '/' })
    await page.getByRole('link', { name: words.signIn.signIn, exact: true }).click()
    await pickAtMicrosoft(page, 'adminAgent')
    const panel = await openAccounts(page, words, 'adminAgent')
    await panel.getByRole('button', { name: words.account.signOut, exact: true }).click()
    await page.getByRole('link', { name: words.signIn.another }).click()
    await pickAtMicrosoft(page, 'reader')
    await accountButton(page, words, 'reader').waitFor()
  })

  it.each([
    ['personal', 'a personal account'],
    ['outsider', 'an account of an organisation that is no partner'],
  ] as const)('S7: refuses %s with a clear message (%s)', async (person, _what) => {
    const { page } = await visit({ language, at: '/' })
    await page.getByRole('link', { name: words.signIn.signIn, exact: true }).click()
    await pickAtMicrosoft(page, person)
    const alert = page.getByRole('alert')
    await alert.waitFor()
    const text = plain(await alert.innerText())
    if (person === 'personal') expect([text.includes(words.signIn.personal), text.includes(words.signIn.workOnly)]).toEqual([true, true])
    else expect(text).toContain(words.signIn.notAPartner)
    expect((await sessionOf(page)).active).toBeNull()
    await page.goto(`${product().product}/customers`)
    await page.getByRole('link', { name: words.signIn.signIn, exact: true }).waitFor()
    expect(new URL(page.url()).pathname).toBe('/sign-in')
  })
})

const sessionOf = (page: Page) =>
  page.evaluate(
    async () => (await (await fetch('/api/session')).json()) as { active: unknown; accounts: { username: string; signedIn: boolean }[] },
  )

it.each(languages)(
  'S6: several accounts are signed in at once; switching asks for no sign-in, and each has its own rights and customers (%s)',
  async (language) => {
    const words = wordsOf(language)
    const { page } = await visit({ language, at: '/' })
    await signInTwo(page, words)
    const atMicrosoft: string[] = []
    page.on('request', (request) => {
      if (request.url().startsWith(product().simulator)) atMicrosoft.push(request.url())
    })
    expect(await page.getByRole('link', { name: words.navigation.buildYourBusiness }).count()).toBe(1)
    const panel = await openAccounts(page, words, 'otherPartner')
    await panel
      .getByRole('button', { name: new RegExp(`^${nameOf('adminAgent')}|${usernameOf('adminAgent')}`) })
      .first()
      .click()
    await accountButton(page, words, 'adminAgent').waitFor()
    await eventually(() => page.getByRole('link', { name: words.navigation.buildYourBusiness }).count()).toBe(0)
    expect(plain(await page.getByRole('main').innerText())).toContain(accountOf('adminAgent').organisation)
    expect(atMicrosoft).toEqual([])
  },
)

it.each(languages)('signs one account out and keeps the other (%s)', async (language) => {
  const words = wordsOf(language)
  const { page } = await visit({ language, at: '/' })
  await signInTwo(page, words)
  const panel = await openAccounts(page, words, 'otherPartner')
  await panel.getByRole('button', { name: words.account.signOutOf(nameOf('adminAgent')) }).click()
  await eventually(async () =>
    (await sessionOf(page)).accounts.filter((account) => account.signedIn).map((account) => account.username),
  ).toEqual([usernameOf('otherPartner')])
  await page.reload()
  await accountButton(page, words, 'otherPartner').waitFor()
})

it.each(languages)('leads back to where one wanted to go (%s)', async (language) => {
  const words = wordsOf(language)
  const { page } = await visit({ language, at: '/customers?view=all&search=contoso' })
  await page.getByRole('link', { name: words.signIn.signIn, exact: true }).click()
  await pickAtMicrosoft(page, 'reader')
  await page.getByRole('link', { name: 'Contoso SA', exact: true }).waitFor()
  expect(new URL(page.url()).searchParams.get('search')).toBe('contoso')
})

it('leads back to no other site', async () => {
  const { page } = await visit({ at: '/sign-in?returnTo=https%3A%2F%2Fexample.com%2F' })
  await page.getByRole('link', { name: words.signIn.signIn, exact: true }).click()
  await pickAtMicrosoft(page, 'reader')
  await accountButton(page, words, 'reader').waitFor()
  expect(page.url()).toBe(`${product().product}/`)
})

it.each(languages)('forgets an account on demand (%s)', async (language) => {
  const words = wordsOf(language)
  const { page } = await visit({ language, at: '/' })
  await page.getByRole('link', { name: words.signIn.signIn, exact: true }).click()
  await pickAtMicrosoft(page, 'reader')
  const panel = await openAccounts(page, words, 'reader')
  await panel.getByRole('button', { name: words.account.signOut, exact: true }).click()
  await page.getByRole('button', { name: words.account.remove(nameOf('reader')) }).click()
  await page.getByRole('link', { name: words.signIn.signIn, exact: true }).waitFor()
  await page.reload()
  await page.getByRole('link', { name: words.signIn.signIn, exact: true }).waitFor()
  expect((await sessionOf(page)).accounts).toEqual([])
})
