// What a PATCH makes of a subscription: the whole resource is sent; members left out are reset; what may not change is refused with Microsoft's codes. Pure.
import { availabilityOf, findItem, isTrial, itemOf } from '../world/commerce/catalog.ts'
import type { BillingCycle, Item, TermDuration } from '../world/commerce/catalog-item.ts'
import { isLegacy, type NextTerm, type Status, type Subscription, stateOf, termAt } from '../world/commerce/subscription.ts'
import { PartnerCenterProblem } from './answer.ts'
import type { Sent } from './routing.ts'
import { CANCELLATION_DAYS, etagOf } from './subscription-json.ts'

const DAY = 86_400_000

export type Change = {
  body: Sent
  ifMatch: string | undefined
  now: number
  /** Whether a partner of this identifier is one of the partner's resellers. */
  isReseller(mpnId: string): boolean
}

const refuse = (status: number, code: number, description: string): never => {
  throw new PartnerCenterProblem(status, code, description)
}
const lower = (value: unknown) => (typeof value === 'string' ? value.toLowerCase() : undefined)

export function changedSubscription(before: Subscription, change: Change): Subscription {
  const { body, now } = change
  if (typeof body !== 'object' || body === null || lower(body.id) !== before.id) refuse(400, 3000, 'Invalid property: Id')
  const { status } = stateOf(before, now)
  if (status === 'deleted') refuse(400, 2011, `Subscription with ID ${before.id} and deleted status can't be updated.`)
  const etag = change.ifMatch ?? body.attributes?.etag
  if (typeof etag === 'string' && etag !== '' && etag !== etagOf(before) && !isForeign(before)) refuse(400, 2055, 'Etag is no longer valid')
  if (status === 'pending') refuse(409, 800082, 'Subscription is not ready to be updated. Try again after sometime')
  const wanted = lower(body.status) ?? status
  if (wanted !== status) return withStatus(before, { from: status, to: wanted, now })
  const after = withMembers(before, status, change)
  return sameMembers(before, after) ? before : { ...after, version: before.version + 1 }
}

/** Other publishers' subscriptions carry no etag. */
function isForeign(subscription: Subscription): boolean {
  const item = itemOf(subscription.item)
  return 'product' in item && !item.product.microsoft
}

function sameMembers(before: Subscription, after: Subscription): boolean {
  return JSON.stringify(before) === JSON.stringify(after)
}

function withStatus(before: Subscription, { from, to, now }: { from: Status; to: string; now: number }): Subscription {
  const version = before.version + 1
  const { start, end } = termAt(before, now)
  if (to === 'suspended' && from === 'active') return { ...before, version, suspendedAt: now, lapsesAt: end }
  if (to === 'active' && from === 'suspended' && (before.lapsesAt === null || before.lapsesAt > now))
    return { ...before, version, suspendedAt: null, lapsesAt: before.autoRenew ? null : end }
  if (to === 'deleted') {
    const open = isLegacy(before) ? from === 'suspended' : from === 'active' || from === 'suspended'
    if (!open) refuse(400, 800096, "Can't update the status for this subscription")
    if (!isLegacy(before) && before.term !== null && now > start + CANCELLATION_DAYS * DAY)
      refuse(400, 900117, `You have passed your ${CANCELLATION_DAYS}-day cancellation window. We are unable to cancel your purchase`)
    return { ...before, version, deletedAt: now, autoRenew: false }
  }
  return refuse(400, 800040, `Asset status can't be changed to ${to} from ${from}`)
}

function withMembers(before: Subscription, status: Status, change: Change): Subscription {
  const { body, now } = change
  const item = itemOf(before.item)
  const quantity = body.quantity ?? before.quantity
  if (status === 'suspended' && quantity !== before.quantity)
    refuse(400, 2001, "Subscription quantity can't be increased or decreased while subscription is being suspended")
  if (status === 'expired' || status === 'disabled') refuse(400, 900279, 'Update operations are no longer allowed for this subscription.')
  let after: Subscription = { ...before, ...quantityPart(before, item, quantity, now) }
  after = { ...after, ...termPart(after, item, change) }
  if (typeof body.friendlyName === 'string' && body.friendlyName !== '') after = { ...after, friendlyName: body.friendlyName.slice(0, 256) }
  const partner = typeof body.partnerId === 'string' ? body.partnerId : ''
  if (partner !== '' && !change.isReseller(partner)) refuse(404, 800015, "PartnerID isn't found")
  return { ...after, partnerOnRecord: partner, ...renewalPart(after, item, change) }
}

