// An incident from its first report to its end: on Home, in service health, as an article with whom it hits, in the list, on the card, on the customer's page.
import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import type { IssueDetails } from '../../contract/service-health.ts'
import { type Api, apiOf, cloudOf, readHealth } from './arrange.ts'
import { parseCsv } from './csv.ts'
import { customersPage } from './customers-page.ts'
import { eventually, journeys, languages, type Visit } from './journey.ts'
import { plain, type Words, wordsOf } from './words.ts'

const { visit, signedIn } = journeys()

type Story = { issueId: string; title: string; names: string[]; tenantIds: string[] }

/** Exchange breaks for two customers whose tenants let us in, and the product has seen it. */
async function breakExchange(api: Api, title: string): Promise<Story> {
  const rows = await api.customers('delegation=active&sort=name&limit=60')
  const [one, other] = rows.filter(({ name }) => /^[A-Z][a-z]+ [A-Z]/.test(name))
  if (!one || !other) throw new Error('Two customers with an active delegation are needed')
  const tenantIds = [one.tenantId, other.tenantId]
  const issueId = await cloudOf().breakService({ service: 'Exchange', tenants: tenantIds, title })
  await readHealth(api, tenantIds, async () => (await issueOf(api, issueId))?.affectedNow === 2)
  return { issueId, title, names: [one.name, other.name], tenantIds }
}

const issueOf = (api: Api, issueId: string): Promise<IssueDetails | undefined> =>
  api.call<IssueDetails>('GET', `/api/service-health/issues/${issueId}`).catch(() => undefined)

describe.each(languages)('in %s', (language) => {
  const words = wordsOf(language)

  it('S23, S43, S52, S53, S54: an incident is seen wherever one looks, and seen to be over', async () => {
    const api = apiOf(await signedIn('globalAdministrator'))
    const story = await breakExchange(api, `Exchange is late (${language})`)
    const { issueId, tenantIds } = story
    await cloudOf().tellOn(issueId, 'restoringService', `A fix <b>is</b> on its way in ${language}.`)
    await readHealth(api, tenantIds, async () => (await issueOf(api, issueId))?.posts.length === 2)
    const visited = await visit({ language, as: 'adminAgent', at: '/' })
    await fromHomeToIssue(visited, words, story)
    await readArticle(visited.page, words, story, `A fix <b>is</b> on its way in ${language}.`)
    await downloadAffected(visited.page, words, tenantIds)
    await seeCustomer(visited, words, story)
    await cloudOf().resolve(issueId)
    await readHealth(api, tenantIds, async () => (await issueOf(api, issueId))?.affectedNow === 0)
    await seeItOver(visited.page, words, story)
  })
})

async function fromHomeToIssue({ page }: Visit, { health, home, navigation }: Words, { issueId, title }: Story): Promise<void> {
  const tile = page.getByRole('region', { name: home.incidents, exact: true })
  const onHome = tile.getByRole('link', { name: new RegExp(issueId) })
  await onHome.waitFor()
  expect(plain(await onHome.innerText())).toContain(health.customers(2))
  await page.getByRole('navigation', { name: navigation.label }).getByRole('link', { name: health.counter }).click()
  await page.getByRole('heading', { level: 1, name: health.title }).waitFor()
  const row = page.getByRole('table', { name: health.services }).getByRole('row').filter({ hasText: 'Exchange Online' })
  await row.getByText(health.incident, { exact: true }).waitFor()
  await row.getByRole('img').waitFor()
  await row.getByRole('link', { name: 'Exchange Online' }).click()
  await page.getByRole('heading', { level: 1, name: 'Exchange Online' }).waitFor()
  // The days in words, for who has no pointer to hover a bar with.
  await page
    .getByRole('region', { name: health.days })
    .getByText(new RegExp(`^${health.incident}\\s?: .*\\d{4}`))
    .waitFor()
  await page
    .getByRole('list', { name: health.issues })
    .getByRole('link', { name: `${issueId} ${title}` })
    .click()
  await page.waitForURL((url) => url.pathname === `/service-health/issues/${issueId}`)
}

async function readArticle(page: Page, { health }: Words, { title, names, issueId }: Story, said: string): Promise<void> {
  const heading = page.getByRole('heading', { level: 1, name: title })
  await heading.waitFor()
  expect(await heading.getAttribute('lang')).toBe('en')
  await page.getByText(health.original).waitFor()
  await page.getByText(health.hits(2)).waitFor()
  const posts = page.getByRole('region', { name: health.updates }).getByRole('listitem')
  expect(await posts.count()).toBe(2)
  // The newest first; what stood in the post as text stays text.
  await posts.first().getByText(said).waitFor()
  const grid = page.getByRole('region', { name: health.affected, exact: true }).getByRole('grid')
  await eventually(async () => (await grid.getByRole('link').filter({ hasText: /./ }).allInnerTexts()).map(plain)).toEqual(names)
  expect(await page.title()).toContain(issueId)
}

