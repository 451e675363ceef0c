// Partner Center's customers: the list (seek paging), one by id, by beginning of the name; made, and let go.
// https://learn.microsoft.com/partner-center/developer/get-a-list-of-customers
import type { z } from 'zod'
import type { CallOptions } from '../http.ts'
import { listOperation, operation } from '../operation.ts'
import type { ListPage, Page } from '../page.ts'
import { type ListOptions, pagesOf } from '../pages.ts'
import { perform } from '../perform.ts'
import type { Source } from '../source.ts'
import { anything, flag, guid, guidOf, text } from '../tolerant.ts'
import { CustomerChange, NewCustomer } from './customer-body.ts'
import { type Address, address, attributes, nothing, numbered, orNothing, part, record, verbatim, words } from './fields.ts'
import type { ChangeOptions } from './request-body.ts'

/** In the order of the official SDK, whose numbers may come; a word that is new to us as it was sent; `none` where there is none. */
const relationship = numbered('unknown', 'reseller', 'advisor', 'syndication', 'microsoft_support', 'none').transform(
  (sent) => sent ?? ('none' as const),
)
export type PartnerRelationship = z.output<typeof relationship>

const sentCustomer = {
  id: anything,
  commerceId: text,
  companyProfile: part({
    tenantId: guid,
    domain: text,
    companyName: text,
    email: text,
    organizationRegistrationNumber: text,
    address,
  }),
  billingProfile: part({
    id: text,
    firstName: text,
    lastName: text,
    email: text,
    culture: text,
    language: text,
    companyName: text,
    defaultAddress: address,
    attributes,
  }),
  relationshipToPartner: relationship,
  allowDelegatedAccess: flag,
  associatedPartnerId: text,
  customDomains: words,
}
const SentCustomer = record(sentCustomer)

const customerFrom = (sent: z.output<typeof SentCustomer>) => ({
  // Documentation prints placeholders such as "<guid>" for the one and a real value for the other.
  tenantId: sent.companyProfile.tenantId ?? guidOf(sent.id) ?? '',
  commerceId: sent.commerceId,
  name: sent.companyProfile.companyName ?? sent.billingProfile.companyName,
  domain: sent.companyProfile.domain?.toLowerCase() ?? null,
  relationship: sent.relationshipToPartner,
  email: sent.companyProfile.email ?? sent.billingProfile.email,
  /** Null where we may not read it (no delegation) or in a list, which leaves it out. */
  address: addressOf(sent.companyProfile.address) ?? addressOf(sent.billingProfile.defaultAddress),
  /** Verified domains; empty in a list. */
  domains: sent.customDomains.map((domain) => domain.toLowerCase()),
  registrationNumber: sent.companyProfile.organizationRegistrationNumber,
  /** Delegated administration of the old kind (DAP); null in a list. */
  delegatedAccess: sent.allowDelegatedAccess,
  /** The indirect reseller the customer belongs to, for an indirect provider. */
  resellerId: sent.associatedPartnerId,
  billing: {
    contact: [sent.billingProfile.firstName, sent.billingProfile.lastName].filter(Boolean).join(' ') || null,
    culture: sent.billingProfile.culture,
    language: sent.billingProfile.language?.toLowerCase() ?? null,
    etag: sent.billingProfile.attributes.etag,
  },
})

export const PartnerCenterCustomer = SentCustomer.transform(customerFrom)
export type PartnerCenterCustomer = z.output<typeof PartnerCenterCustomer>

/** A new customer with the first administrator's password, which is told this once. */
export const CreatedCustomer = record({ ...sentCustomer, userCredentials: part({ userName: text, password: verbatim }) }).transform(
  (sent) => ({ ...customerFrom(sent), firstAdministrator: sent.userCredentials }),
)
export type CreatedCustomer = z.output<typeof CreatedCustomer>

