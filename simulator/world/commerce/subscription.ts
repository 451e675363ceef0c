// One subscription: its terms, what state they bring it to at a moment, and what renewal makes of it. Pure. Entered by draw-subscriptions.ts, commerce.ts and partner-center/.
import { itemOf, MONTHS } from './catalog.ts'
import type { BillingCycle, TermDuration } from './catalog-item.ts'
import { addMonths, midnight } from './dates.ts'

const DAY = 86_400_000
const EXPIRED_DAYS = 30
const DISABLED_DAYS = 90
/** How long a deleted one stays in lists. */
const REMEMBERED_DAYS = 180
const PENDING_MS = 30_000

export type NextTerm = {
  /** The end of the term after which it applies. */
  from: number
  /** Key of the catalog item it goes on with. */
  item: string
  availability: string
  term: TermDuration
  billingCycle: BillingCycle
  quantity: number
  promotionId?: string
  customTermEndDate?: string
}

export type Subscription = {
  id: string
  orderId: string
  /** Key of the catalog item. */
  item: string
  availability: string
  friendlyName: string
  quantity: number
  createdAt: number
  /** Where its terms are counted from. */
  startedAt: number
  /** The midnight its first term ends at, where it was bought to end with another one; later terms are counted from there. */
  firstEnd?: number
  /** None where it has no end: usage of Azure. */
  term: TermDuration | null
  billingCycle: BillingCycle
  autoRenew: boolean
  /** The end of the term it does not go beyond: set when it is not to renew. */
  lapsesAt: number | null
  suspendedAt: number | null
  deletedAt: number | null
  parentId: string | null
  partnerOnRecord: string
  next: NextTerm | null
  /** Licences added lately can be taken back within seven days. */
  added: readonly { quantity: number; at: number }[]
  version: number
}

export type Status = 'active' | 'pending' | 'suspended' | 'expired' | 'disabled' | 'deleted'

export type State = {
  status: Status
  termStart: number
  /** The midnight (UTC) at which the term is over; none where there is no end. */
  termEnd: number | null
}

export function isLegacy(subscription: Pick<Subscription, 'item'>): boolean {
  return 'offer' in itemOf(subscription.item)
}

/** Terms end with the day before the anniversary. */
function boundary(startedAt: number, months: number, count: number): number {
  return count === 0 ? startedAt : midnight(addMonths(startedAt, months * count))
}

function termCount(startedAt: number, months: number, moment: number): number {
  const [from, to] = [new Date(startedAt), new Date(moment)]
  const passed = (to.getUTCFullYear() - from.getUTCFullYear()) * 12 + to.getUTCMonth() - from.getUTCMonth()
  let count = Math.max(0, Math.floor(passed / months) - 1)
  while (boundary(startedAt, months, count + 1) <= moment) count++
  return count
}

type Timed = Pick<Subscription, 'startedAt' | 'term' | 'firstEnd'>

export function termAt(subscription: Timed, moment: number): { start: number; end: number | null } {
  const { term, firstEnd } = subscription
  if (firstEnd !== undefined && moment < firstEnd) return { start: subscription.startedAt, end: firstEnd }
  const startedAt = firstEnd ?? subscription.startedAt
  if (term === null) return { start: startedAt, end: null }
  const months = MONTHS[term]
  const count = termCount(startedAt, months, moment)
  return { start: boundary(startedAt, months, count), end: boundary(startedAt, months, count + 1) }
}

export function stateOf(subscription: Subscription, now: number): State {
  const { lapsesAt, suspendedAt, deletedAt, createdAt } = subscription
  const last = lapsesAt !== null && lapsesAt <= now ? lapsesAt - 1 : now
  const { start, end } = termAt(subscription, last)
  const state = (status: Status): State => ({ status, termStart: start, termEnd: end })
  if (deletedAt !== null && deletedAt <= now) return state('deleted')
  if (lapsesAt !== null && lapsesAt <= now) return state(afterItsEnd(subscription, (now - lapsesAt) / DAY))
  if (suspendedAt !== null && suspendedAt <= now) return state('suspended')
  return state(subscription.version === 1 && now - createdAt < PENDING_MS ? 'pending' : 'active')
}

/** New commerce: expired 30 days, then disabled 90, then deleted; a suspended one is disabled at once. Older offers know only suspended. */
function afterItsEnd(subscription: Subscription, days: number): Status {
  if (days >= EXPIRED_DAYS + DISABLED_DAYS) return 'deleted'
  if (isLegacy(subscription)) return 'suspended'
  return days < EXPIRED_DAYS && subscription.suspendedAt === null ? 'expired' : 'disabled'
}

export function isListed(subscription: Subscription, now: number): boolean {
  if (subscription.createdAt > now) return false
  const { deletedAt, lapsesAt } = subscription
  const gone = deletedAt ?? (lapsesAt === null ? null : lapsesAt + (EXPIRED_DAYS + DISABLED_DAYS) * DAY)
  return gone === null || now < gone + REMEMBERED_DAYS * DAY
}

/** With what was scheduled for its next term, once that term has begun. */
export function settled(subscription: Subscription, now: number): Subscription {
  const { next, lapsesAt, autoRenew } = subscription
  if (next === null || !autoRenew || lapsesAt !== null || next.from > now) return subscription
  const { firstEnd: _, ...before } = subscription
  return {
    ...before,
    ...(next.customTermEndDate ? { firstEnd: Date.parse(`${next.customTermEndDate.slice(0, 10)}T00:00:00Z`) + DAY } : {}),
    item: next.item,
    availability: next.availability,
    term: next.term,
    billingCycle: next.billingCycle,
    quantity: next.quantity,
    startedAt: next.from,
    next: null,
    version: subscription.version + 1,
  }
}
