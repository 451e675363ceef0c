// From one offer of before the new commerce to a larger one: what is eligible, and the upgrade itself. Entered by routes.ts.
import { randomUUID } from 'node:crypto'
import { findOffer, itemOf } from '../world/commerce/catalog.ts'
import type { LegacyOffer } from '../world/commerce/catalog-item.ts'
import { type Subscription, stateOf } from '../world/commerce/subscription.ts'
import { countryOf } from '../world/customer.ts'
import { PartnerCenterProblem } from './answer.ts'
import { offerJson } from './catalog-json.ts'
import { collection } from './links.ts'
import { SELLERS } from './roles.ts'
import type { CustomerExchange, Router } from './routing.ts'
import { keepSubscription, subscriptionOf } from './subscription-routes.ts'

const ADDRESS = '/v1/customers/:customerId/subscriptions/:subscriptionId/upgrades'

export function upgradeRoutes(router: Router): void {
  router.customerRoute('GET', ADDRESS, { resource: 'subscription' }, (exchange) => {
    const subscription = subscriptionOf(exchange)
    return collection(targetsOf(subscription).map((target) => upgradeJson(exchange, subscription, target)))
  })
  router.customerRoute('POST', ADDRESS, { resource: 'subscription', who: SELLERS }, upgrade)
}

function targetsOf({ item }: Subscription): LegacyOffer[] {
  const sold = itemOf(item)
  return 'offer' in sold ? sold.offer.upgrades.flatMap((id) => findOffer(id) ?? []) : []
}

function upgradeErrors(subscription: Subscription, now: number) {
  if (stateOf(subscription, now).status === 'active') return []
  return [
    {
      code: 2,
      description: 'Subscription cannot be upgraded because the source subscription state is not active.',
      attributes: { objectType: 'UpgradeError' },
    },
  ]
}

function upgradeJson({ customer, partner, now }: CustomerExchange, subscription: Subscription, target: LegacyOffer) {
  const errors = upgradeErrors(subscription, now)
  return {
    targetOffer: offerJson(target, countryOf(customer).code, partner.tenantId),
    upgradeType: 'upgrade_only',
    isEligible: errors.length === 0,
    quantity: subscription.quantity,
    upgradeErrors: errors,
    attributes: { objectType: 'Upgrade' },
  }
}

function upgrade(exchange: CustomerExchange) {
  const { body, now } = exchange
  const source = subscriptionOf(exchange)
  const wanted = String(body?.targetOffer?.id ?? '').toUpperCase()
  const target = targetsOf(source).find((one) => one.id === wanted)
  if (!target) throw new PartnerCenterProblem(400, 800004, 'Invalid offer ID')
  const errors = upgradeErrors(source, now)
  const result = { sourceSubscriptionId: source.id, upgradeType: 1, licenseErrors: [], attributes: { objectType: 'UpgradeResult' } }
  if (errors.length > 0) return { ...result, targetSubscriptionId: null, upgradeErrors: errors }
  const moved: Subscription = {
    ...source,
    id: randomUUID(),
    item: target.id,
    friendlyName: target.name,
    createdAt: now,
    startedAt: now,
    added: [{ quantity: source.quantity, at: now }],
    version: 2,
  }
  keepSubscription(exchange, { ...source, deletedAt: now, autoRenew: false, version: source.version + 1 }, 'upgrade_subscription')
  keepSubscription(exchange, moved, 'upgrade_subscription')
  return { ...result, targetSubscriptionId: moved.id, upgradeErrors: [] }
}
