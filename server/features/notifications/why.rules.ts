// Why a person got no mail about an issue: every reason from settings and ledger, each with what mends it. Pure.
import type { mends, NoticeReason, NoticeState, WhyAnswer, whyReasons } from '../../../contract/notice-ledger.ts'
import type { RuleSettings } from '../../../contract/notifications.ts'

type Reason = (typeof whyReasons)[number]
type Mend = (typeof mends)[number]

export type Known = {
  /** Null: no customer has reported it. */
  issue: {
    firstSeenAt: Date
    hitsAnyone: boolean
    /** Nothing was announced of it, as Microsoft called it resolved when it was first read. */
    overWhenFound: boolean
  } | null
  /** The ledger forgets what happened before. */
  keptSince: Date
  mailConfigured: boolean
  channels: readonly {
    channelId: string
    target: string
    state: 'unverified' | 'active' | 'paused'
    pausedAt: Date | null
    pausedReason: string | null
  }[]
  rules: readonly { ruleId: string; settings: RuleSettings; createdAt: Date; changedAt: Date }[]
  entries: readonly {
    ruleId: string | null
    ruleName: string | null
    channelId: string
    target: string
    moment: WhyAnswer['moment']
    ending: WhyAnswer['ending']
    state: NoticeState
    reason: NoticeReason | null
    at: Date
    dueAt: Date | null
    sentAt: Date | null
    response: string | null
  }[]
}

const mendOf: Record<Reason, Mend> = {
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
  noAddress: 'addAddress',
  addressUnverified: 'verifyAddress',
  addressPaused: 'resumeAddress',
  noRule: 'addRule',
  ruleIsNewer: 'nothing',
  ruleChangedSince: 'nothing',
  olderThanKept: 'nothing',
  overWhenFound: 'nothing',
  notYetLooked: 'wait',
  issueUnknown: 'wait',
  issueHitsNobody: 'nothing',
  mailNotConfigured: 'checkMailServer',
  sent: 'nothing',
}

const answer = (reason: Reason, more: Partial<WhyAnswer> = {}): WhyAnswer => ({
  reason,
  mend: mendOf[reason],
  rule: null,
  channel: null,
  moment: null,
  ending: null,
  at: null,
  response: null,
  ...more,
})

/** What stands in the way of every notice comes first, then what became of each. */
export const whyNoMail = (known: Known): WhyAnswer[] => [
  ...ofTheIssue(known),
  ...ofTheChannels(known),
  ...ofTheRules(known),
  ...ofTheEntries(known),
]

function ofTheIssue({ issue, mailConfigured }: Known): WhyAnswer[] {
  return [
    ...(issue === null ? [answer('issueUnknown')] : issue.hitsAnyone ? [] : [answer('issueHitsNobody')]),
    ...(mailConfigured ? [] : [answer('mailNotConfigured')]),
  ]
}

function ofTheChannels({ channels }: Known): WhyAnswer[] {
  if (channels.length === 0) return [answer('noAddress')]
  return channels.flatMap(({ channelId, target, state, pausedAt, pausedReason }) => {
    const channel = { channelId, target }
    if (state === 'unverified') return [answer('addressUnverified', { channel })]
    if (state === 'paused') return [answer('addressPaused', { channel, at: pausedAt?.toISOString() ?? null, response: pausedReason })]
    return []
  })
}

function ofTheRules(known: Known): WhyAnswer[] {
  const { rules, entries } = known
  if (rules.length === 0) return [answer('noRule')]
  return rules.flatMap((one) => {
    const rule = { ruleId: one.ruleId, name: one.settings.name }
    if (!one.settings.enabled) return [answer('ruleOff', { rule })]
    const own = entries.filter((entry) => entry.ruleId === one.ruleId)
    return own.length === 0 ? ofTheUntold(known, one) : ofLaterChannels(known, one, own)
  })
}

type Rule = Known['rules'][number]

/** Why a rule that is on has nothing in the ledger of this issue. What is certain comes before what is likely. */
function ofTheUntold({ issue, keptSince }: Known, { ruleId, settings, createdAt, changedAt }: Rule): WhyAnswer[] {
  if (!issue) return []
  const rule = { ruleId, name: settings.name }
  if (issue.overWhenFound) return [answer('overWhenFound', { rule })]
  if (createdAt > issue.firstSeenAt) return [answer('ruleIsNewer', { rule, at: createdAt.toISOString() })]
  if (issue.firstSeenAt < keptSince) return [answer('olderThanKept', { rule })]
  if (changedAt > issue.firstSeenAt) return [answer('ruleChangedSince', { rule, at: changedAt.toISOString() })]
  return [answer('notYetLooked', { rule })]
}

/** Addresses that were put into the rule when the issue was told to its others already. */
function ofLaterChannels({ issue, channels }: Known, { ruleId, settings, changedAt }: Rule, own: Known['entries']): WhyAnswer[] {
  if (!issue || changedAt <= issue.firstSeenAt) return []
  const later = channels.filter(({ channelId: id }) => settings.channelIds.includes(id) && !own.some((entry) => entry.channelId === id))
  return later.map(({ channelId, target }) =>
    answer('ruleChangedSince', {
      rule: { ruleId, name: settings.name },
      channel: { channelId, target },
      at: changedAt.toISOString(),
    }),
  )
}

const ofTheEntries = ({ entries }: Known): WhyAnswer[] =>
  entries.map((entry) =>
    answer(entry.state === 'sent' ? 'sent' : (entry.reason ?? 'due'), {
      rule: entry.ruleId && entry.ruleName ? { ruleId: entry.ruleId, name: entry.ruleName } : null,
      channel: { channelId: entry.channelId, target: entry.target },
      moment: entry.moment,
      ending: entry.moment === 'resolved' ? entry.ending : null,
      at: (entry.sentAt ?? entry.dueAt ?? entry.at).toISOString(),
      response: entry.response,
    }),
  )
