// Promotions that run in this world: some always, some for the quarter the world began in. Entered by the catalog routes.
import type { TermDuration } from './catalog-item.ts'
import { NEVER, second } from './dates.ts'

export type Promotion = {
  id: string
  name: string
  productId: string
  term: TermDuration
  billingCycle: 'Monthly' | 'Annual'
  discount: string
  from: number
  until: number | null
  seats: readonly [number, number]
}

const DAY = 86_400_000

export function promotionsOf(beganAt: number): Promotion[] {
  const date = new Date(beganAt)
  const quarter = Date.UTC(date.getUTCFullYear(), Math.floor(date.getUTCMonth() / 3) * 3, 1)
  const next = Date.UTC(date.getUTCFullYear(), Math.floor(date.getUTCMonth() / 3) * 3 + 3, 1)
  return [
    {
      id: '39NFJQT1PJQB:0001:39NFJQT1Q5KN',
      name: 'Visio Plan 2',
      productId: 'CFQ7TTC0HD32',
      term: 'P1Y',
      billingCycle: 'Annual',
      discount: '0.05',
      from: quarter,
      until: next - 1000,
      seats: [1, 10_000],
    },
    {
      id: '39NFJQT1SNC7:0001:39NFJQT1Q5KM',
      name: 'Microsoft 365 F3 for new customers',
      productId: 'CFQ7TTC0LH05',
      term: 'P1Y',
      billingCycle: 'Annual',
      discount: '0.5',
      from: beganAt - 200 * DAY,
      until: null,
      seats: [10, 100],
    },
    {
      id: '39NFJQT1PHSN:0008:39NFJQT1Q5J0',
      name: 'Microsoft 365 Business Premium',
      productId: 'CFQ7TTC0LCHC',
      term: 'P1Y',
      billingCycle: 'Monthly',
      discount: '0.15',
      from: beganAt - 40 * DAY,
      until: next - 1000,
      seats: [1, 300],
    },
  ]
}

export function promotionJson(promotion: Promotion) {
  const zoned = (moment: number) => second(moment).replace('Z', '+00:00')
  return {
    id: promotion.id,
    name: promotion.name,
    description: promotion.name,
    startDate: zoned(promotion.from),
    endDate: promotion.until === null ? NEVER.replace('12-31', '01-01').replace('Z', '+00:00') : zoned(promotion.until),
    properties: { isAutoApplicable: true },
    requiredProducts: [
      {
        productId: promotion.productId,
        skuId: '0001',
        term: { duration: promotion.term, billingCycle: promotion.billingCycle },
        pricingPolicies: [{ policyType: 'PercentDiscount', value: promotion.discount }],
      },
    ],
    promotionConstraints: {
      seatConstraints: [{ minSeats: promotion.seats[0], maxSeats: promotion.seats[1], type: 'SubscriptionQuantity' }],
      assetOwnershipLimits: [{ minAssets: 0, maxAssets: 3, type: 'LifetimeRedemptionCount' }],
      eligibilityConstraints: [{ isApplicable: true, type: 'FirstPurchase' }],
      productOwnershipConstraints: [[{ bigId: `${promotion.productId}/0001` }]],
    },
  }
}
