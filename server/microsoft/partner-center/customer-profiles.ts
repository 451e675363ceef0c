// A customer's company and billing profile, organisation. Address and mail are left out by Microsoft without delegation.
// https://learn.microsoft.com/partner-center/developer/customer-resources
import type { z } from 'zod'
import type { CallOptions } from '../http.ts'
import { listOperation, operation } from '../operation.ts'
import { allOf } from '../pages.ts'
import { perform } from '../perform.ts'
import type { Source } from '../source.ts'
import { guid, text } from '../tolerant.ts'
import { BillingProfileBody } from './customer-body.ts'
import { address, attributes, record, words } from './fields.ts'
import type { ChangeOptions } from './request-body.ts'

export const CompanyProfile = record({
  tenantId: guid,
  domain: text,
  companyName: text,
  email: text,
  organizationRegistrationNumber: text,
  address,
})
export type CompanyProfile = z.output<typeof CompanyProfile>

export const BillingProfile = record({
  id: text,
  firstName: text,
  lastName: text,
  email: text,
  culture: text,
  language: text,
  companyName: text,
  defaultAddress: address,
  profileType: text,
  attributes,
})
export type BillingProfile = z.output<typeof BillingProfile>

export const CustomerOrganization = record({
  id: text,
  displayName: text,
  street: text,
  city: text,
  state: text,
  postalCode: text,
  country: text,
  countryLetterCode: text,
  preferredLanguage: text,
  technicalNotificationMails: words,
  marketingNotificationEmails: words,
})
export type CustomerOrganization = z.output<typeof CustomerOrganization>

const api = 'partnerCenter' as const
const resource = 'customer'
const one = '/v1/customers/{customerId}'

export const getCompanyProfile = operation({ api, method: 'GET', path: `${one}/profiles/company`, resource, answer: CompanyProfile })
export const getBillingProfile = operation({ api, method: 'GET', path: `${one}/profiles/billing`, resource, answer: BillingProfile })
export const putBillingProfile = operation({
  api,
  method: 'PUT',
  path: `${one}/profiles/billing`,
  resource,
  body: BillingProfileBody,
  answer: BillingProfile,
})
export const listOrganizations = listOperation({
  api,
  method: 'GET',
  path: `${one}/organization`,
  resource,
  paging: 'offset',
  item: CustomerOrganization,
})
/** Throws MicrosoftError, `denied` without a user's token. */
export async function companyProfile(source: Source, customerId: string, options?: CallOptions): Promise<CompanyProfile> {
  return (await perform(source, getCompanyProfile, { ...options, parameters: { customerId } })).data
}

export async function billingProfile(source: Source, customerId: string, options?: CallOptions): Promise<BillingProfile> {
  return (await perform(source, getBillingProfile, { ...options, parameters: { customerId } })).data
}

/** Replaces it as it was read under `etag`. Throws MicrosoftError; isStale() where somebody else was faster. */
export async function replaceBillingProfile(
  source: Source,
  { customerId, etag }: { customerId: string; etag: string | null },
  body: BillingProfileBody,
  options?: ChangeOptions,
): Promise<BillingProfile> {
  return (await perform(source, putBillingProfile, { ...options, parameters: { customerId }, ifMatch: etag ?? undefined, body })).data
}

/** Null where Microsoft shows none. */
export async function customerOrganization(
  source: Source,
  customerId: string,
  options?: CallOptions,
): Promise<CustomerOrganization | null> {
  return (await allOf(source, listOrganizations, { ...options, parameters: { customerId } })).records[0] ?? null
}
