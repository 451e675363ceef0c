// Who is told what, and what becomes of a notice whose turn it is: sent, held until, or suppressed and why. Pure.
import { isEveryone } from '../../../contract/customer-choice.ts'
import type { NoticeReason } from '../../../contract/notice-ledger.ts'
import type { NoticeKind, RuleMoment, RuleSettings } from '../../../contract/notifications.ts'
import type { OverReason } from '../../../contract/service-health.ts'
import { nextDigest, quietUntil } from './notice-times.rules.ts'

/** `grown`: more customers were found to be hit. `raised`: an advisory became an incident; `lowered`: an incident an advisory. */
export type ChangeMoment = RuleMoment | 'grown' | 'raised' | 'lowered'
export type Change = { kind: NoticeKind; moment: ChangeMoment; service: string; at: Date }

/** What was already written down for the same issue, rule and recipient. */
export type Before = {
  /** When the recipient was last told of these customers or more, or is being told; null where never. */
  toldAt: Date | null
  /** Why it is over, where that is what the recipient was told last. */
  ended: OverReason | null
  /** A notice of it is open: not yet sent, and not in the very moment of being sent. */
  open: { moment: RuleMoment; reason: NoticeReason | null; dueAt: Date | null } | null
}

export type Decision =
  | { state: 'suppressed'; moment: RuleMoment; reason: NoticeReason }
  | { state: 'waiting'; moment: RuleMoment; reason: 'extentUnknown' | 'due'; dueAt: Date }
  /** Nothing to write down: what is open will tell it, or nobody wants growth. */
  | null

/** A new issue is told when all customers have been asked, or after this. */
export const longestExtentMs = 5 * 60_000

/** Growth is told at once, but not more often than this: each batch of readings may bring some, and nobody wants a mail a second. */
export const betweenGrowthMs = 5 * 60_000

/** What one change means for one rule. Numbers are looked at when it is due, not now. */
export function decideChange(rule: RuleSettings, change: Change, before: Before, now: Date): Decision {
  const moment = momentFor(rule, change, before)
  if (!moment) return null
  const suppressed = (reason: NoticeReason): Decision => (change.moment === 'grown' ? null : { state: 'suppressed', moment, reason })
  if (!rule.kinds.includes(change.kind) && !(moment === 'resolved' && owesEnd(before))) return suppressed('kindNotChosen')
  if (rule.services.length > 0 && !rule.services.includes(change.service)) return suppressed('serviceNotChosen')
  if (!rule.moments.includes(moment)) return suppressed('momentNotChosen')
  return { state: 'waiting', moment: foldedMoment(moment, before), ...firstLook(change, before, now) }
}

/**
 * What is raised is new to whom it was never told, or told that it was lowered: the rule may be about incidents alone. Where it is, what is
 * lowered has ended. Growth opens an issue for whom it was not worth
 * telling before, and is an update for the others. Nothing new while a notice is open.
 */
function momentFor({ moments, kinds }: RuleSettings, { moment }: Change, { toldAt, ended, open }: Before): RuleMoment | null {
  const isNew = (!toldAt || ended === 'lowered') && moments.includes('opened')
  if (moment === 'lowered' && !kinds.includes('advisory')) return 'resolved'
  if (moment === 'raised' || moment === 'lowered') return isNew ? 'opened' : 'updated'
  if (moment !== 'grown') return moment
  if (open) return null
  if (!toldAt && moments.includes('opened')) return 'opened'
  return moments.includes('updated') ? 'updated' : null
}

/** Who was told that it began is told how it ends, also where Microsoft calls it otherwise by then than the rule wants. */
const owesEnd = ({ toldAt, ended }: Before): boolean => toldAt !== null && ended !== 'resolved' && ended !== 'lowered'

/** Several changes before the first notice left: it still opens the issue for its reader, unless it is over. */
const foldedMoment = (moment: RuleMoment, { open }: Before): RuleMoment =>
  moment === 'updated' && open?.moment === 'opened' ? 'opened' : moment

