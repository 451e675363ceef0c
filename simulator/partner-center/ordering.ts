// Buying: reads what is wanted, refuses it with Microsoft's codes, and makes subscriptions of it. Entered by the cart and order routes.
import { randomUUID } from 'node:crypto'
import { hasAccepted } from '../world/commerce/agreements.ts'
import { availabilityOf, findItem, isAddon } from '../world/commerce/catalog.ts'
import type { BillingCycle, Item, TermDuration } from '../world/commerce/catalog-item.ts'
import { addMonths, midnight } from '../world/commerce/dates.ts'
import { resellersOf } from '../world/commerce/resellers.ts'
import { type Subscription, stateOf } from '../world/commerce/subscription.ts'
import { PartnerCenterProblem } from './answer.ts'
import { type CustomerExchange, Reply, type Sent } from './routing.ts'
import { readTermEnd } from './term-ends.ts'

export type Wanted = {
  item: Item
  quantity: number
  term: TermDuration
  billingCycle: BillingCycle
  friendlyName: string | undefined
  parentId: string | null
  partnerOnRecord: string
  firstEnd: number | undefined
}

/** A reason a line cannot be bought, in the words of carts. */
export class LineProblem extends Error {
  readonly code: number
  /** What it is called when an order is made of the line. */
  readonly order: readonly [status: number, code: number]
  constructor(code: number, order: readonly [number, number], text: string) {
    super(text)
    this.code = code
    this.order = order
  }
}

/** `catalogItemId` is product:sku:availability of this very month, or an older offer's identifier. */
export function readCatalogItem(id: unknown, now: number): Item {
  const [productId = '', skuId, availability] = String(id ?? '').split(':')
  const item = findItem(skuId === undefined ? productId.toUpperCase() : `${productId}:${skuId}`)
  if (!item) throw new LineProblem(10001, [400, 800004], `Catalog item ID ${String(id)} isn't valid.`)
  if ('product' in item && availability !== availabilityOf(item.product, item.sku, now))
    throw new LineProblem(10001, [404, 400019], 'Availability not found.')
  return item
}

export function readLine(sent: Sent, exchange: CustomerExchange): Wanted {
  const { now, commerce, customer, partner } = exchange
  const item = readCatalogItem(sent.catalogItemId ?? sent.offerId, now)
  const { minimum, maximum } = 'offer' in item ? item.offer : item.sku
  const { quantity } = sent
  if (!Number.isInteger(quantity) || quantity < minimum)
    throw new LineProblem(10010, [400, 900275], 'The requested quantity is not within the allowed quantity.')
  if (quantity > maximum)
    throw new LineProblem(10015, [403, 800067], 'The desired seat count exceeded the maximum seat count allowed per subscription')
  const { term, billingCycle } = readTerm(sent, item)
  const context = sent.provisioningContext ?? {}
  const parentId = String(sent.parentSubscriptionId ?? context.parentSubscriptionId ?? '').toLowerCase() || null
  const parent = parentId === null ? undefined : commerce.subscription(customer, parentId)
  if (parentId !== null && (!parent || stateOf(parent, now).status !== 'active'))
    throw new LineProblem(10007, [400, 800021], "Subscription isn't valid.")
  const partnerOnRecord = String(sent.partnerIdOnRecord ?? sent.participants?.[0]?.value ?? '')
  if (partnerOnRecord !== '' && !resellersOf(partner).some((one) => one.mpnId === partnerOnRecord))
    throw new LineProblem(10004, [400, 800016], "PartnerID isn't a valid Indirect Reseller")
  const friendlyName = typeof sent.friendlyName === 'string' && sent.friendlyName !== '' ? sent.friendlyName : undefined
  const firstEnd = sent.customTermEndDate ? readTermEnd(exchange, String(sent.customTermEndDate), term) : undefined
  if (sent.customTermEndDate && firstEnd === undefined)
    throw new LineProblem(
      10010,
      [400, 900242],
      'The custom term end date specified does not match with the end date of any active subscription.',
    )
  return { item, quantity, term, billingCycle, friendlyName, parentId, partnerOnRecord, firstEnd }
}

