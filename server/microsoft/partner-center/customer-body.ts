// What is sent to make or change a customer. Entered by customers.ts and customer-profiles.ts.
// https://learn.microsoft.com/partner-center/developer/customer-resources
import { z } from 'zod'
import { AddressBody, Guid, MpnId, oneOf, optionalText, request, Text } from './request-body.ts'

const Mail = z
  .string()
  .regex(/^\S+@\S+$/, 'is no mail address')
  .max(320)
/** `en-US`. */
const Culture = z.string().regex(/^[a-z]{2,3}(-[a-z0-9]{2,8})*$/i, 'is no culture')
const Language = z.string().regex(/^[a-z]{2,3}(-[a-z0-9]{2,8})*$/i, 'is no language')
/** `contoso.onmicrosoft.com`. */
export const DomainName = z
  .string()
  .max(253)
  .regex(/^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+$/i, 'is no domain name')

export const BillingProfileBody = request({
  id: optionalText,
  profileType: optionalText,
  firstName: optionalText,
  lastName: optionalText,
  email: Mail,
  culture: Culture,
  language: Language,
  companyName: Text,
  defaultAddress: AddressBody,
})
export type BillingProfileBody = z.input<typeof BillingProfileBody>

const CompanyProfileBody = request({
  tenantId: optionalText,
  domain: DomainName,
  companyName: optionalText,
  email: optionalText,
  address: AddressBody.nullish(),
  organizationRegistrationNumber: optionalText,
})

export const NewCustomer = request({
  id: optionalText,
  commerceId: optionalText,
  companyProfile: CompanyProfileBody,
  billingProfile: BillingProfileBody,
  /** The tenant of the indirect reseller for whom an indirect provider makes the customer. */
  associatedPartnerId: z.union([Guid, MpnId]).nullish(),
  relationshipToPartner: oneOf('none', 'reseller', 'advisor', 'syndication', 'microsoft_support', 'unknown').nullish(),
  allowDelegatedAccess: z.boolean().nullish(),
  customDomains: z.array(Text).nullish(),
  userCredentials: z.null().optional(),
  enableGDAPByDefault: z.boolean().nullish(),
})
export type NewCustomer = z.input<typeof NewCustomer>

/** The two changes that Partner Center knows; both only take away. */
export const CustomerChange = request({
  relationshipToPartner: oneOf('none').nullish(),
  allowDelegatedAccess: z.literal(false).nullish(),
}).refine(
  ({ relationshipToPartner, allowDelegatedAccess }) => (relationshipToPartner ?? null) !== null || (allowDelegatedAccess ?? null) !== null,
  'changes nothing',
)
export type CustomerChange = z.input<typeof CustomerChange>
