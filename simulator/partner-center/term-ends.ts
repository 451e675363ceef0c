// The ends a term may be cut to: the last day of a month, or the end of another subscription. Entered by the subscription and cart routes.

import { MONTHS } from '../world/commerce/catalog.ts'
import type { TermDuration } from '../world/commerce/catalog-item.ts'
import { addMonths, midnight, zoneless } from '../world/commerce/dates.ts'
import { stateOf, termAt } from '../world/commerce/subscription.ts'
import { PartnerCenterProblem } from './answer.ts'
import { collection } from './links.ts'
import type { CustomerExchange } from './routing.ts'

const DAY = 86_400_000
type Ends = { months: number[]; others: { id: string; end: number }[] }

/** Last days, at their midnight. */
function allowedEnds({ commerce, customer, now }: CustomerExchange, term: TermDuration): Ends {
  const latest = addMonths(now, MONTHS[term])
  const firstOfNext = (moment: number) => Date.UTC(new Date(moment).getUTCFullYear(), new Date(moment).getUTCMonth() + 1, 1)
  const months: number[] = []
  for (let first = firstOfNext(now); first <= latest; first = firstOfNext(first)) months.push(first - DAY)
  const others = commerce
    .subscriptions(customer)
    .filter((one) => one.term !== null && stateOf(one, now).status === 'active')
    .map((one) => ({ id: one.id, end: midnight((termAt(one, now).end ?? 0) - DAY) }))
    .filter(({ end }) => end > now && end <= latest)
  return { months, others }
}

/** The midnight after the last day wanted; undefined where none is allowed to be that. */
export function readTermEnd(exchange: CustomerExchange, sent: string, term: TermDuration): number | undefined {
  const day = Date.parse(`${sent.slice(0, 10)}T00:00:00Z`)
  const { months, others } = allowedEnds(exchange, term)
  return months.includes(day) || others.some(({ end }) => end === day) ? day + DAY : undefined
}

export function customTermEnds(exchange: CustomerExchange) {
  const term = (exchange.query['term_duration'] ?? 'P1Y') as TermDuration
  if (MONTHS[term] === undefined) throw new PartnerCenterProblem(400, 800121, 'The term duration provided is invalid.')
  const { months, others } = allowedEnds(exchange, term)
  const date = (end: number) => zoneless(end).slice(0, 19)
  return collection(
    [
      ...months.map((end) => ({ allowedCustomTermEndDateType: 'calendarMonthAligned', allowedCustomTermEndDate: date(end) })),
      ...[...new Set(others.map(({ end }) => end))].map((end) => ({
        allowedCustomTermEndDateType: 'subscriptionAligned',
        cotermSubscriptionIds: others.filter((one) => one.end === end).map(({ id }) => id),
        allowedCustomTermEndDate: date(end),
      })),
    ],
    `/customers/${exchange.customer.tenantId}/subscriptions/customTermEndDates?term_duration=${term}`,
  )
}
