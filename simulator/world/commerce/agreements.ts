// Who accepted Microsoft's customer agreement, and how: confirmed by the partner, signed by the customer itself, or not at all. Entered by the agreement and cart routes.
import type { Customer } from '../customer.ts'
import { profileOf } from '../profile.ts'
import { guidFor, mix, random } from '../random.ts'
import type { Kept } from './kept.ts'

export type AgreementType = 'MicrosoftCustomerAgreement' | 'MicrosoftCloudAgreement'
export const TEMPLATES: Readonly<Record<AgreementType, string>> = {
  MicrosoftCloudAgreement: '998b88de-aa99-4388-a42c-1b3517d49490',
  MicrosoftCustomerAgreement: '117a77b0-9360-443b-8795-c6dedc750cf9',
}
export const AGREEMENT_LINK = 'https://learn.microsoft.com/partner-center/agreements'
const DAY = 86_400_000

export type Contact = { firstName: string; lastName: string; email: string; phoneNumber: string }
export type Agreement = { userId: string; primaryContact: Contact; templateId: string; dateAgreed: number; type: AgreementType }

/** Nine customers in ten accepted one way or the other before the world began. */
function drawn(customer: Customer): { agreements: Agreement[]; direct: boolean } {
  const chance = random(mix(customer.seed, 'agreement'))
  const kind = chance.next()
  const { firstName, lastName, email, phoneNumber } = profileOf(customer)
  const make = (type: AgreementType, daysBefore: number): Agreement => ({
    userId: guidFor(customer.tenantId, 'agreement', type),
    primaryContact: { firstName, lastName, email, phoneNumber },
    templateId: TEMPLATES[type],
    dateAgreed: customer.bornAt - daysBefore * DAY,
    type,
  })
  if (customer.appeared) return { agreements: [], direct: kind < 0.3 }
  const old = chance.chance(0.2) ? [make('MicrosoftCloudAgreement', chance.between(2000, 3000))] : []
  const now = kind < 0.75 ? [make('MicrosoftCustomerAgreement', chance.between(10, 1500))] : []
  return { agreements: [...old, ...now], direct: kind >= 0.75 && kind < 0.9 }
}

export function agreementsOf(kept: Kept, customer: Customer): Agreement[] {
  return [...drawn(customer).agreements, ...kept.all<Agreement>(customer.tenantId, 'agreement').values()]
}

export function isDirectlySigned(customer: Customer): boolean {
  return drawn(customer).direct
}

/** What has to be before anything can be bought. */
export function hasAccepted(kept: Kept, customer: Customer): boolean {
  return isDirectlySigned(customer) || agreementsOf(kept, customer).some((one) => one.type === 'MicrosoftCustomerAgreement')
}
