// From a trial to what is paid for, and from one product to a larger one: conversions, transitions and what is eligible. Entered by routes.ts.
import { randomUUID } from 'node:crypto'
import { availabilityOf, catalogItemId, findItem, findProduct, isTrial, itemOf } from '../world/commerce/catalog.ts'
import type { Item, SkuItem, TermDuration } from '../world/commerce/catalog-item.ts'
import { instant } from '../world/commerce/dates.ts'
import { type Subscription, stateOf } from '../world/commerce/subscription.ts'
import { PartnerCenterProblem } from './answer.ts'
import { collection } from './links.ts'
import { SELLERS } from './roles.ts'
import type { CustomerExchange, Router, Rule } from './routing.ts'
import { offerIdOf } from './subscription-json.ts'
import { keepSubscription, subscriptionOf } from './subscription-routes.ts'

const READ: Rule = { resource: 'subscription' }
const WRITE: Rule = { resource: 'subscription', who: SELLERS }
const ONE = '/v1/customers/:customerId/subscriptions/:subscriptionId'

type Transition = { operationId: string } & Record<string, unknown>

export function transitionRoutes(router: Router): void {
  router.customerRoute('GET', `${ONE}/conversions`, READ, (exchange) => {
    const subscription = subscriptionOf(exchange)
    return collection(targetsOf(subscription).map((target) => conversionJson(subscription, target, exchange.now)))
  })
  router.customerRoute('POST', `${ONE}/conversions`, WRITE, (exchange) => {
    const { body, now } = exchange
    const subscription = subscriptionOf(exchange)
    const wanted = String(body?.targetOfferId ?? '').toUpperCase()
    const target = targetsOf(subscription).find((one) => wanted === targetId(one, now) || wanted.startsWith(one.key))
    if (!target) throw new PartnerCenterProblem(400, 800004, 'Invalid offer ID')
    const quantity = Number.isInteger(body?.quantity) ? body.quantity : subscription.quantity
    keepSubscription(
      exchange,
      {
        ...converted(subscription, target, now),
        quantity,
        added: [...subscription.added, { quantity: quantity - subscription.quantity, at: now }],
      },
      'convert_trial_subscription',
    )
    return {
      subscriptionId: subscription.id,
      offerId: offerIdOf(subscription),
      targetOfferId: targetId(target, now),
      error: null,
      attributes: { objectType: 'ConversionResult' },
    }
  })
  router.customerRoute('GET', `${ONE}/transitioneligibilities`, READ, (exchange) => {
    const subscription = subscriptionOf(exchange)
    return collection(upgradesOf(subscription).map((target) => eligibilityJson(subscription, target, exchange.now)))
  })
  router.customerRoute('GET', `${ONE}/transitions`, READ, (exchange) => {
    const { commerce, customer } = exchange
    const { id } = subscriptionOf(exchange)
    return collection(
      [...commerce.kept.all<Transition>(customer.tenantId, 'transition').values()].filter((one) => one['fromSubscriptionId'] === id),
    )
  })
  router.customerRoute('POST', `${ONE}/transitions`, WRITE, (exchange) => transition(exchange))
}

function targetsOf(subscription: Subscription): Item[] {
  const item = itemOf(subscription.item)
  if (!isTrial(item)) return []
  if ('offer' in item) return item.offer.conversionTargets.map(itemOf)
  return item.product.skus.filter((sku) => sku.id === item.sku.paidSku).map((sku) => itemOf(`${item.product.id}:${sku.id}`))
}

function targetId(target: Item, now: number): string {
  return 'offer' in target ? target.key : catalogItemId(target.product, target.sku, now)
}

function conversionJson(subscription: Subscription, target: Item, now: number) {
  return {
    offerId: offerIdOf(subscription),
    targetOfferId: targetId(target, now),
    orderId: subscription.orderId,
    quantity: subscription.quantity,
    billingCycle: 'monthly',
    attributes: { objectType: 'Conversion' },
  }
}

