// R6, B3, B4: real worker processes that are killed while they send. What the mail server had not taken is sent once; what it had taken, and
// not yet answered, comes at most once more and is known as the same.
import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Progress } from '../../contract/customer-notices.ts'
import { type Person, startApi, type TestApi } from '../../tests/support/api.ts'
import { type MailServer, startMailServer } from '../../tests/support/mail-server.ts'
import { addRule, ruleFor, verifiedAddress } from '../../tests/support/notice-rules.ts'
import { issuesOf } from '../../tests/support/notices.ts'
import { type ServerProcess, startServerProcess } from '../../tests/support/server-process.ts'

const timeout = 120_000
/** Nobody listens there: these workers have nothing to ask Microsoft. */
const nowhere = 'http://127.0.0.1:1'

let server: MailServer
let api: TestApi
let person: Person
let partnerId: string
const running: ServerProcess[] = []

beforeAll(async () => {
  server = await startMailServer()
  api = await startApi({ SMTP_URL: server.url })
  partnerId = await api.addPartner()
  person = await api.signIn(partnerId)
}, timeout)
afterAll(async () => {
  await Promise.all(running.map((one) => one.end('SIGKILL')))
  await api.stop()
  await server.stop()
}, timeout)

async function startWorker(): Promise<ServerProcess> {
  const worker = await startServerProcess({
    TENANTRY_ROLES: 'worker',
    TENANTRY_PARTNERS: partnerId,
    TENANTRY_SECRET_KEY: Buffer.alloc(32, 7).toString('base64'),
    DATABASE_URL: api.services.config.DATABASE_URL,
    DATABASE_POOL: '4',
    MICROSOFT_LOGIN_URL: nowhere,
    MICROSOFT_GRAPH_URL: nowhere,
    MICROSOFT_PARTNER_CENTER_URL: nowhere,
    MICROSOFT_AZURE_URL: nowhere,
    SMTP_URL: server.url,
  })
  running.push(worker)
  return worker
}

const db = () => api.services.door.ofPartner(partnerId)
const open = () => db().selectFrom('notice_entries').where('due_at', 'is not', null).select(['target', 'taken_by']).execute()
const mailsTo = (address: string) =>
  server.taken.filter(({ to }) => [to].flat().some((one) => one?.value.some((each) => each.address === address)))
const idsOf = (address: string) => mailsTo(address).map((mail) => mail.messageId)

it('R6: after a kill -9 in the middle of sending nothing is lost, and only what was already taken comes twice, under one Message-ID', {
  timeout: timeout * 2,
}, async () => {
  const [before, during, customer] = ['before@partner.example', 'during@partner.example', 'it@customer.example']
  const channelIds = [await verifiedAddress(person, server, before), await verifiedAddress(person, server, during)]
  await addRule(person, ruleFor(channelIds))
  const [tenantId] = await api.addCustomers(partnerId, [{ name: 'A' }])
  server.taken.length = 0
  server.silent.recipient.add(before)
  server.silent.message.add(during).add(customer)
  await issuesOf(api, partnerId).open({}, [tenantId as string])
  const first = await startWorker()
  const key = randomUUID()
  const sending = { key, kind: 'opened', words: { fr: {}, en: {} }, to: { customers: [{ tenantId, address: customer }] } }
  const put = await person.call('POST', '/api/customer-notices/issues/EX100001/mails', sending)
  expect(put.statusCode, put.body).toBe(200)
  await expect.poll(() => [...server.waiting].sort(), { timeout }).toEqual([before, during, customer].sort())
  await first.end('SIGKILL')
  expect([mailsTo(before), mailsTo(during), mailsTo(customer)].map((mails) => mails.length)).toEqual([0, 1, 1])

  // Its leases end: three minutes have passed for what the dead one held.
  expect((await open()).filter((entry) => entry.taken_by !== null)).toHaveLength(2)
  await sql`update notice_entries set taken_until = now() where taken_by is not null`.execute(db())
  for (const addresses of [server.silent.recipient, server.silent.message]) addresses.clear()
  await startWorker()
  await expect.poll(open, { timeout }).toEqual([])
  const progress = async () => (await person.call('GET', `/api/customer-notices/mails/${key}`)).json() as Progress
  await expect.poll(async () => (await progress()).sent, { timeout }).toBe(1)

  expect(idsOf(before)).toHaveLength(1)
  for (const address of [during, customer]) {
    expect(idsOf(address)).toHaveLength(2)
    expect(new Set(idsOf(address)).size).toBe(1)
  }
  const entries = await db().selectFrom('notice_entries').orderBy('target').select(['target', 'state', 'tries']).execute()
  expect(entries).toEqual([
    { target: before, state: 'sent', tries: 2 },
    { target: during, state: 'sent', tries: 2 },
  ])
})
