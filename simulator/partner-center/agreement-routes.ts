// Agreements: their templates, a customer's confirmations, whether it signed itself, and whether an indirect reseller signed the partner agreement. Entered by routes.ts.
import {
  AGREEMENT_LINK,
  type Agreement,
  type AgreementType,
  agreementsOf,
  type Contact,
  isDirectlySigned,
  TEMPLATES,
} from '../world/commerce/agreements.ts'
import { zoneless } from '../world/commerce/dates.ts'
import { mpnIdOf, resellersOf } from '../world/commerce/resellers.ts'
import { PartnerCenterProblem } from './answer.ts'
import { collection } from './links.ts'
import { ADMINISTRATORS, EVERY_ROLE } from './roles.ts'
import { type CustomerExchange, type Exchange, isGuid, Reply, type Router, type Rule, type Sent } from './routing.ts'

const READ: Rule = { resource: 'agreement', who: EVERY_ROLE, userOnly: true }
const WRITE: Rule = { resource: 'agreement', who: ADMINISTRATORS, userOnly: true }

/** Asked without a type, Microsoft gives the old agreement, which nobody signs any more. */
function typesIn({ query }: Exchange): readonly AgreementType[] {
  const asked = query['agreementType'] ?? 'MicrosoftCloudAgreement'
  if (asked === '*') return ['MicrosoftCloudAgreement', 'MicrosoftCustomerAgreement']
  const type = (['MicrosoftCloudAgreement', 'MicrosoftCustomerAgreement'] as const).find((one) => one.toLowerCase() === asked.toLowerCase())
  if (!type) throw new PartnerCenterProblem(400, 3000, 'Invalid property: agreementType')
  return [type]
}

function agreementJson(agreement: Agreement) {
  const { primaryContact, templateId, dateAgreed, type, userId } = agreement
  return { userId, primaryContact, templateId, dateAgreed: `${zoneless(dateAgreed)}Z`, type, agreementLink: AGREEMENT_LINK }
}

export function agreementRoutes(router: Router): void {
  router.route('GET', '/v1/agreements', READ, (exchange) => {
    const items = typesIn(exchange).map((agreementType) => ({
      templateId: TEMPLATES[agreementType],
      agreementType,
      agreementLink: AGREEMENT_LINK,
      versionRank: 0,
    }))
    return collection(items, '/agreements')
  })
  router.customerRoute('GET', '/v1/customers/:customerId/agreements', READ, (exchange) => {
    const types = typesIn(exchange)
    const items = agreementsOf(exchange.commerce.kept, exchange.customer).filter((one) => types.includes(one.type))
    return { totalCount: items.length, items: items.map(agreementJson) }
  })
  router.customerRoute('POST', '/v1/customers/:customerId/agreements', WRITE, confirm)
  router.customerRoute('GET', '/v1/customers/:customerId/directSignedMicrosoftCustomerAgreementStatus', READ, ({ customer }) => ({
    isSigned: isDirectlySigned(customer),
  }))
  router.route('GET', '/v1/compliance/:programme/agreementstatus', READ, agreementStatus)
}

function readContact(sent: Sent): Contact {
  const { firstName, lastName, email, phoneNumber } = sent ?? {}
  for (const [name, value] of Object.entries({ firstName, lastName, email }))
    if (typeof value !== 'string' || value.trim() === '')
      throw new PartnerCenterProblem(400, 3000, `Invalid property: primaryContact.${name}`)
  return { firstName, lastName, email, phoneNumber: typeof phoneNumber === 'string' ? phoneNumber : '' }
}

