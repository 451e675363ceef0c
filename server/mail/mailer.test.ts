// S56: mail over real SMTP, and what a server's refusal means for what is sent next.
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { type MailServer, startMailServer } from '../../tests/support/mail-server.ts'
import { readConfig } from '../base/config.ts'
import { createMailer, type Mailer } from './mailer.ts'

let server: MailServer
let mailer: Mailer

beforeAll(async () => {
  server = await startMailServer()
  mailer = createMailer(readConfig({ SMTP_URL: server.url, MAIL_FROM: 'Notices <notices@partner.example>' }), async () => {
    throw new Error('not through Graph')
  })
})
afterAll(async () => {
  mailer.close()
  await server.stop()
})
beforeEach(() => {
  server.taken.length = 0
  server.refuse.recipient = null
  server.refuse.message = null
  server.refuse.words = null
})

const mail = { partnerId: 'p', to: 'reader@customer.example', subject: 'État', text: 'Texte', html: '<p>Texte</p>' }

it('S56: keeps its Message-ID, its thread and its file', async () => {
  const outcome = await mailer.send({
    ...mail,
    messageId: mailer.messageIdOf('two'),
    inReplyTo: mailer.messageIdOf('one'),
    references: [mailer.messageIdOf('zero'), mailer.messageIdOf('one')],
    attachments: [{ fileName: 'clients.csv', contentType: 'text/csv; charset=utf-8', content: '\ufeffNom\r\nÉté\r\n' }],
  })
  expect(outcome).toMatchObject({ accepted: true, response: expect.stringMatching(/^250/) })
  const [taken] = server.taken
  expect(taken).toMatchObject({
    subject: 'État',
    messageId: '<two@partner.example>',
    inReplyTo: '<one@partner.example>',
    references: ['<zero@partner.example>', '<one@partner.example>'],
  })
  expect(taken?.headers.get('x-tenantry-message-id')).toBe('<two@partner.example>')
  expect(taken?.from?.value[0]).toMatchObject({ name: 'Notices', address: 'notices@partner.example' })
  expect(taken?.attachments[0]?.content.toString('utf8')).toBe('\ufeffNom\r\nÉté\r\n')
})

it('B4: knows its own Message-IDs again, and no others', () => {
  const id = '3b241101-e2bb-4255-8caf-4136c566a962'
  expect(mailer.idOf(mailer.messageIdOf(id))).toBe(id)
  for (const other of [
    `<${id}@partnerXexample>`,
    `<${id}@other.example>`,
    `${id}@partner.example`,
    '<two@partner.example>',
    `<x${id}@partner.example>`,
  ])
    expect(mailer.idOf(other), other).toBeNull()
})

const noMailbox = 'No such mailbox here'
it.each([
  ['recipient', 550, noMailbox, 'refused-address'],
  ['recipient', 553, noMailbox, 'refused-address'],
  ['recipient', 550, '<b.black@relay.example>: no such user', 'refused-address'],
  ['recipient', 550, '5.1.1 User unknown', 'refused-address'],
  ['recipient', 554, '5.1.10 The domain takes no mail', 'refused-address'],
  ['recipient', 550, '5.2.1 Mailbox disabled', 'refused-address'],
  ['message', 550, '5.1.1 User unknown', 'refused-address'],
  // What is about the sender is true of every address, and pauses none.
  ['recipient', 550, '5.7.1 Relaying denied', 'temporary'],
  ['recipient', 550, '5.7.606 Access denied, banned sending IP', 'temporary'],
  ['message', 550, '5.7.1 Refused by our policy', 'temporary'],
  ['recipient', 550, 'relay not permitted', 'temporary'],
  ['recipient', 550, 'rejected, your address is in a black list', 'temporary'],
  ['recipient', 553, '5.1.8 Sender domain not found', 'temporary'],
  ['recipient', 554, 'No', 'permanent'],
  ['recipient', 450, noMailbox, 'temporary'],
  // What is said of this mail says nothing of the next one.
  ['message', 550, 'Not this message', 'permanent'],
  ['message', 554, '5.6.0 Not this message', 'permanent'],
  ['message', 552, '5.3.4 Too large', 'permanent'],
  ['message', 451, 'Not now', 'temporary'],
] as const)('S56: a refusal of the %s with %i %s is %s', async (what, code, words, kind) => {
  server.refuse[what] = code
  server.refuse.words = words
  const outcome = await mailer.send({ ...mail, messageId: mailer.messageIdOf('x') })
  expect(outcome).toMatchObject({ accepted: false, kind, response: expect.stringContaining(String(code)) })
})

it('S56: a server that is not there, or none at all, is tried again', async () => {
  const gone = createMailer(readConfig({ SMTP_URL: 'smtp://127.0.0.1:1' }), async () => ({ accepted: true, response: '' }))
  const none = createMailer(readConfig({}), async () => ({ accepted: true, response: '' }))
  for (const one of [gone, none])
    expect(await one.send({ ...mail, messageId: one.messageIdOf('x') })).toMatchObject({ accepted: false, kind: 'temporary' })
  expect([gone.configured, none.configured]).toEqual([true, false])
  gone.close()
})
