// A customer's orders: list, one, new, changed, and how far provisioning is. Entered by routes.ts.
import { randomUUID } from 'node:crypto'
import { isAddon } from '../world/commerce/catalog.ts'
import { type Subscription, stateOf } from '../world/commerce/subscription.ts'
import { mix } from '../world/random.ts'
import { PartnerCenterProblem } from './answer.ts'
import { type Order, orderJson, ordersFrom } from './order-json.ts'
import { LineProblem, once, parentOf, readLine, requireAgreement, subscriptionFrom, type Wanted } from './ordering.ts'
import { offsetPage } from './paging.ts'
import { SELLERS } from './roles.ts'
import { type CustomerExchange, Reply, type Router, type Rule, type Sent } from './routing.ts'
import { keepSubscription, requireCommerce } from './subscription-routes.ts'

const READ: Rule = { resource: 'order' }
const WRITE: Rule = { resource: 'order', who: SELLERS }
const LIST = '/v1/customers/:customerId/orders'
const ONE = `${LIST}/:orderId`
/** New orders show in the list only after a while, up to a quarter of an hour. */
const LONGEST_LAG_MS = 15 * 60_000

export function orderRoutes(router: Router): void {
  router.customerRoute('GET', LIST, READ, (exchange) => {
    const { commerce, customer, query, now } = exchange
    requireCommerce(exchange)
    const usage = query['billingType']?.toLowerCase() === 'usage'
    const orders = ordersFrom(commerce.bought(customer))
      .filter((order) => now - order.createdAt >= mix(order.id) % LONGEST_LAG_MS)
      .filter((order) => query['billingType'] === undefined || order.subscriptions.some((one) => (one.term === null) === usage))
    return offsetPage(exchange, orders, `/customers/${customer.tenantId}/orders`, (order) => orderJson(order, customer, { now }))
  })
  router.customerRoute('GET', ONE, READ, (exchange) =>
    orderJson(orderOf(exchange), exchange.customer, {
      now: exchange.now,
      withPrice: exchange.query['includePrice']?.toLowerCase() === 'true',
    }),
  )
  router.customerRoute('GET', `${ONE}/provisioningstatus`, READ, (exchange) => {
    const order = orderOf(exchange)
    return order.subscriptions.map((one, lineItemNumber) => ({
      lineItemNumber,
      status: provisioningOf(one, exchange.now),
      quantityProvisioningInformation: [{ quantity: one.quantity, status: provisioningOf(one, exchange.now) }],
    }))
  })
  router.customerRoute('POST', LIST, WRITE, (exchange) =>
    once(exchange, () => {
      requireCommerce(exchange)
      requireAgreement(exchange)
      return new Reply(201, orderJson(placeOrder(exchange, readLines(exchange)), exchange.customer, { now: exchange.now, withPrice: true }))
    }),
  )
  router.customerRoute('PATCH', ONE, WRITE, changeOrder)
}

function provisioningOf(subscription: Subscription, now: number): string {
  const { status } = stateOf(subscription, now)
  return status === 'pending' ? 'PrefulfillmentPending' : subscription.deletedAt === null ? 'Fulfilled' : 'Unfulfilled'
}

function orderOf(exchange: CustomerExchange): Order {
  requireCommerce(exchange)
  const id = (exchange.params['orderId'] ?? '').toLowerCase()
  const order = ordersFrom(exchange.commerce.bought(exchange.customer)).find((one) => one.id === id)
  if (!order) throw new PartnerCenterProblem(404, 20000, 'Order ID not found')
  return order
}

function readLines(exchange: CustomerExchange): Wanted[] {
  const lines = exchange.body?.lineItems
  if (!Array.isArray(lines) || lines.length === 0) throw new PartnerCenterProblem(400, 800002, 'Invalid request input')
  return lines.map((line: Sent, place: number) => {
    if (line.lineItemNumber !== undefined && line.lineItemNumber !== place)
      throw new PartnerCenterProblem(400, 800071, 'Line Item number should be from 0 to number of line items count')
    return asOrder(() => readLine({ billingCycle: exchange.body.billingCycle, ...line }, exchange))
  })
}

