// A licence-based product with its usual terms and, for some, a trial. Entered by catalog-products.ts.
import type { Product, Sku, Term } from './catalog-item.ts'
import { plans } from './service-plans.ts'

export const YEAR: Term = { duration: 'P1Y', billingCycle: 'annual' }
export const YEAR_MONTHLY: Term = { duration: 'P1Y', billingCycle: 'monthly' }
export const MONTH: Term = { duration: 'P1M', billingCycle: 'monthly' }
export const THREE: Term = { duration: 'P3Y', billingCycle: 'triennial' }
export const THREE_ANNUAL: Term = { duration: 'P3Y', billingCycle: 'annual' }
const FLEXIBLE = [MONTH, YEAR_MONTHLY, YEAR] as const
export const LONG = [...FLEXIBLE, THREE_ANNUAL, THREE] as const

type Online = {
  id: string
  title: string
  description: string
  licence: [id: string, partNumber: string, plans: string]
  price: number
  weight: Product['weight']
  terms?: readonly Term[]
  maximum?: number
  addonTo?: readonly string[]
  upgrades?: readonly string[]
  trial?: true
}

export function online(wanted: Online): Product {
  const [id, partNumber, plan] = wanted.licence
  const sku: Sku = {
    id: '0001',
    title: wanted.title,
    isTrial: false,
    minimum: 1,
    maximum: wanted.maximum ?? 10_000_000,
    terms: wanted.terms ?? FLEXIBLE,
    licence: { id, partNumber, plans: plans(plan) },
    price: wanted.price,
    ...(wanted.addonTo ? { addonTo: wanted.addonTo } : {}),
  }
  const trial: Sku = {
    ...sku,
    id: '0009',
    title: `${wanted.title} Trial`,
    isTrial: true,
    minimum: 1,
    maximum: 25,
    terms: [{ duration: 'P1M', billingCycle: 'none' }],
    price: 0,
    paidSku: '0001',
  }
  const { title, description, weight, upgrades } = wanted
  return {
    id: wanted.id,
    title,
    description,
    kind: 'OnlineServicesNCE',
    publisher: 'Microsoft Corporation',
    microsoft: true,
    skus: wanted.trial ? [sku, trial] : [sku],
    weight,
    ...(upgrades ? { upgrades } : {}),
  }
}
