// Carts: what is to be bought, priced by Partner Center, good for seven days; checking out makes orders of it.
// https://learn.microsoft.com/partner-center/developer/create-a-cart
import { z } from 'zod'
import type { CallOptions } from '../http.ts'
import { operation } from '../operation.ts'
import { perform } from '../perform.ts'
import type { Source } from '../source.ts'
import { instant, number, text } from '../tolerant.ts'
import { attributes, billingCycle, isRecord, maybe, parts, record } from './fields.ts'
import { Order } from './orders.ts'
import { BillingCycle, type ChangeOptions, Dictionary, Duration, Quantity, request, Text } from './request-body.ts'

const lineError = maybe(record({ errorCode: text, errorDescription: text }))
const addonItem = record({
  id: number,
  catalogItemId: text,
  quantity: number,
  billingCycle,
  currencyCode: text,
  orderGroup: text,
  error: lineError,
})
const cartLine = record({
  id: number,
  catalogItemId: text,
  friendlyName: text,
  quantity: number,
  currencyCode: text,
  billingCycle,
  termDuration: text,
  promotionId: text,
  orderGroup: text,
  addonItems: parts(addonItem),
  /** Why Partner Center would not sell this line as it stands. */
  error: lineError,
})

export const Cart = record({
  id: text,
  creationTimestamp: instant,
  lastModifiedTimestamp: instant,
  expirationTimestamp: instant,
  lastModifiedUser: text,
  status: text,
  lineItems: parts(cartLine),
  attributes,
}).transform((sent) => ({ ...sent, id: sent.id ?? '' }))
export type Cart = z.output<typeof Cart>

const line = {
  id: z.int().min(0),
  catalogItemId: Text,
  friendlyName: z.string().nullish(),
  quantity: Quantity,
  billingCycle: BillingCycle.nullish(),
  termDuration: Duration.nullish(),
  currencyCode: z.string().nullish(),
  promotionId: z.string().nullish(),
  partnerIdOnRecord: z.string().nullish(),
  attestationAccepted: z.boolean().nullish(),
  provisioningContext: Dictionary.nullish(),
  renewsTo: z.unknown().optional(),
  customTermEndDate: z.string().nullish(),
}
const CartLineBody = request({ ...line, addonItems: z.array(request(line)).nullish() })
export const CartBody = request({ id: z.string().nullish(), lineItems: z.array(CartLineBody).min(1) })
export type CartBody = z.input<typeof CartBody>

/** What checking out brought. Documentation also prints a single order in place of the list. */
export const Checkout = z.preprocess(
  (sent) => (isRecord(sent) && !('orders' in sent) && 'id' in sent ? { orders: [sent] } : sent),
  record({ orders: parts(Order), orderErrors: parts(record({ orderGroupId: text, code: text, description: text })) }),
)
export type Checkout = z.output<typeof Checkout>

const api = 'partnerCenter' as const
const resource = 'order'
const all = '/v1/customers/{customerId}/carts'
const Known = Cart.refine(({ id }) => id !== '', 'no id')

export const postCart = operation({ api, method: 'POST', path: all, resource, body: CartBody, answer: Known })
export const getCart = operation({ api, method: 'GET', path: `${all}/{cartId}`, resource, answer: Known })
export const putCart = operation({ api, method: 'PUT', path: `${all}/{cartId}`, resource, body: CartBody, answer: Known })
export const checkoutCart = operation({ api, method: 'POST', path: `${all}/{cartId}/checkout`, resource, answer: Checkout })

export type CartPlace = { customerId: string; cartId: string }

/** Throws MicrosoftError; what is wrong with a line stands in its `error`. */
export const createCart = async (source: Source, customerId: string, body: CartBody, options?: ChangeOptions): Promise<Cart> =>
  (await perform(source, postCart, { ...options, parameters: { customerId }, body })).data

/** Throws MicrosoftError, `gone` where it has expired. */
export const cartById = async (source: Source, place: CartPlace, options?: CallOptions): Promise<Cart> =>
  (await perform(source, getCart, { ...options, parameters: place })).data

/** Throws MicrosoftError. */
export const changeCart = async (source: Source, place: CartPlace, body: CartBody, options?: ChangeOptions): Promise<Cart> =>
  (await perform(source, putCart, { ...options, parameters: place, body })).data

/**
 * Buys. Throws MicrosoftError; 403/13605 where the customer agreement is not confirmed. `requestId` is the intention: the same for every try,
 * also after a restart, until an answer has come, so that nothing is bought twice.
 */
export const checkOut = async (source: Source, place: CartPlace, options: ChangeOptions & { requestId: string }): Promise<Checkout> =>
  (await perform(source, checkoutCart, { ...options, parameters: place })).data
