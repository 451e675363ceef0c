// S55, S56, B4: a person sets an address and a rule, an incident becomes a mail read in the inbox, and the ledger tells of it.
import { readFile } from 'node:fs/promises'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { accessibilityFaults } from '../support/accessibility.ts'
import { product } from '../support/stack.ts'
import { type Api, apiOf, cloudOf, readHealth } from './arrange.ts'
import { eventually, journeys, languages } from './journey.ts'
import { plain } from './words.ts'

const { visit, signedIn } = journeys()

const english = {
  open: 'See the notifications',
  title: 'Notifications',
  addresses: 'Your addresses',
  address: 'E-mail address',
  add: 'Add',
  code: 'Code mailed to ',
  active: 'Active',
  addRule: 'Add a rule',
  told: 'What you are told',
  save: 'Save',
  sentence: /^Incidents of all services that hit any customer, when they begin and when they end: at once, in English/,
  test: 'Send a test of Incidents',
  taken: 'Taken by ',
  notTaken: 'Not taken by ',
  paused: 'Paused',
  testAddress: 'Send a test to ',
  mailCode: /^Mail a (new )?code$/,
  ledger: 'What became of each notification',
  sent: 'Sent',
  why: 'Why did I get no mail?',
  number: 'Incident number',
  explain: 'Explain',
  noAddress: 'There is no address yet.',
  unknown: 'No incident of this number is known.',
  nothingYet: 'As soon as an incident hits a customer, each recipient has an entry.',
  nothingFound: 'No entry matches the filters. Empty them to see all.',
  addAddress: 'Add an address',
  kind: 'What',
  name: 'Name',
  url: 'Address (URL)',
  secret: /whsec_/,
  readOnly: /set for the whole organisation by its global administrators/,
  remove: 'Remove ',
  removeDo: 'Remove',
  removeRule: 'Remove Incidents',
  ruleAsked: 'What it has not sent yet is not sent any more.',
  goesWith: /The rule “Incidents” goes nowhere else/,
  cancel: 'Cancel',
}
const french: typeof english = {
  open: 'Voir les notifications',
  title: 'Notifications',
  addresses: 'Vos adresses',
  address: 'Adresse e-mail',
  add: 'Ajouter',
  code: 'Code envoyé à ',
  active: 'Active',
  addRule: 'Ajouter une règle',
  told: 'Ce qui vous est annoncé',
  save: 'Enregistrer',
  sentence: /^Incidents \(tous les services\) touchant au moins un client, au début et à la fin\s:\saussitôt, en Français/,
  test: 'Envoyer un test de Incidents',
  taken: 'Accepté par ',
  notTaken: 'Non accepté par ',
  paused: 'En pause',
  testAddress: 'Envoyer un test à ',
  mailCode: /^Envoyer un (nouveau )?code$/,
  ledger: 'Ce qu’est devenue chaque notification',
  sent: 'Envoyée',
  why: 'Pourquoi n’ai-je pas reçu d’e-mail\u202f?',
  number: 'Numéro d’incident',
  explain: 'Expliquer',
  noAddress: 'Il n’y a pas encore d’adresse.',
  unknown: 'Aucun incident connu ne porte ce numéro.',
  nothingYet: 'Dès qu’un incident touche un client, chaque destinataire a une entrée.',
  nothingFound: 'Aucune entrée ne répond aux filtres. Videz-les pour tout voir.',
  addAddress: 'Ajouter une adresse',
  kind: 'Quoi',
  name: 'Nom',
  url: 'Adresse (URL)',
  secret: /whsec_/,
  readOnly: /définies pour toute l’organisation par ses administrateurs généraux/,
  remove: 'Retirer ',
  removeDo: 'Retirer',
  removeRule: 'Retirer Incidents',
  ruleAsked: 'Ce qu’elle n’a pas encore envoyé ne le sera plus.',
  goesWith: /La règle «\sIncidents\s» n’a pas d’autre destination/,
  cancel: 'Annuler',
}

type Mail = { id: number; to: string[]; subject: string; text: string }
const inbox = async (): Promise<Mail[]> => {
  const answer = (await (await fetch(`${product().control}/inbox`)).json()) as Mail[] | { messages: Mail[] }
  return Array.isArray(answer) ? answer : answer.messages
}
const mailTo = async (address: string, holding: RegExp): Promise<Mail | undefined> =>
  (await inbox()).findLast((mail) => mail.to.includes(address) && holding.test(`${mail.subject}\n${mail.text}`))

