// The partner's own profiles: legal business, partner network, organisation, support, billing.
// https://learn.microsoft.com/partner-center/developer/profile-resources
import type { z } from 'zod'
import type { CallOptions } from '../http.ts'
import { operation } from '../operation.ts'
import { perform } from '../perform.ts'
import type { Source } from '../source.ts'
import { guid, text } from '../tolerant.ts'
import { wordOf } from '../words.ts'
import { address, attributes, contact, record } from './fields.ts'
import { AddressBody, type ChangeOptions, ContactBody, optionalText, request, Text } from './request-body.ts'

export const LegalBusinessProfile = record({
  companyName: text,
  address,
  primaryContact: contact,
  companyApproverAddress: address,
  companyApproverEmail: text,
  vettingStatus: wordOf('none', 'pending', 'authorized', 'rejected'),
  vettingSubStatus: text,
  profileType: text,
  attributes,
})
export type LegalBusinessProfile = z.output<typeof LegalBusinessProfile>

/** The number of a partner; `mpnId`, since 2023 also written `partnerId`. */
export const MpnProfile = record({ partnerName: text, mpnId: text, partnerId: text, profileType: text }).transform(
  ({ partnerId, ...sent }) => ({ ...sent, mpnId: sent.mpnId ?? partnerId }),
)
export type MpnProfile = z.output<typeof MpnProfile>

export const OrganizationProfile = record({
  id: text,
  companyName: text,
  defaultAddress: address,
  tenantId: guid,
  domain: text,
  email: text,
  language: text,
  culture: text,
  profileType: text,
  attributes,
})
export type OrganizationProfile = z.output<typeof OrganizationProfile>

export const SupportProfile = record({ email: text, telephone: text, website: text, profileType: text, attributes })
export type SupportProfile = z.output<typeof SupportProfile>

export const PartnerBillingProfile = record({
  companyName: text,
  address,
  primaryContact: contact,
  purchaseOrderNumber: text,
  taxId: text,
  billingCurrency: text,
  billingDay: text,
  profileType: text,
  attributes,
})
export type PartnerBillingProfile = z.output<typeof PartnerBillingProfile>

export const LegalBusinessBody = request({
  companyName: Text,
  address: AddressBody,
  primaryContact: ContactBody,
  companyApproverAddress: AddressBody.nullish(),
  companyApproverEmail: optionalText,
  vettingStatus: optionalText,
  vettingSubStatus: optionalText,
  profileType: optionalText,
})
export type LegalBusinessBody = z.input<typeof LegalBusinessBody>

export const SupportProfileBody = request({ email: Text, telephone: Text, website: Text, profileType: optionalText })
export type SupportProfileBody = z.input<typeof SupportProfileBody>

export const PartnerBillingBody = request({
  companyName: Text,
  address: AddressBody,
  primaryContact: ContactBody,
  purchaseOrderNumber: optionalText,
  taxId: optionalText,
  billingCurrency: optionalText,
  billingDay: optionalText,
  profileType: optionalText,
})
export type PartnerBillingBody = z.input<typeof PartnerBillingBody>

const api = 'partnerCenter' as const
const resource = 'profile'

export const getLegalBusiness = operation({
  api,
  method: 'GET',
  path: '/v1/profiles/legalbusiness',
  resource,
  answer: LegalBusinessProfile,
})
export const putLegalBusiness = operation({
  api,
  method: 'PUT',
  path: '/v1/profiles/legalbusiness',
  resource,
  body: LegalBusinessBody,
  answer: LegalBusinessProfile,
})
export const getMpn = operation({ api, method: 'GET', path: '/v1/profiles/mpn', resource, answer: MpnProfile })
export const getOrganization = operation({
  api,
  method: 'GET',
  path: '/v1/profiles/organization',
  resource,
  answer: OrganizationProfile,
})
export const getSupport = operation({ api, method: 'GET', path: '/v1/profiles/support', resource, answer: SupportProfile })
export const putSupport = operation({
  api,
  method: 'PUT',
  path: '/v1/profiles/support',
  resource,
  body: SupportProfileBody,
  answer: SupportProfile,
})
/** The same under the address that the page of this change prints in its example; its own table prints the other. */
export const putSupportAsPrinted = operation({ ...putSupport, path: '/v1/profiles/supportprofile' })
export const getBilling = operation({ api, method: 'GET', path: '/v1/profiles/billing', resource, answer: PartnerBillingProfile })
export const putBilling = operation({
  api,
  method: 'PUT',
  path: '/v1/profiles/billing',
  resource,
  body: PartnerBillingBody,
  answer: PartnerBillingProfile,
})

/** As vetted now, or as it will be once a change has been vetted. Works for the application alone. */
export async function legalBusinessProfile(
  source: Source,
  options?: CallOptions & { vettingVersion?: 'Current' | 'LastFinalized' },
): Promise<LegalBusinessProfile> {
  const { vettingVersion = 'Current', ...rest } = options ?? {}
  return (await perform(source, getLegalBusiness, { ...rest, query: { vettingVersion } })).data
}

export async function changeLegalBusinessProfile(
  source: Source,
  body: LegalBusinessBody,
  options?: ChangeOptions,
): Promise<LegalBusinessProfile> {
  return (await perform(source, putLegalBusiness, { ...options, body })).data
}

/** The partner's own, or another partner's by its number. Throws MicrosoftError, `gone` for a number nobody has. */
export async function mpnProfile(source: Source, mpnId?: string, options?: CallOptions): Promise<MpnProfile> {
  return (await perform(source, getMpn, { ...options, query: { mpnId } })).data
}

export async function organizationProfile(source: Source, options?: CallOptions): Promise<OrganizationProfile> {
  return (await perform(source, getOrganization, options)).data
}

export async function supportProfile(source: Source, options?: CallOptions): Promise<SupportProfile> {
  return (await perform(source, getSupport, options)).data
}

export async function changeSupportProfile(source: Source, body: SupportProfileBody, options?: ChangeOptions): Promise<SupportProfile> {
  return (await perform(source, putSupport, { ...options, body })).data
}

export async function partnerBillingProfile(source: Source, options?: CallOptions): Promise<PartnerBillingProfile> {
  return (await perform(source, getBilling, options)).data
}

/** Replaces it as it was read under the etag. */
export async function changePartnerBillingProfile(
  source: Source,
  { etag, ...body }: PartnerBillingBody & { etag: string | null },
  options?: ChangeOptions,
): Promise<PartnerBillingProfile> {
  return (await perform(source, putBilling, { ...options, ifMatch: etag ?? undefined, body })).data
}
