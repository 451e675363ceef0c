// A customer as Partner Center writes it: short in lists, with profiles when asked for one. Pure.
import type { Customer } from '../world/customer.ts'
import { domainsOf, hasActiveDelegation } from '../world/customer.ts'
import type { Partner } from '../world/partner.ts'
import { profileOf } from '../world/profile.ts'

const self = (uri: string) => ({ self: { uri, method: 'GET', headers: [] } })

export function customerInList(customer: Customer, partner: Partner) {
  const address = `/customers/${customer.tenantId}`
  return {
    id: customer.tenantId,
    companyProfile: {
      tenantId: customer.tenantId,
      domain: customer.domain,
      companyName: customer.name,
      links: self(`${address}/profiles/company`),
      attributes: { objectType: 'CustomerCompanyProfile' },
    },
    relationshipToPartner: partner.relationship,
    links: self(address),
    attributes: { objectType: 'Customer' },
  }
}

export function companyProfile(customer: Customer, now: number) {
  const { country, region, city, addressLine1, postalCode, phoneNumber, email } = profileOf(customer)
  const visible = hasActiveDelegation(customer, now)
  return {
    tenantId: customer.tenantId,
    domain: customer.domain,
    companyName: customer.name,
    ...(visible ? { address: { country, region, city, addressLine1, postalCode, phoneNumber }, email } : {}),
    links: self(`/customers/${customer.tenantId}/profiles/company`),
    attributes: { objectType: 'CustomerCompanyProfile' },
  }
}

/** Address, e-mail and custom domains are left out where the customer has delegated nothing. */
export function customerInFull(customer: Customer, partner: Partner, now: number) {
  const profile = profileOf(customer)
  const visible = hasActiveDelegation(customer, now)
  const address = `/customers/${customer.tenantId}`
  const { country, city, region: state, addressLine1, postalCode, firstName, lastName, phoneNumber } = profile
  return {
    id: customer.tenantId,
    commerceId: profile.commerceId,
    companyProfile: companyProfile(customer, now),
    billingProfile: {
      id: profile.billingId,
      firstName,
      lastName,
      ...(visible ? { email: profile.email } : {}),
      culture: profile.culture,
      language: profile.language,
      companyName: customer.name,
      defaultAddress: { country, city, state, addressLine1, postalCode, firstName, lastName, phoneNumber },
      links: self(`${address}/profiles/billing`),
      attributes: { etag: profile.billingEtag, objectType: 'CustomerBillingProfile' },
    },
    relationshipToPartner: partner.relationship,
    allowDelegatedAccess: visible,
    ...(visible ? { customDomains: domainsOf(customer) } : {}),
    links: self(address),
    attributes: { objectType: 'Customer' },
  }
}
