// Customers: list with seek paging and filter, one, its profiles, a new one, and the end of the relationship. Entered by routes.ts.
import { randomBytes } from 'node:crypto'
import { second } from '../world/commerce/dates.ts'
import { stateOf } from '../world/commerce/subscription.ts'
import { COUNTRIES } from '../world/countries.ts'
import { type Customer, domainsOf } from '../world/customer.ts'
import { profileOf } from '../world/profile.ts'
import { PartnerCenterProblem } from './answer.ts'
import { companyProfile, customerInFull } from './customer-json.ts'
import { listPage } from './customer-list.ts'
import { collection } from './links.ts'
import { ADMINISTRATORS, HELPERS, SELLERS } from './roles.ts'
import { type CustomerExchange, type Exchange, Reply, type Router, type Rule, type Sent } from './routing.ts'
import { requireDelegation } from './user-routes.ts'
import { isTaken } from './utility-routes.ts'

const READ: Rule = { resource: 'customer' }
const ONE = '/v1/customers/:customerId'

type Billing = { fields: Record<string, unknown>; version: number }

export function customerRoutes(router: Router): void {
  router.route('GET', '/v1/customers', READ, async ({ partner, query, request, parts }) => {
    await parts.pace.page()
    return listPage(partner, query, request.headers['ms-continuationtoken'])
  })
  router.route('POST', '/v1/customers', { resource: 'customer', who: SELLERS }, create)
  router.customerRoute('GET', ONE, READ, (exchange) => inFull(exchange))
  router.customerRoute('PATCH', ONE, { resource: 'customer', who: ADMINISTRATORS, userOnly: true }, change)
  router.customerRoute('DELETE', ONE, { resource: 'customer', who: ADMINISTRATORS }, () => {
    throw new PartnerCenterProblem(403, 900127, "This operation isn't supported in this environment")
  })
  router.customerRoute('GET', `${ONE}/profiles/company`, READ, ({ customer, now }) => companyProfile(customer, now))
  router.customerRoute('GET', `${ONE}/profiles/billing`, READ, (exchange) => inFull(exchange).billingProfile)
  router.customerRoute('PUT', `${ONE}/profiles/billing`, { resource: 'customer', who: HELPERS }, changeBilling)
  registerSmallParts(router)
}

/** With what was put into its billing profile since it was born. */
function inFull({ customer, partner, commerce, now }: CustomerExchange) {
  const full = customerInFull(customer, partner, now)
  const put = commerce.kept.get<Billing>(customer.tenantId, 'billing', 'profile')
  if (!put) return full
  const etag = `${full.billingProfile.attributes.etag}${put.version}`
  return { ...full, billingProfile: { ...full.billingProfile, ...put.fields, attributes: { etag, objectType: 'CustomerBillingProfile' } } }
}

function changeBilling(exchange: CustomerExchange): unknown {
  const { body, request, commerce, customer, audit, partner, caller } = exchange
  const before = inFull(exchange).billingProfile
  const etag = typeof request.headers['if-match'] === 'string' ? request.headers['if-match'] : body?.attributes?.etag
  if (typeof etag === 'string' && etag.replace(/^"|"$/g, '') !== before.attributes.etag)
    throw new PartnerCenterProblem(400, 2055, 'Etag is no longer valid')
  if (typeof body?.companyName !== 'string' || typeof body.defaultAddress !== 'object' || body.defaultAddress === null)
    throw new PartnerCenterProblem(400, 3000, 'Invalid property: CompanyName')
  const fields: Record<string, unknown> = {}
  for (const name of ['firstName', 'lastName', 'email', 'culture', 'language', 'companyName', 'defaultAddress'])
    if (body[name] !== undefined && body[name] !== null) fields[name] = body[name]
  const version = (commerce.kept.get<Billing>(customer.tenantId, 'billing', 'profile')?.version ?? 0) + 1
  commerce.kept.put(customer.tenantId, 'billing', 'profile', { fields, version })
  const after = inFull(exchange).billingProfile
  const common = { partnerId: partner.tenantId, customer, resourceType: 'customer', resourceId: customer.tenantId }
  audit.write({ ...common, operationType: 'update_customer_billing_profile', value: after, caller })
  return after
}

/** Ends reselling, once nothing active is left; the older delegation, which nobody has any more, is taken away without a trace. */
function change(exchange: CustomerExchange): unknown {
  const { body, customer, commerce, now, audit, partner, caller } = exchange
  if (body?.allowDelegatedAccess === false && body.relationshipToPartner === undefined) return inFull(exchange)
  if (String(body?.relationshipToPartner).toLowerCase() !== 'none')
    throw new PartnerCenterProblem(400, 3000, 'Invalid property: RelationshipToPartner')
  if (commerce.subscriptions(customer).some((one) => stateOf(one, now).status === 'active'))
    throw new PartnerCenterProblem(400, 3000, 'The customer has active subscriptions. Suspend them before removing the relationship.')
  exchange.parts.run({ name: 'leave', tenantId: customer.tenantId })
  const common = { partnerId: partner.tenantId, customer, resourceType: 'partner_customer_relationship', resourceId: customer.tenantId }
  audit.write({ ...common, operationType: 'remove_partner_customer_relationship', caller })
  return {
    Id: null,
    CommerceId: null,
    CompanyProfile: null,
    BillingProfile: null,
    RelationshipToPartner: 'none',
    AllowDelegatedAccess: null,
    UserCredentials: null,
    CustomDomains: null,
    AssociatedPartnerId: null,
    Attributes: { ObjectType: 'Customer' },
  }
}

