// P12, B3, B4: one incident that hits thousands. One mail a recipient whatever the number, one message a customer, and neither the statements
// for one of them nor what is held at once grows with the number.
import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import type { Progress } from '../../contract/customer-notices.ts'
import type { RuleSettings } from '../../contract/notifications.ts'
import { type Person, startApi, type TestApi } from '../../tests/support/api.ts'
import { type MailServer, startMailServer } from '../../tests/support/mail-server.ts'
import { addRule, ruleFor, verifiedAddress } from '../../tests/support/notice-rules.ts'
import { issuesOf, withClock } from '../../tests/support/notices.ts'
import { statementsOf } from '../../tests/support/statements.ts'
import { deliver } from './customer-notices/actions/deliver.ts'
import { tellAndDeliver } from './notifications/notifications.jobs.ts'

const timeout = 120_000
const never = new AbortController().signal

let server: MailServer
let api: TestApi
let statements: ReturnType<typeof statementsOf>
let partnerId: string
let person: Person

beforeAll(async () => {
  server = await startMailServer()
  api = await startApi({ SMTP_URL: server.url })
  statements = statementsOf(api.services.door.pool)
})
afterAll(async () => {
  await api.stop()
  await server.stop()
})
beforeEach(async () => {
  partnerId = await api.addPartner()
  person = await api.signIn(partnerId)
})

const customers = (count: number, more = '') =>
  api.addCustomers(
    partnerId,
    Array.from({ length: count }, (_, at) => ({
      name: `Customer ${String(at).padStart(5, '0')} ${more}`.trim(),
      country: at % 2 ? 'FR' : 'GB',
    })),
  )
const address = (local: string) => verifiedAddress(person, server, `${local}@partner.example`)
const tellEveryone = (channelIds: string[], part: Partial<RuleSettings> = {}) =>
  addRule(person, ruleFor(channelIds, { moments: ['opened', 'updated', 'resolved'], ...part }))

it('P12, B4: an incident of 5,000 customers is one mail a recipient with the whole list, at the statements of one of 5', {
  timeout,
}, async () => {
  const tenantIds = await customers(5_000)
  await tellEveryone([await address('one'), await address('two')])
  server.taken.length = 0
  const services = withClock(api.services, new Date())
  const issues = issuesOf(api, partnerId)
  const tell = () => statements.count(() => tellAndDeliver(services, partnerId, never))
  await issues.open({ issueId: 'EX5' }, tenantIds.slice(0, 5))
  const few = await tell()
  expect(server.taken).toHaveLength(2)
  server.taken.length = 0
  await issues.open({ issueId: 'EX5000' }, tenantIds)
  const many = await tell()

  expect(server.taken.flatMap((mail) => [mail.to].flat().map((to) => to?.text)).sort()).toEqual([
    'one@partner.example',
    'two@partner.example',
  ])
  for (const { text = '', attachments } of server.taken) {
    expect(text).toContain('It affects 5,000 customers.')
    expect(text.length).toBeLessThan(2_000)
    const [list, ...others] = attachments
    expect(others).toEqual([])
    expect(list?.content.toString('utf8').trimEnd().split('\r\n')).toHaveLength(5_001)
  }
  // The workers look by themselves whether there is more, so a few more or less.
  expect(Math.abs(many.count - few.count)).toBeLessThan(30)
  expect(many.mostRows).toBe(5_000)
})

it('B4: a list beyond what a mail takes is not attached, nor read to its end', { timeout }, async () => {
  const tenantIds = await customers(3_000, 'long '.repeat(200))
  await tellEveryone([await address('three')])
  server.taken.length = 0
  await issuesOf(api, partnerId).open({}, tenantIds)
  const { mostRows } = await statements.count(() => tellAndDeliver(api.services, partnerId, never))
  const [mail] = server.taken
  expect(mail?.attachments).toEqual([])
  expect(mail?.text).toContain('It affects 3,000 customers.')
  expect(mail?.text).toContain('The list is too long to attach')
  expect(mostRows).toBeLessThan(2_000)
})

it('S55: a digest has the list of each issue whose customers it does not name', async () => {
  const tenantIds = await customers(12)
  const services = withClock(api.services, new Date(Date.UTC(2030, 0, 10, 12)))
  await tellEveryone([await address('four')], { delivery: { how: 'daily', hour: 8 } })
  server.taken.length = 0
  const issues = issuesOf(api, partnerId)
  await issues.open({}, tenantIds)
  await issues.open({ issueId: 'TM200002', service: 'Microsoft Teams' }, tenantIds.slice(0, 2))
  await tellAndDeliver(services, partnerId, never)
  services.setClock(new Date(Date.UTC(2030, 0, 11, 8, 0, 1)))
  await tellAndDeliver(services, partnerId, never)
  const [mail, ...others] = server.taken
  expect(others).toEqual([])
  expect(mail?.attachments.map(({ filename }) => filename)).toEqual(['EX100001-affected-customers.csv'])
  expect(mail?.text?.match(/All of them are in the attached list/g)).toHaveLength(1)
})

it('B3: a message to each of 2,000 customers goes out once, at so many statements a message, and a busy mailbox holds up none', {
  timeout,
}, async () => {
  const tenantIds = await customers(2_000)
  await api.services.door
    .ofPartner(partnerId)
    .updateTable('customers')
    .set({ email: sql`tenant_id || '@customer.example'` })
    .where('partner_id', '=', partnerId)
    .execute()
  await issuesOf(api, partnerId).open({}, tenantIds)
  server.taken.length = 0
  const key = randomUUID()
  const everyone = { key, kind: 'opened', words: { fr: {}, en: {} }, to: { everyone: 'all' } }
  const progress = async () => (await person.call('GET', `/api/customer-notices/mails/${key}`)).json() as Progress
  const busy = `${tenantIds[7]}@customer.example`
  server.refuse.only = { address: busy, code: 450 }

  const putDown = await statements.count(() => person.call('POST', '/api/customer-notices/issues/EX100001/mails', everyone))
  expect(putDown.count).toBeLessThan(40)
  const sent = await statements.count(() => deliver(api.services, { partnerId, key, signal: never }))
  expect(sent.count / 2_000).toBeLessThan(6)
  expect(sent.mostRows).toBeLessThanOrEqual(100)
  expect(await progress()).toMatchObject({ total: 2_000, sent: 1_999, waiting: 1, failed: 0 })
  server.refuse.only = null
  await deliver(api.services, { partnerId, key, signal: never })
  expect(await progress()).toMatchObject({ sent: 2_000, waiting: 0 })
  const reached = server.taken.flatMap((mail) => [mail.to].flat().map((to) => to?.text))
  expect(reached).toHaveLength(2_000)
  expect(new Set(reached).size).toBe(2_000)
})
