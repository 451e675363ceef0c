// One simulated customer: what is kept in memory, and what is worked out from its seed when somebody asks. Entered by partner.ts.

import { COUNTRIES, countryAt } from './countries.ts'
import type { Country } from './country.ts'
import { coinedLabel, companyName, domainLabel } from './names.ts'
import { mix, random } from './random.ts'
import type { Relationship } from './relationship.ts'
import { DAY, startingRelationships, statusOf } from './relationship.ts'
import type { Special } from './specials.ts'

export type Customer = {
  /** Its place in its partner's list, for ever. */
  index: number
  seed: number
  tenantId: string
  name: string
  domain: string
  /** The x of x.onmicrosoft.com. */
  prefix: string
  country: number
  since: number
  leftAt: number | null
  relationships: Relationship[]
}

export type Delegation = 'active' | 'pending' | 'expired' | 'terminated' | 'none'

export function countryOf(customer: Customer): Country {
  const found = COUNTRIES[customer.country] ?? COUNTRIES[0]
  if (!found) throw new Error('The world has no countries')
  return found
}

/** `taken` tells whether another customer has the label already. */
export type Birth = { seed: number; index: number; now: number; taken: (label: string) => boolean; special: Special | undefined }

export function createCustomer({ seed, index, now, taken, special }: Birth): Customer {
  const own = mix(seed, 'customer', index)
  const chance = random(own)
  const tenantId = chance.guid()
  const country = special ? COUNTRIES.findIndex((one) => one.code === special.country) : countryAt(chance.next())
  const facts = COUNTRIES[country] ?? COUNTRIES[0]
  if (!facts) throw new Error('The world has no countries')
  const name = special?.name ?? companyName(chance, facts)
  const prefix = freeLabel(special?.label ?? domainLabel(name, () => coinedLabel(chance)), chance.next, taken)
  const domain = chance.chance(0.8) ? `${prefix}.${facts.topLevel}` : `${prefix}.onmicrosoft.com`
  const relationships =
    special?.name === 'Contoso SA' ? startingRelationships({ ...chance, next: () => 0.3 }, now) : startingRelationships(chance, now)
  return {
    index,
    seed: own,
    tenantId,
    name,
    domain,
    prefix,
    country,
    since: now - chance.between(DAY, 2200 * DAY),
    leftAt: null,
    relationships,
  }
}

function freeLabel(label: string, next: () => number, taken: (label: string) => boolean): string {
  let candidate = label
  while (taken(candidate)) candidate = `${label}${Math.floor(next() * 9_999_999)}`
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

export function delegationOf(customer: Customer, now: number): Delegation {
  const statuses = new Set(customer.relationships.map((relationship) => statusOf(relationship, now)))
  if (statuses.has('active')) return 'active'
  if (statuses.has('approvalPending')) return 'pending'
  if (statuses.has('expired')) return 'expired'
  return statuses.has('terminated') ? 'terminated' : 'none'
}

export function hasActiveDelegation(customer: Customer, now: number): boolean {
  return customer.leftAt === null && customer.relationships.some((relationship) => statusOf(relationship, now) === 'active')
}

export type Profile = {
  country: string
  region: string
  city: string
  addressLine1: string
  postalCode: string
  phoneNumber: string
  firstName: string
  lastName: string
  email: string
  culture: string
  language: string
  commerceId: string
  billingId: string
  billingEtag: string
}

const FIRST_NAMES = [
  'Agnès',
  'Björn',
  'Chloé',
  'Dürten',
  'Éloïse',
  'François',
  'Görkem',
  'Hélène',
  'Íñigo',
  'Jørgen',
  'Łucja',
  'Maëlle',
  'Niamh',
  'Øyvind',
  'Søren',
  'Zoë',
]

/** Address and contact, worked out from the customer's seed. */
export function profileOf(customer: Customer): Profile {
  const chance = random(mix(customer.seed, 'profile'))
  const country = countryOf(customer)
  const [city, region, postalCode] = chance.pick(country.towns)
  return {
    country: country.code,
    region,
    city,
    postalCode,
    addressLine1: chance.pick(country.streets).replace('{n}', String(chance.between(1, 240))),
    phoneNumber: `${country.phone} ${chance.between(100, 999)} ${chance.between(100, 999)} ${chance.between(100, 999)}`,
    firstName: chance.pick(FIRST_NAMES),
    lastName: chance.pick(country.words.words),
    email: `contact@${customer.domain}`,
    culture: country.culture,
    language: country.culture.slice(0, 2),
    commerceId: chance.guid(),
    billingId: chance.guid(),
    billingEtag: `-${chance.between(1e8, 1e9)}${chance.between(1e8, 1e9)}`,
  }
}
