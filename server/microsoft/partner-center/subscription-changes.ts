// Changes of a subscription: quantity, renewal, state, what its next term is to be. The whole resource is sent, as Microsoft resets what is left out.
// https://learn.microsoft.com/partner-center/developer/change-the-quantity-of-a-subscription
import { z } from 'zod'
import { operation } from '../operation.ts'
import { perform } from '../perform.ts'
import type { Source } from '../source.ts'
import { camelNames, orNothing } from './fields.ts'
import { BillingCycle, type ChangeOptions, Duration, Moment, oneOf, optionalText, request, Text, whole } from './request-body.ts'
import { Subscription } from './subscription.ts'
import { type SubscriptionPlace, subscriptionToChange } from './subscriptions.ts'

const NextTerm = request({
  product: request({
    productId: Text,
    skuId: Text,
    availabilityId: Text,
    billingCycle: BillingCycle,
    termDuration: Duration,
    promotionId: optionalText,
  }),
  quantity: z.int().min(0).max(10_000_000),
  customTermEndDate: Moment.nullish(),
})

export const SubscriptionBody = whole({
  id: Text,
  offerId: optionalText,
  friendlyName: optionalText,
  quantity: z.int().min(0).max(10_000_000),
  status: oneOf('none', 'active', 'pending', 'suspended', 'expired', 'disabled', 'deleted'),
  autoRenewEnabled: z.boolean(),
  billingCycle: BillingCycle.nullish(),
  billingType: oneOf('none', 'usage', 'license', 'benefit').nullish(),
  termDuration: z.union([Duration, z.literal('')]).nullish(),
  renewalTermDuration: z.union([Duration, z.literal('')]).nullish(),
  commitmentEndDate: Moment.nullish(),
  customTermEndDate: Moment.nullish(),
  scheduledNextTermInstructions: NextTerm.nullish(),
  isTrial: z.boolean().nullish(),
  partnerId: optionalText,
  orderId: optionalText,
})
export type SubscriptionBody = z.input<typeof SubscriptionBody>

/** What may be changed; everything else goes back as it came. */
export type SubscriptionChange = {
  quantity?: number
  autoRenewEnabled?: boolean
  friendlyName?: string
  /** `active` again from `suspended`; `deleted` cancels, within the first days only. */
  status?: 'active' | 'suspended' | 'deleted'
  billingCycle?: string
  partnerId?: string
  /** Null takes back what had been scheduled. */
  scheduledNextTermInstructions?: SubscriptionBody['scheduledNextTermInstructions']
}

export const patchSubscription = operation({
  api: 'partnerCenter',
  method: 'PATCH',
  path: '/v1/customers/{customerId}/subscriptions/{subscriptionId}',
  resource: 'subscription',
  body: SubscriptionBody,
  // 202 comes without a body; what came without a subscription is read again by whoever needs it.
  answer: orNothing(Subscription.refine(({ id }) => id !== '', 'no id')),
})

export type ChangedSubscription = {
  /** Null where it is changed later. */
  subscription: Subscription | null
  /** Where to look for the outcome; null where it is there. */
  location: string | null
  retryAfterMs: number | null
}

/**
 * Reads the subscription, changes it and sends it back whole under the etag it was read with. Throws MicrosoftError: see failures.ts for
 * `stale` (somebody else changed it since) and `pending` (a change of before is still under way).
 */
export async function changeSubscription(
  source: Source,
  place: SubscriptionPlace,
  change: SubscriptionChange,
  { requestId, ...options }: ChangeOptions = {},
): Promise<ChangedSubscription> {
  // The ID is the change's: to read under it would end what it stands for.
  const { subscription, asSent } = await subscriptionToChange(source, place, options)
  const { scheduledNextTermInstructions: next, ...plain } = change
  const body = { ...(camelNames(asSent) as SubscriptionBody), ...plain }
  // An absent instruction is left out, as it was read.
  if (next === null) delete body.scheduledNextTermInstructions
  else if (next !== undefined) body.scheduledNextTermInstructions = next
  const answered = await perform(source, patchSubscription, {
    ...options,
    requestId,
    parameters: place,
    ifMatch: subscription.etag ?? undefined,
    body,
  })
  const { status, data, location, retryAfterMs } = answered
  return { subscription: status === 202 ? null : data, location: status === 202 ? location : null, retryAfterMs }
}
