// Discounts: which there are now in a country, and whether a purchase would get one.
// https://learn.microsoft.com/partner-center/developer/promotion-resources
import { z } from 'zod'
import type { CallOptions } from '../http.ts'
import { listOperation, operation } from '../operation.ts'
import type { Page } from '../page.ts'
import { allOf } from '../pages.ts'
import { perform } from '../perform.ts'
import type { Source } from '../source.ts'
import { flag, instant, longText, number, text } from '../tolerant.ts'
import { wordOf } from '../words.ts'
import { billingCycle, end, part, parts, record } from './fields.ts'
import type { Segment } from './products.ts'
import { BillingCycle, Duration, optionalText, Quantity, request, Text } from './request-body.ts'

const term = part({ duration: text, billingCycle })

export const Promotion = record({
  id: text,
  name: text,
  description: longText,
  startDate: instant,
  endDate: end,
  properties: part({ isAutoApplicable: flag }),
  requiredProducts: parts(
    record({
      productId: text,
      skuId: text,
      term,
      pricingPolicies: parts(
        record({ policyType: text, type: text, value: number }).transform(({ type, ...sent }) => ({
          ...sent,
          policyType: sent.policyType ?? type,
        })),
      ),
    }),
  ),
  promotionConstraints: part({
    seatConstraints: parts(record({ minSeats: number, maxSeats: number, type: text })),
    assetOwnershipLimits: parts(record({ minAssets: number, maxAssets: number, type: text })),
    eligibilityConstraints: parts(record({ isApplicable: flag, type: text })),
  }),
}).transform((sent) => ({ ...sent, id: sent.id ?? '', name: sent.name ?? '' }))
export type Promotion = z.output<typeof Promotion>

export const PromotionEligibility = record({
  id: text,
  catalogItemId: text,
  quantity: number,
  billingCycle,
  termDuration: text,
  eligibilities: parts(
    record({
      promotionId: text,
      isEligible: flag,
      errors: parts(
        record({
          type: wordOf(
            'InvalidCatalogItemId',
            'InvalidPromotion',
            'PrerequisiteProductOwnership',
            'RedemptionLimit',
            'SeatCount',
            'OfferPurchasedPreviously',
            'Term',
            'NoPromotionsAvailable',
          ),
          description: text,
          minimumRequiredSeats: number,
          maximumRequiredSeats: number,
          availableSeats: number,
          maxPromotionRedemptionCount: number,
          remainingPromotionRedemptionCount: number,
          eligibleTerms: parts(record({ billingCycle, duration: text })),
        }),
      ),
    }),
  ),
})
export type PromotionEligibility = z.output<typeof PromotionEligibility>

export const EligibilityBody = request({
  items: z
    .array(
      request({
        id: z.union([z.string(), z.int()]).nullish(),
        catalogItemId: Text,
        quantity: Quantity,
        termDuration: Duration,
        billingCycle: BillingCycle,
        promotionId: optionalText,
      }),
    )
    .min(1)
    .max(100),
})
export type EligibilityBody = z.input<typeof EligibilityBody>

const api = 'partnerCenter' as const
const resource = 'catalog'

export const listPromotions = listOperation({
  api,
  method: 'GET',
  path: '/v1/productpromotions',
  resource,
  paging: 'offset',
  item: Promotion,
  usable: ({ id }) => (id ? null : 'no id'),
})
export const getPromotion = operation({
  api,
  method: 'GET',
  path: '/v1/productpromotions/{promotionId}',
  resource,
  answer: Promotion.refine(({ id }) => id !== '', 'no id'),
})
/** A question asked by POST. */
export const listPromotionEligibilities = listOperation({
  api,
  method: 'POST',
  path: '/v1/customers/{customerId}/promotionEligibilities',
  resource,
  paging: 'offset',
  body: EligibilityBody,
  item: PromotionEligibility,
})

export function promotions(source: Source, of: { country: string; segment: Segment }, options?: CallOptions): Promise<Page<Promotion>> {
  return allOf(source, listPromotions, { ...options, query: of })
}

/** Throws MicrosoftError, `gone` where there is none. */
export async function promotionById(
  source: Source,
  { promotionId, country }: { promotionId: string; country: string },
  options?: CallOptions,
): Promise<Promotion> {
  return (await perform(source, getPromotion, { ...options, parameters: { promotionId }, query: { country } })).data
}

export function promotionEligibilities(
  source: Source,
  customerId: string,
  body: EligibilityBody,
  options?: CallOptions,
): Promise<Page<PromotionEligibility>> {
  return allOf(source, listPromotionEligibilities, { ...options, parameters: { customerId }, body })
}
