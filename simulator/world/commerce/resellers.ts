// The indirect resellers a provider works through, and which customer came through which. Entered by draw-subscriptions.ts and the relationship routes.
import type { Customer } from '../customer.ts'
import type { PartnerIdentity } from '../partner.ts'
import { guidFor, mix, random } from '../random.ts'

export type Reseller = {
  id: string
  name: string
  mpnId: string
  location: string
  /** Whether it has signed the Microsoft Partner Agreement. */
  signed: boolean
}

const NAMES: readonly (readonly [string, string, boolean])[] = [
  ['Trey Research', 'FR', true],
  ['Alpine Ski House Informatique', 'FR', true],
  ['Proseware Services', 'BE', true],
  ['Litware Conseil', 'FR', false],
]

export function mpnIdOf(partner: Pick<PartnerIdentity, 'tenantId'>): string {
  return String(4_000_000 + (mix(partner.tenantId, 'mpn') % 900_000))
}

export function resellersOf(partner: Pick<PartnerIdentity, 'tenantId' | 'relationship'>): Reseller[] {
  if (partner.relationship !== 'reseller') return []
  return NAMES.map(([name, location, signed]) => ({
    id: guidFor(partner.tenantId, 'reseller', name),
    name,
    mpnId: String(5_000_000 + (mix(partner.tenantId, 'reseller', name) % 900_000)),
    location,
    signed,
  }))
}

/** One customer in sixteen came through a reseller, always one that has signed. */
export function resellerOf(customer: Customer, partner: Pick<PartnerIdentity, 'tenantId' | 'relationship'>): Reseller | undefined {
  const chance = random(customer.seed ^ 0x62)
  const signed = resellersOf(partner).filter((one) => one.signed)
  return signed.length > 0 && chance.chance(1 / 16) ? chance.pick(signed) : undefined
}