async function breakTeams(api: Api, title: string): Promise<string> {
  const [one] = await api.customers('delegation=active&sort=name&limit=1')
  if (!one) throw new Error('A customer with an active delegation is needed')
  const issueId = await cloudOf().breakService({ service: 'Teams', tenants: [one.tenantId], title })
  const known = () =>
    api.call('GET', `/api/service-health/issues/${issueId}`).then(
      () => true,
      () => false,
    )
  await readHealth(api, [one.tenantId], known)
  return issueId
}

/** Reads the mail in the simulated inbox in the browser, as text and as HTML. */
async function readInBrowser(page: Page, { id }: Mail, title: string): Promise<void> {
  await page.goto(`${product().simulator}/inbox/${id}`)
  const html = page.frameLocator('iframe').locator('body')
  await html.getByText(title).first().waitFor()
  expect(plain(await page.locator('pre').innerText())).toContain(title)
  // The list that is attached: its headings, and the one customer the incident hits.
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: /[.]csv$/ }).click()])
  expect((await readFile(await file.path(), 'utf8')).trim().split('\r\n')).toHaveLength(2)
}

describe.each(languages)('in %s', (language) => {
  const words = language === 'fr-FR' ? french : english
  const address = `sofia.${language.toLowerCase()}@aurore.example`

  it('S55, S56, B4: address, code, paused and resumed, rule, test, incident, mail, ledger', async () => {
    const { page } = await visit({ language, as: 'salesAgent', at: '/settings' })
    await page.getByRole('link', { name: words.open }).click()
    await page.getByRole('heading', { level: 1, name: words.title }).waitFor()
    await page.getByText(words.readOnly).waitFor()
    await addAddress(page, words, address)
    await pauseAndResume(page, words, address)
    await addRule(page, words)
    const api = apiOf(await signedIn('globalAdministrator'))
    const title = `Calls drop (${language})`
    const issueId = await breakTeams(api, title)
    await eventuallyTold(async () => (await mailTo(address, new RegExp(issueId)))?.subject ?? '').toContain(issueId)
    const mail = await mailTo(address, new RegExp(issueId))
    if (!mail) throw new Error('The mail went away')
    await page.goto(`${product().product}/settings/notifications/ledger?issueId=${issueId}&state=sent`)
    const row = page.getByRole('row').filter({ hasText: issueId })
    await row.first().waitFor()
    expect(plain(await row.first().innerText())).toContain(words.sent)
    await row.first().getByText(new RegExp(issueId)).click()
    await page.getByRole('dialog').getByText(title).waitFor()
    await readInBrowser(page, mail, title)
    await page.goto(`${product().product}/settings/notifications`)
    await page.getByRole('button', { name: words.removeRule }).click()
    await page.getByRole('dialog').getByText(words.ruleAsked).waitFor()
    await page.getByRole('dialog').getByRole('button', { name: words.cancel, exact: true }).click()
    await removeAsked(page, words, { name: address, says: words.goesWith })
    await page.getByRole('button', { name: words.removeRule }).waitFor({ state: 'hidden' })
  })

  it('B4: why somebody got no mail is explained, with what mends it', async () => {
    const { page } = await visit({ language, as: 'reader', at: '/settings/notifications/ledger' })
    const tile = page.getByRole('region', { name: words.why })
    await tile.getByRole('textbox', { name: words.number }).fill('ZZ000001')
    await tile.getByRole('button', { name: words.explain }).click()
    await tile.getByText(words.unknown).waitFor()
    // Only where something is filtered there is something to empty.
    await page.getByText(words.nothingYet).waitFor()
    await page.getByRole('textbox', { name: words.number }).last().fill('ZZ000001')
    await page.getByText(words.nothingFound).waitFor()
  })
})

