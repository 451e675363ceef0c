// A customer's orders: what was bought, in which state, and how far it is provisioned. The list lags by up to 15 minutes.
// https://learn.microsoft.com/partner-center/developer/order-resources
import { z } from 'zod'
import type { CallOptions } from '../http.ts'
import { listOperation, operation } from '../operation.ts'
import type { Page } from '../page.ts'
import { allOf } from '../pages.ts'
import { perform } from '../perform.ts'
import type { Source } from '../source.ts'
import { instant, number, text } from '../tolerant.ts'
import { attributes, billingCycle, numbered, parts, price, record } from './fields.ts'
import { type ChangeOptions, request } from './request-body.ts'

const orderLine = record({
  lineItemNumber: number,
  offerId: text,
  subscriptionId: text,
  parentSubscriptionId: text,
  friendlyName: text,
  quantity: number,
  termDuration: text,
  transactionType: text,
  partnerIdOnRecord: text,
  pricing: price,
})

/** The order of the words is that of Partner Center's numbers. */
const orderStatus = numbered(
  'unknown',
  'completed',
  'pending',
  'cancelled',
  'suspended',
  'pending review',
  'pending po upload',
  'po upload complete',
  'po review rejected',
  'partial success',
  'error',
)

export const Order = record({
  id: text,
  alternateId: text,
  referenceCustomerId: text,
  billingCycle,
  currencyCode: text,
  totalPrice: number,
  lineItems: parts(orderLine),
  creationDate: instant,
  status: orderStatus,
  transactionType: text,
  attributes,
}).transform((sent) => ({ ...sent, id: sent.id ?? '', etag: sent.attributes.etag }))
export type Order = z.output<typeof Order>

/** Documentation leaves the lines open; what is set in them is checked where a cart is made. */
export const OrderBody = request({
  id: z.string().nullish(),
  referenceCustomerId: z.string().nullish(),
  billingCycle: z.union([z.string(), z.int()]).nullish(),
  currencyCode: z.string().nullish(),
  lineItems: z.array(z.record(z.string(), z.unknown())).min(1),
  creationDate: z.string().nullish(),
  status: z.union([z.string(), z.int()]).nullish(),
})
export type OrderBody = z.input<typeof OrderBody>

const api = 'partnerCenter' as const
const resource = 'order'
const all = '/v1/customers/{customerId}/orders'
const Known = Order.refine(({ id }) => id !== '', 'no id')

export const listOrders = listOperation({
  api,
  method: 'GET',
  path: all,
  resource,
  paging: 'offset',
  item: Order,
  usable: ({ id }) => (id ? null : 'no id'),
})
export const getOrder = operation({ api, method: 'GET', path: `${all}/{orderId}`, resource, answer: Known })
export const postOrder = operation({ api, method: 'POST', path: all, resource, body: OrderBody, answer: Known })
export const patchOrder = operation({ api, method: 'PATCH', path: `${all}/{orderId}`, resource, body: OrderBody, answer: Known })

/** Throws MicrosoftError. */
export const ordersOf = (source: Source, customerId: string, options?: CallOptions): Promise<Page<Order>> =>
  allOf(source, listOrders, { ...options, parameters: { customerId } })

/** Throws MicrosoftError, `gone` where there is none. */
export const orderById = async (source: Source, place: { customerId: string; orderId: string }, options?: CallOptions): Promise<Order> =>
  (await perform(source, getOrder, { ...options, parameters: place })).data

/** Throws MicrosoftError; 403/13605 where the customer agreement is not confirmed. Give a `requestId` that outlives a restart. */
export const createOrder = async (source: Source, customerId: string, body: OrderBody, options?: ChangeOptions): Promise<Order> =>
  (await perform(source, postOrder, { ...options, parameters: { customerId }, body })).data

/** Adds add-ons or changes the billing cycle. Throws MicrosoftError. */
export const changeOrder = async (
  source: Source,
  place: { customerId: string; orderId: string },
  body: OrderBody,
  options?: ChangeOptions,
): Promise<Order> => (await perform(source, patchOrder, { ...options, parameters: place, body })).data

export const Provisioning = record({
  lineItemNumber: number,
  status: text,
  quantityProvisioningInformation: parts(record({ quantity: number, status: text })),
})
export const listProvisioning = listOperation({
  api,
  method: 'GET',
  path: `${all}/{orderId}/provisioningstatus`,
  resource,
  paging: 'offset',
  item: Provisioning,
})

/** Throws MicrosoftError. */
export const provisioningOf = (source: Source, place: { customerId: string; orderId: string }, options?: CallOptions) =>
  allOf(source, listProvisioning, { ...options, parameters: place })
