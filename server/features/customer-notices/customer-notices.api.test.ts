// B3 over the API: whom an incident hits, a message for each, sending once and once only, what failed and why, templates, and who may.
import { randomUUID } from 'node:crypto'
import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Person, startApi, type TestApi } from '../../../tests/support/api.ts'
import { refuseConnections } from '../../../tests/support/lost-database.ts'
import { deliver } from './actions/deliver.ts'

type Mail = { to: string; data: string }
let smtp: SMTPServer
let mails: Mail[] = []
let answer: (to: string) => Error | null = () => null
/** Mails the server was taking at the same time. */
let [atOnce, mostAtOnce] = [0, 0]
let api: TestApi
let partnerId: string
let agent: Person
let ids: string[]

const refusal = (responseCode: number, message: string) => Object.assign(new Error(message), { responseCode })

beforeAll(async () => {
  smtp = new SMTPServer({
    authOptional: true,
    hideSTARTTLS: true,
    disableReverseLookup: true,
    onRcptTo: ({ address }, _session, done) => done(answer(address)),
    onData: (stream, session, done) => {
      const parts: Buffer[] = []
      atOnce += 1
      mostAtOnce = Math.max(mostAtOnce, atOnce)
      stream.on('data', (part: Buffer) => parts.push(part))
      stream.on('end', () => {
        mails.push({ to: session.envelope.rcptTo.map((one) => one.address).join(), data: Buffer.concat(parts).toString('utf8') })
        // Long enough for others to come meanwhile.
        setTimeout(() => {
          atOnce -= 1
          done()
        }, 20)
      })
    },
  })
  await new Promise<void>((ready) => smtp.listen(0, '127.0.0.1', () => ready()))
  const { port } = smtp.server.address() as AddressInfo
  api = await startApi({ SMTP_URL: `smtp://127.0.0.1:${port}` })
})
afterAll(async () => {
  await api.stop()
  await new Promise<void>((closed) => smtp.close(() => closed()))
})

const db = () => api.services.door.ofPartner(partnerId)

beforeEach(async () => {
  mails = []
  answer = () => null
  partnerId = await api.addPartner('Partenaire SARL')
  agent = await api.signIn(partnerId, ['helpdeskAgent'])
  ids = await api.addCustomers(partnerId, [
    { name: 'Zèbre SA', domain: 'zebre.fr', country: 'FR' },
    { name: 'Alpha Ltd', domain: 'alpha.example', country: 'GB' },
    { name: 'Béta & Cie', domain: 'beta.be', country: 'BE' },
    { name: 'Spared', domain: 'spared.example' },
    { name: 'Left', domain: 'left.example', departed: true },
  ])
  await db()
    .insertInto('service_issues')
    .values({
      partner_id: partnerId,
      issue_id: 'EX100',
      service: 'Exchange Online',
      title: 'Users can’t send mail',
      classification: 'incident',
      status: 'serviceDegradation',
      resolved: false,
      starts_at: new Date('2026-11-25T13:05:00Z'),
      details: '[]',
      posts: '[]',
      first_seen_at: new Date(),
      told: null,
      title_key: 'users can’t send mail',
    })
    .execute()
  const hit = [0, 1, 2, 4].map((at) => ({ partner_id: partnerId, issue_id: 'EX100', tenant_id: ids[at] as string, since: new Date() }))
  await db().insertInto('service_issue_customers').values(hit).execute()
  await db()
    .updateTable('customers')
    .set({ email: 'it@zebre.fr' })
    .where('tenant_id', '=', ids[0] as string)
    .execute()
  await db()
    .updateTable('customers')
    .set({ email: 'it@alpha.example', language: 'fr-CA' })
    .where('tenant_id', '=', ids[1] as string)
    .execute()
  await db()
    .insertInto('flags')
    .values({ partner_id: partnerId, tenant_id: ids[0] as string })
    .execute()
})

