// The form of what Microsoft sells: products with SKUs, and offers from before the new commerce. Entered by catalog.ts and the lists beside it.

export type TermDuration = 'P1M' | 'P1Y' | 'P3Y'
export type BillingCycle = 'monthly' | 'annual' | 'triennial' | 'one_time' | 'none'
export type Term = { duration: TermDuration; billingCycle: BillingCycle }
export type ServicePlan = { id: string; displayName: string; serviceName: string; targetType: 'User' | 'Tenant' }

export type Sku = {
  id: string
  title: string
  isTrial: boolean
  minimum: number
  maximum: number
  terms: readonly Term[]
  /** The licence it gives in the customer's directory. */
  licence?: { id: string; partNumber: string; plans: readonly ServicePlan[] }
  /** Monthly list price of one licence, in US dollars. */
  price: number
  /** Products this one can only be added to. */
  addonTo?: readonly string[]
  /** Of a trial: the SKU of the same product that can be bought instead. */
  paidSku?: string
}

export type ProductKind = 'OnlineServicesNCE' | 'Azure' | 'Software' | 'SaaS'

export type Product = {
  id: string
  title: string
  description: string
  kind: ProductKind
  publisher: string
  microsoft: boolean
  skus: readonly Sku[]
  /** Products it can be upgraded to. */
  upgrades?: readonly string[]
  /** How often a seeded customer holds it, by size of the customer: small, middle, large. */
  weight: readonly [number, number, number]
}

export type LegacyOffer = {
  id: string
  name: string
  description: string
  category: string
  rank: number
  unitType: 'Licenses' | 'Usage-based'
  billing: 'license' | 'usage'
  minimum: number
  maximum: number
  isAddOn: boolean
  isTrial: boolean
  prerequisites: readonly string[]
  conversionTargets: readonly string[]
  upgrades: readonly string[]
  productId: string
  licence?: { id: string; partNumber: string }
}

/** A SKU with its product, or an offer from before the new commerce. */
export type Item = { key: string; product: Product; sku: Sku } | { key: string; offer: LegacyOffer }
export type SkuItem = Extract<Item, { product: Product }>