function addressOf(sent: Address) {
  const lines = [sent.addressLine1, sent.addressLine2, sent.addressLine3].flatMap((line) => line ?? [])
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

const api = 'partnerCenter' as const
const resource = 'customer'
const one = '/v1/customers/{customerId}'

export const listCustomers = listOperation({
  api,
  method: 'GET',
  path: '/v1/customers',
  resource,
  paging: 'seek',
  item: PartnerCenterCustomer,
  usable,
})

/** All customers, page by page. Throws MicrosoftError: `denied` for a partner without Partner Center access. */
export function customerPages(source: Source, options?: ListOptions): AsyncGenerator<ListPage<PartnerCenterCustomer>, void, undefined> {
  return pagesOf(source, listCustomers, { ...options, query: { size: pageSize } })
}

export const getCustomer = operation({
  api,
  method: 'GET',
  path: one,
  resource,
  answer: PartnerCenterCustomer.refine((customer) => customer.tenantId, 'no tenant ID'),
})

/** One customer with everything we may read of it. Throws MicrosoftError, `gone` where the partner has no such customer. */
export async function customerById(source: Source, customerId: string, options?: CallOptions): Promise<PartnerCenterCustomer> {
  return (await perform(source, getCustomer, { ...options, parameters: { customerId } })).data
}

/** What a customer is searched by; always from the beginning and whatever the case. */
export type CustomerField = 'CompanyName' | 'Domain' | 'IndirectReseller' | 'IndirectCloudSolutionProvider'

/** Customers whose field begins with the text, page by page. */
export function customersWhere(
  source: Source,
  field: CustomerField,
  beginning: string,
  options?: CallOptions,
): AsyncGenerator<Page<PartnerCenterCustomer>, void, undefined> {
  const filter = JSON.stringify({ Field: field, Value: beginning, Operator: 'starts_with' })
  return pagesOf(source, listCustomers, { ...options, query: { size: pageSize, filter } })
}

/** Customers whose name begins with the text, at most one page. */
export async function customersNamed(source: Source, beginning: string, options?: CallOptions): Promise<Page<PartnerCenterCustomer>> {
  for await (const page of customersWhere(source, 'CompanyName', beginning, options)) return page
  return { records: [], skipped: [], total: 0 }
}

export const createCustomer = operation({
  api,
  method: 'POST',
  path: '/v1/customers',
  resource,
  body: NewCustomer,
  answer: CreatedCustomer.refine((customer) => customer.tenantId, 'no tenant ID'),
})

/**
 * A new tenant with the partner as its reseller. https://learn.microsoft.com/partner-center/developer/create-a-customer
 * Throws MicrosoftError: `invalid` for an address or a domain that Microsoft refuses.
 */
export async function addCustomer(source: Source, body: NewCustomer, options?: ChangeOptions): Promise<CreatedCustomer> {
  return (await perform(source, createCustomer, { ...options, body })).data
}

const ChangedCustomer = record({ relationshipToPartner: anything, allowDelegatedAccess: flag }).transform((sent) => ({
  relationship: sent.relationshipToPartner,
  delegatedAccess: sent.allowDelegatedAccess,
}))

export const patchCustomer = operation({
  api,
  method: 'PATCH',
  path: one,
  resource,
  body: CustomerChange,
  answer: orNothing(ChangedCustomer),
})

/**
 * Ends the reseller relationship. Subscriptions must be suspended and reservations cancelled before.
 * https://learn.microsoft.com/partner-center/developer/remove-a-reseller-relationship-with-a-customer
 */
export async function endResellerRelationship(source: Source, customerId: string, options?: ChangeOptions): Promise<void> {
  const body: CustomerChange = { relationshipToPartner: 'none', attributes: { objectType: 'Customer' } }
  await perform(source, patchCustomer, { ...options, parameters: { customerId }, body })
}

/** Gives back delegated administration of the old kind. https://learn.microsoft.com/partner-center/developer/remove-dap */
export async function removeDelegatedAccess(source: Source, customerId: string, options?: ChangeOptions): Promise<void> {
  const body: CustomerChange = { allowDelegatedAccess: false, attributes: { objectType: 'Customer' } }
  await perform(source, patchCustomer, { ...options, parameters: { customerId }, body })
}

export const deleteCustomer = operation({ api, method: 'DELETE', path: one, resource, answer: nothing })

/** The integration sandbox alone knows this; elsewhere it is refused. */
export async function deleteSandboxCustomer(source: Source, customerId: string, options?: ChangeOptions): Promise<void> {
  await perform(source, deleteCustomer, { ...options, parameters: { customerId } })
}
