// One simulated customer: what is kept in memory, and what is worked out from its seed whenever somebody asks. Entered by partner.ts.
import { COUNTRIES, countryAt } from './countries.ts'
import type { Country } from './country.ts'
import { coinedLabel, companyName, domainLabel } from './names.ts'
import { flat, mix, random } from './random.ts'
import { DAY, type Relationship, type RelationshipStatus, startingRelationships, statusOf } from './relationship.ts'
import { keyOf } from './relationship-key.ts'
import type { Special } from './specials.ts'

export type Delegation = 'active' | 'pending' | 'expired' | 'terminated' | 'none'

/** `taken` tells whether another customer has the label already; `appears`: new to the partner at that very moment. */
export type Birth = {
  seed: number
  index: number
  now: number
  appears: boolean
  taken: (label: string) => boolean
  special: Special | undefined
}

/** A hundred thousand of these must fit a small process: relationships, domain and dates are drawn again at each question until somebody changes them. */
export class Customer {
  /** Its place in its partner's list, for ever. */
  readonly index: number
  readonly seed: number
  readonly tenantId: string
  /** The x of x.onmicrosoft.com. */
  readonly prefix: string
  readonly country: number
  readonly bornAt: number
  readonly appeared: boolean
  name: string
  leftAt: number | null = null
  #domain: string | undefined
  #relationships: Relationship[] | undefined

  constructor({ seed, index, now, appears, taken, special }: Birth) {
    this.index = index
    this.seed = mix(seed, 'customer', index) | 0
    const chance = random(this.seed)
    this.tenantId = flat(chance.guid())
    this.country = special?.country ? COUNTRIES.findIndex((one) => one.code === special.country) : countryAt(chance.next())
    this.name = special?.name ?? flat(companyName(chance, countryOf(this)))
    this.prefix = flat(freeLabel(special?.label ?? domainLabel(this.name, () => coinedLabel(chance)), chance.next, taken))
    this.bornAt = now
    this.appeared = appears
    if (special?.delegated) this.#relationships = stamped(startingRelationships({ ...random(this.seed), next: () => 0.3 }, now), index)
  }

  /** When it became the partner's customer. */
  get since(): number {
    return this.appeared ? this.bornAt : this.bornAt - random(this.seed ^ 0x51).between(DAY, 2200 * DAY)
  }

  get domain(): string {
    return this.#domain ?? `${this.prefix}.${random(this.seed ^ 0x52).chance(0.8) ? countryOf(this).topLevel : 'onmicrosoft.com'}`
  }

  set domain(domain: string) {
    this.#domain = domain
  }

  /** To be read only; whoever changes one asks `held` for them. */
  get relationships(): readonly Relationship[] {
    if (this.#relationships) return this.#relationships
    if (lastDrawn?.of !== this) lastDrawn = { of: this, relationships: drawn(this) }
    return lastDrawn.relationships
  }

  set relationships(relationships: Relationship[]) {
    this.#relationships = relationships
  }

  /** The relationships, kept from now on so that they can be changed. */
  held(): Relationship[] {
    this.#relationships ??= drawn(this)
    return this.#relationships
  }

  hold(relationship: Relationship): void {
    this.held().push({ ...relationship, key: keyOf(relationship.key, this.index) })
  }
}

function drawn({ seed, bornAt, index }: Customer): Relationship[] {
  return stamped(startingRelationships(random(seed ^ 0x53), bornAt), index)
}

function stamped(relationships: Relationship[], index: number): Relationship[] {
  for (const relationship of relationships) relationship.key = keyOf(relationship.key, index)
  return relationships
}

/** A list asks for the same customer's several times in a row. */
let lastDrawn: { of: Customer; relationships: readonly Relationship[] } | undefined

export function countryOf(customer: { country: number }): Country {
  const found = COUNTRIES[customer.country] ?? COUNTRIES[0]
  if (!found) throw new Error('The world has no countries')
  return found
}

function freeLabel(label: string, next: () => number, taken: (label: string) => boolean): string {
  let candidate = label
  for (let range = 90; taken(candidate); range = Math.min(range * 10, 9_000_000))
    candidate = `${label}${Math.floor(range / 9 + next() * range)}`
  return candidate
}

/** All verified domains, the primary one first, the initial one last. */
export function domainsOf(customer: Customer): string[] {
  const chance = random(mix(customer.seed, 'domains'))
  const initial = `${customer.prefix}.onmicrosoft.com`
  const others = chance.chance(0.3)
    ? [`${customer.prefix}-${chance.pick(['group', 'shop', 'mail', 'online'])}.${chance.pick(['com', 'eu', 'net'])}`]
    : []
  return [...new Set([customer.domain, ...others, initial])]
}

const DELEGATIONS: readonly (readonly [Delegation, readonly RelationshipStatus[]])[] = [
  ['active', ['active', 'terminationRequested']],
  ['pending', ['approvalPending', 'approved', 'activating']],
  ['expired', ['expired', 'expiring']],
  ['terminated', ['terminated', 'terminating']],
]

export function delegationOf(customer: Customer, now: number): Delegation {
  const statuses = new Set(customer.relationships.map((relationship) => statusOf(relationship, now)))
  return DELEGATIONS.find(([, among]) => among.some((status) => statuses.has(status)))?.[0] ?? 'none'
}

export function hasActiveDelegation(customer: Customer, now: number): boolean {
  return customer.leftAt === null && customer.relationships.some((relationship) => statusOf(relationship, now) === 'active')
}
