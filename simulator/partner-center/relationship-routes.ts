// How a customer or a reseller comes to the partner: invitation links, indirect relationships, the consoles of a customer, consent for the application. Entered by routes.ts.
import { resourceNamed } from '../login/resources.ts'
import { type Reseller, resellerOf, resellersOf } from '../world/commerce/resellers.ts'
import type { Customer } from '../world/customer.ts'
import { domainsOf } from '../world/customer.ts'
import { delegatedRoles } from '../world/gdap/access.ts'
import { guidFor } from '../world/random.ts'
import { PartnerCenterProblem } from './answer.ts'
import { collection, link } from './links.ts'
import { AGENTS, SELLERS } from './roles.ts'
import { type CustomerExchange, type Exchange, isGuid, Reply, type Router, type Rule, type Sent } from './routing.ts'

const READ: Rule = { resource: 'relationship', who: AGENTS, userOnly: true }
const INVITE: Rule = { resource: 'relationship', who: SELLERS, userOnly: true }
const CONSENT: Rule = { resource: 'consent', who: ['adminAgent'], userOnly: true }

export function relationshipRoutes(router: Router): void {
  router.route('GET', '/v1/customers/relationshiprequests', INVITE, invitation)
  router.route('GET', '/v1/relationships', READ, ({ parts, partner, query }) => {
    const { partnerKind } = parts.quirks
    const type = query['relationship_type']?.toLowerCase().replaceAll('_', '')
    if (type === 'isindirectcloudsolutionproviderof')
      return collection(partnerKind === 'indirectProvider' ? resellersOf(partner).map(resellerJson) : [])
    if (type === 'isindirectresellerof') return collection(partnerKind === 'indirectReseller' ? [providerJson()] : [])
    throw new PartnerCenterProblem(400, 3000, 'Invalid property: relationship_type')
  })
  router.customerRoute('GET', '/v1/customers/:customerId/relationships', READ, ({ customer, partner }) => {
    const reseller = resellerOf(customer, partner)
    return collection(reseller ? [resellerJson(reseller)] : [])
  })
  router.customerRoute('GET', '/v1/customers/:customerId/managedservices', READ, ({ customer }) => collection(managedServices(customer)))
  registerConsents(router)
}

function resellerJson({ id, name, mpnId, location }: Reseller) {
  return {
    id,
    name,
    relationshipType: 'is_indirect_cloud_solution_provider_of',
    state: 'Active',
    mpnId,
    location,
    attributes: { objectType: 'PartnerRelationship' },
  }
}

/** Whom an indirect reseller buys from. */
const providerJson = () => ({
  id: guidFor('indirect provider'),
  name: 'Wingtip Distribution',
  relationshipType: 'is_indirect_reseller_of',
  state: 'Active',
  mpnId: '4123456',
  location: 'FR',
  attributes: { objectType: 'PartnerRelationship' },
})

/** One address for any number of customers; for an indirect reseller it names both partners. */
function invitation({ partner, query }: Exchange) {
  const provider = query['indirectCloudSolutionProviderId']
  const reseller = query['indirectResellerId']
  for (const id of [provider, reseller]) if (id !== undefined && !isGuid(id)) throw new PartnerCenterProblem(400, 3000, 'Invalid property')
  const found = resellersOf(partner).find((one) => one.id === reseller?.toLowerCase())
  if (reseller !== undefined && !found) throw new PartnerCenterProblem(404, 800015, "PartnerID isn't found")
  const asked = found
    ? `invType=IndirectResellerRelationship&partnerId=${found.id}&msppId=${found.mpnId}&indirectCSPId=${partner.tenantId}&DAP=false`
    : `invType=${partner.relationship === 'reseller' ? 'ResellerRelationship' : 'Administration'}&partnerId=${partner.tenantId}&msppId=0&DAP=false`
  return {
    url: `https://admin.microsoft.com/Adminportal/Home?${asked}#/BillingAccounts/partner-invitation`,
    attributes: { objectType: 'RelationshipRequest' },
  }
}

