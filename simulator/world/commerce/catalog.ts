// What Microsoft sells in this world: products, SKUs, terms, and the catalog item ids that change from month to month. Entered by subscriptions, carts and the catalog routes.
import { mix } from '../random.ts'
import type { Item, LegacyOffer, Product, Sku, TermDuration } from './catalog-item.ts'
import { LEGACY_OFFERS } from './catalog-legacy.ts'
import { PRODUCTS } from './catalog-products.ts'

const byKey = new Map<string, Item>([
  ...PRODUCTS.flatMap((product) =>
    product.skus.map((sku): [string, Item] => [`${product.id}:${sku.id}`, { key: `${product.id}:${sku.id}`, product, sku }]),
  ),
  ...LEGACY_OFFERS.map((offer): [string, Item] => [offer.id, { key: offer.id, offer }]),
])

export function itemOf(key: string): Item {
  const item = byKey.get(key)
  if (!item) throw new Error(`The catalog has no item ${key}`)
  return item
}

export function findItem(key: string): Item | undefined {
  return byKey.get(key) ?? byKey.get(key.toUpperCase())
}

export function findProduct(id: string): Product | undefined {
  return PRODUCTS.find((product) => product.id === id.toUpperCase())
}

export function findOffer(id: string): LegacyOffer | undefined {
  return LEGACY_OFFERS.find((offer) => offer.id === id.toUpperCase())
}

const MONTH = 30 * 86_400_000

/** The availability of a SKU at a moment: another one every thirty days, each SKU on its own day. */
export function availabilityOf(product: Product, sku: Sku, at: number): string {
  const place = mix(product.id, sku.id)
  const period = Math.floor((at + (place % MONTH)) / MONTH)
  return `${product.id.slice(0, 8)}${(mix(place, period) % 36 ** 4).toString(36).toUpperCase().padStart(4, '0')}`
}

export function catalogItemId(product: Product, sku: Sku, at: number): string {
  return `${product.id}:${sku.id}:${availabilityOf(product, sku, at)}`
}

export const MONTHS: Readonly<Record<TermDuration, number>> = { P1M: 1, P1Y: 12, P3Y: 36 }

export function nameOf(item: Item): string {
  return 'offer' in item ? item.offer.name : item.sku.title
}

export function isAddon(item: Item): boolean {
  return 'offer' in item ? item.offer.isAddOn : item.sku.addonTo !== undefined
}

export function isTrial(item: Item): boolean {
  return 'offer' in item ? item.offer.isTrial : item.sku.isTrial
}

export function licenceOf(item: Item): Sku['licence'] {
  if ('product' in item) return item.sku.licence
  return item.offer.licence && { ...item.offer.licence, plans: [] }
}

/** Items that can be added to this one. */
export function addonsOf(item: Item): Item[] {
  return [...byKey.values()].filter((other) => {
    if ('offer' in item) return 'offer' in other && other.offer.prerequisites.includes(item.offer.id)
    return 'product' in other && (other.sku.addonTo?.includes(item.product.id) ?? false)
  })
}
