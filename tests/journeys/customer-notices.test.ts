// B3: from an incident to the customers it hits and a message for each: sent, opened, copied, recorded; and the templates beside their preview.
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import type { TellOverview } from '../../contract/customer-notices.ts'
import { product } from '../support/stack.ts'
import { type Api, apiOf, cloudOf, readHealth } from './arrange.ts'
import { eventually, journeys, languages } from './journey.ts'
import { plain } from './words.ts'

const { visit, signedIn } = journeys()

const english = {
  tell: 'Tell customers',
  title: 'Tell customers about ',
  list: 'Customers affected by ',
  message: 'Message to ',
  language: 'Language',
  text: 'Text',
  address: 'E-mail address',
  send: 'Send',
  copy: 'Copy',
  mailto: 'Open in mail program',
  sent: /^1 of 1 message sent/,
  refused: 'The mail server refuses this address.',
  leftOut: /^Refused: \S+@\S+$/,
  enterAnother: /The mail server refused .* enter another address/,
  again: 'Send again',
  told: (told: number) => `Told ${told} of 2 customers`,
  records: 'What was told',
  copied: 'Copied',
  sendLeft: /^Send to /,
  confirm: /^Send \d+ messages?$/,
  close: 'Close',
  templates: 'Messages to customers',
  preview: 'With an example',
  unknown: '{costumer} is no placeholder',
  save: 'Save',
  reset: 'Take the original again',
}
const french: typeof english = {
  tell: 'Prévenir les clients',
  title: 'Prévenir les clients de ',
  list: 'Clients touchés par ',
  message: 'Message à ',
  language: 'Langue',
  text: 'Texte',
  address: 'Adresse e-mail',
  send: 'Envoyer',
  copy: 'Copier',
  mailto: 'Ouvrir dans la messagerie',
  sent: /^1 message envoyé sur 1/,
  refused: 'Le serveur de messagerie refuse cette adresse.',
  leftOut: /^Refusée\s: \S+@\S+$/,
  enterAnother: /Le serveur de messagerie a refusé .* saisissez-en une autre/,
  again: 'Envoyer à nouveau',
  told: (told) => `${told} client${told > 1 ? 's' : ''} prévenu${told > 1 ? 's' : ''} sur 2`,
  records: 'Ce qui a été communiqué',
  copied: 'Copié',
  sendLeft: /^Envoyer aux? /,
  confirm: /^Envoyer \d+ messages?$/,
  close: 'Fermer',
  templates: 'Messages aux clients',
  preview: 'Avec un exemple',
  unknown: '{costumer} n’est pas un champ connu',
  save: 'Enregistrer',
  reset: 'Reprendre l’original',
}

type Story = { issueId: string; names: [string, string]; tenantIds: string[] }

/** Exchange breaks for two customers whose tenants let us in, and the product has seen it. */
async function breakExchange(api: Api, title: string): Promise<Story> {
  const rows = await api.customers('delegation=active&sort=name&limit=60')
  const [one, other] = rows.filter(({ name }) => /^[A-Z][a-z]+ [A-Z]/.test(name))
  if (!one || !other) throw new Error('Two customers with an active delegation are needed')
  const tenantIds = [one.tenantId, other.tenantId]
  const issueId = await cloudOf().breakService({ service: 'Exchange', tenants: tenantIds, title })
  for (const tenantId of tenantIds) await api.call('POST', `/api/customers/${tenantId}/refresh`)
  const known = () => api.call<TellOverview>('GET', `/api/customer-notices/issues/${issueId}`).catch(() => undefined)
  await readHealth(api, tenantIds, async () => (await known())?.affected === 2)
  return { issueId, names: [one.name, other.name], tenantIds }
}

/** Opens the newest mail whose subject holds the words, in the simulated inbox, as a person would. */
async function readMail(page: Page, subject: RegExp): Promise<string> {
  await page.goto(`${product().simulator}/inbox`)
  await page.getByRole('link', { name: subject }).first().click()
  const html = page.frameLocator('iframe').locator('body')
  await html.waitFor()
  const [asText, asHtml] = [await page.locator('pre').innerText(), await html.innerText()]
  expect(plain(asHtml)).toBe(plain(asText))
  return plain(asText)
}

