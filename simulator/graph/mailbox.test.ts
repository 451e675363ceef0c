// A mailbox as an application reads it through Graph: its list as Microsoft documents it, a message as it travelled, and mail that comes back.
import { createTransport } from 'nodemailer'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { runCommand } from '../command/run.ts'
import type { Simulator } from '../simulator.ts'
import { type Answered, control } from '../testing/commander.ts'
import { type Caller, caller, GRAPH, userToken } from '../testing/graph-caller.ts'
import { appToken, MAIN_TENANT, startForTests } from '../testing/relying-party.ts'

const MAILBOX = 'integration@aurore-cloud.example'
const INBOX = `/users/${MAILBOX}/mailFolders/inbox/messages`
let simulator: Simulator
let app: Caller
let person: Caller
beforeAll(async () => {
  simulator = await startForTests({ customers: 5 })
  const { origin } = simulator
  app = caller(origin, await appToken(origin, GRAPH))
  person = caller(origin, await userToken(origin, MAIN_TENANT))
})
afterAll(() => simulator.stop())

const send = (to: string, more: object = {}) => {
  const transport = createTransport({ host: '127.0.0.1', port: Number(simulator.ready['smtpPort']) })
  return transport.sendMail({ from: MAILBOX, to, subject: 'État', text: 'Texte', messageId: '<one@aurore-cloud.example>', ...more })
}
const listed = async (query: string): Promise<Answered[]> => (await app('GET', `${INBOX}?${query}`)).body.value

test('mail for a mailbox is listed, newest first or as asked, page by page, and read as it travelled', async () => {
  for (const nth of [1, 2, 3])
    await send(MAILBOX, { from: 'someone@else.example', subject: `Letter ${nth}`, messageId: `<${nth}@else.example>` })
  expect((await listed('$select=subject')).map(({ subject }) => subject)).toEqual(['Letter 3', 'Letter 2', 'Letter 1'])
  const since = encodeURIComponent('receivedDateTime ge 2020-01-01T00:00:00Z')
  const first = await app('GET', `${INBOX}?$filter=${since}&$orderby=receivedDateTime&$top=2`)
  expect(first.body.value).toHaveLength(2)
  expect(first.body.value[0]).toMatchObject({
    from: { emailAddress: { address: 'someone@else.example' } },
    internetMessageId: expect.stringContaining('@else.example'),
  })
  const next = new URL(first.body['@odata.nextLink'])
  expect(next.origin).toBe(simulator.origin)
  expect((await app('GET', `${next.pathname.replace('/v1.0', '')}${next.search}`)).body.value).toHaveLength(1)
  const { raw } = await app('GET', `/users/${MAILBOX}/messages/${encodeURIComponent(first.body.value[0].id)}/$value`)
  expect(raw.toString()).toMatch(/^From: someone@else\.example\r\n[\s\S]*Texte/)
  expect(await listed(`$filter=${encodeURIComponent('receivedDateTime ge 2090-01-01T00:00:00Z')}`)).toEqual([])
})

test('mail for an address that bounces is taken, and a report of Exchange is in the sender’s mailbox', async () => {
  const { out } = await runCommand(['bounce', 'Gone@customer.example', '--control', `${simulator.origin}/control`])
  expect(out).toBe('Mail is taken and comes back later for gone@customer.example.\n')
  await send('gone@customer.example, here@customer.example')
  const [report] = await listed(`$top=1`)
  expect(report).toMatchObject({ subject: 'Undeliverable: État', from: { emailAddress: { address: 'postmaster@aurore-cloud.example' } } })
  const { raw } = await app('GET', `/users/${MAILBOX}/messages/${encodeURIComponent(report?.id)}/$value`)
  const mime = raw.toString()
  expect(mime).toMatch(/^Content-Type: multipart\/report; report-type=delivery-status;/m)
  expect(mime).toContain('Action: failed\r\nStatus: 5.1.10\r\nDiagnostic-Code: smtp;550 5.1.10 RESOLVER.ADR.RecipientNotFound')
  expect(mime).toContain('Message-ID: <one@aurore-cloud.example>')
  const arrived: Answered[] = (await control(simulator.origin, 'GET', '/inbox?to=here@customer.example')).body
  expect(arrived.map(({ to }) => to)).toEqual([['here@customer.example']])
  // Through Graph as well, and nobody answers a report.
  await person('POST', '/me/sendMail', {
    body: {
      message: {
        subject: 'By Graph',
        body: { contentType: 'Text', content: 'x' },
        toRecipients: [{ emailAddress: { address: 'gone@customer.example' } }],
      },
    },
  })
  expect((await listed('$top=1'))[0]).toMatchObject({ subject: 'Undeliverable: By Graph' })
  expect((await runCommand(['bounce', 'off', '--control', `${simulator.origin}/control`])).out).toBe('No mail comes back.\n')
  await send('gone@customer.example')
  expect((await control(simulator.origin, 'GET', '/inbox?to=gone@customer.example')).body).toHaveLength(1)
})

test('without the permission, of another tenant or folder, or sorted by what is not filtered: refused', async () => {
  expect(await person('GET', INBOX)).toMatchObject({ status: 403, body: { error: { code: 'ErrorAccessDenied' } } })
  expect((await app('GET', '/users/beth.harding@nordbruecke.example/mailFolders/inbox/messages')).status).toBe(404)
  expect((await app('GET', `/users/${MAILBOX}/mailFolders/outbox/messages`)).body.error.code).toBe('ErrorItemNotFound')
  expect((await app('GET', `/users/${MAILBOX}/messages/nothing/$value`)).status).toBe(404)
  const odd = `$filter=${encodeURIComponent("subject eq 'x'")}&$orderby=receivedDateTime`
  expect((await app('GET', `${INBOX}?${odd}`)).body.error.code).toBe('InefficientFilter')
  expect((await app('GET', `${INBOX}?$top=1001`)).status).toBe(400)
})
