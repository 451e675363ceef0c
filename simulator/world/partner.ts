// One partner and its customers, in the order Microsoft would list them. Entered by world.ts; read by graph/ and partner-center/.
import { Customer } from './customer.ts'
import { createBook, type GdapBook } from './gdap/notes.ts'
import { mix } from './random.ts'
import { specialAt } from './specials.ts'

export type PartnerIdentity = {
  tenantId: string
  name: string
  domain: string
  /** How its customers' contracts are typed in Graph. */
  contractType: 'ResellerPartner' | 'BreadthPartner'
  relationship: 'reseller' | 'advisor'
  country: string
  city: string
  seedWord: string
}

export type Partner = PartnerIdentity & {
  /** Every customer it ever had; those that left carry `leftAt`. */
  customers: Customer[]
  gdap: GdapBook
  present(): number
  find(tenantId: string): Customer | undefined
  add(now: number, wanted?: { name?: string; domain?: string }): Customer
}

export const MAIN_PARTNER: PartnerIdentity = {
  tenantId: '0f6f4b7e-2c1d-4a53-9d0e-7b1a5c3e9f10',
  name: 'Aurore Cloud Services',
  domain: 'aurore-cloud.example',
  contractType: 'ResellerPartner',
  relationship: 'reseller',
  country: 'FR',
  city: 'Lyon',
  seedWord: 'main',
}

export const ADVISOR_PARTNER: PartnerIdentity = {
  tenantId: '5d1c9a42-8e37-4f6b-b2a9-3e60d4f7c821',
  name: 'Beacon Advisory',
  domain: 'beacon-advisory.example',
  contractType: 'BreadthPartner',
  relationship: 'advisor',
  country: 'GB',
  city: 'Bristol',
  seedWord: 'advisor',
}

export function createPartner(identity: PartnerIdentity, seed: number, count: number, now: number): Partner {
  const own = mix(seed, identity.seedWord)
  const customers: Customer[] = []
  const byTenant = new Map<string, Customer>()
  const labels = new Set<string>()
  const add = (at: number, wanted?: { name?: string; domain?: string }): Customer => {
    const index = customers.length
    const customer = new Customer({
      seed: own,
      index,
      now: at,
      appears: index >= count,
      taken: (label) => labels.has(label),
      special:
        index < count && identity === MAIN_PARTNER ? specialAt(index) : wanted?.name === undefined ? undefined : { name: wanted.name },
    })
    labels.add(customer.prefix)
    if (wanted?.domain !== undefined) customer.domain = wanted.domain
    customers.push(customer)
    byTenant.set(customer.tenantId, customer)
    return customer
  }
  for (let index = 0; index < count; index++) add(now)
  return {
    ...identity,
    customers,
    gdap: createBook(),
    add,
    present: () => customers.reduce((sum, customer) => sum + (customer.leftAt === null ? 1 : 0), 0),
    find: (tenantId) => byTenant.get(tenantId.toLowerCase()),
  }
}
