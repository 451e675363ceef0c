// S56: a notice through Graph, from the integration account's mailbox into the simulated inbox.
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startApi, type TestApi } from '../../../tests/support/api.ts'
import { startCloud, type TestCloud } from '../../../tests/support/cloud.ts'

let cloud: TestCloud
let api: TestApi
let partnerId: string

beforeAll(async () => {
  cloud = await startCloud(1)
  ;[partnerId] = cloud.partners as [string]
  const minted = await fetch(`${cloud.cloud.origin}/control/refresh-tokens`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ partnerTenantId: partnerId }),
  })
  const { refreshToken } = (await minted.json()) as { refreshToken: string }
  api = await startApi({ ...cloud.env, MAIL_VIA: 'graph', MICROSOFT_REFRESH_TOKENS: `${partnerId}:${refreshToken}` })
})
afterAll(async () => {
  await api.stop()
  await cloud.cloud.stop()
})

const mail = { subject: 'État', text: 'Texte', html: '<p>Texte</p>' }

it('S56: keeps Message-ID, thread and file, and tells an address that is none', async () => {
  const { mailer } = api.services
  const outcome = await mailer.send({
    ...mail,
    partnerId,
    to: 'graph@reader.example',
    messageId: '<two@partner.example>',
    inReplyTo: '<one@partner.example>',
    references: ['<one@partner.example>'],
    headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
    attachments: [{ fileName: 'clients.csv', contentType: 'text/csv', content: 'Nom\r\n' }],
  })
  expect(outcome).toMatchObject({ accepted: true })
  const [got] = (await (await fetch(`${cloud.cloud.origin}/control/inbox?to=graph@reader.example`)).json()) as {
    id: number
    headers: object
    attachments: object[]
  }[]
  expect(got?.headers).toMatchObject({
    'message-id': '<two@partner.example>',
    'in-reply-to': '<one@partner.example>',
    references: '<one@partner.example>',
    'x-auto-response-suppress': 'All',
    'x-tenantry-message-id': '<two@partner.example>',
  })
  expect(got?.attachments).toEqual([{ name: 'clients.csv', contentType: 'text/csv', size: 5 }])
  expect(await (await fetch(`${cloud.cloud.origin}/inbox/${got?.id}/attachments/0`)).text()).toBe('Nom\r\n')
  const refused = await mailer.send({ ...mail, partnerId, to: 'no address', messageId: '<three@partner.example>' })
  expect(refused).toMatchObject({ accepted: false, kind: 'refused-address' })
})

it('S56: a partner whose account is not signed in is tried again', async () => {
  const other = await api.addPartner()
  const outcome = await api.services.mailer.send({ ...mail, partnerId: other, to: 'a@b.example', messageId: '<four@partner.example>' })
  expect(outcome).toMatchObject({ accepted: false, kind: 'temporary' })
})
