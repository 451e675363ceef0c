// The catalog: products, their SKUs and availabilities, of a country or as one customer may buy them. What is bought is an availability's `catalogItemId`,
// which changes: read it again before use. https://learn.microsoft.com/partner-center/developer/product-resources
import type { z } from 'zod'
import type { CallOptions } from '../http.ts'
import { listOperation, operation } from '../operation.ts'
import type { Page } from '../page.ts'
import { allOf, pagesOf } from '../pages.ts'
import { perform } from '../perform.ts'
import type { Source } from '../source.ts'
import { Availability, Product, Sku } from './product.ts'

const api = 'partnerCenter' as const
const resource = 'catalog'
const usable = ({ id }: { id: string }): string | null => (id ? null : 'no id')
const list = <Item extends { id: string }>(path: string, item: z.ZodType<Item>) =>
  listOperation<Item>({ api, method: 'GET', path, resource, paging: 'offset', item, usable })
const get = <Item extends { id: string }>(path: string, item: z.ZodType<Item>) =>
  operation<Item>({ api, method: 'GET', path, resource, answer: item.refine(({ id }) => id !== '', 'no id') })

const products = '/v1/products'
const ofCustomer = '/v1/customers/{customerId}/products'
const product = '/{productId}'
const skus = `${product}/skus`
const sku = `${skus}/{skuId}`
const availabilities = `${sku}/availabilities`

export const listProducts = list(products, Product)
export const listCustomerProducts = list(ofCustomer, Product)
export const getProduct = get(products + product, Product)
export const getCustomerProduct = get(ofCustomer + product, Product)
export const listSkus = list(products + skus, Sku)
export const listCustomerSkus = list(ofCustomer + skus, Sku)
export const getSku = get(products + sku, Sku)
export const getCustomerSku = get(ofCustomer + sku, Sku)
export const listAvailabilities = list(products + availabilities, Availability)
export const listCustomerAvailabilities = list(ofCustomer + availabilities, Availability)
export const getAvailability = get(`${products + availabilities}/{availabilityId}`, Availability)
export const getCustomerAvailability = get(`${ofCustomer + availabilities}/{availabilityId}`, Availability)

/** A country's catalog, or one customer's: then the country is the customer's. */
export type Market = { country: string } | { customerId: string }

export type Segment = 'commercial' | 'education' | 'government' | 'nonprofit'
export type TargetView =
  | 'Azure'
  | 'AzureReservations'
  | 'AzureReservationsVM'
  | 'AzureReservationsSQL'
  | 'AzureReservationsCosmosDb'
  | 'MicrosoftAzure'
  | 'OnlineServices'
  | 'Software'
  | 'SoftwareSUSELinux'
  | 'SoftwarePerpetual'
  | 'SoftwareSubscriptions'
  | 'SpecializedOffers'

const asked = (market: Market, parameters: Record<string, string> = {}, query: Record<string, string | undefined> = {}) =>
  'customerId' in market
    ? { parameters: { ...parameters, customerId: market.customerId }, query }
    : { parameters, query: { country: market.country, ...query } }

/** Throws MicrosoftError, `denied` for a view the partner may not sell from. */
export function productPages(
  source: Source,
  market: Market,
  of: { targetView: TargetView; targetSegment?: Segment },
  options?: CallOptions,
): AsyncGenerator<Page<Product>, void, undefined> {
  const operation = 'customerId' in market ? listCustomerProducts : listProducts
  return pagesOf(source, operation, { ...options, ...asked(market, {}, of) })
}

/** Throws MicrosoftError, `gone` where there is none. */
export async function productById(source: Source, market: Market, productId: string, options?: CallOptions): Promise<Product> {
  const operation = 'customerId' in market ? getCustomerProduct : getProduct
  return (await perform(source, operation, { ...options, ...asked(market, { productId }) })).data
}

export function productSkus(
  source: Source,
  market: Market,
  { productId, targetSegment }: { productId: string; targetSegment?: Segment },
  options?: CallOptions,
): Promise<Page<Sku>> {
  const operation = 'customerId' in market ? listCustomerSkus : listSkus
  return allOf(source, operation, { ...options, ...asked(market, { productId }, { targetSegment }) })
}

export type SkuPlace = { productId: string; skuId: string }

export async function skuById(source: Source, market: Market, place: SkuPlace, options?: CallOptions): Promise<Sku> {
  return (await perform(source, 'customerId' in market ? getCustomerSku : getSku, { ...options, ...asked(market, place) })).data
}

/** The ways in which a SKU is bought now. */
export function skuAvailabilities(
  source: Source,
  market: Market,
  { targetSegment, ...place }: SkuPlace & { targetSegment?: Segment },
  options?: CallOptions,
): Promise<Page<Availability>> {
  const operation = 'customerId' in market ? listCustomerAvailabilities : listAvailabilities
  return allOf(source, operation, { ...options, ...asked(market, place, { targetSegment }) })
}

export async function availabilityById(
  source: Source,
  market: Market,
  place: SkuPlace & { availabilityId: string },
  options?: CallOptions,
): Promise<Availability> {
  const operation = 'customerId' in market ? getCustomerAvailability : getAvailability
  return (await perform(source, operation, { ...options, ...asked(market, place) })).data
}
