// Microsoft's customer -> our columns. Pure.
import type { Updateable } from 'kysely'
import type { Address } from '../../../contract/customers.ts'
import type { CustomersTable } from '../../db/tables/customers.ts'
import type { PartnerCenterCustomer } from '../../microsoft/partner-center/customers.ts'

/** Microsoft leaves the address out where we hold no delegated access: that is "not readable", not "none". */
export function detailColumns(customer: PartnerCenterCustomer | null): Updateable<CustomersTable> {
  // What was known stays where Microsoft refuses to say anything.
  if (!customer) return { address_state: 'notReadable' }
  const address: Address | null = customer.address
  return {
    address: address && JSON.stringify(address),
    address_state: address ? 'known' : 'notReadable',
    email: customer.email,
    language: languageOf(customer),
    // What was known of the country stays when the address can no longer be read.
    ...(address?.country && { country: address.country }),
    ...(customer.domains.length > 0 && { other_domains: otherDomainsOf(customer) }),
  }
}

/** What the background reading stores, as JSON; `readable` is false where Microsoft lets us read no address. */
export type CustomerDetails = {
  readable: boolean
  /** Microsoft refused to say anything of the customer. */
  refused: boolean
  address: Address | null
  email: string | null
  language: string | null
  country: string | null
  domains: string[]
}

export const detailsOf = (customer: PartnerCenterCustomer | null): CustomerDetails => ({
  readable: customer?.address != null,
  refused: customer === null,
  address: customer?.address ?? null,
  email: customer?.email ?? null,
  language: customer && languageOf(customer),
  country: customer?.address?.country ?? null,
  domains: customer ? otherDomainsOf(customer) : [],
})

export const otherDomainsOf = ({ domain, domains }: PartnerCenterCustomer): string[] =>
  [...new Set(domains)].filter((other) => other !== domain).sort()

/** The culture says more than the language: fr-CA rather than fr. */
const languageOf = ({ billing }: PartnerCenterCustomer): string | null => billing.culture ?? billing.language