const base = '/api/customer-notices/issues/EX100'
const words = { fr: {}, en: {} }
const send = (body: object, person = agent) => person.call('POST', `${base}/mails`, { kind: 'opened', words, ...body })
const delivered = (key: string) => deliver(api.services, { partnerId, key, signal: new AbortController().signal })
const progress = async (key: string) => (await agent.call('GET', `/api/customer-notices/mails/${key}`)).json()
const overview = async () => (await agent.call('GET', base)).json()
const list = async (query = '') => (await agent.call('GET', `${base}/customers?${query}`)).json()
const factsOf = async (kind: string) =>
  (await db().selectFrom('facts').where('kind', '=', kind).select(['tenant_id', 'data']).execute()).length

describe('B3: whom it hits', () => {
  it('counts exactly, flagged first, in each one’s language, customers that have left aside', async () => {
    expect(await overview()).toMatchObject({
      affected: 3,
      flagged: 1,
      withoutAddress: 1,
      told: 0,
      kind: 'opened',
      extent: 'now',
      language: 'en',
    })
    const { rows, total } = await list()
    expect(total).toBe(3)
    expect(rows.map((row: { name: string; language: string; languageFrom: string }) => [row.name, row.language, row.languageFrom])).toEqual(
      [
        ['Zèbre SA', 'fr', 'country'],
        ['Alpha Ltd', 'fr', 'customer'],
        ['Béta & Cie', 'en', 'default'],
      ],
    )
  })
  it.each([
    ['search=bet', ['Béta & Cie']],
    ['search=zebre.f', ['Zèbre SA']],
    ['only=flagged', ['Zèbre SA']],
    ['only=withoutAddress', ['Béta & Cie']],
    ['offset=1&limit=1', ['Alpha Ltd']],
  ])('narrowed by %s', async (query, names) => {
    expect((await list(query)).rows.map((row: { name: string }) => row.name)).toEqual(names)
  })
  it('of an incident that hits nobody any more, shows whom it hit', async () => {
    await db().updateTable('service_issue_customers').set({ until: new Date() }).where('issue_id', '=', 'EX100').execute()
    await db().updateTable('service_issues').set({ resolved: true }).where('issue_id', '=', 'EX100').execute()
    expect(await overview()).toMatchObject({ affected: 3, extent: 'ever', kind: 'resolved' })
  })
})

describe('B3: a message for one customer', () => {
  const message = async (language: string) =>
    (
      await agent.call('POST', `${base}/message`, {
        tenantId: ids[0],
        kind: 'opened',
        language,
        words: { meanwhile: 'Outlook sur le web' },
      })
    ).json()
  it('is ready, in either language, with what the person knows', async () => {
    expect((await message('fr')).subject).toBe('Exchange Online\u202f: un problème chez Microsoft touche Zèbre SA')
    expect((await message('fr')).body).toContain('en attendant\u202f: Outlook sur le web')
    expect((await message('en')).body).toContain('Test Person\nPartenaire SARL')
  })
  it('of a customer it does not hit, there is none', async () => {
    const answer = await agent.call('POST', `${base}/message`, { tenantId: ids[3], kind: 'opened', language: 'fr', words: {} })
    expect(answer.json().code).toBe('not_found')
  })
})

