// The message center: over all customers and of one, what is to be acted on first, read marks, and a message with whom it concerns.
import { randomUUID } from 'node:crypto'
import { expect, it } from 'vitest'
import type { MessageList } from '../../contract/messages.ts'
import { accessibilityFaults } from '../support/accessibility.ts'
import { product } from '../support/stack.ts'
import { apiOf } from './arrange.ts'
import { eventually, journeys, languages } from './journey.ts'
import { plain } from './words.ts'

const { visit, signedIn } = journeys()

const wordsIn = {
  'en-US': {
    title: 'Message center',
    search: 'Part of a title, or a number',
    soon: 'To act on in the next 30 days',
    unread: 'Unread',
    major: 'Major change',
    customers: '2 customers',
    affected: 'Customers that get this message',
    original: 'In Microsoft’s own words',
    markUnread: 'Mark as unread',
    tab: 'Messages',
  },
  'fr-FR': {
    title: 'Centre de messages',
    search: 'Partie d’un titre ou numéro',
    soon: 'À faire dans les 30 prochains jours',
    unread: 'Non lus',
    major: 'Changement majeur',
    customers: '2 clients',
    affected: 'Clients qui reçoivent ce message',
    original: 'Dans les mots de Microsoft',
    markUnread: 'Marquer comme non lu',
    tab: 'Messages',
  },
} as const

it.each(languages)('in %s a message for two customers stands on top, is read, and is found with the customer', async (language) => {
  const words = wordsIn[language]
  const title = `Act on ${randomUUID().slice(0, 8)}`
  const api = apiOf(await signedIn('globalAdministrator'))
  const chosen = (await api.customers('view=all&delegation=active&search=contoso&limit=2')).slice(0, 2)
  const tenants = chosen.map(({ tenantId }) => tenantId)
  const [{ name, tenantId }] = chosen as [(typeof chosen)[number]]
  const answer = await fetch(`${product().control}/messages`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ service: 'Exchange', title, actByDays: 2, major: true, tenants }),
  })
  expect(answer.status).toBe(201)
  await api.call('POST', '/api/sync/pulls', { resources: ['messages'], customers: { tenantIds: tenants } })
  const found = () => api.call<MessageList>('GET', `/api/messages?search=${encodeURIComponent(title)}`)
  await expect.poll(async () => (await found()).rows[0]?.customers, { timeout: 60_000, interval: 250 }).toBe(2)

  const { page } = await visit({ language, as: 'helpdeskAgent', at: '/service-health/messages' })
  await page.getByRole('heading', { level: 1, name: words.title }).waitFor()
  await page.getByRole('searchbox', { name: words.search }).fill(title)
  const line = page.getByRole('region', { name: words.soon }).getByRole('listitem')
  await eventually(() => line.count()).toBe(1)
  const told = plain(await line.innerText())
  for (const word of [title, words.major, words.customers]) expect(told).toContain(word)
  expect(await line.getAttribute('data-read')).toBe('false')
  await line.getByRole('link').click()

  await page.getByRole('heading', { level: 1, name: title }).waitFor()
  await page.getByText(words.original).waitFor()
  await page.getByRole('region', { name: words.affected }).getByRole('link', { name, exact: true }).waitFor()
  // Opening it marked it read.
  await page.getByRole('button', { name: words.markUnread }).waitFor()
  expect(await accessibilityFaults(page)).toEqual([])

  await page.goto(new URL(`/service-health/messages?unread=1&search=${encodeURIComponent(title)}`, page.url()).href)
  await page.getByRole('button', { name: words.unread, pressed: true }).waitFor()
  await eventually(() => page.getByRole('listitem').filter({ hasText: title }).count()).toBe(0)

  await page.goto(new URL(`/customers/${tenantId}?tab=messages`, page.url()).href)
  await page.getByRole('tab', { name: words.tab, selected: true }).waitFor()
  await page.getByRole('link', { name: title }).waitFor()
})
