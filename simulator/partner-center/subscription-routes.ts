// A customer's subscriptions: list, one, change, and what hangs on one (add-ons, provisioning, support contact, Azure entitlements). Entered by routes.ts.
import { itemOf, licenceOf } from '../world/commerce/catalog.ts'
import { second } from '../world/commerce/dates.ts'
import { mpnIdOf, resellersOf } from '../world/commerce/resellers.ts'
import { type Subscription, stateOf } from '../world/commerce/subscription.ts'
import { PartnerCenterProblem } from './answer.ts'
import { collection, link } from './links.ts'
import { offsetPage } from './paging.ts'
import { SELLERS } from './roles.ts'
import { type CustomerExchange, isGuid, Reply, type Router, type Rule } from './routing.ts'
import { changedSubscription } from './subscription-changes.ts'
import { entitlementOf, subscriptionJson } from './subscription-json.ts'
import { customTermEnds } from './term-ends.ts'

const READ: Rule = { resource: 'subscription' }
const WRITE: Rule = { resource: 'subscription', who: SELLERS }
const LIST = '/v1/customers/:customerId/subscriptions'
const ONE = `${LIST}/:subscriptionId`
const DAY = 86_400_000

export function subscriptionOf({ commerce, customer, params, partner }: CustomerExchange): Subscription {
  requireCommerce({ partner, customer } as CustomerExchange)
  const id = params['subscriptionId'] ?? ''
  const found = isGuid(id) ? commerce.subscription(customer, id) : undefined
  if (!found) throw new PartnerCenterProblem(404, 20003, `Subscription with ID ${id} not found.`)
  return found
}

/** An advisor has customers, but sells them nothing. */
export function requireCommerce({ partner, customer }: Pick<CustomerExchange, 'partner' | 'customer'>): void {
  if (partner.relationship === 'reseller') return
  const text = `The partner ID ${partner.tenantId} has no commerce relationship with the customer ID ${customer.tenantId}.`
  throw new PartnerCenterProblem(403, 20002, text)
}

/** Keeps the changed subscription, writes it down and tells whoever registered. */
export function keepSubscription(exchange: CustomerExchange, subscription: Subscription, operationType: string): unknown {
  const { commerce, customer, partner, caller, audit, now } = exchange
  commerce.putSubscription(customer, subscription)
  const json = subscriptionJson(subscription, customer, now)
  const record = audit.write({
    partnerId: partner.tenantId,
    customer,
    resourceType: 'subscription',
    resourceId: subscription.id,
    operationType,
    value: json,
    data: { SubscriptionId: subscription.id, SubscriptionName: subscription.friendlyName, Quantity: String(subscription.quantity) },
    caller,
  })
  exchange.webhooks.tell(
    {
      event: 'subscription-updated',
      partnerTenantId: partner.tenantId,
      customerTenantId: customer.tenantId,
      resourcePath: `/webhooks/v1/customers/${customer.tenantId}/subscriptions/${subscription.id}`,
      resourceName: 'subscription',
      at: now,
    },
    record.id,
  )
  return json
}

export function subscriptionRoutes(router: Router): void {
  router.customerRoute('GET', LIST, READ, (exchange) => {
    const { commerce, customer, query, now } = exchange
    requireCommerce(exchange)
    const orderId = query['order_id']?.toLowerCase()
    const mpnId = query['mpn_id']
    const wanted = commerce
      .subscriptions(customer)
      .filter((one) => (orderId === undefined || one.orderId === orderId) && (mpnId === undefined || one.partnerOnRecord === mpnId))
    return offsetPage(exchange, wanted, `/customers/${customer.tenantId}/subscriptions`, (one) => subscriptionJson(one, customer, now))
  })
  router.customerRoute('GET', `${LIST}/customTermEndDates`, READ, (exchange) => customTermEnds(exchange))
  router.customerRoute('GET', ONE, READ, (exchange) => subscriptionJson(subscriptionOf(exchange), exchange.customer, exchange.now))
  router.customerRoute('PATCH', ONE, WRITE, (exchange) => {
    const { request, body, now, partner } = exchange
    const before = subscriptionOf(exchange)
    const ifMatch = request.headers['if-match']
    const after = changedSubscription(before, {
      body,
      now,
      ifMatch: typeof ifMatch === 'string' ? ifMatch.replace(/^(W\/)?"|"$/g, '') : undefined,
      isReseller: (mpnId) => resellersOf(partner).some((one) => one.mpnId === mpnId),
    })
    if (after === before) return subscriptionJson(before, exchange.customer, now)
    const json = keepSubscription(exchange, after, 'update_subscription')
    const item = itemOf(after.item)
    // Other publishers are asked first: accepted, to be looked up again.
    if ('product' in item && item.product.kind === 'SaaS')
      return new Reply(202, undefined, { Location: `/customers/${exchange.customer.tenantId}/subscriptions/${after.id}` })
    return json
  })
  registerParts(router)
}