it('B4: a mail that is taken and comes back later pauses its address, with the reason, in both languages', async () => {
  const address = 'gone@aurore.example'
  const { page } = await visit({ as: 'helpdeskAgent', at: '/settings/notifications' })
  await addAddress(page, english, address)
  const endBounces = await cloudOf().bounceMail(address)
  const item = page.getByRole('region', { name: english.addresses }).locator(`[data-channel="${address}"]`)
  await item.getByRole('button', { name: english.testAddress + address }).click()
  await item.getByText(new RegExp(english.taken)).waitFor()
  // Its report is read within a minute.
  await eventuallyTold(async () => {
    await page.reload()
    await item.waitFor()
    return await item.getByText(english.paused, { exact: true }).count()
  }).toBe(1)
  await item.getByText(/550 5\.1\.10 RESOLVER\.ADR\.RecipientNotFound/).waitFor()
  expect(await accessibilityFaults(page), 'a paused address').toEqual([])
  await endBounces()
  for (const [language, cameBack, story] of [
    ['en-US', 'Came back', 'came back. 550 5.1.10'],
    ['fr-FR', 'Renvoyée', 'renvoyé. 550 5.1.10'],
  ] as const) {
    const ledger = (await visit({ language, as: 'helpdeskAgent', at: '/settings/notifications/ledger?state=returned' })).page
    const row = ledger.getByRole('row').filter({ hasText: address })
    await row.first().waitFor()
    expect(plain(await row.first().innerText())).toContain(cameBack)
    await row.first().getByText('Test').click()
    await ledger.getByRole('dialog').getByRole('listitem').filter({ hasText: story }).waitFor()
  }
})

it('S55: a global administrator adds Teams and a webhook, and a rule for tagged customers of one country tells both', async () => {
  const words = english
  const receiver = await startReceiver()
  const api = apiOf(await signedIn('globalAdministrator'))
  const tag = await api.call<{ tagId: string; name: string }>('POST', '/api/tags', { name: 'Round the clock' })
  const { page } = await visit({ as: 'globalAdministrator', at: '/settings/notifications' })
  for (const [kind, name] of [
    ['teams', 'Duty channel'],
    ['webhook', 'Our tickets'],
  ] as const) {
    await page.getByRole('combobox', { name: words.kind }).selectOption(kind)
    await page.getByRole('textbox', { name: words.name, exact: true }).fill(name)
    await page.getByRole('textbox', { name: words.url }).fill(`${receiver.origin}/${kind}`)
    const form = page.locator('form').filter({ has: page.getByRole('textbox', { name: words.url }) })
    await form.getByRole('button', { name: words.add, exact: true }).click()
    await page.getByRole('button', { name: words.remove + name }).waitFor()
  }
  await page.getByText(words.secret).waitFor()
  await page.reload()
  const rules = page.getByRole('region', { name: 'What is told for the whole organisation' })
  await rules.getByRole('button', { name: words.addRule }).click()
  expect(await page.getByText(words.secret).count()).toBe(0)
  await rules.getByRole('checkbox', { name: `Tagged ${tag.name}` }).check()
  await rules.getByRole('combobox', { name: 'Country' }).selectOption('FR')
  await rules.getByRole('combobox', { name: 'Time zone' }).selectOption('Europe/Brussels')
  await rules.getByRole('checkbox', { name: 'Our tickets' }).check()
  await rules
    .getByRole('status')
    .filter({ hasText: /Round the clock.*France/ })
    .waitFor()
  await rules.getByRole('button', { name: words.save }).click()
  await rules.getByRole('button', { name: words.test }).click()
  await eventually(() => rules.getByText(new RegExp(words.taken)).count()).toBe(2)
  expect(receiver.got.map(({ path }) => path).sort()).toEqual(['/teams', '/webhook'])
  expect(receiver.got.find(({ path }) => path === '/teams')?.body).toContain('AdaptiveCard')
  expect(receiver.got.find(({ path }) => path === '/webhook')?.headers['webhook-signature']).toMatch(/^v1,/)
  const { rules: saved } = await api.call<{ rules: object[] }>('GET', '/api/notifications/partner')
  expect(saved).toMatchObject([{ customers: { tagIds: [tag.tagId], country: 'FR' }, timeZone: 'Europe/Brussels' }])
  await page.getByRole('button', { name: 'New secret for Our tickets' }).click()
  await page.getByRole('dialog').getByText('The old one signs nothing from then on').waitFor()
  expect(await page.getByText(words.secret).count()).toBe(0)
  await page.getByRole('dialog').getByRole('button', { name: 'New secret', exact: true }).click()
  await page.getByText(words.secret).waitFor()
  for (const name of ['Duty channel', 'Our tickets']) {
    await removeAsked(page, words, { name, says: /“Incidents”/ })
  }
  await api.call('DELETE', `/api/tags/${tag.tagId}`)
  await receiver.stop()
})