function quantityPart(before: Subscription, item: Item, quantity: unknown, now: number): Partial<Subscription> {
  if (quantity === before.quantity) return {}
  if (before.term === null || isTrial(item)) refuse(400, 800095, "Can't update the seat quantity for this subscription")
  const { minimum, maximum } = 'offer' in item ? item.offer : item.sku
  const wanted = Number.isInteger(quantity) ? Number(quantity) : -1
  if (wanted < minimum || wanted > maximum) refuse(400, 2002, "Subscription quantity isn't within minimum and maximum allowed quantity")
  const change = wanted - before.quantity
  if (change > 0 || isLegacy(before)) return { quantity: wanted, added: [...before.added, { quantity: change, at: now }] }
  const recent = before.added.filter((one) => now - one.at < CANCELLATION_DAYS * DAY)
  const refundable = recent.reduce((sum, one) => sum + one.quantity, 0)
  if (refundable + change < 0) refuse(400, 800090, 'Subscription quantity cannot be decreased.')
  return { quantity: wanted, added: [...before.added, { quantity: change, at: now }] }
}

function termPart(before: Subscription, item: Item, { body, now }: Change): Partial<Subscription> {
  if (before.term === null) return {}
  const cycle = (lower(body.billingCycle) ?? before.billingCycle) as BillingCycle
  const term = (typeof body.termDuration === 'string' && body.termDuration !== '' ? body.termDuration : before.term) as TermDuration
  if (cycle === before.billingCycle && term === before.term) return {}
  if ('offer' in item)
    return refuse(
      400,
      2054,
      "The billing cycle for an existing subscription can't be updated using update-subscription operation. Use update-Order operation",
    )
  if (isTrial(item)) refuse(400, 800107, 'Term changes are not supported for trial offers.')
  const order: readonly TermDuration[] = ['P1M', 'P1Y', 'P3Y']
  if (!order.includes(term)) refuse(400, 800121, 'The term duration provided is invalid.')
  if (order.indexOf(term) < order.indexOf(before.term))
    refuse(400, 800122, 'The target term duration cannot be shorter than the current term duration.')
  if (!item.sku.terms.some((one) => one.duration === term && one.billingCycle === cycle))
    refuse(400, 800097, "Can't update the billing cycle for this subscription")
  return term === before.term ? { billingCycle: cycle } : { billingCycle: cycle, term, startedAt: now }
}

/** Left out, both are reset: that is how partners lose renewals. */
function renewalPart(after: Subscription, item: Item, { body, now }: Change): Partial<Subscription> {
  const autoRenew = body.autoRenewEnabled === true
  if (after.term === null) {
    if (autoRenew) refuse(400, 800093, "The subscription isn't eligible to be auto-renewed")
    return {}
  }
  const { end } = termAt(after, now)
  const suspended = after.suspendedAt !== null
  const lapsesAt = autoRenew && !suspended ? null : end
  const sent = body.scheduledNextTermInstructions
  return { autoRenew, lapsesAt, next: sent ? readNextTerm(sent, { after, item, from: end ?? now, now }) : null }
}

type Scheduling = { after: Subscription; item: Item; from: number; now: number }

function readNextTerm(sent: Sent, { after, item, from, now }: Scheduling): NextTerm {
  if ('offer' in item) return refuse(403, 900263, 'This API method is not supported for legacy subscriptions.')
  const product = sent.product ?? {}
  const wanted = findItem(`${product.productId ?? item.product.id}:${product.skuId ?? item.sku.id}`)
  if (!wanted || 'offer' in wanted) return refuse(404, 400018, "SKU wasn't found")
  const term = product.termDuration ?? after.term
  const cycle = lower(product.billingCycle) ?? after.billingCycle
  if (!wanted.sku.terms.some((one) => one.duration === term && one.billingCycle === cycle))
    refuse(400, 800121, 'The term duration provided is invalid.')
  const quantity = sent.quantity ?? after.quantity
  if (!Number.isInteger(quantity) || quantity < wanted.sku.minimum || quantity > wanted.sku.maximum)
    refuse(400, 2002, "Subscription quantity isn't within minimum and maximum allowed quantity")
  return {
    from,
    item: wanted.key,
    availability: availabilityOf(wanted.product, wanted.sku, now),
    term,
    billingCycle: cycle as BillingCycle,
    quantity,
    ...(typeof product.promotionId === 'string' ? { promotionId: product.promotionId } : {}),
    ...(typeof sent.customTermEndDate === 'string' ? { customTermEndDate: sent.customTermEndDate } : {}),
  }
}
