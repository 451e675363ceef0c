// Row types of customers and what hangs on them.
import type { Generated, JSONColumnType } from 'kysely'
import type { Address, DelegationState } from '../../../contract/customers.ts'
import type { Instant, OptionalInstant } from './identity.ts'

/** An admin center of a customer from Microsoft's serviceManagementDetails: our key for it, or Microsoft's own service name. */
export type StoredAdminCenter = { center: string; url: string }

export type CustomersTable = {
  partner_id: string
  tenant_id: string
  name: string
  domain: string | null
  /** searchKey(name) and searchKey(domain): what search and sorting compare. */
  name_key: string
  domain_key: string | null
  country: string | null
  /** Microsoft's word. */
  relationship: Generated<string>
  in_partner_center: Generated<boolean>
  in_contracts: Generated<boolean>
  in_delegated: Generated<boolean>
  delegation: Generated<DelegationState>
  delegation_ends_at: OptionalInstant
  other_domains: Generated<string[]>
  address: JSONColumnType<Address | null, string | null | undefined, string | null>
  address_state: Generated<'known' | 'notYetRead' | 'notReadable'>
  email: string | null
  /** Culture, or language alone, of its billing profile. */
  language: Generated<string | null>
  admin_centers: JSONColumnType<StoredAdminCenter[], string | undefined, string>
  details_read_at: OptionalInstant
  added_at: Instant
  departed_at: OptionalInstant
}

export const termKinds = { name: 0, domain: 1, word: 2, otherDomain: 3 } as const

export type CustomerTermsTable = {
  partner_id: string
  departed: boolean
  kind: number
  term: string
  tenant_id: string
  /** With how many characters it begins like a better term of the same customer: see termsOf. */
  shared: number
}

/** How many customers are found by a prefix of up to three characters: the sum over the slots. Kept by triggers on customer_terms. */
export type TermTotalsTable = { partner_id: string; departed: boolean; prefix: string; slot: number; customers: number }

export type FormerNamesTable = { partner_id: string; tenant_id: string; until: Instant; name: string }

export type DelegationsTable = {
  partner_id: string
  relationship_id: string
  tenant_id: string | null
  name: string
  /** Microsoft's own status, as sent. */
  status: string
  state: DelegationState
  roles: number
  created_at: OptionalInstant
  activated_at: OptionalInstant
  ends_at: OptionalInstant
  auto_extends: boolean
}

export type FlagsTable = { partner_id: string; tenant_id: string; flagged_at: Instant; flagged_by: string | null }
export type PinsTable = { partner_id: string; user_id: string; tenant_id: string; pinned_at: Instant }
/** One row per person, customer and UTC day. */
export type VisitsTable = {
  partner_id: string
  user_id: string
  tenant_id: string
  day: string
  openings: number
  last_at: Instant
  /** The opening before `last_at`, of a visit that was not the same one. */
  before_at: OptionalInstant
}