/** From now on it is another product, with terms of its own. */
function converted(subscription: Subscription, target: Item, now: number): Subscription {
  const term = 'offer' in target ? ({ duration: 'P1Y', billingCycle: 'monthly' } as const) : (target.sku.terms[1] ?? target.sku.terms[0])
  return {
    ...subscription,
    item: target.key,
    availability: 'offer' in target ? '' : availabilityOf(target.product, target.sku, now),
    friendlyName: 'offer' in target ? target.offer.name : target.sku.title,
    startedAt: now,
    term: term?.duration ?? subscription.term,
    billingCycle: term?.billingCycle ?? 'monthly',
    autoRenew: true,
    lapsesAt: null,
    next: null,
    version: subscription.version + 1,
  }
}

function upgradesOf(subscription: Subscription): SkuItem[] {
  const item = itemOf(subscription.item)
  if ('offer' in item || item.sku.isTrial) return []
  return (item.product.upgrades ?? []).flatMap((id) => {
    const product = findProduct(id)
    const sku = product?.skus[0]
    return product && sku ? [{ key: `${id}:${sku.id}`, product, sku }] : []
  })
}

function errorsOf(subscription: Subscription, target: SkuItem, now: number) {
  const { status } = stateOf(subscription, now)
  if (status !== 'active')
    return [{ code: 2, description: 'Subscription cannot be upgraded because the source subscription state is not active.' }]
  if (subscription.quantity > target.sku.maximum)
    return [{ code: 4, description: 'Subscription cannot be upgraded because the quantity exceeds the maximum of the target.' }]
  return []
}

function eligibilityJson(subscription: Subscription, target: SkuItem, now: number) {
  const errors = errorsOf(subscription, target, now)
  return {
    catalogItemId: catalogItemId(target.product, target.sku, now),
    title: target.sku.title,
    description: target.product.description,
    quantity: subscription.quantity,
    eligibilities: ['transition_only', 'transition_with_license_transfer'].map((transitionType) => ({
      isEligible: errors.length === 0,
      transitionType,
      errors,
    })),
  }
}

function transition(exchange: CustomerExchange) {
  const { body, commerce, customer, now } = exchange
  const source = subscriptionOf(exchange)
  const [productId, skuId, availability] = String(body?.toCatalogItemId ?? '').split(':')
  const target = upgradesOf(source).find((one) => one.product.id === productId && one.sku.id === skuId)
  if (!target || !findItem(target.key)) throw new PartnerCenterProblem(403, 800020, "The catalog item isn't eligible for purchase.")
  if (availability !== availabilityOf(target.product, target.sku, now))
    throw new PartnerCenterProblem(404, 400019, 'Availability not found.')
  const [problem] = errorsOf(source, target, now)
  if (problem) throw new PartnerCenterProblem(400, 900280, problem.description)
  const term = (body.termDuration ?? source.term) as TermDuration
  if (!target.sku.terms.some((one) => one.duration === term))
    throw new PartnerCenterProblem(400, 900268, 'The term duration on the target transition is invalid.')
  const toSubscriptionId = randomUUID()
  const moved: Subscription = {
    ...converted(source, target, now),
    id: toSubscriptionId,
    term,
    billingCycle: typeof body.billingCycle === 'string' ? body.billingCycle.toLowerCase() : source.billingCycle,
    createdAt: now,
    added: [{ quantity: source.quantity, at: now }],
    version: 2,
  }
  keepSubscription(exchange, { ...source, deletedAt: now, autoRenew: false, version: source.version + 1 }, 'upgrade_subscription')
  keepSubscription(exchange, moved, 'upgrade_subscription')
  const made: Transition = {
    operationId: randomUUID(),
    fromCatalogItemId: offerIdOf(source),
    fromSubscriptionId: source.id,
    toCatalogItemId: offerIdOf(moved),
    toSubscriptionId,
    quantity: source.quantity,
    termDuration: moved.term,
    billingCycle: moved.billingCycle,
    transitionType: String(body.transitionType ?? 'transition_only'),
    status: 'completed',
    events: [{ name: 'Conversion', status: 'completed', timestamp: instant(now), errors: [] }],
  }
  commerce.kept.put(customer.tenantId, 'transition', made.operationId, made)
  return made
}
