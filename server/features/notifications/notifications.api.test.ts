// S55, B4: addresses verified by a code, rules, the partner's channels, the test button, and "why did I get no mail?".
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import type { RuleSettings } from '../../../contract/notifications.ts'
import { type Person, startApi, type TestApi } from '../../../tests/support/api.ts'
import { type MailServer, startMailServer } from '../../../tests/support/mail-server.ts'
import { ruleFor } from '../../../tests/support/notice-rules.ts'
import { issuesOf, withClock } from '../../../tests/support/notices.ts'
import { tellAndDeliver } from './notifications.jobs.ts'

let server: MailServer
let receiver: Server
let hook: string
const received: { headers: Record<string, unknown>; body: string }[] = []
let api: TestApi
let partnerId: string
let admin: Person
let reader: Person

beforeAll(async () => {
  server = await startMailServer()
  receiver = createServer((request, response) => {
    let body = ''
    request.on('data', (part) => {
      body += part
    })
    request.on('end', () => {
      received.push({ headers: request.headers, body })
      response.end('taken')
    })
  })
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve))
  hook = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/a-secret-path`
  api = await startApi({ SMTP_URL: server.url, NOTIFY_ALLOW_PRIVATE: 'on' })
})
afterAll(async () => {
  await api.stop()
  await server.stop()
  receiver.closeAllConnections()
  receiver.close()
})
beforeEach(async () => {
  partnerId = await api.addPartner()
  admin = await api.signIn(partnerId)
  reader = await api.signIn(partnerId, ['reader'])
  server.taken.length = 0
  received.length = 0
})

const lastCode = (): string => server.taken.at(-1)?.subject?.slice(0, 6) ?? ''
const french = (channelId: string, part: Partial<RuleSettings> = {}) =>
  ruleFor([channelId], { language: 'fr-FR', timeZone: 'Europe/Paris', ...part })
const add = async (person: Person, address = `${person.userId}@partner.example`): Promise<string> =>
  (await person.call('POST', '/api/notifications/own/channels', { address })).json().channelId
const verify = (person: Person, channelId: string, code: string) =>
  person.call('POST', `/api/notifications/own/channels/${channelId}/verify`, { code })

it('S55: an address is verified by the code that was mailed to it, and by no other', async () => {
  const channelId = await add(reader)
  const code = lastCode()
  const wrong = code === '000000' ? '000001' : '000000'
  expect((await verify(reader, channelId, wrong)).json()).toMatchObject({ status: 400, code: 'code_not_valid' })
  expect((await verify(reader, channelId, code)).json()).toMatchObject({ state: 'active', codeSentAt: null })
  expect((await reader.call('GET', '/api/notifications/own')).json().channels).toMatchObject([{ channelId, state: 'active' }])
})

it('S55: five wrong tries end a code', async () => {
  const channelId = await add(reader)
  const code = lastCode()
  const wrong = code === '000000' ? '000001' : '000000'
  for (let tries = 0; tries < 5; tries += 1) await verify(reader, channelId, wrong)
  expect((await verify(reader, channelId, code)).statusCode).toBe(400)
})

it('S55: an address gets at most five codes an hour, also when it is removed and added again', async () => {
  const address = 'victim@elsewhere.example'
  for (let times = 0; times < 5; times += 1) {
    const channelId = await add(reader, address)
    await reader.call('DELETE', `/api/notifications/own/channels/${channelId}`)
  }
  const answer = await admin.call('POST', '/api/notifications/own/channels', { address: address.toUpperCase() })
  expect(answer.json()).toMatchObject({ status: 429, code: 'too_many_requests' })
  expect(server.taken).toHaveLength(5)
})

it('S55: the database holds neither codes nor addresses of webhooks in clear', async () => {
  await add(reader)
  const code = lastCode()
  const { secret } = (
    await admin.call('POST', '/api/notifications/partner/channels', { kind: 'webhook', name: 'SIEM', url: hook })
  ).json() as { secret: string }
  const rows = await api.services.door.ofPartner(partnerId).selectFrom('notice_channels').selectAll().execute()
  const stored = JSON.stringify(rows)
  for (const hidden of [code, secret, 'a-secret-path']) expect(stored).not.toContain(hidden)
})

it('S55: nobody sees, changes, tests or uses what belongs to somebody else', async () => {
  const foreign = await add(admin)
  await verify(admin, foreign, lastCode())
  for (const [method, path, body] of [
    ['DELETE', `channels/${foreign}`, undefined],
    ['POST', `channels/${foreign}/code`, {}],
    ['POST', `channels/${foreign}/verify`, { code: '123456' }],
    ['POST', `channels/${foreign}/test`, {}],
  ] as const)
    expect((await reader.call(method, `/api/notifications/own/${path}`, body)).json(), path).toMatchObject({ code: 'not_found' })
  expect((await reader.call('POST', '/api/notifications/own/rules', french(foreign))).json()).toMatchObject({ code: 'invalid_input' })
  // Not even an administrator's partner-wide rule reaches a person's own address.
  expect((await admin.call('POST', '/api/notifications/partner/rules', french(foreign))).json()).toMatchObject({ code: 'invalid_input' })
  expect((await reader.call('GET', '/api/notifications/partner')).json()).toMatchObject({ code: 'forbidden' })
  expect((await reader.call('GET', '/api/notifications/partner/ledger')).json()).toMatchObject({ code: 'forbidden' })
})

it('S55: a rule is read as it was written, changed, and goes with its last channel', async () => {
  const channelId = await add(reader)
  const settings = french(channelId, { customers: { flagged: true, country: 'FR' }, quietHours: { from: '22:00', to: '07:00' } })
  const added = (await reader.call('POST', '/api/notifications/own/rules', settings)).json()
  expect(added).toMatchObject(settings)
  const changed = { ...settings, enabled: false, delivery: { how: 'weekly', hour: 8, weekday: 1 } }
  expect((await reader.call('PUT', `/api/notifications/own/rules/${added.ruleId}`, changed)).json()).toMatchObject(changed)
  const wrong = await reader.call('POST', '/api/notifications/own/rules', { ...settings, timeZone: 'Europe/Nowhere' })
  expect(wrong.json()).toMatchObject({ code: 'invalid_input', fields: [{ path: 'timeZone' }] })
  await reader.call('DELETE', `/api/notifications/own/channels/${channelId}`)
  expect((await reader.call('GET', '/api/notifications/own')).json()).toMatchObject({ channels: [], rules: [] })
})

it('S55: the test button says what the server said, marked as a test, for mail, Teams and webhooks', async () => {
  const channelId = await add(reader)
  const early = await reader.call('POST', `/api/notifications/own/channels/${channelId}/test`, {})
  expect(early.json()).toMatchObject({ code: 'invalid_input' })
  await verify(reader, channelId, lastCode())
  const { ruleId } = (await reader.call('POST', '/api/notifications/own/rules', french(channelId))).json()
  const tested = await reader.call('POST', `/api/notifications/own/rules/${ruleId}/test`, {})
  expect(tested.json()).toMatchObject({ outcomes: [{ channelId, ok: true, response: expect.stringMatching(/^250/) }] })
  expect(server.taken.at(-1)).toMatchObject({ subject: '[Test] Notifications de Tenantry' })
  for (const kind of ['teams', 'webhook']) {
    const { channel } = (await admin.call('POST', '/api/notifications/partner/channels', { kind, name: kind, url: hook })).json()
    const answer = await admin.call('POST', `/api/notifications/partner/channels/${channel.channelId}/test`, {})
    expect(answer.json()).toMatchObject({ outcomes: [{ ok: true, response: '200 taken' }] })
  }
  const [teams, webhook] = received
  expect(JSON.parse(teams?.body ?? '').attachments[0]).toMatchObject({
    contentType: 'application/vnd.microsoft.card.adaptive',
    content: { type: 'AdaptiveCard', version: '1.4' },
  })
  expect(teams?.headers['webhook-signature']).toBeUndefined()
  expect(JSON.parse(webhook?.body ?? '')).toMatchObject({ type: 'test' })
  expect(webhook?.headers['webhook-signature']).toMatch(/^v1,/)
  const { entries } = (await admin.call('GET', '/api/notifications/partner/ledger')).json()
  expect(entries.map((entry: { moment: string; state: string }) => `${entry.moment} ${entry.state}`)).toEqual([
    'test sent',
    'test sent',
    'test sent',
  ])
})

it('S55: an incident reaches Teams and a webhook of the partner', async () => {
  const added = await Promise.all(
    ['teams', 'webhook'].map((kind) => admin.call('POST', '/api/notifications/partner/channels', { kind, name: kind, url: hook })),
  )
  const channelIds = added.map((answer) => answer.json().channel.channelId as string)
  await admin.call('POST', '/api/notifications/partner/rules', { ...french(channelIds[0] as string), channelIds })
  const tenantIds = await api.addCustomers(partnerId, [{ name: 'A' }, { name: 'B' }])
  await issuesOf(api, partnerId).open({}, tenantIds)
  await tellAndDeliver(api.services, partnerId, new AbortController().signal)
  const bodies = received.map(({ body }) => JSON.parse(body))
  expect(bodies.find((body) => body.type === 'issue.opened')).toMatchObject({ data: { issueId: 'EX100001', affected: 2 } })
  expect(JSON.stringify(bodies.find((body) => body.type === 'message'))).toContain('2 clients sont touchés.')
})

it('S55: a digest reaches Teams with a link, and a webhook with its issues, signed', async () => {
  const added = await Promise.all(
    ['teams', 'webhook'].map((kind) => admin.call('POST', '/api/notifications/partner/channels', { kind, name: kind, url: hook })),
  )
  const channelIds = added.map((answer) => answer.json().channel.channelId as string)
  const daily = { ...french(channelIds[0] as string), channelIds, delivery: { how: 'daily', hour: 8 } }
  expect((await admin.call('POST', '/api/notifications/partner/rules', daily)).statusCode).toBe(200)
  const tenantIds = await api.addCustomers(partnerId, [{ name: 'A' }, { name: 'B' }])
  const issues = issuesOf(api, partnerId)
  await issues.open({}, tenantIds)
  await issues.open({ issueId: 'TM200002', service: 'Microsoft Teams', title: 'Calls drop' }, tenantIds.slice(0, 1))
  const services = withClock(api.services, new Date())
  const run = () => tellAndDeliver(services, partnerId, new AbortController().signal)
  await run()
  expect(received).toEqual([])
  services.setClock(new Date(Date.now() + 25 * 3_600_000))
  await run()
  expect(received).toHaveLength(2)
  const teams = received.find(({ headers }) => !headers['webhook-signature'])
  const card = JSON.parse(teams?.body ?? '').attachments[0].content
  expect(card.actions).toMatchObject([{ type: 'Action.OpenUrl', url: 'http://localhost:4600/service-health' }])
  expect(card.body.map(({ text }: { text: string }) => text)).toEqual([
    'Récapitulatif de l’état des services\u202f: 2 événements',
    '\u{1f6d1} Nouveau · Incident\u202f: Exchange Online, Mail is late (EX100001), Dégradation du service. 2 clients sont touchés.',
    '\u{1f6d1} Nouveau · Incident\u202f: Microsoft Teams, Calls drop (TM200002), Dégradation du service. 1 client est touché.',
  ])
  const webhook = received.find(({ headers }) => headers['webhook-signature'])
  expect(JSON.parse(webhook?.body ?? '')).toMatchObject({
    type: 'digest',
    data: {
      issues: [
        { issueId: 'EX100001', affected: 2 },
        { issueId: 'TM200002', affected: 1 },
      ],
    },
  })
})

it('B4: "why did I get no mail?" names every reason and what mends it', async () => {
  const why = async (): Promise<string[]> => {
    const answer = await reader.call('GET', '/api/notifications/own/why?issueId=ex100001')
    return (answer.json().answers as { reason: string; mend: string }[]).map(({ reason, mend }) => `${reason}: ${mend}`)
  }
  expect(await why()).toEqual(['issueUnknown: wait', 'noAddress: addAddress', 'noRule: addRule'])
  const channelId = await add(reader)
  await reader.call('POST', '/api/notifications/own/rules', french(channelId, { services: ['Microsoft Teams'] }))
  const tenantIds = await api.addCustomers(partnerId, [{ name: 'A' }])
  await issuesOf(api, partnerId).open({}, tenantIds)
  await tellAndDeliver(api.services, partnerId, new AbortController().signal)
  expect(await why()).toEqual(['addressUnverified: verifyAddress', 'serviceNotChosen: changeRule'])
  const other = await admin.call('GET', `/api/notifications/partner/why?issueId=EX100001&userId=${reader.userId}`)
  expect(other.json()).toMatchObject({ sent: 0, person: { userId: reader.userId } })
})

it('B4: "why did I get no mail?" tells a rule that was changed since, what is forgotten, and what was over when it was found', async () => {
  const why = async (): Promise<string[]> => {
    const answer = await reader.call('GET', '/api/notifications/own/why?issueId=EX100001')
    return (answer.json().answers as { reason: string }[]).map(({ reason }) => reason)
  }
  const channelId = await add(reader)
  await verify(reader, channelId, lastCode())
  const settings = french(channelId, { enabled: false })
  const { ruleId } = (await reader.call('POST', '/api/notifications/own/rules', settings)).json()
  await issuesOf(api, partnerId).open({}, await api.addCustomers(partnerId, [{ name: 'A' }]))
  await tellAndDeliver(api.services, partnerId, new AbortController().signal)
  expect(await why()).toEqual(['ruleOff'])
  await reader.call('PUT', `/api/notifications/own/rules/${ruleId}`, { ...settings, enabled: true })
  expect(await why()).toEqual(['ruleChangedSince'])
  const db = api.services.door.ofPartner(partnerId)
  const [longer, long] = [500, 450].map((days) => new Date(Date.now() - days * 86_400_000)) as [Date, Date]
  await db.updateTable('notice_rules').set({ created_at: longer }).where('partner_id', '=', partnerId).execute()
  await db.updateTable('service_issues').set({ first_seen_at: long }).where('partner_id', '=', partnerId).execute()
  expect(await why()).toEqual(['olderThanKept'])
  await db.updateTable('service_issues').set({ resolved: true, told: null }).where('partner_id', '=', partnerId).execute()
  expect(await why()).toEqual(['overWhenFound'])
})

it('S55: without NOTIFY_ALLOW_PRIVATE a channel of the inside is refused at once', async () => {
  const closed = await startApi({})
  const person = await closed.signIn(await closed.addPartner())
  for (const url of [hook, 'https://169.254.169.254/', 'https://[::1]/'])
    expect((await person.call('POST', '/api/notifications/partner/channels', { kind: 'webhook', name: 'x', url })).json()).toMatchObject({
      code: 'invalid_input',
    })
  await closed.stop()
})
