// B4, B3: notices and messages that a server took and that came back later, on a real database and the simulated cloud: read by Graph from the
// mailbox they were sent from, believed only where they are ours.
import { randomUUID } from 'node:crypto'
import { createTransport } from 'nodemailer'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import type { LedgerEntry } from '../../contract/notice-ledger.ts'
import { type Person, startApi, type TestApi } from '../../tests/support/api.ts'
import { startCloud, type TestCloud } from '../../tests/support/cloud.ts'
import { addRule, ruleFor } from '../../tests/support/notice-rules.ts'
import { issuesOf, withClock } from '../../tests/support/notices.ts'
import { deliver } from '../features/customer-notices/actions/deliver.ts'
import { tellAndDeliver } from '../features/notifications/notifications.jobs.ts'
import { allTakers } from '../worker.ts'
import { mailboxesOf } from './mailboxes.ts'
import { readMark } from './marks.ts'
import { readReturnedMail } from './returned-mail.sync.ts'

const sender = 'integration@aurore-cloud.example'
const never = new AbortController().signal
let cloud: TestCloud
let api: TestApi
let partnerId: string
let person: Person
let ids: string[]
let address: string
let issueId: string
let services: ReturnType<typeof withClock>

beforeAll(async () => {
  cloud = await startCloud(1)
  partnerId = cloud.partners[0] as string
  const mailbox = { MAIL_FROM: `Tenantry <${sender}>`, MAIL_BOUNCES_MAILBOX: sender }
  api = await startApi({ ...cloud.env, ...mailbox, TENANTRY_PARTNERS: partnerId })
  await api.services.door.identity.insertInto('partners').values({ partner_id: partnerId, name: 'Aurore' }).execute()
  ids = await api.addCustomers(partnerId, [{ name: 'A' }, { name: 'B' }])
})
afterAll(async () => {
  await api.stop()
  await cloud.cloud.stop()
})
let nth = 0
beforeEach(async () => {
  await control('DELETE', '/faults')
  await control('DELETE', '/inbox/bounces')
  nth += 1
  issueId = `EX90000${nth}`
  address = `reader${nth}@customer.example`
  person = await api.signIn(partnerId)
  services = withClock(api.services, new Date())
})