function readTerm(sent: Sent, item: Item): { term: TermDuration; billingCycle: BillingCycle } {
  const cycle = String(sent.billingCycle ?? '').toLowerCase()
  if ('offer' in item) {
    if (!['', 'unknown', 'monthly', 'annual', 'none'].includes(cycle))
      throw new LineProblem(10010, [400, 900269], 'The billing cycle is invalid.')
    return { term: 'P1Y', billingCycle: cycle === 'annual' ? 'annual' : 'monthly' }
  }
  const [standard] = item.sku.terms
  const found =
    cycle === '' && !sent.termDuration && item.sku.terms.length === 1
      ? standard
      : item.sku.terms.find((one) => one.billingCycle === cycle && one.duration === (sent.termDuration ?? standard?.duration))
  if (!found) throw new LineProblem(10010, [400, 800121], 'The term duration or the billing cycle provided is invalid.')
  return { term: found.duration, billingCycle: found.billingCycle }
}

/** Refuses buying for a customer that accepted no agreement, and add-ons without what they are added to. */
export function requireAgreement({ commerce, customer }: CustomerExchange): void {
  if (hasAccepted(commerce.kept, customer)) return
  throw new PartnerCenterProblem(
    403,
    13605,
    'Either a partner confirmation of the customer acceptance of the Microsoft Customer Agreement must be provided or the customer must accept the Microsoft Customer Agreement in the Microsoft Admin Center before you can complete this purchase',
  )
}

/** The active subscription an add-on goes with: the named one, one bought along, or one the customer holds. */
export function parentOf(wanted: Wanted, along: readonly Subscription[], exchange: CustomerExchange): string | null {
  const { item, parentId } = wanted
  if (parentId !== null || !isAddon(item)) return parentId
  const bases = 'offer' in item ? item.offer.prerequisites : (item.sku.addonTo ?? []).map((id) => `${id}:0001`)
  const held = exchange.commerce.subscriptions(exchange.customer).filter((one) => stateOf(one, exchange.now).status === 'active')
  const base = [...along, ...held].find((one) => bases.includes(one.item))
  if (!base) throw new PartnerCenterProblem(400, 800029, "The add-on isn't related to the specified parent subscription")
  return base.id
}

export function subscriptionFrom(
  wanted: Wanted,
  { orderId, now, parentId }: { orderId: string; now: number; parentId: string | null },
): Subscription {
  const { item } = wanted
  const usage = 'product' in item ? item.product.kind === 'Azure' : item.offer.billing === 'usage'
  const trial = 'product' in item && item.sku.isTrial
  const paid = trial && 'product' in item ? item.product.skus.find((one) => one.id === item.sku.paidSku) : undefined
  const lapsesAt = trial ? midnight(addMonths(now, 1)) : null
  return {
    id: randomUUID(),
    orderId,
    item: item.key,
    availability: 'product' in item ? availabilityOf(item.product, item.sku, now) : '',
    friendlyName: wanted.friendlyName ?? ('product' in item ? item.sku.title : item.offer.name),
    quantity: wanted.quantity,
    createdAt: now,
    startedAt: now,
    ...(wanted.firstEnd === undefined ? {} : { firstEnd: wanted.firstEnd }),
    term: usage ? null : wanted.term,
    billingCycle: wanted.billingCycle,
    autoRenew: !usage && !trial,
    lapsesAt,
    suspendedAt: null,
    deletedAt: null,
    parentId,
    partnerOnRecord: wanted.partnerOnRecord,
    next:
      paid && 'product' in item && lapsesAt !== null
        ? {
            from: lapsesAt,
            item: `${item.product.id}:${paid.id}`,
            availability: availabilityOf(item.product, paid, now),
            term: 'P1Y',
            billingCycle: 'monthly',
            quantity: wanted.quantity,
          }
        : null,
    added: [{ quantity: wanted.quantity, at: now }],
    version: 1,
  }
}

/** A request identifier sent again gets the first answer again, and nothing is done twice. */
export function once(exchange: CustomerExchange, act: () => Reply): Reply {
  const { request, commerce, customer } = exchange
  const id = request.headers['ms-requestid']
  if (typeof id !== 'string' || id === '') return act()
  const key = `${request.method} ${request.url.split('?')[0]} ${id.toLowerCase()}`
  const before = commerce.kept.get<{ status: number; body: unknown }>(customer.tenantId, 'request', key)
  if (before) return new Reply(before.status, before.body)
  const made = act()
  commerce.kept.put(customer.tenantId, 'request', key, { status: made.status, body: made.body })
  return made
}
