// Partner Center's customers: the list (seek paging), one by id, by beginning of the name.
// https://learn.microsoft.com/partner-center/developer/get-a-list-of-customers
import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import type { CallOptions } from '../http.ts'
import { MicrosoftError } from '../microsoft-error.ts'
import { type Page, readRecords } from '../page.ts'
import type { Source } from '../source.ts'
import { anything, guid, guidOf, listOf, memberOf, nested, text } from '../tolerant.ts'
import { nextToken, PartnerCenterCollection } from './collection.ts'

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

/**
 * All customers, page by page. Throws MicrosoftError: `denied` for a partner without Partner Center access, `invalid` with code
 * `repeated_token` where paging would go in a circle.
 */
export async function* customerPages(source: Source, options?: CallOptions): AsyncGenerator<Page<PartnerCenterCustomer>, void, undefined> {
  const used = new Set<string>()
  let token: string | null = null
  do {
    const path: string = token === null ? `/v1/customers?size=${pageSize}` : `/v1/customers?size=${pageSize}&seekOperation=Next`
    const parsed = PartnerCenterCollection.safeParse(await source.get(path, options, headersWith(token)))
    if (!parsed.success)
      throw new MicrosoftError('/v1/customers did not answer with a collection', { kind: 'invalid', status: 200, code: 'not_a_collection' })
    const page = parsed.data
    token = nextToken(page)
    if (token !== null && used.has(token))
      throw new MicrosoftError('/v1/customers leads back to a page already read', { kind: 'invalid', code: 'repeated_token' })
    if (token !== null) used.add(token)
    yield {
      ...readRecords(page.items, PartnerCenterCustomer, usable),
      total: page.totalCount > page.items.length || token === null ? page.totalCount : null,
    }
  } while (token !== null)
}

/** One customer with everything we may read of it. Throws MicrosoftError, `gone` where the partner has no such customer. */
export async function customerById(source: Source, tenantId: string, options?: CallOptions): Promise<PartnerCenterCustomer> {
  const sent = await source.get(`/v1/customers/${encodeURIComponent(tenantId)}`, options, headersWith(null))
  const customer = PartnerCenterCustomer.safeParse(sent)
  if (customer.success && customer.data.tenantId) return customer.data
  throw new MicrosoftError('/v1/customers/{id} did not answer with a customer', { kind: 'invalid', status: 200, code: 'not_a_customer' })
}

/** Customers whose name begins with the text, at most one page. */
export async function customersNamed(source: Source, beginning: string, options?: CallOptions): Promise<Page<PartnerCenterCustomer>> {
  const filter = JSON.stringify({ Field: 'CompanyName', Value: beginning, Operator: 'starts_with' })
  const parsed = PartnerCenterCollection.safeParse(
    await source.get(`/v1/customers?size=${pageSize}&filter=${encodeURIComponent(filter)}`, options, headersWith(null)),
  )
  if (!parsed.success)
    throw new MicrosoftError('/v1/customers did not answer with a collection', { kind: 'invalid', status: 200, code: 'not_a_collection' })
  return { ...readRecords(parsed.data.items, PartnerCenterCustomer, usable), total: null }
}

/** A fresh request id marks a new question; retries of it repeat the id, as they repeat the headers. */
const headersWith = (token: string | null): Record<string, string> => ({
  'MS-Contract-Version': 'v1',
  'MS-RequestId': randomUUID(),
  'MS-CorrelationId': randomUUID(),
  ...(token !== null && { 'MS-ContinuationToken': token }),
})