const SERVICES = [
  ['Exchange', 'Exchange'],
  ['MicrosoftCommunicationsOnline', 'SkypeforBusiness'],
  ['SharePoint', 'SharePoint'],
] as const

function managedServices(customer: Customer) {
  const session = (target: string) =>
    link(`https://portal.office.com/Partner/BeginClientSession.aspx?CTID=${customer.tenantId}&CSDEST=${target}`)
  const [primary = ''] = domainsOf(customer)
  const domains = `&InitialDomain=${customer.prefix}.onmicrosoft.com&PrimaryDomain=${primary}`
  return SERVICES.map(([id, name]) => ({
    id,
    name,
    groupName: 'Office',
    links: {
      adminService: session(id === 'Exchange' ? `${id}${domains}` : id),
      serviceHealth: session('ServiceStatus'),
      serviceTicket: session('Support'),
    },
    attributes: { objectType: 'ManagedService' },
  }))
}

/** Any of these lets an account grant applications their permissions in the customer's tenant. */
const MAY_CONSENT = ['62e90394-69f5-4237-9190-012177145e10', '9b895d92-2cd3-44c7-9d02-a6ac2d5ea5c3', '158c047a-c907-4556-b7ef-446551a6b5f7']

function requireConsentRole({ caller, customer, partner, now }: CustomerExchange): void {
  const roles = caller.account ? delegatedRoles(caller.account, customer, partner, now) : []
  if (!MAY_CONSENT.some((role) => roles.includes(role)))
    throw new PartnerCenterProblem(403, 900308, 'Insufficient privileges to complete the operation.')
}

function readGrants({ body, caller }: CustomerExchange): { resource: string; permissions: string[]; sent: Sent }[] {
  if (!isGuid(body?.applicationId) || body.applicationId.toLowerCase() !== caller.applicationId.toLowerCase())
    throw new PartnerCenterProblem(400, 3000, 'Invalid property: ApplicationId')
  if (!Array.isArray(body.applicationGrants) || body.applicationGrants.length === 0)
    throw new PartnerCenterProblem(400, 3000, 'Invalid property: ApplicationGrants')
  return body.applicationGrants.map((sent: Sent) => {
    const resource = resourceNamed(String(sent.enterpriseApplicationId))
    const permissions = String(sent.scope ?? '')
      .split(',')
      .map((one) => one.trim())
      .filter(Boolean)
    if (!resource || permissions.length === 0) throw new PartnerCenterProblem(400, 3000, 'Invalid property: EnterpriseApplicationId')
    return { resource, permissions, sent }
  })
}

function registerConsents(router: Router): void {
  const address = '/v1/customers/:customerId/applicationconsents'
  router.customerRoute('POST', address, CONSENT, (exchange) => {
    const { parts, customer, body } = exchange
    requireConsentRole(exchange)
    const grants = readGrants(exchange)
    // Nothing is added to what stands already: it has to be taken back first.
    if (grants.some(({ resource }) => parts.consents.inCustomer(customer.tenantId, resource).length > 0))
      throw new PartnerCenterProblem(409, 2000, 'Permission entry already exists.')
    for (const { resource, permissions } of grants) parts.consents.grantInCustomer(customer.tenantId, resource, permissions)
    return new Reply(201, {
      applicationId: body.applicationId,
      ...(body.displayName ? { displayName: body.displayName } : {}),
      applicationGrants: grants.map(({ sent }) => ({ enterpriseApplicationId: sent.enterpriseApplicationId, scope: sent.scope })),
    })
  })
  router.customerRoute('DELETE', `${address}/:applicationId`, CONSENT, (exchange) => {
    const { parts, customer, params, caller } = exchange
    requireConsentRole(exchange)
    if (params['applicationId']?.toLowerCase() !== caller.applicationId.toLowerCase())
      throw new PartnerCenterProblem(404, 1000, 'The application consent was not found.')
    parts.consents.revokeInCustomer(customer.tenantId)
    return new Reply(204)
  })
}
