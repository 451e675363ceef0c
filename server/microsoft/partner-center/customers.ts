// Partner Center's customers: the list (seek paging), one by id, by beginning of the name.
// https://learn.microsoft.com/partner-center/developer/get-a-list-of-customers
import { z } from 'zod'
import type { CallOptions } from '../http.ts'
import { listOperation, operation } from '../operation.ts'
import type { Page } from '../page.ts'
import { pagesOf } from '../pages.ts'
import { perform } from '../perform.ts'
import type { Source } from '../source.ts'
import { anything, guid, guidOf, listOf, memberOf, nested, text } from '../tolerant.ts'

/** Partner Center numbers its enum members; the order is that of the official SDK. */
const relationshipNumbers = ['unknown', 'reseller', 'advisor', 'syndication', 'microsoftsupport', 'none']
export type PartnerRelationship = 'reseller' | 'advisor' | 'none' | 'other'

const relationshipOf = (value: unknown): PartnerRelationship => {
  const word = memberOf(value, relationshipNumbers)
  if (word === 'reseller' || word === 'advisor') return word
  return word === null || word === 'none' ? 'none' : 'other'
}

const SentAddress = nested({
  country: text,
  region: text,
  state: text,
  city: text,
  addressLine1: text,
  addressLine2: text,
  postalCode: text,
  phoneNumber: text,
})

export const PartnerCenterCustomer = z
  .object({
    id: anything,
    companyProfile: nested({ tenantId: guid, domain: text, companyName: text, email: text, address: SentAddress }),
    billingProfile: nested({ companyName: text, email: text, defaultAddress: SentAddress }),
    relationshipToPartner: anything,
    customDomains: listOf(text),
  })
  .transform((sent) => ({
    // Documentation prints placeholders such as "<guid>" for the one and a real value for the other.
    tenantId: sent.companyProfile.tenantId ?? guidOf(sent.id) ?? '',
    name: sent.companyProfile.companyName ?? sent.billingProfile.companyName,
    domain: sent.companyProfile.domain?.toLowerCase() ?? null,
    relationship: relationshipOf(sent.relationshipToPartner),
    email: sent.companyProfile.email ?? sent.billingProfile.email,
    /** Null where we may not read it (no delegation) or in a list, which leaves it out. */
    address: addressOf(sent.companyProfile.address) ?? addressOf(sent.billingProfile.defaultAddress),
    /** Verified domains; empty in a list. */
    domains: sent.customDomains.flatMap((domain) => (domain ? [domain.toLowerCase()] : [])),
  }))
export type PartnerCenterCustomer = z.output<typeof PartnerCenterCustomer>

function addressOf(sent: z.output<typeof SentAddress>) {
  const lines = [sent.addressLine1, sent.addressLine2].flatMap((line) => line ?? [])
  const country = sent.country && /^[a-z]{2}$/i.test(sent.country) ? sent.country.toUpperCase() : null
  const address = {
    lines,
    city: sent.city,
    region: sent.region ?? sent.state,
    postalCode: sent.postalCode,
    country,
    phone: sent.phoneNumber,
  }
  return lines.length > 0 || address.city || address.postalCode || country ? address : null
}

const usable = (customer: PartnerCenterCustomer): string | null => (customer.tenantId ? null : 'no tenant ID')

/** Records a page: the largest Partner Center documents. */
const pageSize = 500

export const listCustomers = listOperation({
  api: 'partnerCenter',
  method: 'GET',
  path: '/v1/customers',
  resource: 'customer',
  paging: 'seek',
  item: PartnerCenterCustomer,
  usable,
})

/** All customers, page by page. Throws MicrosoftError: `denied` for a partner without Partner Center access. */
export function customerPages(source: Source, options?: CallOptions): AsyncGenerator<Page<PartnerCenterCustomer>, void, undefined> {
  return pagesOf(source, listCustomers, { ...options, query: { size: pageSize } })
}

export const getCustomer = operation({
  api: 'partnerCenter',
  method: 'GET',
  path: '/v1/customers/{customerId}',
  resource: 'customer',
  answer: PartnerCenterCustomer.refine((customer) => customer.tenantId, 'no tenant ID'),
})

/** One customer with everything we may read of it. Throws MicrosoftError, `gone` where the partner has no such customer. */
export async function customerById(source: Source, customerId: string, options?: CallOptions): Promise<PartnerCenterCustomer> {
  return (await perform(source, getCustomer, { ...options, parameters: { customerId } })).data
}

/** Customers whose name begins with the text, at most one page. */
export async function customersNamed(source: Source, beginning: string, options?: CallOptions): Promise<Page<PartnerCenterCustomer>> {
  const filter = JSON.stringify({ Field: 'CompanyName', Value: beginning, Operator: 'starts_with' })
  for await (const page of pagesOf(source, listCustomers, { ...options, query: { size: pageSize, filter } })) return page
  return { records: [], skipped: [], total: 0 }
}
