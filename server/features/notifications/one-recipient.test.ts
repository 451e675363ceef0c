// B4: several rules and channels that reach one mailbox are one mail, unless one of them tells more than another.
import { beforeEach, expect, it } from 'vitest'
import type { RuleSettings } from '../../../contract/notifications.ts'
import { addRule, ruleFor } from '../../../tests/support/notice-rules.ts'
import { noticeStage } from '../../../tests/support/notice-stage.ts'
import { issuesOf } from '../../../tests/support/notices.ts'

const stage = noticeStage({ customers: ['A', 'B', 'C', 'D'], address: 'NOC@partner.example', at: new Date(Date.UTC(2030, 0, 10, 23)) })
const { run, later } = stage
beforeEach(async () => {
  await stage.person.call('PUT', `/api/customers/${stage.ids[0]}/flag`, {})
})

const all: RuleSettings['moments'] = ['opened', 'updated', 'resolved']
const rule = (name: string, part: Partial<RuleSettings> = {}) =>
  addRule(stage.person, ruleFor([stage.channelId], { name, moments: all, ...part }))
const flagged = { customers: { flagged: true } }
const night = { quietHours: { from: '22:00', to: '07:00' }, escalation: { interruption: false, customersAbove: null } }
const morning = () => stage.services.setClock(new Date(Date.UTC(2030, 0, 11, 7, 1)))
const mails = () => stage.server.taken.map(({ text }) => text?.match(/It affect\w+ [^.]*\.( Last told: [^.]*\.)?/)?.[0])
const ledger = async () =>
  (await stage.ledger('partner')).map((entry) => [entry.rule?.name, entry.moment, entry.reason ?? entry.state].join(' ')).sort()

it("B4: a person's own address that is the partner's mailbox as well gets one mail and one thread", async () => {
  const added = await stage.person.call('POST', '/api/notifications/partner/channels', { kind: 'mail', address: 'noc@partner.example' })
  const shared = (added.json() as { channel: { channelId: string } }).channel.channelId
  const code = stage.server.taken.pop()?.subject?.slice(0, 6)
  await stage.person.call('POST', `/api/notifications/partner/channels/${shared}/verify`, { code })
  await stage.person.call('POST', '/api/notifications/partner/rules', ruleFor([shared], { name: 'Shared', moments: all }))
  await rule('Mine')
  const issues = issuesOf(stage.api, stage.partnerId)
  await issues.open({}, stage.ids)
  await run()
  await issues.update('restoringService')
  await run()
  expect(stage.server.taken.map(({ inReplyTo }) => inReplyTo)).toEqual([undefined, stage.server.taken[0]?.messageId])
  const told = (await ledger()).map((line) => line.replace(/^(Mine|Shared) /, ''))
  expect(told.sort()).toEqual(['opened sent', 'opened toldByOtherRule', 'updated sent', 'updated toldByOtherRule'])
})

it('B4: of two rules for some and for all customers the widest tells, and spares the other', async () => {
  await rule('Some', flagged)
  await rule('Everyone')
  const issues = issuesOf(stage.api, stage.partnerId)
  await issues.open({}, stage.ids)
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
  await issuesOf(stage.api, stage.partnerId).open({}, stage.ids)
  await run()
  morning()
  await run()
  expect(mails()).toEqual(['It affects 1 of the chosen customers.', 'It affects 4 customers.'])
})

it('B4: what was told of all customers spares what is held of some of them', async () => {
  await rule('Some', { ...flagged, ...night })
  await rule('Everyone')
  await issuesOf(stage.api, stage.partnerId).open({}, stage.ids)
  await run()
  morning()
  await run()
  expect(mails()).toEqual(['It affects 4 customers.'])
})

it('B4: growth opens an issue for a rule that had told nothing, though another has; each compares with its own numbers', async () => {
  await rule('Some', flagged)
  await rule('Three or more', { atLeast: 3, moments: ['opened', 'resolved'] })
  const issues = issuesOf(stage.api, stage.partnerId)
  await issues.open({}, stage.ids.slice(0, 2))
  await run()
  expect(mails()).toEqual(['It affects 1 of the chosen customers.'])
  later(6)
  await issues.grow(stage.ids.slice(2, 3))
  await run()
  later(6)
  await run()
  expect(mails()).toEqual(['It affects 1 of the chosen customers.', 'It affects 3 customers.'])
  expect(await ledger()).toContain('Three or more opened sent')
})