function firstLook({ moment }: Change, { open, toldAt }: Before, now: Date): { reason: 'extentUnknown' | 'due'; dueAt: Date } {
  if (moment === 'resolved') return { reason: 'due', dueAt: now }
  if (open?.reason === 'extentUnknown' && open.dueAt) return { reason: 'extentUnknown', dueAt: open.dueAt }
  if (moment === 'updated' || moment === 'raised' || moment === 'lowered') return { reason: 'due', dueAt: now }
  if (moment === 'grown' && toldAt) return { reason: 'due', dueAt: new Date(Math.max(now.getTime(), toldAt.getTime() + betweenGrowthMs)) }
  return { reason: 'extentUnknown', dueAt: new Date(now.getTime() + longestExtentMs) }
}

/** What is known of a notice when it is due. */
export type Due = {
  /** Null: removed since. */
  rule: RuleSettings | null
  /** Null: removed since. */
  channel: 'unverified' | 'active' | 'paused' | null
  moment: RuleMoment
  /** What Microsoft calls the issue now. */
  kind: NoticeKind
  /** Of a resolved one: Microsoft's word, as it stands now, before what the change said. */
  why: OverReason | null
  reason: NoticeReason | null
  /** Customers of the rule's choice that it hits; of a resolved one, that it hit. */
  affected: number
  /** The recipient was told of all these customers, or more. */
  wasTold: boolean
  /** The number last told to it of just these customers; null where that was never told. */
  lastTold: number | null
  /** Earlier changes were folded into this notice. */
  folds: boolean
  /** It was only more customers. */
  onlyGrowth: boolean
  /** The same rule told since the change that Microsoft has resolved it. */
  toldResolved: boolean
  /** What another rule sent to the same recipient since the change says it all. */
  toldByOther: boolean
  /** People cannot work with the service, and it is an incident. */
  interruption: boolean
}

export type Judgement =
  | { verdict: 'send' }
  | { verdict: 'digest' }
  | { verdict: 'hold'; reason: 'quietHours' | 'digest'; until: Date }
  | { verdict: 'suppress'; reason: NoticeReason }

export function judgeDue(due: Due, now: Date): Judgement {
  const { rule } = due
  const reason = suppressedBy(due)
  if (reason || !rule) return { verdict: 'suppress', reason: reason ?? 'ruleRemoved' }
  const digestAt = nextDigest(now, rule.delivery, rule.timeZone)
  if (digestAt) return due.reason === 'digest' ? { verdict: 'digest' } : { verdict: 'hold', reason: 'digest', until: digestAt }
  const until = isSevere(rule, due) ? null : quietUntil(now, rule)
  return until ? { verdict: 'hold', reason: 'quietHours', until } : { verdict: 'send' }
}

/** Why nothing leaves by this way, whatever it says: also of a digest. */
export function closedBy({ rule, channel }: Pick<Due, 'rule' | 'channel'>): NoticeReason | null {
  if (!rule) return 'ruleRemoved'
  if (!rule.enabled) return 'ruleOff'
  if (!channel) return 'channelRemoved'
  if (channel === 'paused') return 'channelPaused'
  return channel === 'unverified' ? 'channelUnverified' : null
}

function suppressedBy({
  rule,
  channel,
  moment,
  kind,
  why,
  affected,
  wasTold,
  lastTold,
  folds,
  onlyGrowth,
  toldResolved,
  toldByOther,
}: Due): NoticeReason | null {
  const closed = closedBy({ rule, channel })
  if (closed || !rule) return closed
  // Whom nobody reads any more may still be hit.
  if (why === 'noAccess') return 'accessLost'
  if (moment !== 'resolved' && !rule.kinds.includes(kind)) return 'kindNotChosen'
  if (why === 'lowered' && !wasTold) return 'neverTold'
  // Raised again meanwhile, or told already.
  if ((why === 'lowered' && kind === 'incident') || toldResolved) return 'nothingNew'
  if (toldByOther) return 'toldByOtherRule'
  if (affected === 0) return isEveryone(rule.customers) ? 'nobodyAffectedNow' : 'customersNotChosen'
  // Who was told that it began is told that it is over, however few it had left.
  if (affected < rule.atLeast && !(wasTold && moment === 'resolved')) return 'tooFewCustomers'
  if (moment === 'resolved' && rule.moments.includes('opened') && !wasTold && !folds) return 'neverTold'
  if (onlyGrowth && lastTold !== null && affected <= lastTold) return 'nothingNew'
  return null
}

const isSevere = ({ escalation }: RuleSettings, { interruption, affected, moment }: Due): boolean =>
  moment !== 'resolved' &&
  ((escalation.interruption && interruption) || (escalation.customersAbove !== null && affected > escalation.customersAbove))
