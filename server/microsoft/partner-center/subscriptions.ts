// A customer's subscriptions as the partner sells them: all, those of an order or a reseller, one, and its add-ons.
// https://learn.microsoft.com/partner-center/developer/get-all-of-a-customer-s-subscriptions

import { z } from 'zod'
import type { CallOptions } from '../http.ts'
import { listOperation, operation } from '../operation.ts'
import type { Page } from '../page.ts'
import { allOf, pagesOf } from '../pages.ts'
import { perform } from '../perform.ts'
import type { Source } from '../source.ts'
import { dictionary, isRecord } from './fields.ts'
import { Subscription } from './subscription.ts'

const api = 'partnerCenter' as const
const resource = 'subscription'
const all = '/v1/customers/{customerId}/subscriptions'
const usable = ({ id }: Subscription): string | null => (id ? null : 'no id')

export type SubscriptionPlace = { customerId: string; subscriptionId: string }

/** A subscription, and the resource word for word: a change sends it back whole. */
export const SubscriptionWithSource = z
  .unknown()
  .refine(isRecord, 'no resource')
  .transform((sent) => ({ subscription: Subscription.parse(sent), asSent: dictionary.parse(sent) }))
  .refine(({ subscription }) => subscription.id !== '', 'no id')

/** Records a page. */
const pageSize = 500

export const listSubscriptions = listOperation({ api, method: 'GET', path: all, resource, paging: 'offset', item: Subscription, usable })

/** Of one customer. Throws MicrosoftError; noCommerceRelationship (see failures.ts) where the partner does not sell to it. */
export function subscriptionPages(
  source: Source,
  customerId: string,
  of: { orderId?: string; mpnId?: string } = {},
  options?: CallOptions,
): AsyncGenerator<Page<Subscription>, void, undefined> {
  const query = of.mpnId
    ? { mpn_id: of.mpnId, offset: 0, size: pageSize }
    : of.orderId
      ? { order_id: of.orderId }
      : { offset: 0, size: pageSize }
  return pagesOf(source, listSubscriptions, { ...options, parameters: { customerId }, query })
}

export const getSubscription = operation({
  api,
  method: 'GET',
  path: `${all}/{subscriptionId}`,
  resource,
  answer: Subscription.refine(({ id }) => id !== '', 'no id'),
})

/** Throws MicrosoftError, `gone` where there is none. */
export async function subscriptionById(source: Source, place: SubscriptionPlace, options?: CallOptions): Promise<Subscription> {
  return (await perform(source, getSubscription, { ...options, parameters: place })).data
}

/** With the resource as it was sent. */
export async function subscriptionToChange(source: Source, place: SubscriptionPlace, options?: CallOptions) {
  return (await perform(source, { ...getSubscription, answer: SubscriptionWithSource }, { ...options, parameters: place })).data
}

export const listAddons = listOperation({
  api,
  method: 'GET',
  path: `${all}/{subscriptionId}/addons`,
  resource,
  paging: 'offset',
  item: Subscription,
  usable,
})

export function subscriptionAddons(source: Source, place: SubscriptionPlace, options?: CallOptions): Promise<Page<Subscription>> {
  return allOf(source, listAddons, { ...options, parameters: place })
}
