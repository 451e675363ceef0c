// How a subscription of Partner Center reads. Entered by subscriptions.ts and subscription-changes.ts.
// https://learn.microsoft.com/partner-center/developer/subscription-resources
import type { z } from 'zod'
import { flag, instant, number, text } from '../tolerant.ts'
import { wordOf } from '../words.ts'
import { attributes, billingCycle, end, itemType, link, maybe, numbered, part, parts, record, words } from './fields.ts'

const targetProduct = maybe(
  record({ productId: text, skuId: text, availabilityId: text, billingCycle, termDuration: text, promotionId: text }),
)

/** What is to happen when the term or the period ends; absent where nothing is. */
const nextTerm = maybe(record({ product: targetProduct, quantity: number, customTermEndDate: instant }))

const lineItem = record({
  id: text,
  friendlyName: text,
  scope: maybe(record({ type: text, subscriptionId: text, entitlementId: text, managementGroupId: text, resourceGroupId: text })),
  autoRenewEnabled: flag,
  status: text,
  purchaseCommitment: maybe(record({ amount: number, grain: text, currency: text })),
})

const links = part({
  offer: link,
  parentSubscription: link,
  product: link,
  sku: link,
  availability: link,
  activationLinks: link,
  self: link,
})

export const Subscription = record({
  id: text,
  offerId: text,
  entitlementId: text,
  offerName: text,
  friendlyName: text,
  productType: itemType,
  quantity: number,
  unitType: text,
  parentSubscriptionId: text,
  creationDate: instant,
  effectiveStartDate: instant,
  commitmentEndDate: end,
  commitmentEndDateTime: end,
  cancellationAllowedUntilDate: instant,
  billingCycleEndDate: end,
  billingCycleEndDateTime: end,
  customTermEndDate: instant,
  status: numbered('none', 'active', 'suspended', 'deleted', 'expired', 'pending', 'disabled'),
  autoRenewEnabled: flag,
  isTrial: flag,
  hasPurchasableAddons: flag,
  isMicrosoftProduct: flag,
  attentionNeeded: flag,
  actionTaken: flag,
  billingType: numbered('none', 'usage', 'license', 'benefit'),
  billingCycle,
  termDuration: text,
  renewalTermDuration: text,
  refundOptions: parts(record({ type: wordOf('Full', 'Partial'), expiresAt: instant, expiresAfter: instant })),
  refundableQuantity: maybe(record({ totalQuantity: number, details: parts(record({ quantity: number, allowedUntilDateTime: instant })) })),
  scheduledNextTermInstructions: nextTerm,
  nextChargeInstructions: nextTerm,
  suspensionReasons: words,
  actions: words,
  contractType: wordOf('subscription', 'productKey', 'redemptionCode'),
  promotionId: text,
  migratedFromSubscriptionId: text,
  partnerId: text,
  additionalPartnerIdsOnRecord: words,
  publisherName: text,
  orderId: text,
  productOrderId: text,
  lineItems: parts(lineItem),
  links,
  attributes,
}).transform((sent) => ({
  ...sent,
  // Microsoft writes IDs in either case.
  id: sent.id?.toLowerCase() ?? '',
  parentSubscriptionId: sent.parentSubscriptionId?.toLowerCase() ?? null,
  status: sent.status ?? '',
  name: sent.friendlyName ?? sent.offerName ?? '',
  refundOptions: sent.refundOptions.map(({ type, expiresAt, expiresAfter }) => ({ type, expiresAt: expiresAt ?? expiresAfter })),
  /** The first moment after the term; `never` for what has no end. */
  endsAt: afterWholeDay(sent.commitmentEndDateTime ?? sent.commitmentEndDate),
  etag: sent.attributes.etag,
}))
export type Subscription = z.output<typeof Subscription>

/** An end date is inclusive: the term lasts through the whole of that day (UTC). */
export function afterWholeDay(lastDay: Date | 'never' | null): Date | 'never' | null {
  if (!(lastDay instanceof Date)) return lastDay
  return new Date(Date.UTC(lastDay.getUTCFullYear(), lastDay.getUTCMonth(), lastDay.getUTCDate() + 1))
}
