// Whom an issue or message concerns: a few numbers, however many tenants there are. Pure. Entered by issues.ts, messages.ts and control/.
import { COUNTRIES } from '../countries.ts'
import { mix } from '../random.ts'
import type { Service } from './services.ts'

/** What is known of a tenant: drawn customers and partners alike. */
export type Tenant = { tenantId: string; seed: number; index: number; country: string; partnerTenantId: string | null }

export type Reach = {
  salt: number
  /** Of 2^32: how much of the salted draw is concerned. */
  below: number
  countries?: readonly string[]
  tenantIds?: readonly string[]
  /** Only customers of this partner that were there, by their place. */
  partner?: string
  places?: number
}

const WHOLE = 2 ** 32

export const shareOf = (share: number): number => Math.round(share * WHOLE)

export function hasService(service: Service, tenant: Tenant): boolean {
  return service.share >= 1 || mix('service', service.id, tenant.seed) < shareOf(service.share)
}

const sets = new WeakMap<readonly string[], Set<string>>()

export function reaches(reach: Reach, tenant: Tenant): boolean {
  const { tenantIds, countries, partner, places } = reach
  if (tenantIds) {
    const set = sets.get(tenantIds) ?? new Set(tenantIds)
    sets.set(tenantIds, set)
    return set.has(tenant.tenantId)
  }
  if (partner !== undefined && (tenant.partnerTenantId !== partner || tenant.index >= (places ?? 0))) return false
  if (countries && !countries.includes(tenant.country)) return false
  return reach.below >= WHOLE || mix(reach.salt, tenant.seed) < reach.below
}

export function customerTenant(
  customer: { tenantId: string; seed: number; index: number; country: number },
  partnerTenantId: string,
): Tenant {
  const { tenantId, seed, index, country } = customer
  return { tenantId, seed, index, country: COUNTRIES[country]?.code ?? '', partnerTenantId }
}

/** The reach that takes in exactly so many of these tenants; fewer where there are fewer. */
export function reachOfCount(tenants: readonly Tenant[], count: number, base: { salt: number; partner: string; places: number }): Reach {
  for (let salt = base.salt; ; salt++) {
    if (count >= tenants.length) return { ...base, below: WHOLE }
    const draws = tenants.map((tenant) => mix(salt, tenant.seed)).sort((a, b) => a - b)
    const below = draws[count] ?? WHOLE
    // Two tenants with the same draw at the border would make one too many or too few.
    if (count === 0 || draws[count - 1] !== below) return { ...base, salt, below: count === 0 ? 0 : below }
  }
}