function confirm(exchange: CustomerExchange): unknown {
  const { body, commerce, customer, partner, caller, audit, now } = exchange
  const contact = readContact(body?.primaryContact)
  const type = body.type ?? 'MicrosoftCustomerAgreement'
  if (type !== 'MicrosoftCustomerAgreement' || body.templateId !== TEMPLATES.MicrosoftCustomerAgreement)
    throw new PartnerCenterProblem(400, 3000, 'Invalid property: templateId')
  const dateAgreed = Date.parse(String(body.dateAgreed))
  if (Number.isNaN(dateAgreed) || dateAgreed > now + 86_400_000) throw new PartnerCenterProblem(400, 3000, 'Invalid property: dateAgreed')
  const same = agreementsOf(commerce.kept, customer).some(
    (one) => one.type === type && JSON.stringify(one.primaryContact) === JSON.stringify(contact),
  )
  if (same) {
    const text = 'A partner confirmed agreement already exists for the customer.'
    return new Reply(409, {
      code: 600061,
      message: text,
      description: text,
      errorName: 'PartnerConfirmedAgreementAlreadyExists',
      isRetryable: false,
      parameters: {},
      errorMessageExtended: 'InternalErrorCode=600061',
    })
  }
  const agreement: Agreement = { userId: caller.objectId, primaryContact: contact, templateId: body.templateId, dateAgreed, type }
  commerce.kept.put(customer.tenantId, 'agreement', String(now), agreement)
  const json = agreementJson(agreement)
  audit.write({
    partnerId: partner.tenantId,
    customer,
    resourceType: 'agreement',
    resourceId: agreement.userId,
    operationType: 'create_agreement',
    value: json,
    caller,
  })
  return new Reply(201, json)
}

const MIGRATION = 'https://partner.microsoft.com/resources/detail/migrate-pmc-pc-mpa-guide-pptx'
const FAQ = 'https://learn.microsoft.com/partner-center/mpa-indirect-provider-faq'

function agreementStatus({ query, partner, parts }: Exchange): unknown {
  const [mpnId, tenantId] = [query['mpnId'] ?? '', query['tenantId'] ?? '']
  const refuse = (code: number, text: string, source = 'PartnerFD', data: readonly string[] = []): never => {
    throw new PartnerCenterProblem(400, code, text, { source, data })
  }
  if (mpnId === '' && tenantId === '') return refuse(2001, 'Both MPN Id and Tenant Id cannot be empty.', 'ComplianceController')
  if (mpnId !== '' && tenantId !== '') return refuse(2000, 'Both MPN Id and Tenant Id should not be passed.', 'ComplianceController')
  if (tenantId !== '' && !isGuid(tenantId)) return refuse(2000, 'Tenant Id must be a GUID.', 'PartnerApiServiceControllers')
  if (mpnId !== '' && !/^\d+$/.test(mpnId)) return refuse(2000, 'MPN Id must be numeric.', 'PartnerApiServiceControllers')
  const reseller = resellersOf(partner).find((one) => one.mpnId === mpnId || one.id === tenantId.toLowerCase())
  if (reseller?.signed) return { isAgreementSigned: true }
  if (tenantId !== '') {
    if (!reseller) return refuse(2205, `Could not find account with id '${tenantId}'.`)
    return refuse(2206, `Partner Center Account associated to Tenant Id ${tenantId} hasn't signed the agreement`, 'PartnerFD', [FAQ])
  }
  if (reseller) {
    const text = `MPN Id ${mpnId} has not signed Microsoft Partner Agreement (MPA) for the CSP region where the order is being placed. Please advise your reseller to sign MPA to continue with the order.`
    return refuse(2203, text, 'PartnerFD', [FAQ])
  }
  if (parts.world.partners.some((one) => mpnIdOf(one) === mpnId)) {
    const text = `Requested MPN Id ${mpnId} is not associated with any CSP Indirect Reseller account in Partner Center. Please advise your reseller to enroll into the CSP program as an indirect reseller in Partner Center to be compliant.`
    return refuse(2204, text, 'PartnerFD', [FAQ])
  }
  return refuse(2200, `Requested MPN Id ${mpnId} is either invalid or does not exist in Partner Center.`, 'PartnerFD', [MIGRATION])
}
