// What a partner keeps of its delegated admin relationships beyond those its customers hold: requests without a customer, chosen names, and
// what has happened lately. Entered by partner.ts and book.ts.
import type { EventName } from '../announcements.ts'
import type { Customer } from '../customer.ts'
import type { Relationship } from '../relationship.ts'

/** Something Microsoft tells the partner about, at a moment that may still be to come. */
export type Happening = { event: EventName; key: string; at: number; assignmentId?: string; by?: string }

export type GdapBook = {
  /** Asked for without a customer; a hole where one was deleted or approved. */
  open: (Relationship | undefined)[]
  /** Where an approved one that named nobody went. */
  moved: Map<string, Customer>
  /** The names chosen by requests, in lower case. */
  names: Set<string>
  happened: Happening[]
}

export function createBook(): GdapBook {
  return { open: [], moved: new Map(), names: new Set(), happened: [] }
}
