// Microsoft's three kinds of customer records as one kind of ours. Pure.
import { searchKey } from '../../base/search-key.ts'
import type { Contract } from '../../microsoft/graph/contracts.ts'
import type { DelegatedCustomer } from '../../microsoft/graph/delegated-admin-customers.ts'
import type { DelegatedRelationship } from '../../microsoft/graph/delegated-admin-relationships.ts'
import type { PartnerCenterCustomer, PartnerRelationship } from '../../microsoft/partner-center/customers.ts'

/** What one list says of a customer; null where it says nothing, and then what is known stays. */
export type IncomingCustomer = {
  tenantId: string
  name: string | null
  domain: string | null
  relationship: PartnerRelationship | null
}

export const fromPartnerCenter = ({ tenantId, name, domain, relationship }: PartnerCenterCustomer): IncomingCustomer => ({
  tenantId,
  name,
  domain,
  relationship,
})

export const fromContract = ({ tenantId, name, domain, type }: Contract): IncomingCustomer => ({
  tenantId,
  name,
  domain: domain?.toLowerCase() ?? null,
  relationship: type,
})

export const fromDelegatedCustomer = ({ tenantId, name }: DelegatedCustomer): IncomingCustomer => ({
  tenantId,
  name,
  domain: null,
  relationship: null,
})

/** The customer of a relationship that lets us in; of the others there may be none, or none any more. */
export const fromRelationship = ({
  state,
  tenantId,
  customerName,
}: Pick<DelegatedRelationship, 'state' | 'tenantId' | 'customerName'>): IncomingCustomer[] =>
  state === 'active' && tenantId ? [{ tenantId, name: customerName, domain: null, relationship: null }] : []

/**
 * One record a customer: a list that shifts while it is read repeats some; the later one counts. In order of their IDs, so that two
 * pages that are saved at the same time wait for each other rather than in a circle.
 */
export function oncePerCustomer(records: readonly IncomingCustomer[]): IncomingCustomer[] {
  const once = [...new Map(records.map((record) => [record.tenantId, record])).values()]
  return once.sort((one, other) => (one.tenantId < other.tenantId ? -1 : 1))
}

/** A customer without a name is still found and opened: under its domain, or its tenant ID. */
export const nameOf = ({ name, domain, tenantId }: { name: string | null; domain: string | null; tenantId: string }): string =>
  name ?? domain ?? tenantId

export const keysOf = ({ name, domain }: { name: string; domain: string | null }) => ({
  nameKey: searchKey(name),
  domainKey: domain === null ? null : searchKey(domain),
})