/** What carts note beside a line, orders refuse. */
export function asOrder<T>(read: () => T): T {
  try {
    return read()
  } catch (problem) {
    if (problem instanceof LineProblem) throw new PartnerCenterProblem(problem.order[0], problem.order[1], problem.message)
    throw problem
  }
}

/** Makes the subscriptions, keeps them, and writes the order down. */
export function placeOrder(exchange: CustomerExchange, lines: readonly Wanted[], into?: Order): Order {
  const { now, audit, partner, customer, caller } = exchange
  const legacy = lines.some((line) => 'offer' in line.item)
  const id = into?.id ?? (legacy ? randomUUID() : randomUUID().replaceAll('-', '').slice(0, 12))
  const made: Subscription[] = []
  for (const line of [...lines].sort((a, b) => Number(isAddon(a.item)) - Number(isAddon(b.item))))
    made.push(subscriptionFrom(line, { orderId: id, now, parentId: parentOf(line, made, exchange) }))
  const order: Order = { id, createdAt: into?.createdAt ?? now, subscriptions: [...(into?.subscriptions ?? []), ...made] }
  for (const subscription of made) exchange.commerce.putSubscription(customer, subscription)
  audit.write({
    partnerId: partner.tenantId,
    customer,
    resourceType: 'order',
    resourceId: id,
    operationType: into ? 'update_order' : 'create_order',
    value: orderJson(order, customer, { now }),
    data: orderData(order),
    caller,
  })
  return order
}

function orderData(order: Order): Record<string, string | null> {
  const data: Record<string, string | null> = {
    OrderId: order.id,
    AlternateId: order.id,
    BillingCycle: order.subscriptions[0]?.billingCycle ?? 'none',
  }
  for (const [place, one] of order.subscriptions.entries())
    Object.assign(data, {
      [`OfferId-${place}`]: one.item,
      [`SubscriptionId-${place}`]: one.id,
      [`SubscriptionName-${place}`]: one.friendlyName,
      [`Quantity-${place}`]: String(one.quantity),
      [`PartnerOnRecord-${place}`]: one.partnerOnRecord || null,
    })
  return data
}

/** Add-ons bought into an order of older offers, or its billing cycle changed. */
function changeOrder(exchange: CustomerExchange): unknown {
  const { body, customer, now } = exchange
  const order = orderOf(exchange)
  const lines: Sent[] = Array.isArray(body?.lineItems) ? body.lineItems : []
  const fresh = lines.filter((line) => !line.subscriptionId && line.parentSubscriptionId)
  if (fresh.length > 0) {
    requireAgreement(exchange)
    const wanted = fresh.map((line) => asOrder(() => readLine({ billingCycle: order.subscriptions[0]?.billingCycle, ...line }, exchange)))
    return orderJson(placeOrder(exchange, wanted, order), customer, { now })
  }
  if (String(body?.status ?? '').toLowerCase() === 'cancelled')
    throw new PartnerCenterProblem(
      400,
      800063,
      `This order ${order.id} can't be canceled. Use PATCH /customers/${customer.tenantId}/subscriptions/<subscriptionId> to suspend subscriptions`,
    )
  const cycle = String(body?.billingCycle ?? '').toLowerCase()
  if (cycle !== 'monthly' && cycle !== 'annual') throw new PartnerCenterProblem(400, 800002, 'Invalid request input')
  if (order.subscriptions.some((one) => stateOf(one, now).status !== 'active'))
    throw new PartnerCenterProblem(
      400,
      6000,
      "The billing cycle couldn't be changed because the order contains one or more subscriptions that aren't active",
    )
  if (order.subscriptions.some((one) => one.term !== 'P1Y'))
    throw new PartnerCenterProblem(
      400,
      6001,
      "The billing cycle couldn't be changed because one of the order's Offer IDs doesn't support the billing term",
    )
  const changed = order.subscriptions.map((one): Subscription => ({ ...one, billingCycle: cycle, version: one.version + 1 }))
  for (const one of changed) keepSubscription(exchange, one, 'update_order')
  return orderJson({ ...order, subscriptions: changed }, customer, { now })
}
