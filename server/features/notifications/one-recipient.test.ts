// B4: several rules and channels that reach one mailbox are one mail, unless one of them tells more than another.
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import type { RuleSettings } from '../../../contract/notifications.ts'
import { type Person, startApi, type TestApi } from '../../../tests/support/api.ts'
import { type MailServer, startMailServer } from '../../../tests/support/mail-server.ts'
import { addRule, ruleFor, verifiedAddress } from '../../../tests/support/notice-rules.ts'
import { issuesOf, withClock } from '../../../tests/support/notices.ts'
import { tellAndDeliver } from './notifications.jobs.ts'

let server: MailServer
let api: TestApi
let partnerId: string
let person: Person
let ids: string[]
let channelId: string
let services: ReturnType<typeof withClock>

beforeAll(async () => {
  server = await startMailServer()
  api = await startApi({ SMTP_URL: server.url })
})
afterAll(async () => {
  await api.stop()
  await server.stop()
})
beforeEach(async () => {
  partnerId = await api.addPartner()
  person = await api.signIn(partnerId)
  ids = await api.addCustomers(
    partnerId,
    ['A', 'B', 'C', 'D'].map((name) => ({ name })),
  )
  await person.call('PUT', `/api/customers/${ids[0]}/flag`, {})
  channelId = await verifiedAddress(person, server, 'NOC@partner.example')
  server.taken.length = 0
  services = withClock(api.services, new Date(Date.UTC(2030, 0, 10, 23)))
})

const all: RuleSettings['moments'] = ['opened', 'updated', 'resolved']
const rule = (name: string, part: Partial<RuleSettings> = {}) => addRule(person, ruleFor([channelId], { name, moments: all, ...part }))
const flagged = { customers: { flagged: true } }
const night = { quietHours: { from: '22:00', to: '07:00' }, escalation: { interruption: false, customersAbove: null } }
const run = () => tellAndDeliver(services, partnerId, new AbortController().signal)
const later = (minutes: number) => services.setClock(new Date(services.clock.now().getTime() + minutes * 60_000))
const morning = () => services.setClock(new Date(Date.UTC(2030, 0, 11, 7, 1)))
const mails = () => server.taken.map(({ text }) => text?.match(/It affect\w+ [^.]*\.( Last told: [^.]*\.)?/)?.[0])
const ledger = async () => {
  const { entries } = (await person.call('GET', '/api/notifications/partner/ledger')).json() as {
    entries: { rule: { name: string }; moment: string; state: string; reason: string | null }[]
  }
  return entries.map((entry) => [entry.rule.name, entry.moment, entry.reason ?? entry.state].join(' ')).sort()
}

it("B4: a person's own address that is the partner's mailbox as well gets one mail and one thread", async () => {
  const added = await person.call('POST', '/api/notifications/partner/channels', { kind: 'mail', address: 'noc@partner.example' })
  const shared = (added.json() as { channel: { channelId: string } }).channel.channelId
  const code = server.taken.pop()?.subject?.slice(0, 6)
  await person.call('POST', `/api/notifications/partner/channels/${shared}/verify`, { code })
  await person.call('POST', '/api/notifications/partner/rules', ruleFor([shared], { name: 'Shared', moments: all }))
  await rule('Mine')
  const issues = issuesOf(api, partnerId)
  await issues.open({}, ids)
  await run()
  await issues.update('restoringService')
  await run()
  expect(server.taken.map(({ inReplyTo }) => inReplyTo)).toEqual([undefined, server.taken[0]?.messageId])
  const told = (await ledger()).map((line) => line.replace(/^(Mine|Shared) /, ''))
  expect(told.sort()).toEqual(['opened sent', 'opened toldByOtherRule', 'updated sent', 'updated toldByOtherRule'])
})

it('B4: of two rules for some and for all customers the widest tells, and spares the other', async () => {
  await rule('Some', flagged)
  await rule('Everyone')
  const issues = issuesOf(api, partnerId)
  await issues.open({}, ids)
  await run()
  await issues.resolve()
  await run()
  expect(mails()).toEqual(['It affects 4 customers.', 'It affected 4 customers.'])
  expect(await ledger()).toEqual([
    'Everyone opened sent',
    'Everyone resolved sent',
    'Some opened toldByOtherRule',
    'Some resolved toldByOtherRule',
  ])
})

it('B4: what was told of some customers hides nothing of all of them', async () => {
  await rule('Some', flagged)
  await rule('Everyone', night)
  await issuesOf(api, partnerId).open({}, ids)
  await run()
  morning()
  await run()
  expect(mails()).toEqual(['It affects 1 of the chosen customers.', 'It affects 4 customers.'])
})

it('B4: what was told of all customers spares what is held of some of them', async () => {
  await rule('Some', { ...flagged, ...night })
  await rule('Everyone')
  await issuesOf(api, partnerId).open({}, ids)
  await run()
  morning()
  await run()
  expect(mails()).toEqual(['It affects 4 customers.'])
})

it('B4: growth opens an issue for a rule that had told nothing, though another has; each compares with its own numbers', async () => {
  await rule('Some', flagged)
  await rule('Three or more', { atLeast: 3, moments: ['opened', 'resolved'] })
  const issues = issuesOf(api, partnerId)
  await issues.open({}, ids.slice(0, 2))
  await run()
  expect(mails()).toEqual(['It affects 1 of the chosen customers.'])
  later(6)
  await issues.grow(ids.slice(2, 3))
  await run()
  later(6)
  await run()
  expect(mails()).toEqual(['It affects 1 of the chosen customers.', 'It affects 3 customers.'])
  expect(await ledger()).toContain('Three or more opened sent')
})