function registerParts(router: Router): void {
  router.customerRoute('GET', `${ONE}/addons`, READ, (exchange) => {
    const { commerce, customer, now } = exchange
    const base = subscriptionOf(exchange)
    return collection(
      commerce
        .subscriptions(customer)
        .filter((one) => one.parentId === base.id)
        .map((one) => subscriptionJson(one, customer, now)),
    )
  })
  router.customerRoute('GET', `${ONE}/provisioningstatus`, READ, (exchange) => {
    const subscription = subscriptionOf(exchange)
    const state = stateOf(subscription, exchange.now)
    if (state.status === 'deleted') throw new PartnerCenterProblem(404, 800007, 'Unable to retrieve provisioning information')
    return {
      skuId: licenceOf(itemOf(subscription.item))?.id ?? subscription.item,
      status: state.status === 'pending' ? 'pending' : 'success',
      quantity: subscription.quantity,
      endDate: state.termEnd === null ? '9999-12-31T00:00:00Z' : second(state.termEnd - DAY),
      attributes: { objectType: 'SubscriptionProvisioningStatus' },
    }
  })
  router.customerRoute('GET', `${ONE}/registrationstatus`, READ, (exchange) => {
    return { subscriptionId: azurePlanOf(exchange).id, status: 'registered', attributes: { objectType: 'SubscriptionRegistrationStatus' } }
  })
  router.customerRoute('POST', `${ONE}/registrations`, WRITE, (exchange) => {
    const { id } = azurePlanOf(exchange)
    return new Reply(202, undefined, { Location: `/customers/${exchange.customer.tenantId}/subscriptions/${id}/registrationstatus` })
  })
  for (const address of [`${ONE}/azureentitlements`, `${ONE}/azureEntitlements`]) {
    router.customerRoute('GET', address, READ, (exchange) => collection([entitlementJson(exchange)]))
    router.customerRoute('GET', `${address}/:entitlementId`, READ, (exchange) => {
      const entitlement = entitlementJson(exchange)
      const wanted = exchange.params['entitlementId'] ?? ''
      if (entitlement.id.toLowerCase() === wanted.toLowerCase()) return entitlement
      throw new PartnerCenterProblem(404, 800111, `Azure entitlement with ID ${wanted} isn't found.`)
    })
  }
  router.customerRoute('GET', `${ONE}/activationlinks`, READ, (exchange) => collection(activationLinks(subscriptionOf(exchange))))
  registerSupportContact(router)
}

function azurePlanOf(exchange: CustomerExchange): Subscription {
  const subscription = subscriptionOf(exchange)
  if (subscription.term === null) return subscription
  throw new PartnerCenterProblem(400, 800011, "This subscription isn't a valid Azure subscription")
}

function entitlementJson(exchange: CustomerExchange) {
  const subscription = azurePlanOf(exchange)
  return {
    id: entitlementOf(subscription),
    friendlyName: subscription.friendlyName,
    status: stateOf(subscription, exchange.now).status,
    subscriptionId: subscription.id,
  }
}

/** What other publishers sell is activated with them. */
function activationLinks({ id, item }: Subscription) {
  const sold = itemOf(item)
  if (!('product' in sold) || sold.product.kind !== 'SaaS') return []
  return [{ lineItemNumber: 0, link: link(`https://publisher.example/activate?token=${id}`) }]
}

type SupportContact = { supportTenantId: string; supportMpnId: string; name: string }

function registerSupportContact(router: Router): void {
  const json = (exchange: CustomerExchange, contact: SupportContact) => ({
    ...contact,
    links: {
      self: {
        ...link(`/customers/${exchange.customer.tenantId}/subscriptions/${exchange.params['subscriptionId']}/supportcontact`),
        method: 'Get',
      },
    },
    attributes: { objectType: 'SupportContact' },
  })
  router.customerRoute('GET', `${ONE}/supportcontact`, READ, (exchange) => {
    const { commerce, customer, partner } = exchange
    const { id } = subscriptionOf(exchange)
    const kept = commerce.kept.get<SupportContact>(customer.tenantId, 'supportContact', id)
    return json(exchange, kept ?? { supportTenantId: partner.tenantId, supportMpnId: mpnIdOf(partner), name: partner.name })
  })
  router.customerRoute('PUT', `${ONE}/supportcontact`, WRITE, (exchange) => {
    const { commerce, customer, partner, body } = exchange
    const { id } = subscriptionOf(exchange)
    const known = [partner.tenantId, ...resellersOf(partner).map((one) => one.id)]
    if (!isGuid(body?.supportTenantId) || !known.includes(body.supportTenantId.toLowerCase()))
      throw new PartnerCenterProblem(404, 800015, "PartnerID isn't found")
    const contact: SupportContact = {
      supportTenantId: body.supportTenantId,
      supportMpnId: String(body.supportMpnId ?? ''),
      name: String(body.name ?? ''),
    }
    commerce.kept.put(customer.tenantId, 'supportContact', id, contact)
    return json(exchange, contact)
  })
}
