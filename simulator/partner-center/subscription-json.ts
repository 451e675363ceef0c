// A subscription as Partner Center writes it: new commerce, older offers and Azure each with their own fields. Pure. Entered by the subscription routes.
import { addonsOf, isAddon, isTrial, itemOf, MONTHS, nameOf } from '../world/commerce/catalog.ts'
import type { Item } from '../world/commerce/catalog-item.ts'
import { addMonths, instant, midnight, NEVER, second, zoneless } from '../world/commerce/dates.ts'
import { type NextTerm, type State, type Subscription, stateOf } from '../world/commerce/subscription.ts'
import { type Customer, countryOf } from '../world/customer.ts'
import { guidFor } from '../world/random.ts'
import { inCountry, link } from './links.ts'

const DAY = 86_400_000
export const CANCELLATION_DAYS = 7

export function etagOf(subscription: Subscription): string {
  return Buffer.from(JSON.stringify({ id: subscription.id, version: subscription.version })).toString('base64')
}

export function offerIdOf(subscription: Pick<Subscription, 'item' | 'availability'>): string {
  return subscription.availability === '' ? subscription.item : `${subscription.item}:${subscription.availability}`
}

export function entitlementOf(subscription: Subscription): string {
  return guidFor(subscription.id, 'entitlement')
}

/** Ends are inclusive: the last day, at its midnight and at its last second. */
function endDates(state: State) {
  if (state.termEnd === null) return { commitmentEndDate: NEVER, commitmentEndDateTime: '9999-12-31T23:59:59Z' }
  return { commitmentEndDate: second(state.termEnd - DAY), commitmentEndDateTime: second(state.termEnd - 1000) }
}

export function subscriptionJson(subscription: Subscription, customer: Customer, now: number) {
  const item = itemOf(subscription.item)
  const state = stateOf(subscription, now)
  const usage = subscription.term === null
  const { parentId, next } = subscription
  const base = {
    id: subscription.id,
    offerId: offerIdOf(subscription),
    offerName: nameOf(item),
    friendlyName: subscription.friendlyName,
    quantity: subscription.quantity,
    ...(subscription.firstEnd === undefined ? {} : { customTermEndDate: zoneless(subscription.firstEnd - DAY).slice(0, 19) }),
    unitType: usage ? 'Usage-based' : 'product' in item && item.product.kind === 'SaaS' ? 'License(s)' : 'Licenses',
    ...(parentId === null ? {} : { parentSubscriptionId: parentId }),
    creationDate: instant(subscription.createdAt),
    effectiveStartDate: instant(state.termStart),
    ...endDates(state),
    status: state.status,
    autoRenewEnabled: subscription.autoRenew,
    isTrial: isTrial(item),
    billingType: usage ? 'usage' : 'license',
    billingCycle: subscription.billingCycle,
    hasPurchasableAddons: !isAddon(item) && addonsOf(item).length > 0,
    partnerId: subscription.partnerOnRecord,
    contractType: 'subscription',
    ...(state.status === 'suspended' ? { suspensionReasons: ['Partner'] } : {}),
    actions: state.status === 'active' ? ['edit', 'cancel'] : state.status === 'suspended' ? ['edit'] : [],
    ...(next === null ? {} : { scheduledNextTermInstructions: nextTermJson(next) }),
  }
  return 'offer' in item
    ? { ...base, ...legacyPart(subscription, item, customer) }
    : { ...base, ...modernPart(subscription, item, { customer, state, now }) }
}

export function nextTermJson(next: NextTerm) {
  const [productId, skuId] = next.item.split(':')
  const { availability: availabilityId, billingCycle, term: termDuration, promotionId, customTermEndDate } = next
  return {
    product: { productId, skuId, availabilityId, billingCycle, termDuration, ...(promotionId ? { promotionId } : {}) },
    quantity: next.quantity,
    ...(customTermEndDate ? { customTermEndDate } : {}),
  }
}

function subscriptionLinks(subscription: Subscription, customer: Customer) {
  const address = `/customers/${customer.tenantId}/subscriptions`
  return {
    ...(subscription.parentId === null ? {} : { parentSubscription: link(`${address}/${subscription.parentId}`) }),
    self: link(`${address}/${subscription.id}`),
  }
}

function legacyPart(subscription: Subscription, item: Extract<Item, { offer: unknown }>, customer: Customer) {
  return {
    entitlementId: entitlementOf(subscription),
    isMicrosoftProduct: true,
    publisherName: 'Microsoft Corporation',
    links: {
      offer: link(`/offers/${item.offer.id}${inCountry(countryOf(customer).code)}`),
      ...subscriptionLinks(subscription, customer),
    },
    orderId: subscription.orderId,
    attributes: { etag: etagOf(subscription), objectType: 'Subscription' },
  }
}

type Seen = { customer: Customer; state: State; now: number }

function modernPart(subscription: Subscription, item: Extract<Item, { product: unknown }>, { customer, state, now }: Seen) {
  const { product, sku } = item
  const country = inCountry(countryOf(customer).code)
  const address = `/products/${product.id}`
  const until = state.termStart + CANCELLATION_DAYS * DAY
  const refundable = subscription.added.filter((one) => now - one.at < CANCELLATION_DAYS * DAY)
  const cycleEnd = billingCycleEnd(subscription, state, now)
  return {
    productType: { id: product.kind, displayName: product.kind },
    ...(subscription.term === null ? {} : { termDuration: subscription.term, cancellationAllowedUntilDate: second(until) }),
    renewalTermDuration: '',
    ...(cycleEnd === null ? {} : { billingCycleEndDate: second(cycleEnd - DAY), billingCycleEndDateTime: second(cycleEnd - 1000) }),
    refundOptions: [{ type: 'Full', expiresAt: second(midnight(subscription.createdAt) + DAY) }],
    refundableQuantity: {
      totalQuantity: refundable.reduce((sum, one) => sum + one.quantity, 0),
      details: refundable.map(({ quantity, at }) => ({ quantity, allowedUntilDateTime: instant(at + CANCELLATION_DAYS * DAY) })),
    },
    isMicrosoftProduct: product.microsoft,
    publisherName: product.publisher,
    attentionNeeded: false,
    actionTaken: false,
    links: {
      product: link(`${address}${country}`),
      sku: link(`${address}/skus/${sku.id}${country}`),
      availability: link(`${address}/skus/${sku.id}/availabilities/${subscription.availability}${country}`),
      ...(product.kind === 'SaaS'
        ? { activationLinks: link(`/customers/${customer.tenantId}/subscriptions/${subscription.id}/activationlinks`) }
        : {}),
      ...subscriptionLinks(subscription, customer),
    },
    orderId: subscription.orderId,
    attributes: { etag: product.microsoft ? etagOf(subscription) : '', objectType: 'Subscription' },
  }
}

function billingCycleEnd(subscription: Subscription, state: State, now: number): number | null {
  if (state.termEnd === null || subscription.term === null) return null
  const months = subscription.billingCycle === 'monthly' ? 1 : subscription.billingCycle === 'annual' ? 12 : MONTHS[subscription.term]
  for (let count = 1; ; count++) {
    const end = midnight(addMonths(state.termStart, months * count))
    if (end > now || end >= state.termEnd) return Math.min(end, state.termEnd)
  }
}