describe('B3: sending', () => {
  it('sends each customer its own, records it, and shows how many were told', async () => {
    const key = randomUUID()
    const answer = await send({ key, to: { everyone: 'all' } })
    expect(answer.json()).toMatchObject({ total: 3, waiting: 2, failed: 1, failures: [{ failure: 'noAddress', customer: 'Béta & Cie' }] })
    await delivered(key)
    expect(await progress(key)).toMatchObject({ total: 3, sent: 2, waiting: 0, failed: 1 })
    expect(mails.map((mail) => mail.to).sort()).toEqual(['it@alpha.example', 'it@zebre.fr'])
    expect(await overview()).toMatchObject({ told: 2, kind: 'opened' })
    expect(await factsOf('customer.told')).toBe(2)
    const told = (await agent.call('GET', `/api/customer-notices?tenantId=${ids[0]}`)).json()
    expect(told.rows).toMatchObject([{ address: 'it@zebre.fr', by: 'Test Person', way: 'mail', state: 'sent', language: 'fr' }])
    expect(told.rows[0].body).toContain('Bonjour')
  })
  it('a double click sends nothing twice: the same key, also at the same moment, and a job that runs again', async () => {
    const key = randomUUID()
    const answers = await Promise.all([1, 2, 3].map(() => send({ key, to: { everyone: 'all' } })))
    expect(answers.map((each) => each.json().total)).toEqual([3, 3, 3])
    await delivered(key)
    await send({ key, to: { everyone: 'all' } })
    await delivered(key)
    expect(mails).toHaveLength(2)
    expect(await factsOf('customers.telling')).toBe(1)
  })
  it('everyone who was not told yet leaves out those who were', async () => {
    const first = randomUUID()
    await send({ key: first, to: { customers: [{ tenantId: ids[0] }] } })
    await delivered(first)
    const second = randomUUID()
    expect((await send({ key: second, to: { everyone: 'notTold' } })).json().total).toBe(2)
  })
  it('takes language, address and words as the person chose them for one customer, and keeps the address in mind', async () => {
    const key = randomUUID()
    const own = { tenantId: ids[2], language: 'fr', address: 'chef@beta.be', message: { subject: 'À lire', body: 'Mes mots <b>' } }
    await send({ key, to: { customers: [own] } })
    await delivered(key)
    expect(mails[0]?.to).toBe('chef@beta.be')
    expect(mails[0]?.data.replaceAll('=\r\n', '')).toContain('Mes mots &lt;b&gt;')
    expect((await list('search=beta')).rows[0]).toMatchObject({ address: 'chef@beta.be', addressFrom: 'typed', told: { state: 'sent' } })
  })
  it('R1: what was taken while the database was away is written down when it is back, once, and not sent again', async () => {
    const key = randomUUID()
    await send({ key, to: { customers: [{ tenantId: ids[0] }] } })
    const { mailer, door } = api.services
    const sendAndLose: typeof mailer.send = async (mail) => {
      const outcome = await mailer.send(mail)
      refuseConnections(door, 3)
      return outcome
    }
    const services = { ...api.services, mailer: { ...mailer, send: sendAndLose } }
    await deliver(services, { partnerId, key, signal: new AbortController().signal })
    expect(await progress(key)).toMatchObject({ sent: 1, waiting: 0 })
    await delivered(key)
    expect([mails.length, await factsOf('customer.told')]).toEqual([1, 1])
  })
  it('one that is refused says why, the others go on, and it is tried again at another address', async () => {
    answer = (to) => (to === 'it@zebre.fr' ? refusal(550, 'No such mailbox') : null)
    const key = randomUUID()
    await send({ key, to: { everyone: 'all' } })
    await delivered(key)
    const after = await progress(key)
    const failed = after.failures.find((each: { customer: string }) => each.customer === 'Zèbre SA')
    expect(after).toMatchObject({ sent: 1, failed: 2 })
    expect(failed).toMatchObject({ failure: 'refusedAddress' })
    expect(failed.said).toContain('No such mailbox')
    const again = await agent.call('POST', `/api/customer-notices/${failed.noticeId}/retry`, { address: 'autre@zebre.fr' })
    expect(again.json()).toMatchObject({ state: 'waiting', address: 'autre@zebre.fr' })
    await delivered(key)
    expect(mails.map((mail) => mail.to).sort()).toEqual(['autre@zebre.fr', 'it@alpha.example'])
    expect(await progress(key)).toMatchObject({ sent: 2, failed: 1 })
    // What was sent is not sent again.
    await agent.call('POST', `/api/customer-notices/${failed.noticeId}/retry`, {})
    await delivered(key)
    expect(mails).toHaveLength(2)
  })
  it('an address that was refused is left out and shown, until a mail arrives there', async () => {
    answer = (to) => (to === 'it@zebre.fr' ? refusal(550, '5.1.1 No such mailbox') : null)
    const key = randomUUID()
    await send({ key, to: { customers: [{ tenantId: ids[0] }] } })
    await delivered(key)
    const zebre = async () => (await list('search=zebre')).rows[0]
    const refused = { address: 'it@zebre.fr', at: expect.any(String) }
    expect(await zebre()).toMatchObject({ address: null, addressFrom: null, refused })
    expect(await overview()).toMatchObject({ withoutAddress: 2 })
    expect((await list('only=withoutAddress')).total).toBe(2)
    // Not even tried, and said so.
    answer = () => null
    const next = randomUUID()
    await send({ key: next, to: { everyone: 'all' } })
    await delivered(next)
    expect(mails.map((mail) => mail.to)).toEqual(['it@alpha.example'])
    const failure = (await progress(next)).failures.find((each: { customer: string }) => each.customer === 'Zèbre SA')
    expect(failure).toMatchObject({ failure: 'refusedAddress', address: 'it@zebre.fr' })
    // Another one stands in for it; a person may try the refused one again, and then it serves.
    await agent.call('POST', `/api/customer-notices/${failure.noticeId}/retry`, { address: 'autre@zebre.fr' })
    await delivered(next)
    expect(await zebre()).toMatchObject({ address: 'autre@zebre.fr', addressFrom: 'typed', refused })
    const last = randomUUID()
    await send({ key: last, to: { customers: [{ tenantId: ids[0], address: 'IT@zebre.fr' }] } })
    await delivered(last)
    expect(await zebre()).toMatchObject({ address: 'it@zebre.fr', addressFrom: 'details', refused: null })
  })
  it('a few are with the mail server at once, each once, and a server that takes none is left alone after a few', async () => {
    const many = await api.addCustomers(
      partnerId,
      Array.from({ length: 20 }, (_, nth) => ({ name: `Customer ${nth}` })),
    )
    const hit = many.map((tenant_id) => ({ partner_id: partnerId, issue_id: 'EX100', tenant_id, since: new Date() }))
    await db().insertInto('service_issue_customers').values(hit).execute()
    const customers = many.map((tenantId, nth) => ({ tenantId, address: `it@customer${nth}.example` }))
    const key = randomUUID()
    await send({ key, to: { customers } })
    answer = () => refusal(451, 'Busy')
    await delivered(key)
    const tried = await db().selectFrom('customer_notices').where('tries', '>', 0).select('notice_id').execute()
    expect(tried.length).toBeGreaterThanOrEqual(3)
    expect(tried.length).toBeLessThanOrEqual(5)
    answer = () => null
    mostAtOnce = 0
    await delivered(key)
    expect(mails.map((mail) => mail.to).sort()).toEqual(customers.map(({ address }) => address).sort())
    expect(await progress(key)).toMatchObject({ total: 20, sent: 20, waiting: 0 })
    expect(mostAtOnce).toBe(3)
  })
  it('a mail server that asks to come again is asked again, and shown as a failure after five tries', async () => {
    answer = () => refusal(451, 'Busy')
    const key = randomUUID()
    await send({ key, to: { customers: [{ tenantId: ids[0] }] } })
    for (let round = 1; round <= 4; round++) {
      await delivered(key)
      expect(await progress(key)).toMatchObject({ waiting: 1, failed: 0 })
    }
    await delivered(key)
    expect((await progress(key)).failures).toMatchObject([{ failure: 'unreachable' }])
  })
  it.each([
    ['a customer it does not hit', () => ({ customers: [{ tenantId: ids[3] }] }), 404],
    ['nobody', () => ({ customers: [] }), 400],
    ['a malformed address', () => ({ customers: [{ tenantId: ids[0], address: 'a@b\r\nBcc: c@d.example' }] }), 400],
    ['a subject of two lines', () => ({ customers: [{ tenantId: ids[0], message: { subject: 'a\nBcc: b', body: 'c' } }] }), 400],
  ])('refuses %s', async (_what, to, status) => {
    expect((await send({ key: randomUUID(), to: to() })).statusCode).toBe(status)
  })
})