describe.each(languages)('in %s', (language) => {
  const words = language === 'fr-FR' ? french : english

  it('B3: an incident’s customers are told: one by mail at the second try, one by hand, each in the language chosen, and it is on record', async () => {
    const api = apiOf(await signedIn('globalAdministrator'))
    const title = `Mail is stuck (${language})`
    const { issueId, names, tenantIds } = await breakExchange(api, title)
    const visited = await visit({ language, as: 'helpdeskAgent', at: `/service-health/issues/${issueId}` })
    const { page, context } = visited
    await context.grantPermissions(['clipboard-read', 'clipboard-write'])
    await page.getByText(words.told(0)).waitFor()
    await page.getByRole('link', { name: words.tell, exact: true }).click()
    await page.getByRole('heading', { level: 1, name: words.title + issueId }).waitFor()
    await seeRefused(page, words, { api, issueId, name: names[1], tenantId: tenantIds[1] as string })
    await sendOne(page, words, names[0])
    await eventually(async () => plain(await page.getByRole('main').innerText())).toContain(words.told(1))
    await copyOne(page, words, names[1], [title, issueId])
    await eventually(async () => plain(await page.getByRole('main').innerText())).toContain(words.told(2))
    const records = page.getByRole('region', { name: words.records })
    await records.getByText(words.copied, { exact: true }).waitFor()
    for (const name of names) await records.getByRole('link', { name, exact: true }).first().waitFor()
    await page.goto(`${product().product}/customers/${tenantIds[0]}?tab=health`)
    const ofCustomer = page.getByRole('region', { name: words.records })
    await ofCustomer.getByRole('link', { name: issueId, exact: true }).waitFor()
    const mail = await readMail(page, /Exchange Online.*(problème|problem)/)
    expect(mail).toContain(title)
    expect(mail).toMatch(/^(Bonjour|Hello),/)
  })

  it('B3: a template is changed beside its preview; what is no placeholder is named and not saved', async () => {
    const { page } = await visit({ language, as: 'adminAgent', at: '/settings/customer-messages?kind=updated', accepts: /400/ })
    await page.getByRole('heading', { level: 1, name: words.templates }).waitFor()
    const text = page.getByRole('textbox', { name: words.text })
    const preview = page.getByRole('region', { name: words.preview })
    await text.fill('Chez {customer}, {costumer}')
    await page.getByText(words.unknown).waitFor()
    await expect(page.getByRole('button', { name: words.save }).getAttribute('aria-disabled')).resolves.toBe('true')
    await text.fill('Chez <b>{customer}</b>')
    await preview.getByText('Chez <b>Contoso SA</b>').waitFor()
    await page.getByRole('button', { name: words.save }).click()
    await page.getByRole('button', { name: words.reset }).click()
    await page.getByRole('button', { name: words.reset }).waitFor({ state: 'hidden' })
    expect(await text.inputValue()).toContain('{service}')
  })
})

type Refusing = { api: Api; issueId: string; name: string; tenantId: string }

/** What was refused once shows as refused, in the list and over the field, and is not offered again. */
async function seeRefused(page: Page, words: typeof english, { api, issueId, name, tenantId }: Refusing): Promise<void> {
  const base = `/api/customer-notices/issues/${issueId}` as const
  const { rows } = await api.call<{ rows: { tenantId: string; address: string | null }[] }>('GET', `${base}/customers`)
  const address = rows.find((row) => row.tenantId === tenantId)?.address ?? 'closed@customer.example'
  const takeAgain = await cloudOf().refuseMail(address)
  const sending = { key: crypto.randomUUID(), kind: 'opened', words: { fr: {}, en: {} }, to: { customers: [{ tenantId, address }] } }
  await api.call('POST', `${base}/mails`, sending)
  await eventually(async () => (await api.call<{ failed: number }>('GET', `/api/customer-notices/mails/${sending.key}`)).failed).toBe(1)
  await takeAgain()
  await page.reload()
  const row = page.getByRole('row').filter({ hasText: name })
  await row.getByText(words.leftOut).waitFor()
  await row.getByText(name, { exact: true }).click()
  const panel = page.getByRole('region', { name: words.message + name })
  await panel.getByText(words.enterAnother).waitFor()
  expect(await panel.getByRole('textbox', { name: words.address }).inputValue()).toBe('')
}

/** Its mailbox refuses at first, so the dialog says why and sends to another one. */
async function sendOne(page: Page, words: typeof english, name: string): Promise<void> {
  const refused = 'nobody@customer.example'
  const takeAgain = await cloudOf().refuseMail(refused)
  await page.getByRole('row').filter({ hasText: name }).getByText(name, { exact: true }).click()
  const panel = page.getByRole('region', { name: words.message + name })
  await panel.getByRole('textbox', { name: words.text }).waitFor()
  await panel.getByRole('textbox', { name: words.address }).fill(refused)
  await panel.getByRole('button', { name: words.send, exact: true }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByText(words.refused).waitFor()
  await dialog.getByRole('textbox', { name: words.address }).fill('it@customer.example')
  await dialog.getByRole('button', { name: words.again }).click()
  await dialog.getByText(words.sent).waitFor()
  await takeAgain()
  await dialog.getByRole('button', { name: words.close }).click()
}

async function copyOne(page: Page, words: typeof english, name: string, holding: string[]): Promise<void> {
  await page.getByRole('row').filter({ hasText: name }).getByText(name, { exact: true }).click()
  const panel = page.getByRole('region', { name: words.message + name })
  await panel.getByRole('combobox', { name: words.language }).selectOption('fr')
  await eventually(() => panel.getByRole('textbox', { name: words.text }).inputValue()).toMatch(/^Bonjour/)
  await panel.getByRole('textbox', { name: words.address }).fill('it+help@customer.example')
  const href = (await panel.getByRole('link', { name: words.mailto }).getAttribute('href')) ?? ''
  expect(href).toMatch(/^mailto:it%2Bhelp@customer\.example\?subject=Exchange%20Online/)
  await panel.getByRole('button', { name: words.copy, exact: true }).click()
  const copied = () => page.evaluate(() => navigator.clipboard.readText())
  await eventually(copied).toContain('Bonjour')
  for (const part of holding) expect(await copied()).toContain(part)
}