function readNew({ body, parts }: Exchange): { name: string; domain: string; billing: Sent } {
  const billing = body?.billingProfile
  const address = billing?.defaultAddress
  const need = (value: unknown, name: string): string => {
    if (typeof value !== 'string' || value.trim() === '') throw new PartnerCenterProblem(400, 3000, `Invalid property: ${name}`)
    return value.trim()
  }
  const name = need(billing?.companyName, 'BillingProfile.CompanyName')
  const domain = need(body?.companyProfile?.domain, 'CompanyProfile.Domain').toLowerCase()
  for (const field of ['culture', 'language', 'email']) need(billing?.[field], `BillingProfile.${field}`)
  for (const field of ['firstName', 'lastName', 'addressLine1', 'city', 'country'])
    need(address?.[field], `BillingProfile.DefaultAddress.${field}`)
  if (!COUNTRIES.some((one) => one.code === String(address.country).toUpperCase()))
    throw new PartnerCenterProblem(403, 2030, "Partner isn't onboarded to sell in country/region")
  if (isTaken(parts.world, domain)) throw new PartnerCenterProblem(409, 3000, `The domain ${domain} is not available.`)
  return { name, domain, billing }
}

function create(exchange: Exchange): Reply {
  const { body, commerce, partner, caller, audit, now, parts } = exchange
  const { name, domain, billing } = readNew(exchange)
  const delegation = body.enableGDAPByDefault === true ? 'active' : 'none'
  const made = parts.run({ name: 'add', partner: partner.tenantId, count: 1, customer: { name, domain, delegation } })[0]?.customer
  if (!made) throw new PartnerCenterProblem(500, 800003, 'Unexpected service error')
  const { culture, language, email, companyName, defaultAddress } = billing
  const fields = { culture, language, email, companyName, defaultAddress: { phoneNumber: '', ...defaultAddress } }
  commerce.kept.put(made.tenantId, 'billing', 'profile', { fields, version: 1 })
  const profile = profileOf(made)
  const json = {
    id: made.tenantId,
    commerceId: profile.commerceId,
    companyProfile: { tenantId: made.tenantId, domain, companyName: name, attributes: { objectType: 'CustomerCompanyProfile' } },
    billingProfile: {
      id: profile.billingId,
      ...fields,
      attributes: { etag: `${profile.billingEtag}1`, objectType: 'CustomerBillingProfile' },
    },
    enableGDAPByDefault: body.enableGDAPByDefault === true,
    relationshipToPartner: partner.relationship,
    userCredentials: { userName: 'admin', password: `${randomBytes(6).toString('base64')}!a1` },
    attributes: { objectType: 'Customer' },
  }
  const common = { partnerId: partner.tenantId, customer: made, resourceType: 'customer', resourceId: made.tenantId, at: now }
  audit.write({ ...common, operationType: 'add_customer', data: { PrimaryDomainName: domain, Relationship: 'Reseller' }, caller })
  return new Reply(201, json)
}

function registerSmallParts(router: Router): void {
  router.customerRoute('GET', `${ONE}/customDomains`, READ, (exchange) => {
    requireDelegation(exchange)
    return collection(domainsOf(exchange.customer))
  })
  router.customerRoute('POST', `${ONE}/verifieddomain`, { resource: 'customer', who: ADMINISTRATORS }, verifyDomain)
  router.customerRoute('GET', `${ONE}/organization`, { ...READ, userOnly: true }, (exchange) => {
    requireDelegation(exchange)
    return [organisationJson(exchange.customer)]
  })
  router.customerRoute('GET', `${ONE}/qualifications`, READ, ({ commerce, customer }) => [
    ...commerce.kept.all(customer.tenantId, 'qualification').values(),
  ])
  router.customerRoute('POST', `${ONE}/qualifications`, { resource: 'customer', who: SELLERS }, ({ commerce, customer, body, now }) => {
    const wanted = ['Education', 'GovernmentCommunityCloud', 'StateOwnedEntity'].find(
      (one) => one.toLowerCase() === String(body?.qualification).toLowerCase(),
    )
    if (!wanted) throw new PartnerCenterProblem(400, 3000, 'Invalid property: Qualification')
    const made = { qualification: wanted, vettingStatus: 'InReview', vettingCreateDate: second(now) }
    commerce.kept.put(customer.tenantId, 'qualification', wanted, made)
    return new Reply(201, made)
  })
}

function organisationJson(customer: Customer) {
  const { addressLine1, country, postalCode, city, region, email } = profileOf(customer)
  return {
    street: addressLine1,
    countryLetterCode: country,
    postalCode,
    city,
    state: region,
    displayName: customer.name,
    technicalNotificationMails: [email],
  }
}

/** For partners who register domains; the domain is the customer's from now on only in the answer. */
function verifyDomain(exchange: CustomerExchange): Reply {
  const { body, parts } = exchange
  requireDelegation(exchange)
  const [name, domain] = [body?.verifiedDomainName, body?.domain]
  if (typeof name !== 'string' || !/^[a-z0-9-]+(\.[a-z0-9-]+)+$/i.test(name) || domain?.name?.toLowerCase() !== name.toLowerCase())
    throw new PartnerCenterProblem(400, 3000, 'Invalid property: VerifiedDomainName')
  const federated = String(domain.authenticationType).toLowerCase() === 'federated'
  if (federated && !body.domainFederationSettings) throw new PartnerCenterProblem(400, 3000, 'Invalid property: DomainFederationSettings')
  if (isTaken(parts.world, name.toLowerCase())) throw new PartnerCenterProblem(409, 3000, `The domain ${name} is not available.`)
  return new Reply(201, {
    authenticationType: federated ? 'federated' : 'managed',
    capability: String(domain.capability ?? 'Email').toLowerCase(),
    isDefault: false,
    isInitial: false,
    name,
    status: 'verified',
    verificationMethod: 'dns_record',
  })
}
