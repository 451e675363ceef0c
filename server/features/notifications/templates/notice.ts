// What a notice says, whatever it is written as: mail, card or JSON. Made by queries, rendered by the files beside this one.
import type { NoticeLanguage, RuleMoment } from '../../../../contract/notifications.ts'
import type { OverReason } from '../../../../contract/service-health.ts'

export type IssueNotice = {
  moment: RuleMoment
  /** Of a resolved one: whether Microsoft says so, or merely reports it for nobody any more. */
  why: OverReason | null
  kind: 'incident' | 'advisory'
  issueId: string
  service: string
  feature: string | null
  title: string
  /** Microsoft's own word, as sent. */
  status: string
  resolved: boolean
  impact: string | null
  startsAt: Date | null
  endsAt: Date | null
  /** Microsoft's newest post, in its original language: safe HTML, and the same as text. */
  post: { at: Date | null; html: string; text: string } | null
  /** Customers of the rule's choice that it hits; of a resolved one, that it hit. */
  affected: number
  /** The number told last through the same channel. */
  lastTold: number | null
  /** The first of them by name. */
  names: readonly string[]
  /** Whether the rule is about some customers only. */
  someOnly: boolean
  /** Its page in the product. */
  url: string
}

/** What is about to end, soonest first: one notice for all customers of the rule's choice. */
export type EndingNotice = {
  kind: 'delegation-ending' | 'subscription-ending'
  /** `what`: the name of the delegation or the subscription. The first of them; `total` counts all. */
  ends: readonly { customer: string; what: string; at: Date }[]
  total: number
  /** The list of them in the product. */
  url: string
}

/** Why it came: shown at its end, with the way to change it. */
export type Why = { ruleName: string; settingsUrl: string }

export type Reader = { language: NoticeLanguage; timeZone: string }

export type Written = { subject: string; text: string; html: string }
