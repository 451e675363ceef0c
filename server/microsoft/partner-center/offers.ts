// The catalog of the old kind: offers, their add-ons, categories; of a country or of a customer.
// https://learn.microsoft.com/partner-center/developer/offer-resources
import type { z } from 'zod'
import type { CallOptions } from '../http.ts'
import { listOperation, operation } from '../operation.ts'
import type { Page } from '../page.ts'
import { allOf, pagesOf } from '../pages.ts'
import { perform } from '../perform.ts'
import type { Source } from '../source.ts'
import { flag, longText, number, text } from '../tolerant.ts'
import { wordOf } from '../words.ts'
import { billingCycle, link, maybe, part, parts, record, words } from './fields.ts'

export const OfferCategory = record({ id: text, name: text, rank: number, locale: text, country: text })
export type OfferCategory = z.output<typeof OfferCategory>

export const Offer = record({
  id: text,
  name: text,
  description: longText,
  minimumQuantity: number,
  maximumQuantity: number,
  rank: number,
  locale: text,
  country: text,
  category: maybe(OfferCategory),
  prerequisiteOffers: words,
  isAddOn: flag,
  hasAddOns: flag,
  isAvailableForPurchase: flag,
  isTrial: flag,
  isInternal: flag,
  isAutoRenewable: flag,
  billing: wordOf('none', 'usage', 'license'),
  supportedBillingCycles: parts(billingCycle),
  conversionTargetOffers: words,
  upgradeTargetOffers: words,
  partnerQualifications: words,
  reselleeQualifications: words,
  resellerQualifications: words,
  salesGroupId: text,
  product: maybe(record({ id: text, name: text, unit: text })),
  unitType: text,
  limitUnitOfMeasure: text,
  limit: number,
  links: part({ learnMore: link, addOns: link, self: link }),
}).transform((sent) => ({ ...sent, id: sent.id ?? '', name: sent.name ?? '' }))
export type Offer = z.output<typeof Offer>

const api = 'partnerCenter' as const
const resource = 'catalog'
const usable = ({ id }: Offer): string | null => (id ? null : 'no id')
const offers = (path: string) => listOperation({ api, method: 'GET', path, resource, paging: 'offset', item: Offer, usable })
const categories = (path: string) =>
  listOperation({
    api,
    method: 'GET',
    path,
    resource,
    paging: 'offset',
    item: OfferCategory,
    usable: ({ id }) => (id === null ? 'no id' : null),
  })

export const listOffers = offers('/v1/offers')
export const listOfferAddons = offers('/v1/offers/{offerId}/addons')
export const listCustomerOffers = offers('/v1/customers/{customerId}/offers')
export const getOffer = operation({
  api,
  method: 'GET',
  path: '/v1/offers/{offerId}',
  resource,
  answer: Offer.refine(({ id }) => id !== '', 'no id'),
})
export const listOfferCategories = categories('/v1/offercategories')
export const listCustomerOfferCategories = categories('/v1/customers/{customerId}/offercategories')

/** `country` in two letters. */
export function offerPages(
  source: Source,
  of: { country: string; categoryId?: string },
  options?: CallOptions,
): AsyncGenerator<Page<Offer>, void, undefined> {
  const query = { country: of.country, offer_category_id: of.categoryId, offset: 0, size: 500 }
  return pagesOf(source, listOffers, { ...options, query })
}

export function customerOfferPages(
  source: Source,
  customerId: string,
  options?: CallOptions,
): AsyncGenerator<Page<Offer>, void, undefined> {
  return pagesOf(source, listCustomerOffers, { ...options, parameters: { customerId }, query: { offset: 0, size: 500 } })
}

export function offerAddons(
  source: Source,
  { offerId, country }: { offerId: string; country: string },
  options?: CallOptions,
): Promise<Page<Offer>> {
  return allOf(source, listOfferAddons, { ...options, parameters: { offerId }, query: { country } })
}

export async function offerById(
  source: Source,
  { offerId, country }: { offerId: string; country: string },
  options?: CallOptions,
): Promise<Offer> {
  return (await perform(source, getOffer, { ...options, parameters: { offerId }, query: { country } })).data
}

export function offerCategories(source: Source, country: string, options?: CallOptions): Promise<Page<OfferCategory>> {
  return allOf(source, listOfferCategories, { ...options, query: { country } })
}

export function customerOfferCategories(source: Source, customerId: string, options?: CallOptions): Promise<Page<OfferCategory>> {
  return allOf(source, listCustomerOfferCategories, { ...options, parameters: { customerId } })
}