describe('B3: left by hand', () => {
  const record = (key: string, over: object = {}) =>
    agent.call('POST', `${base}/records`, {
      key,
      way: 'copied',
      tenantId: ids[0],
      kind: 'opened',
      language: 'fr',
      address: null,
      message: { subject: 'Objet', body: 'Texte copié' },
      ...over,
    })
  it('is recorded once, with its text, and counts as told', async () => {
    const key = randomUUID()
    expect((await record(key)).json()).toMatchObject({ state: 'done', way: 'copied', body: 'Texte copié' })
    expect((await record(key)).statusCode).toBe(200)
    expect((await agent.call('GET', '/api/customer-notices?issueId=EX100')).json().total).toBe(1)
    expect(await overview()).toMatchObject({ told: 1 })
    expect(await factsOf('customer.told')).toBe(1)
  })
})

describe('B3: templates', () => {
  const admin = () => api.signIn(partnerId, ['adminAgent'])
  it('are changed, used, and taken back', async () => {
    const person = await admin()
    const own = { subject: 'Panne {issue}', body: 'Chez {customer}' }
    const changed = await person.call('PUT', '/api/customer-notices/templates/opened/fr', own)
    expect(changed.json().templates.find((each: { changed: object | null }) => each.changed)).toMatchObject({
      ...own,
      kind: 'opened',
      language: 'fr',
    })
    const message = { tenantId: ids[0], kind: 'opened', language: 'fr', words: {} }
    expect((await agent.call('POST', `${base}/message`, message)).json()).toEqual({ subject: 'Panne EX100', body: 'Chez Zèbre SA' })
    await person.call('DELETE', '/api/customer-notices/templates/opened/fr')
    expect((await agent.call('POST', `${base}/message`, message)).json().body).toContain('Bonjour')
    expect(await factsOf('notice-template.changed')).toBe(2)
  })
  it('an unknown placeholder is refused by name, stored and previewed alike', async () => {
    const person = await admin()
    const wrong = { subject: 'x', body: 'Cher {costumer}' }
    for (const answer of [
      await person.call('PUT', '/api/customer-notices/templates/opened/fr', wrong),
      await person.call('POST', '/api/customer-notices/templates/preview', { kind: 'opened', language: 'fr', ...wrong }),
    ])
      expect(answer.json()).toMatchObject({ code: 'invalid_input', context: { unknown: ['{costumer}'] } })
  })
  it('the default language is for customers whose own is not known', async () => {
    await (await admin()).call('PUT', '/api/customer-notices/language', { language: 'fr' })
    expect((await list('search=beta')).rows[0]).toMatchObject({ language: 'fr', languageFrom: 'default' })
  })
})

it('R3: who may not tell, tells nobody; another partner’s incidents and messages are not there', async () => {
  const reader = await api.signIn(partnerId, ['salesAgent'])
  expect((await send({ key: randomUUID(), to: { everyone: 'all' } }, reader)).statusCode).toBe(403)
  expect((await reader.call('GET', `${base}/customers`)).statusCode).toBe(403)
  expect((await agent.call('PUT', '/api/customer-notices/templates/opened/fr', { subject: 'x', body: 'y' })).statusCode).toBe(403)
  const key = randomUUID()
  const [notice] = (await send({ key, to: { everyone: 'all' } })).json().failures
  const stranger = await api.signIn(await api.addPartner('Other'))
  for (const url of [base, `/api/customer-notices/mails/${key}`]) expect((await stranger.call('GET', url)).statusCode).toBe(404)
  expect((await stranger.call('POST', `/api/customer-notices/${notice.noticeId}/retry`, {})).statusCode).toBe(404)
  expect((await stranger.call('GET', '/api/customer-notices?issueId=EX100')).json().total).toBe(0)
})
