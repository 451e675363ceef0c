// What a partner knows of its delegated admin relationships beyond those its customers hold: requests without a customer, chosen names,
// and what has happened lately. Entered by partner.ts, commands.ts, herald.ts and graph/.
import type { EventName } from '../announcements.ts'
import type { Customer } from '../customer.ts'
import type { Partner } from '../partner.ts'
import { guidFor } from '../random.ts'
import type { Relationship } from '../relationship.ts'
import { displayNameOf } from '../relationship.ts'
import { indexIn } from '../relationship-key.ts'

/** Something Microsoft tells the partner about, at a moment that may still be to come. */
export type Happening = { event: EventName; key: string; at: number; assignmentId?: string; by?: string }
export type Held = { relationship: Relationship; customer: Customer | undefined }

export type GdapBook = {
  /** Asked for without a customer; a hole where one was deleted or approved. */
  open: (Relationship | undefined)[]
  /** Where an approved one that named nobody went. */
  moved: Map<string, Customer>
  /** The names chosen by requests, in lower case. */
  names: Set<string>
  happened: Happening[]
}

const MOST_HAPPENINGS = 10_000

export function createBook(): GdapBook {
  return { open: [], moved: new Map(), names: new Set(), happened: [] }
}

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