/** Takes what webhooks bring, on this machine. */
async function startReceiver() {
  const got: { path: string; headers: IncomingHttpHeaders; body: string }[] = []
  const server = createServer((request, response) => {
    let body = ''
    request.on('data', (part) => {
      body += part
    })
    request.on('end', () => {
      got.push({ path: request.url ?? '', headers: request.headers, body })
      response.end('taken')
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const stop = async () => {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  }
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, got, stop }
}

/** When all other customers have been asked whether it hits them, which a busy machine takes its time for. */
const eventuallyTold = <T>(read: () => Promise<T>) => expect.poll(read, { timeout: 150_000, interval: 250 })

async function addAddress(page: Page, words: typeof english, address: string): Promise<void> {
  const tile = page.getByRole('region', { name: words.addresses })
  await tile.getByRole('textbox', { name: words.address }).fill(address)
  await tile.getByRole('button', { name: words.add, exact: true }).click()
  await verify(page, words, { address, after: 0 })
}

/** By the code of a mail that came after the one with this number. */
async function verify(page: Page, words: typeof english, { address, after }: { address: string; after: number }): Promise<void> {
  const tile = page.getByRole('region', { name: words.addresses })
  const field = tile.getByRole('textbox', { name: words.code + address })
  await field.waitFor()
  await eventually(async () => ((await mailTo(address, /\b\d{6}\b/))?.id ?? 0) > after).toBe(true)
  const code = /\b(\d{6})\b/.exec((await mailTo(address, /\b\d{6}\b/))?.text ?? '')?.[1] ?? ''
  // As it comes from a mail: with spaces around and within.
  await field.fill(` ${code.slice(0, 3)} ${code.slice(3)} `)
  await tile.locator(`[data-channel="${address}"]`).getByText(words.active, { exact: true }).waitFor()
}

async function pauseAndResume(page: Page, words: typeof english, address: string): Promise<void> {
  const tile = page.getByRole('region', { name: words.addresses })
  const item = tile.locator(`[data-channel="${address}"]`)
  const takeAgain = await cloudOf().refuseMail(address)
  await item.getByRole('button', { name: words.testAddress + address }).click()
  await item.getByText(new RegExp(words.notTaken)).waitFor()
  await item.getByText(words.paused, { exact: true }).waitFor()
  await takeAgain()
  const after = (await mailTo(address, /./))?.id ?? 0
  await item.getByRole('button', { name: words.mailCode }).click()
  await verify(page, words, { address, after })
}

/** Nothing goes by one click: what goes with it is named, and cancelling leaves all as it was. */
async function removeAsked(page: Page, words: typeof english, { name, says }: { name: string; says: RegExp }): Promise<void> {
  const button = page.getByRole('button', { name: words.remove + name, exact: true })
  const dialog = page.getByRole('dialog')
  await button.click()
  await dialog.getByText(says).waitFor()
  expect(await accessibilityFaults(page), 'asked before it goes').toEqual([])
  await dialog.getByRole('button', { name: words.cancel, exact: true }).click()
  await dialog.waitFor({ state: 'hidden' })
  await button.click()
  await dialog.getByRole('button', { name: words.removeDo, exact: true }).click()
  await button.waitFor({ state: 'hidden' })
}

async function addRule(page: Page, words: typeof english): Promise<void> {
  const tile = page.getByRole('region', { name: words.told })
  await tile.getByRole('button', { name: words.addRule }).click()
  await tile.getByRole('button', { name: words.save }).waitFor()
  expect(await accessibilityFaults(page), 'the form of a rule').toEqual([])
  await tile.getByRole('button', { name: words.save }).click()
  await tile.getByText(words.sentence).waitFor()
  await tile.getByRole('button', { name: words.test }).click()
  await tile.getByText(new RegExp(words.taken)).waitFor()
}
