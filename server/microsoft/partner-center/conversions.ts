// From a trial to what is paid for. https://learn.microsoft.com/partner-center/developer/convert-a-trial-subscription-to-paid
import type { z } from 'zod'
import type { CallOptions } from '../http.ts'
import { listOperation, operation } from '../operation.ts'
import type { Page } from '../page.ts'
import { allOf } from '../pages.ts'
import { perform } from '../perform.ts'
import type { Source } from '../source.ts'
import { number, text } from '../tolerant.ts'
import { billingCycle, maybe, record } from './fields.ts'
import { BillingCycle, type ChangeOptions, optionalText, Quantity, request, Text } from './request-body.ts'
import type { SubscriptionPlace } from './subscriptions.ts'

export const Conversion = record({ offerId: text, targetOfferId: text, orderId: text, quantity: number, billingCycle })
export type Conversion = z.output<typeof Conversion>

export const ConversionResult = record({
  subscriptionId: text,
  offerId: text,
  targetOfferId: text,
  error: maybe(record({ code: text, description: text })),
})
export type ConversionResult = z.output<typeof ConversionResult>

export const ConversionBody = request({
  offerId: Text,
  targetOfferId: Text,
  orderId: optionalText,
  quantity: Quantity,
  billingCycle: BillingCycle,
})
export type ConversionBody = z.input<typeof ConversionBody>

const api = 'partnerCenter' as const
const path = '/v1/customers/{customerId}/subscriptions/{subscriptionId}/conversions'
const resource = 'subscription'

export const listConversions = listOperation({
  api,
  method: 'GET',
  path,
  resource,
  paging: 'offset',
  item: Conversion,
  usable: ({ targetOfferId }) => (targetOfferId ? null : 'no target'),
})
export const createConversion = operation({ api, method: 'POST', path, resource, body: ConversionBody, answer: ConversionResult })

/** What the trial may become. */
export function conversions(source: Source, place: SubscriptionPlace, options?: CallOptions): Promise<Page<Conversion>> {
  return allOf(source, listConversions, { ...options, parameters: place })
}

/** Buys: send one of `conversions`. Whether it was done stands in `error`. */
export async function convertTrial(
  source: Source,
  place: SubscriptionPlace,
  body: ConversionBody,
  options?: ChangeOptions,
): Promise<ConversionResult> {
  return (await perform(source, createConversion, { ...options, parameters: place, body })).data
}
