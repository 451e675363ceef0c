// Promotions, and whether what is to be bought is eligible for one. Entered by routes.ts.
import { findItem } from '../world/commerce/catalog.ts'
import { type Promotion, promotionJson, promotionsOf } from '../world/commerce/promotions.ts'
import { PartnerCenterProblem } from './answer.ts'
import { collection } from './links.ts'
import { EVERY_ROLE } from './roles.ts'
import type { CustomerExchange, Exchange, Router, Rule, Sent } from './routing.ts'

const RULE: Rule = { resource: 'catalog', who: EVERY_ROLE }

export function promotionRoutes(router: Router): void {
  router.route('GET', '/v1/productpromotions', RULE, (exchange) => {
    if (!/^[a-z]{2}$/i.test(exchange.query['country'] ?? '')) throw new PartnerCenterProblem(400, 3000, 'Invalid property: country')
    return collection(running(exchange).map(promotionJson))
  })
  router.route('GET', '/v1/productpromotions/:promotionId', RULE, ({ params, parts }) => {
    const promotion = promotionsOf(parts.world.beganAt).find((one) => one.id === params['promotionId'])
    if (!promotion) throw new PartnerCenterProblem(404, 1000, 'Not found')
    return promotionJson(promotion)
  })
  router.customerRoute('POST', '/v1/customers/:customerId/promotionEligibilities', RULE, eligibilities)
}

const running = ({ parts, now }: Exchange): Promotion[] =>
  promotionsOf(parts.world.beganAt).filter((one) => one.until === null || one.until > now)

function eligibilities(exchange: CustomerExchange) {
  const items: Sent[] = exchange.body?.items
  if (!Array.isArray(items) || items.length === 0) throw new PartnerCenterProblem(400, 800002, 'Invalid request input')
  return collection(
    items.map((item, place) => ({
      id: Number(item.id ?? place),
      catalogItemId: item.catalogItemId,
      quantity: item.quantity,
      billingCycle: String(item.billingCycle ?? '').toLowerCase(),
      termDuration: item.termDuration,
      eligibilities: forItem(running(exchange), item),
      attributes: { objectType: 'PromotionEligibilities' },
    })),
  )
}

/** Of the promotion that is named; else of each that the product has. */
function forItem(promotions: readonly Promotion[], item: Sent) {
  const [productId = '', skuId = ''] = String(item.catalogItemId ?? '').split(':')
  const refused = (type: string, description: string, more: object = {}) => [{ ...more, type, description }]
  if (!findItem(`${productId}:${skuId}`))
    return [{ isEligible: false, errors: refused('InvalidCatalogItemId', 'The provided CatalogItemId is invalid.') }]
  const named = typeof item.promotionId === 'string'
  const candidates = promotions.filter((one) => (named ? one.id === item.promotionId : one.productId === productId))
  if (candidates.length === 0)
    return [
      {
        ...(named ? { promotionId: item.promotionId } : {}),
        isEligible: false,
        errors: named
          ? refused('InvalidPromotion', 'The provided promotion is invalid.')
          : refused('NoPromotionsAvailable', 'There are no promotions available at this time.'),
      },
    ]
  return candidates.map((promotion) => {
    const [least, most] = promotion.seats
    const seats = { minimumRequiredSeats: least, maximumRequiredSeats: most, availableSeats: most }
    const errors = [
      ...(promotion.term === item.termDuration && promotion.billingCycle.toLowerCase() === String(item.billingCycle).toLowerCase()
        ? []
        : refused('Term', "The provided term isn't applicable for the promotion.")),
      ...(item.quantity >= least && item.quantity <= most
        ? []
        : refused('SeatCount', "The provided quantity doesn't satisfy the minimum or maximum seat requirements for the promotion.", seats)),
    ]
    return { promotionId: promotion.id, isEligible: errors.length === 0, ...(errors.length > 0 ? { errors } : {}) }
  })
}
