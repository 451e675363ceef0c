// Finds a partner's delegated admin relationships by their ids and names, and notes what happens to them. Entered by commands.ts, graph/, control/ and portals/.
import type { Customer } from '../customer.ts'
import type { Partner } from '../partner.ts'
import { guidFor } from '../random.ts'
import type { Relationship } from '../relationship.ts'
import { displayNameOf } from '../relationship.ts'
import { indexIn } from '../relationship-key.ts'
import type { Happening } from './notes.ts'

export type Held = { relationship: Relationship; customer: Customer | undefined }

const MOST_HAPPENINGS = 10_000

export function note(partner: Partner, happening: Happening): void {
  const { happened } = partner.gdap
  happened.push(happening)
  if (happened.length > MOST_HAPPENINGS) happened.shift()
}

/** The second half of every relationship's ID. */
export function idSuffix(partner: { tenantId: string }): string {
  return guidFor(partner.tenantId, 'relationships')
}

export function idOf(relationship: Relationship, partner: { tenantId: string }): string {
  return `${relationship.key}-${idSuffix(partner)}`
}

const ID = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})-([0-9a-f-]{36})$/i

/** The key inside an ID of this partner's relationships. */
export function keyIn(id: string, partner: Partner): string | undefined {
  const [, key, suffix] = ID.exec(id) ?? []
  return suffix?.toLowerCase() === idSuffix(partner) ? key?.toLowerCase() : undefined
}

export function findHeld(partner: Partner, key: string): Held | undefined {
  const open = partner.gdap.open.find((one) => one?.key === key)
  if (open) return { relationship: open, customer: undefined }
  const customer = partner.gdap.moved.get(key) ?? partner.customers[indexIn(key)]
  const relationship = customer?.relationships.find((one) => one.key === key)
  return customer && relationship && { relationship, customer }
}

/** The relationship to be changed: what was only drawn is kept from now on. */
export function holdOne(partner: Partner, key: string): Held | undefined {
  const found = findHeld(partner, key)
  if (!found?.customer) return found
  const relationship = found.customer.held().find((one) => one.key === key)
  return relationship && { relationship, customer: found.customer }
}

/** Names are unique among all of a partner's relationships; those of seeded ones carry their key's beginning. */
export function isNameTaken(partner: Partner, name: string, except?: string): boolean {
  const wanted = name.trim().toLowerCase()
  if (partner.gdap.names.has(wanted)) {
    const own = except === undefined ? undefined : findHeld(partner, except)?.relationship
    return own === undefined || displayNameOf(own).toLowerCase() !== wanted
  }
  const beginning = /\b([0-9a-f]{8})-[0-9a-f]{4}$/.exec(wanted)?.[1]
  if (beginning === undefined) return false
  const customer = partner.customers[indexIn(beginning)]
  return customer?.relationships.some((one) => one.key !== except && displayNameOf(one).toLowerCase() === wanted) ?? false
}
