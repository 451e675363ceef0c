// Products, SKUs, availabilities and older offers as Partner Center writes them. Pure. Entered by catalog-routes.ts.
import { addonsOf, availabilityOf, catalogItemId } from '../world/commerce/catalog.ts'
import type { LegacyOffer, Product, Sku, Term } from '../world/commerce/catalog-item.ts'
import { currencyOf } from '../world/commerce/currency.ts'
import { mix } from '../world/random.ts'
import { inCountry, link } from './links.ts'

export function productJson(product: Product, country: string) {
  return {
    id: product.id,
    title: product.title,
    description: product.description,
    productType: { id: product.kind, displayName: product.kind },
    isMicrosoftProduct: product.microsoft,
    publisherName: product.publisher,
    links: {
      skus: link(`/products/${product.id}/skus${inCountry(country)}`),
      self: link(`/products/${product.id}${inCountry(country)}`),
    },
  }
}

export function skuJson(product: Product, sku: Sku, country: string) {
  const address = `/products/${product.id}/skus/${sku.id}`
  return {
    id: sku.id,
    productId: product.id,
    title: sku.title,
    description: product.description,
    minimumQuantity: sku.minimum,
    maximumQuantity: sku.maximum,
    isTrial: sku.isTrial,
    supportedBillingCycles: [...new Set(sku.terms.map((term) => term.billingCycle))],
    purchasePrerequisites: ['MicrosoftCustomerAgreement'],
    inventoryVariables: [],
    provisioningVariables: [],
    actions: product.kind === 'Software' ? ['Refund'] : ['Refund', 'Edit', 'Cancel'],
    dynamicAttributes: {
      isMicrosoftProduct: product.microsoft,
      hasConstraints: sku.maximum < 10_000_000,
      isAddon: sku.addonTo !== undefined,
      prerequisiteSkus: (sku.addonTo ?? []).map((id) => `${id}:0001`),
      upgradeTargetOffers: (product.upgrades ?? []).map((id) => `${id}:0001`),
      ...(sku.licence ? { provisioningId: sku.licence.id } : {}),
    },
    links: {
      availabilities: link(`${address}/availabilities${inCountry(country)}`),
      self: link(`${address}${inCountry(country)}`),
    },
  }
}

const WORDS = { P1M: 'One month', P1Y: 'One-Year', P3Y: 'Three-Year' } as const
const CYCLES = { monthly: 'monthly', annual: 'yearly', triennial: 'upfront', one_time: 'one-time', none: 'no' } as const

function termId(product: Product, sku: Sku, term: Term): string {
  return mix(product.id, sku.id, term.duration, term.billingCycle).toString(36).toUpperCase().padStart(12, '0')
}

function termJson(product: Product, sku: Sku, term: Term) {
  const id = termId(product, sku, term)
  return {
    id,
    duration: term.duration,
    description: `${WORDS[term.duration]} commitment for ${CYCLES[term.billingCycle]} billing`,
    billingCycle: term.billingCycle,
    renewalOptions: sku.isTrial ? [] : [{ renewToId: `${product.id}/${sku.id}`, isAutoRenewable: true, termId: id }],
    cancellationPolicies: [
      { refundOptions: [{ sequenceId: 0, type: 'Full', expiresAfter: product.kind === 'Software' ? 'P30D' : 'P7D' }] },
    ],
  }
}

export function availabilityJson(product: Product, sku: Sku, { country, segment, now }: { country: string; segment: string; now: number }) {
  const id = availabilityOf(product, sku, now)
  const { code, symbol } = currencyOf(country)
  return {
    id,
    productId: product.id,
    skuId: sku.id,
    catalogItemId: catalogItemId(product, sku, now),
    defaultCurrency: { code, symbol },
    segment,
    country,
    isPurchasable: true,
    isRenewable: !sku.isTrial,
    renewalInstructions: [
      {
        applicableTermIds: sku.terms.map((term) => termId(product, sku, term)),
        renewalOptions: [{ renewToId: `${product.id}/${sku.paidSku ?? sku.id}`, isAutoRenewable: !sku.isTrial }],
      },
    ],
    product: productJson(product, country),
    sku: skuJson(product, sku, country),
    terms: sku.terms.map((term) => termJson(product, sku, term)),
    links: { self: link(`/products/${product.id}/skus/${sku.id}/availabilities/${id}${inCountry(country)}`) },
  }
}

export const CATEGORIES = [
  { id: 'Enterprise_Key', name: 'Enterprise', rank: 20 },
  { id: 'SmallBusiness_Key', name: 'SmallBusiness', rank: 30 },
  { id: 'Government_Key', name: 'Government', rank: 40 },
  { id: 'Trial_Key', name: 'Trial', rank: 50 },
  { id: 'Internal_Key', name: 'Internal', rank: 100 },
] as const

export function categoryJson(category: { id: string; name: string; rank: number }, country: string) {
  return { ...category, locale: 'en-us', country, attributes: { objectType: 'OfferCategory' } }
}

export function offerJson(offer: LegacyOffer, country: string, partnerTenantId: string) {
  const category = CATEGORIES.find((one) => one.name === offer.category) ?? { id: '', name: '', rank: 0 }
  return {
    id: offer.id,
    name: offer.name,
    description: offer.description,
    minimumQuantity: offer.minimum,
    maximumQuantity: offer.maximum,
    rank: offer.rank,
    uri: `/${partnerTenantId}/Offers/${offer.id}`,
    locale: 'en-us',
    country,
    category: categoryJson(category, country),
    prerequisiteOffers: offer.prerequisites,
    isAddOn: offer.isAddOn,
    hasAddOns: addonsOf({ key: offer.id, offer }).length > 0,
    isAvailableForPurchase: true,
    billing: offer.billing,
    isAutoRenewable: !offer.isTrial,
    isTrial: offer.isTrial,
    conversionTargetOffers: offer.conversionTargets,
    upgradeTargetOffers: offer.upgrades,
    supportedBillingCycles: ['monthly', 'annual'],
    salesGroupId: '1',
    product: { id: offer.productId, name: offer.name, unit: offer.unitType },
    unitType: offer.unitType,
    links: {
      learnMore: link('http://g.microsoftonline.com/0BXPS00en/909'),
      self: link(`/offers/${offer.id}${inCountry(country)}`),
    },
    attributes: { objectType: 'Offer' },
  }
}
