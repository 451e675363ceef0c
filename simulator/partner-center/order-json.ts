// An order as Partner Center writes it, from the subscriptions that came of it. Pure. Entered by the order and cart routes.
import { itemOf } from '../world/commerce/catalog.ts'
import { currencyOf, priceIn } from '../world/commerce/currency.ts'
import { instant } from '../world/commerce/dates.ts'
import { isLegacy, type Subscription, stateOf } from '../world/commerce/subscription.ts'
import { type Customer, countryOf } from '../world/customer.ts'
import { inCountry, link } from './links.ts'
import { offerIdOf } from './subscription-json.ts'

export type Order = { id: string; createdAt: number; subscriptions: Subscription[] }

/** Grouped by the order they were bought with. */
export function ordersFrom(bought: readonly Subscription[]): Order[] {
  const orders = new Map<string, Order>()
  for (const subscription of bought) {
    const order = orders.get(subscription.orderId) ?? { id: subscription.orderId, createdAt: subscription.createdAt, subscriptions: [] }
    order.subscriptions.push(subscription)
    orders.set(order.id, order)
  }
  return [...orders.values()]
}

export function orderStatus(order: Order, now: number): 'pending' | 'completed' | 'cancelled' {
  const states = order.subscriptions.map((one) => stateOf(one, now).status)
  if (states.includes('pending')) return 'pending'
  return order.subscriptions.every((one) => one.deletedAt !== null) ? 'cancelled' : 'completed'
}

export function orderJson(order: Order, customer: Customer, { now, withPrice = false }: { now: number; withPrice?: boolean }) {
  const address = `/customers/${customer.tenantId}/orders/${order.id}`
  const currency = currencyOf(countryOf(customer).code)
  const [first] = order.subscriptions
  const legacy = first !== undefined && isLegacy(first)
  const total = order.subscriptions.reduce((sum, one) => sum + unitPrice(one) * one.quantity, 0)
  const version = order.subscriptions.reduce((sum, one) => sum + one.version, 0)
  return {
    id: order.id,
    alternateId: order.id,
    referenceCustomerId: customer.tenantId,
    billingCycle: first?.billingCycle ?? 'none',
    currencyCode: currency.code,
    currencySymbol: currency.symbol,
    lineItems: order.subscriptions.map((subscription, place) => lineJson(subscription, { place, customer, withPrice })),
    creationDate: instant(order.createdAt),
    status: orderStatus(order, now),
    transactionType: 'UserPurchase',
    links: {
      self: link(address),
      ...(legacy ? {} : { provisioningStatus: link(`${address}/provisioningstatus`) }),
      patchOperation: { ...link(address), method: 'PATCH' },
    },
    ...(withPrice ? { totalPrice: priceIn(currency, total) } : {}),
    client: {},
    attributes: {
      ...(legacy ? { etag: Buffer.from(JSON.stringify({ id: order.id, version })).toString('base64') } : {}),
      objectType: 'Order',
    },
  }
}

function unitPrice(subscription: Subscription): number {
  const item = itemOf(subscription.item)
  return 'offer' in item ? 10 : item.sku.price
}

type Line = { place: number; customer: Customer; withPrice: boolean }

function lineJson(subscription: Subscription, { place, customer, withPrice }: Line) {
  const item = itemOf(subscription.item)
  const country = countryOf(customer).code
  const address = `/customers/${customer.tenantId}/subscriptions/${subscription.id}`
  const price = priceIn(currencyOf(country), unitPrice(subscription))
  const extended = priceIn(currencyOf(country), unitPrice(subscription) * subscription.quantity)
  return {
    lineItemNumber: place,
    offerId: offerIdOf(subscription),
    subscriptionId: subscription.id,
    ...(subscription.parentId === null ? {} : { parentSubscriptionId: subscription.parentId }),
    ...(subscription.term === null || 'offer' in item ? {} : { termDuration: subscription.term }),
    transactionType: 'New',
    friendlyName: subscription.friendlyName,
    quantity: subscription.quantity,
    ...(subscription.partnerOnRecord === '' ? {} : { partnerIdOnRecord: subscription.partnerOnRecord }),
    ...(withPrice ? { pricing: { listPrice: price, discountedPrice: price, proratedPrice: price, price, extendedPrice: extended } } : {}),
    links: {
      subscription: link(address),
      ...('product' in item
        ? {
            product: link(`/products/${item.product.id}${inCountry(country)}`),
            sku: link(`/products/${item.product.id}/skus/${item.sku.id}${inCountry(country)}`),
            availability: link(
              `/products/${item.product.id}/skus/${item.sku.id}/availabilities/${subscription.availability}${inCountry(country)}`,
            ),
          }
        : { sku: link(`/products/${item.offer.productId.toUpperCase()}/skus/${item.offer.id}${inCountry(country)}`) }),
      provisioningStatus: link(`${address}/provisioningstatus`),
    },
  }
}
