// B4: every reason why a person got no mail, from what is known, with what mends it.
import { describe, expect, it } from 'vitest'
import { noticeReasons, type WhyAnswer, whyReasons } from '../../../contract/notice-ledger.ts'
import { ruleFor } from '../../../tests/support/notice-rules.ts'
import { type Known, whyNoMail } from './why.rules.ts'

const [before, happened, after] = ['2030-01-01', '2030-01-10', '2030-01-20'].map((day) => new Date(`${day}T08:00:00Z`)) as [
  Date,
  Date,
  Date,
]
const [channelId, other, ruleId] = ['c1', 'c2', 'r1']

const channel = { channelId, target: 'a@partner.example', state: 'active', pausedAt: null, pausedReason: null } as const
const rule = { ruleId, settings: ruleFor([channelId]), createdAt: before, changedAt: before }
const entry = {
  ruleId,
  ruleName: 'Mine',
  channelId,
  target: 'a@partner.example',
  moment: 'opened',
  ending: null,
  state: 'suppressed',
  reason: null,
  at: happened,
  dueAt: null,
  sentAt: null,
  response: null,
} as const

/** An issue that was told: nothing stands in the way. */
const known: Known = {
  issue: { firstSeenAt: happened, hitsAnyone: true, overWhenFound: false },
  keptSince: before,
  mailConfigured: true,
  channels: [channel],
  rules: [rule],
  entries: [{ ...entry, state: 'sent', sentAt: happened }],
}
const untold = { entries: [] }

type Case = [WhyAnswer['reason'], WhyAnswer['mend'], Partial<Known>]
const ownCases: Case[] = [
  ['sent', 'nothing', {}],
  ['issueUnknown', 'wait', { issue: null, entries: [] }],
  ['issueHitsNobody', 'nothing', { issue: { firstSeenAt: happened, hitsAnyone: false, overWhenFound: false } }],
  ['mailNotConfigured', 'checkMailServer', { mailConfigured: false }],
  ['noAddress', 'addAddress', { channels: [] }],
  ['addressUnverified', 'verifyAddress', { channels: [{ ...channel, state: 'unverified' }] }],
  ['addressPaused', 'resumeAddress', { channels: [{ ...channel, state: 'paused', pausedAt: happened, pausedReason: '550' }] }],
  ['noRule', 'addRule', { rules: [], entries: [] }],
  ['ruleOff', 'turnRuleOn', { rules: [{ ...rule, settings: { ...rule.settings, enabled: false } }], entries: [] }],
  ['overWhenFound', 'nothing', { ...untold, issue: { firstSeenAt: happened, hitsAnyone: true, overWhenFound: true } }],
  ['ruleIsNewer', 'nothing', { ...untold, rules: [{ ...rule, createdAt: after, changedAt: after }] }],
  ['ruleChangedSince', 'nothing', { ...untold, rules: [{ ...rule, changedAt: after }] }],
  ['olderThanKept', 'nothing', { ...untold, keptSince: after }],
  ['notYetLooked', 'wait', untold],
]

const ledgerMends: Record<(typeof noticeReasons)[number], WhyAnswer['mend']> = {
  extentUnknown: 'wait',
  due: 'wait',
  quietHours: 'wait',
  digest: 'wait',
  kindNotChosen: 'changeRule',
  momentNotChosen: 'changeRule',
  serviceNotChosen: 'changeRule',
  customersNotChosen: 'changeRule',
  nobodyAffectedNow: 'nothing',
  tooFewCustomers: 'changeRule',
  ruleOff: 'turnRuleOn',
  ruleRemoved: 'addRule',
  neverTold: 'nothing',
  accessLost: 'nothing',
  nothingNew: 'nothing',
  toldByOtherRule: 'nothing',
  foldedIntoNewer: 'nothing',
  channelUnverified: 'verifyAddress',
  channelPaused: 'resumeAddress',
  channelRemoved: 'addAddress',
  temporary: 'wait',
  refusedAddress: 'resumeAddress',
  permanent: 'checkMailServer',
  triesUsedUp: 'checkMailServer',
  returnedAddress: 'resumeAddress',
  returnedMail: 'checkMailServer',
}

describe('B4: why a person got no mail', () => {
  it.each(ownCases)('%s, mended by %s', (reason, mend, part) => {
    expect(whyNoMail({ ...known, ...part }).filter((answer) => answer.reason !== 'sent' || reason === 'sent')).toMatchObject([
      { reason, mend },
    ])
  })

  it.each(noticeReasons)('%s, as the ledger has it, with its channel, moment and time', (reason) => {
    const answers = whyNoMail({ ...known, entries: [{ ...entry, reason, response: 'said' }] })
    expect(answers).toEqual([
      {
        reason,
        mend: ledgerMends[reason],
        rule: { ruleId, name: 'Mine' },
        channel: { channelId, target: 'a@partner.example' },
        moment: 'opened',
        ending: null,
        at: happened.toISOString(),
        response: 'said',
      },
    ])
  })

  it('knows a case for every reason there is', () => {
    const cases = new Set([...ownCases.map(([reason]) => reason), ...noticeReasons])
    expect(whyReasons.filter((reason) => !cases.has(reason))).toEqual([])
  })

  it('an address that was put into the rule later is told apart from those that were told', () => {
    const settings = ruleFor([channelId, other])
    const later = { ...channel, channelId: other, target: 'b@partner.example' }
    const answers = whyNoMail({ ...known, channels: [channel, later], rules: [{ ...rule, settings, changedAt: after }] })
    expect(answers).toMatchObject([
      { reason: 'ruleChangedSince', mend: 'nothing', channel: { target: 'b@partner.example' }, at: after.toISOString() },
      { reason: 'sent', channel: { target: 'a@partner.example' } },
    ])
  })
})
