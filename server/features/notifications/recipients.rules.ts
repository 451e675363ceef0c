// Who is one recipient though it has several channels and rules, and which rule tells all that another would. Pure.
import type { CustomerChoice } from '../../../contract/customer-choice.ts'
import type { ChannelKind } from '../../../contract/notifications.ts'

type Channel = { kind: ChannelKind; channelId: string; target: string }

/** A mailbox is one, whether it is a person's own address or the partner's, however it is written. */
export const recipientOf = ({ kind, channelId, target }: Channel): string => (kind === 'mail' ? target.toLowerCase() : channelId)

/** Whether all customers of the other choice are in this one as well. */
export function covers(choice: CustomerChoice, other: CustomerChoice): boolean {
  const [tags, others] = [choice.tagIds ?? [], other.tagIds ?? []]
  return (
    (!choice.flagged || other.flagged === true) &&
    (!choice.country || choice.country === other.country) &&
    (tags.length === 0 || (others.length > 0 && others.every((tag) => tags.includes(tag))))
  )
}

/** The widest choice has none: of several notices for one recipient it leaves first. */
export const conditionsOf = ({ flagged, tagIds, country }: CustomerChoice): number =>
  Number(flagged === true) + Number((tagIds ?? []).length > 0) + Number(Boolean(country))

/** A notice of the same issue that the recipient was sent. `choice`: of its rule, null where that was removed. */
export type Told = { ruleId: string | null; choice: CustomerChoice | null; changeId: string; affected: number; sentAt: Date }

/** What the recipient knows already, as the rule that comes to it counts. Whether a removed rule told all of it is not known: it told. */
export function whatIsKnown(told: readonly Told[], choice: CustomerChoice): { wasTold: boolean; lastTold: number | null } {
  const known = told.filter((one) => !one.choice || covers(one.choice, choice))
  const same = known.filter((one) => one.choice && covers(choice, one.choice))
  const newest = same.reduce<Told | undefined>((last, one) => (last && last.sentAt > one.sentAt ? last : one), undefined)
  return { wasTold: known.length > 0, lastTold: newest?.affected ?? null }
}

type Telling = { ruleId: string; changeId: string; at: Date; choice: CustomerChoice; affected: number }

/** What is sent shows how things stand then, so it covers every change before, for as many customers as it tells of. */
export const isToldByOther = (told: readonly Told[], { ruleId, changeId, at, choice, affected }: Telling): boolean =>
  told.some(
    (one) =>
      one.ruleId !== ruleId &&
      (one.sentAt >= at || one.changeId === changeId) &&
      one.choice !== null &&
      covers(one.choice, choice) &&
      one.affected >= affected,
  )