const db = () => api.services.door.ofPartner(partnerId)
async function control(method: string, path: string, body?: object) {
  const answer = await fetch(`${cloud.cloud.address}/control${path}`, {
    method,
    ...(body && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  })
  expect(answer.ok, `${method} ${path}`).toBe(true)
  return await answer.json()
}
const mailbox = () => mailboxesOf(api.services.config)[0] as { partnerId: string; mailbox: string }
const read = () => readReturnedMail(services, { mailbox: mailbox(), takers: allTakers, signal: never })
const later = (minutes: number) => services.setClock(new Date(services.clock.now().getTime() + minutes * 60_000))
const ledger = async () => (await person.call('GET', `/api/notifications/own/ledger?issueId=${issueId}`)).json().entries as LedgerEntry[]
const channel = async () => (await person.call('GET', '/api/notifications/own')).json().channels[0]
const facts = async (kind: string) => await db().selectFrom('facts').where('kind', '=', kind).select(['tenant_id', 'data']).execute()

/** An incident, told to the person's address. */
async function tell(): Promise<LedgerEntry> {
  const channelId = randomUUID()
  const row = {
    partner_id: partnerId,
    channel_id: channelId,
    user_id: person.userId,
    kind: 'mail',
    name: address,
    target: address,
  } as const
  await db()
    .insertInto('notice_channels')
    .values({ ...row, state: 'active', code_hash: null, paused_reason: null, created_at: new Date() })
    .execute()
  await addRule(person, ruleFor([channelId], { moments: ['opened', 'updated', 'resolved'] }))
  await issuesOf(api, partnerId).open({ issueId }, ids)
  await tellAndDeliver(services, partnerId, never)
  return (await ledger())[0] as LedgerEntry
}

type Forged = { id?: string; to?: string; status?: string; action?: string; from?: string; diagnostic?: string }
/** What somebody puts into the sender's mailbox. */
async function put({
  id = randomUUID(),
  to = address,
  status = '5.1.1',
  action = 'failed',
  from = 'Mail Delivery System <MAILER-DAEMON@elsewhere.example>',
  ...more
}: Forged) {
  const raw = [
    `From: ${from}`,
    `To: ${sender}`,
    'Subject: Undelivered Mail Returned to Sender',
    'MIME-Version: 1.0',
    'Content-Type: multipart/report; report-type=delivery-status; boundary="b"',
    '',
    '--b',
    'Content-Type: message/delivery-status',
    '',
    'Reporting-MTA: dns; elsewhere.example',
    '',
    `Final-Recipient: rfc822; ${to}`,
    `Action: ${action}`,
    `Status: ${status}`,
    `Diagnostic-Code: smtp; ${more.diagnostic ?? `550 ${status} no`}`,
    '',
    '--b',
    'Content-Type: text/rfc822-headers',
    '',
    `Message-ID: <${id}@aurore-cloud.example>`,
    '',
    '--b--',
    '',
  ].join('\r\n')
  await createTransport(cloud.env['SMTP_URL']).sendMail({ envelope: { from: '', to: sender }, raw })
}

it('B4: a notice that comes back later pauses its address, and the ledger says what became of it; once', async () => {
  await control('POST', '/inbox/bounces', { address })
  const sent = await tell()
  expect(sent).toMatchObject({ state: 'sent', response: expect.stringMatching(/^250/), returnedAt: null })
  expect(await channel()).toMatchObject({ state: 'active' })
  expect(await read()).toEqual({ taken: 1, ignored: 0 })
  const said = `550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient ${address} not found by SMTP address lookup`
  expect(await ledger()).toMatchObject([
    { state: 'returned', reason: 'returnedAddress', sentAt: sent.sentAt, returnedAt: expect.any(String), response: said, nextAt: null },
  ])
  expect(await channel()).toMatchObject({ state: 'paused', pausedAt: expect.any(String), pausedReason: said })
  const { attempts } = (await person.call('GET', `/api/notifications/ledger/${sent.entryId}/attempts`)).json()
  expect(attempts).toMatchObject([{ ok: true }, { ok: false, response: said }])
  const { answers, sent: reached } = (await person.call('GET', `/api/notifications/own/why?issueId=${issueId}`)).json()
  expect(reached).toBe(1)
  expect(answers).toMatchObject([
    { reason: 'addressPaused', mend: 'resumeAddress', response: said },
    { reason: 'returnedAddress', mend: 'resumeAddress', response: said },
  ])
  expect(await facts('notifications.mail-returned')).toMatchObject([{ data: { target: address, issueId, said, paused: true } }])
  // The same again, as after a crash that kept no mark; and as another report of the same mail.
  await db().deleteFrom('returned_mail_marks').execute()
  await put({ id: sent.entryId })
  later(1)
  expect(await read()).toEqual({ taken: 0, ignored: 0 })
  expect(await facts('notifications.mail-returned')).toHaveLength(1)
  // What is told now waits for the address.
  await issuesOf(api, partnerId).update('restoringService', { issueId })
  await tellAndDeliver(services, partnerId, never)
  expect((await ledger()).map(({ reason }) => reason)).toEqual(['channelPaused', 'returnedAddress'])
})

it('B4: nobody is silenced by a report that names no mail of ours, or one that went elsewhere; it is counted', async () => {
  const { entryId } = await tell()
  const before = (await readMark(db(), mailbox()))?.ignored ?? 0
  await put({})
  await put({ id: entryId, to: 'another@customer.example' })
  await put({ id: 'ffffffff-not-an-id' })
  // Letters of people are not opened, and what may pass says nothing of an address.
  await put({ id: entryId, from: 'Somebody <somebody@elsewhere.example>' })
  await put({ id: entryId, status: '4.4.7' })
  await put({ id: entryId, action: 'delayed' })
  expect(await read()).toEqual({ taken: 0, ignored: 3 })
  expect(await channel()).toMatchObject({ state: 'active' })
  expect(await ledger()).toMatchObject([{ state: 'sent' }])
  expect((await readMark(db(), mailbox()))?.ignored).toBe(before + 3)
})

it('B4: what comes back for the sake of the sender or of that one mail pauses nobody, and the ledger says it came back', async () => {
  const { entryId } = await tell()
  await put({ id: entryId, status: '5.7.1', diagnostic: '550 5.7.1 blocked by our policy' })
  expect(await read()).toEqual({ taken: 1, ignored: 0 })
  expect(await ledger()).toMatchObject([{ state: 'returned', reason: 'returnedMail', response: '550 5.7.1 blocked by our policy' }])
  expect(await channel()).toMatchObject({ state: 'active', pausedReason: null })
})

it('B4: an address that was verified after that mail had left stays as it is', async () => {
  const { entryId } = await tell()
  await db()
    .updateTable('notice_channels')
    .set({ verified_at: new Date(Date.now() + 1_000) })
    .where('target', '=', address)
    .execute()
  await put({ id: entryId })
  expect(await read()).toEqual({ taken: 1, ignored: 0 })
  expect(await channel()).toMatchObject({ state: 'active' })
})

it('B3: a message to a customer that comes back counts as not sent, and its address is left out until a mail arrives', async () => {
  await control('POST', '/inbox/bounces', { address })
  await issuesOf(api, partnerId).open({ issueId }, ids)
  const key = randomUUID()
  const sending = { key, kind: 'opened', words: { fr: {}, en: {} }, to: { customers: [{ tenantId: ids[0], address }] } }
  expect((await person.call('POST', `/api/customer-notices/issues/${issueId}/mails`, sending)).statusCode).toBe(200)
  await deliver(api.services, { partnerId, key, signal: never })
  const progress = async () => (await person.call('GET', `/api/customer-notices/mails/${key}`)).json()
  expect(await progress()).toMatchObject({ sent: 1, failed: 0 })
  expect(await read()).toEqual({ taken: 1, ignored: 0 })
  const after = await progress()
  expect(after).toMatchObject({
    sent: 0,
    failed: 1,
    failures: [{ failure: 'returned', said: expect.stringContaining('RecipientNotFound') }],
  })
  const { rows } = (await person.call('GET', `/api/customer-notices/issues/${issueId}/customers`)).json()
  expect(rows[0]).toMatchObject({ address: null, refused: { address } })
  expect(await facts('customer.mail-returned')).toMatchObject([{ tenant_id: ids[0], data: { issueId, address } }])
  // Sent again elsewhere; the old report says nothing of that one.
  await person.call('POST', `/api/customer-notices/${after.failures[0].noticeId}/retry`, { address: 'other@customer.example' })
  await deliver(api.services, { partnerId, key, signal: never })
  await put({ id: after.failures[0].noticeId })
  expect(await read()).toEqual({ taken: 0, ignored: 1 })
  expect(await progress()).toMatchObject({ sent: 1, failed: 0 })
})

it('B4: each message is opened once, in turns that go on where the last one ended; what fails is read in the next', async () => {
  await read()
  later(10)
  for (let times = 0; times < 60; times += 1) await put({})
  await control('POST', '/faults', { kind: 'status', api: 'graph', path: `/users/*/messages/*/$value`, status: 403, count: 1 })
  await expect(read()).rejects.toMatchObject({ kind: 'denied' })
  // By pages of fifty, with the way to the next.
  expect(await read()).toEqual({ taken: 0, ignored: 60 })
  expect(await read()).toEqual({ taken: 0, ignored: 0 })
  const mark = await readMark(db(), mailbox())
  expect(mark?.seen.length).toBeGreaterThan(0)
  const { entryId } = await tell()
  await put({ id: entryId })
  expect(await read()).toEqual({ taken: 1, ignored: 0 })
})

it('B4: two workers that read the same report at once take it once', async () => {
  await read()
  await put({ id: (await tell()).entryId })
  const both = await Promise.all([read(), read()])
  expect(both.map(({ taken }) => taken).sort()).toEqual([0, 1])
})

it('B4: a message that cannot be fetched holds up the later ones for an hour at most, and one that is put away not at all', async () => {
  await read()
  await put({})
  await control('POST', '/faults', { kind: 'status', api: 'graph', path: '/users/*/messages/*/$value', status: 400 })
  await expect(read()).rejects.toMatchObject({ kind: 'invalid' })
  later(61)
  expect(await read()).toEqual({ taken: 0, ignored: 1 })
  await control('DELETE', '/faults')
  await control('POST', '/faults', { kind: 'status', api: 'graph', path: '/users/*/messages/*/$value', status: 404, count: 1 })
  await put({})
  expect(await read()).toEqual({ taken: 0, ignored: 0 })
})

it('B4: through Graph, with the Message-ID that the mail was given, and only of that partner', async () => {
  const { refreshToken } = (await control('POST', '/refresh-tokens', { partnerTenantId: partnerId })) as { refreshToken: string }
  const other = await startApi({
    ...cloud.env,
    MAIL_VIA: 'graph',
    MAIL_BOUNCES_MAILBOX: sender,
    TENANTRY_PARTNERS: partnerId,
    MICROSOFT_REFRESH_TOKENS: `${partnerId}:${refreshToken}`,
  })
  await control('POST', '/inbox/bounces', { address })
  const id = randomUUID()
  const { mailer } = other.services
  const mail = { partnerId, to: address, subject: 'x', text: 'x', html: '<p>x</p>', messageId: mailer.messageIdOf(id) }
  expect(await mailer.send(mail)).toMatchObject({ accepted: true })
  const asked: string[] = []
  const taker = async (_: unknown, partner: string, returned: { id: string }) => {
    asked.push(`${partner} ${returned.id}`)
    return 'taken' as const
  }
  await readReturnedMail(other.services, { mailbox: mailbox(), takers: [taker], signal: never })
  expect(asked).toEqual([`${partnerId} ${id}`])
  await other.stop()
})