async function downloadAffected(page: Page, { health }: Words, tenantIds: readonly string[]): Promise<void> {
  await page.getByRole('button', { name: health.download }).click()
  const dialog = page.getByRole('dialog', { name: health.downloadTitle })
  await dialog.getByRole('radio', { name: new RegExp(`^${health.data}`) }).check()
  const [file] = await Promise.all([page.waitForEvent('download'), dialog.getByRole('button', { name: health.start }).click()])
  const rows = parseCsv(await readFile(await file.path(), 'utf8'), ',')
  expect(rows).toHaveLength(3)
  for (const tenantId of tenantIds) expect(rows.flat()).toContain(tenantId)
  await dialog.waitFor({ state: 'hidden' })
}

/** The icon in the list, the badge on the card, the customer's own page. */
async function seeCustomer({ page, language }: Visit, { health }: Words, { names, tenantIds, issueId }: Story): Promise<void> {
  const name = names[0] ?? ''
  await page.goto(new URL(`/customers?view=all&health=incident&search=${encodeURIComponent(name)}`, page.url()).href)
  const list = customersPage(page, language)
  await list.row(name).locator('[data-health="incident"]').waitFor()
  await list.open(name)
  const badge = list.card.locator('a[data-health="incident"]')
  expect(await badge.locator('svg').count()).toBe(1)
  await badge.click()
  await page.waitForURL((url) => url.pathname === `/customers/${tenantIds[0]}` && url.searchParams.get('tab') === 'health')
  await page
    .getByRole('region', { name: health.open })
    .getByRole('link', { name: new RegExp(issueId) })
    .waitFor()
}

async function seeItOver(page: Page, { health }: Words, { issueId, names }: Story): Promise<void> {
  await page.goto(new URL('/service-health/Exchange%20Online?part=past', page.url()).href)
  await page
    .getByRole('list', { name: health.issues })
    .getByRole('link', { name: new RegExp(issueId) })
    .click()
  await page.getByText(health.hitsNobody).waitFor()
  const affected = page.getByRole('region', { name: health.affected, exact: true })
  await affected.getByRole('tab', { name: health.left }).click()
  await eventually(async () =>
    (await affected.getByRole('grid').getByRole('link').filter({ hasText: /./ }).allInnerTexts()).map(plain),
  ).toEqual(names)
}

it('S54: a number nobody knows, and a service nobody has, are said to be unknown', async () => {
  const { page } = await visit({ as: 'reader', at: '/service-health/issues/EX0', accepts: /404/ })
  await page.getByRole('heading', { level: 1, name: 'Incident not found' }).waitFor()
  await page.goto(new URL('/service-health/Clippy', page.url()).href)
  await page.getByRole('heading', { level: 1, name: 'No service of this name' }).waitFor()
})

it('S52: state, kind and search live in the address, and an empty result says what to do', async () => {
  const { page } = await visit({ as: 'reader', at: '/service-health?search=exch' })
  const table = page.getByRole('table', { name: 'Services' })
  await eventually(() => table.getByRole('rowheader').allInnerTexts()).toEqual(['Exchange Online'])
  await page.getByRole('searchbox').fill('nothing of this name')
  await page.getByText('No service matches these filters').waitFor()
  await page.getByRole('button', { name: 'Clear filters' }).click()
  await eventually(() => new URL(page.url()).search).toBe('')
  await eventually(() => table.getByRole('rowheader').count()).toBeGreaterThan(10)
})

it('S54: an incident is found by its number in the search for everything', async () => {
  const api = apiOf(await signedIn('globalAdministrator'))
  const { issueId, title, tenantIds } = await breakExchange(api, 'Found by number')
  const { page } = await visit({ as: 'reader', at: '/' })
  // The frame answers the keys once it is drawn.
  await page.getByRole('heading', { level: 1 }).waitFor()
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox').fill(issueId)
  await page.getByRole('gridcell', { name: new RegExp(title) }).click()
  await page.getByRole('heading', { level: 1, name: title }).waitFor()
  await cloudOf().resolve(issueId)
  await readHealth(api, tenantIds, async () => (await issueOf(api, issueId))?.affectedNow === 0)
})
