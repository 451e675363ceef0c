// Carts: made, read, changed within seven days, and checked out once. Entered by routes.ts.
import { randomUUID } from 'node:crypto'
import { currencyOf } from '../world/commerce/currency.ts'
import { instant } from '../world/commerce/dates.ts'
import { countryOf } from '../world/customer.ts'
import { PartnerCenterProblem } from './answer.ts'
import { link } from './links.ts'
import { orderJson } from './order-json.ts'
import { asOrder, placeOrder } from './order-routes.ts'
import { LineProblem, once, readLine, requireAgreement, type Wanted } from './ordering.ts'
import { SELLERS } from './roles.ts'
import { type CustomerExchange, Reply, type Router, type Rule, type Sent } from './routing.ts'
import { requireCommerce } from './subscription-routes.ts'

const RULE: Rule = { resource: 'cart', who: SELLERS }
const LIST = '/v1/customers/:customerId/carts'
const ONE = `${LIST}/:cartId`
const LIFE_MS = 7 * 86_400_000

type Line = { id: number; sent: Sent; group: string; addons: Line[]; error: { errorCode: number; errorDescription: string } | null }
type Cart = { id: string; createdAt: number; modifiedAt: number; user: string; status: 'Active' | 'Ordered'; lines: Line[] }

export function cartRoutes(router: Router): void {
  router.customerRoute('POST', LIST, RULE, (exchange) =>
    once(exchange, () => {
      requireCommerce(exchange)
      const { now, caller } = exchange
      const lines = readCart(exchange)
      const cart: Cart = { id: randomUUID(), createdAt: now, modifiedAt: now, user: caller.objectId, status: 'Active', lines }
      keep(exchange, cart)
      return new Reply(201, cartJson(cart, exchange))
    }),
  )
  router.customerRoute('GET', ONE, RULE, (exchange) => cartJson(cartOf(exchange), exchange))
  router.customerRoute('PUT', ONE, RULE, (exchange) => {
    const cart = cartOf(exchange)
    if (cart.status === 'Ordered') throw submitted(cart)
    const changed: Cart = { ...cart, modifiedAt: exchange.now, user: exchange.caller.objectId, lines: readCart(exchange) }
    keep(exchange, changed)
    return new Reply(201, cartJson(changed, exchange))
  })
  router.customerRoute('POST', `${ONE}/checkout`, RULE, (exchange) => once(exchange, () => checkOut(exchange)))
}

function submitted(cart: Cart): PartnerCenterProblem {
  return new PartnerCenterProblem(400, 800065, `Can't check out an already submitted cart ${cart.id}.`)
}

function keep({ commerce, customer }: CustomerExchange, cart: Cart): void {
  commerce.kept.put(customer.tenantId, 'cart', cart.id, cart)
}

function cartOf({ commerce, customer, params, now }: CustomerExchange): Cart {
  const cart = commerce.kept.get<Cart>(customer.tenantId, 'cart', (params['cartId'] ?? '').toLowerCase())
  if (!cart || now - cart.createdAt >= LIFE_MS) throw new PartnerCenterProblem(404, 800008, 'Unable to retrieve cart ID')
  return cart
}

/** A line that cannot be bought is kept with its error; the cart is made all the same. */
function readCart(exchange: CustomerExchange): Line[] {
  const items = exchange.body?.lineItems
  if (!Array.isArray(items) || items.length === 0) throw new PartnerCenterProblem(400, 800002, 'Invalid request input')
  let count = 0
  const read = (sent: Sent): Line => {
    const line: Line = { id: Number.isInteger(sent.id) ? sent.id : count, sent, group: '0', addons: [], error: null }
    count++
    try {
      line.group = groupOf(readLine(sent, exchange))
    } catch (problem) {
      if (!(problem instanceof LineProblem)) throw problem
      line.error = { errorCode: problem.code, errorDescription: problem.message }
    }
    line.addons = Array.isArray(sent.addonItems) ? sent.addonItems.map(read) : []
    return line
  }
  return items.map(read)
}

/** Lines of the same kind and cycle can be ordered together. */
function groupOf({ item }: Wanted): string {
  if ('offer' in item) return 'OMS-0'
  return { OnlineServicesNCE: '0', Azure: '1', Software: '2', SaaS: '3' }[item.product.kind]
}

function cartJson(cart: Cart, { customer }: CustomerExchange) {
  const { code } = currencyOf(countryOf(customer).code)
  const lineJson = (line: Line): unknown => {
    const { sent } = line
    return {
      id: line.id,
      catalogItemId: sent.catalogItemId,
      ...(sent.friendlyName ? { friendlyName: sent.friendlyName } : {}),
      quantity: sent.quantity,
      currencyCode: code,
      billingCycle: String(sent.billingCycle ?? 'none').toLowerCase(),
      ...(sent.termDuration ? { termDuration: sent.termDuration } : {}),
      ...(sent.promotionId ? { promotionId: sent.promotionId } : {}),
      ...(sent.participants ? { participants: sent.participants } : {}),
      ...(sent.renewsTo ? { renewsTo: sent.renewsTo } : {}),
      provisioningContext: sent.provisioningContext ?? {},
      orderGroup: line.group,
      ...(line.addons.length > 0 ? { addonItems: line.addons.map(lineJson) } : {}),
      ...(line.error ? { error: line.error } : {}),
    }
  }
  return {
    id: cart.id,
    creationTimestamp: instant(cart.createdAt),
    lastModifiedTimestamp: instant(cart.modifiedAt),
    expirationTimestamp: instant(cart.createdAt + LIFE_MS),
    lastModifiedUser: cart.user,
    status: cart.status,
    lineItems: cart.lines.map(lineJson),
    links: { self: link(`/customers/${customer.tenantId}/carts/${cart.id}`) },
    attributes: { objectType: 'Cart' },
  }
}

/** One order a group; what the catalog no longer has is refused before anything is bought. */
function checkOut(exchange: CustomerExchange): Reply {
  const { customer, now } = exchange
  const cart = cartOf(exchange)
  if (cart.status === 'Ordered') throw submitted(cart)
  const lines = cart.lines.flatMap((line) => [line, ...line.addons])
  if (lines.some((line) => line.error !== null)) throw new PartnerCenterProblem(400, 800009, 'Error in Cart item(s)')
  requireAgreement(exchange)
  const wanted = lines.map((line) => ({ line, wanted: asOrder(() => readLine(line.sent, exchange)) }))
  const groups = new Map<string, Wanted[]>()
  for (const one of wanted) {
    const key = `${one.line.group} ${one.wanted.billingCycle}`
    groups.set(key, [...(groups.get(key) ?? []), one.wanted])
  }
  const orders = [...groups.values()].map((group) => placeOrder(exchange, group))
  keep(exchange, { ...cart, status: 'Ordered', modifiedAt: now })
  return new Reply(201, {
    orders: orders.map((order) => orderJson(order, customer, { now, withPrice: true })),
    attributes: { objectType: 'CartCheckoutResult' },
  })
}
