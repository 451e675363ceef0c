// What Microsoft knows of the partner itself: legal business, partner network, organisation, support, billing. Entered by routes.ts.
import { currencyOf } from '../world/commerce/currency.ts'
import { mpnIdOf, resellersOf } from '../world/commerce/resellers.ts'
import type { Partner } from '../world/partner.ts'
import { mix } from '../world/random.ts'
import { PartnerCenterProblem } from './answer.ts'
import { link } from './links.ts'
import { ADMINISTRATORS, EVERY_ROLE } from './roles.ts'
import type { Exchange, Router, Rule } from './routing.ts'

const READ: Rule = { resource: 'profile', who: EVERY_ROLE }
const READ_AS_USER: Rule = { ...READ, userOnly: true }
const WRITE: Rule = { resource: 'profile', who: ADMINISTRATORS, userOnly: true }

function addressOf(partner: Partner) {
  const french = partner.country === 'FR'
  return {
    country: partner.country,
    city: partner.city,
    state: french ? 'Auvergne-Rhône-Alpes' : 'Bristol',
    addressLine1: french ? '12 rue de la République' : '4 Queen Square',
    addressLine2: '',
    postalCode: french ? '69002' : 'BS1 4JP',
  }
}

const contactOf = (partner: Partner) =>
  partner.country === 'FR'
    ? { firstName: 'Camille', lastName: 'Roux', email: `camille.roux@${partner.domain}`, phoneNumber: '+33 4 72 00 00 00' }
    : { firstName: 'Beth', lastName: 'Harding', email: `beth.harding@${partner.domain}`, phoneNumber: '+44 117 496 0000' }

/** What was put is merged over what is born with the partner. */
function merged(exchange: Exchange, profile: string, born: Record<string, unknown>): Record<string, unknown> {
  const kept = exchange.commerce.kept.get<Record<string, unknown>>(exchange.partner.tenantId, 'profile', profile) ?? {}
  return { ...born, ...kept }
}

function put(exchange: Exchange, profile: string, born: Record<string, unknown>): Record<string, unknown> {
  const sent = exchange.body
  if (typeof sent !== 'object' || sent === null) throw new PartnerCenterProblem(400, 800002, 'Invalid request input')
  const { links: _, attributes: __, ...fields } = sent
  const known = Object.fromEntries(
    Object.entries(fields).filter(([name]) => name in born && name !== 'vettingStatus' && name !== 'vettingSubStatus'),
  )
  const before = exchange.commerce.kept.get<Record<string, unknown>>(exchange.partner.tenantId, 'profile', profile) ?? {}
  exchange.commerce.kept.put(exchange.partner.tenantId, 'profile', profile, { ...before, ...known })
  return merged(exchange, profile, born)
}

export function profileRoutes(router: Router): void {
  const legal = ({ partner }: Exchange) => {
    const { email, ...contact } = contactOf(partner)
    const { firstName, lastName, phoneNumber } = contact
    return {
      companyName: partner.name,
      address: { ...addressOf(partner), firstName, lastName, phoneNumber },
      primaryContact: { firstName, lastName, email, phoneNumber },
      companyApproverAddress: addressOf(partner),
      companyApproverEmail: email,
      vettingStatus: 'authorized',
      vettingSubStatus: 'none',
      profileType: 'LegalBusinessProfile',
      links: { self: link('/profiles/legalbusiness') },
      attributes: { objectType: 'LegalBusinessProfile' },
    }
  }
  router.route('GET', '/v1/profiles/legalbusiness', READ, (exchange) => merged(exchange, 'legal', legal(exchange)))
  router.route('PUT', '/v1/profiles/legalbusiness', WRITE, (exchange) => put(exchange, 'legal', legal(exchange)))
  router.route('GET', '/v1/profiles/mpn', READ_AS_USER, mpn)
  const organisation = ({ partner }: Exchange) => ({
    id: partner.tenantId,
    companyName: partner.name,
    defaultAddress: { ...addressOf(partner), firstName: null, lastName: null, phoneNumber: null },
    tenantId: partner.tenantId,
    domain: partner.domain,
    email: contactOf(partner).email,
    language: partner.country === 'FR' ? 'fr' : 'en',
    culture: partner.country === 'FR' ? 'fr-FR' : 'en-GB',
    profileType: 'OrganizationProfile',
    links: { self: link('/profiles/organization') },
    attributes: { objectType: 'OrganizationProfile' },
  })
  router.route('GET', '/v1/profiles/organization', READ_AS_USER, (exchange) => merged(exchange, 'organization', organisation(exchange)))
  router.route('PUT', '/v1/profiles/organization', WRITE, (exchange) => put(exchange, 'organization', organisation(exchange)))
  registerSupportAndBilling(router)
}

function registerSupportAndBilling(router: Router): void {
  const support = ({ partner }: Exchange) => ({
    email: `support@${partner.domain}`,
    telephone: contactOf(partner).phoneNumber,
    website: `www.${partner.domain}`,
    profileType: 'support_profile',
    links: { self: link('/v1/profiles/support') },
    attributes: { objectType: 'PartnerSupportProfile' },
  })
  router.route('GET', '/v1/profiles/support', READ_AS_USER, (exchange) => merged(exchange, 'support', support(exchange)))
  for (const address of ['/v1/profiles/support', '/v1/profiles/supportprofile'])
    router.route('PUT', address, WRITE, (exchange) => put(exchange, 'support', support(exchange)))
  const billing = ({ partner }: Exchange) => ({
    companyName: partner.name,
    address: { ...addressOf(partner), region: null, firstName: null, lastName: null, phoneNumber: null },
    primaryContact: contactOf(partner),
    purchaseOrderNumber: String(1000 + (mix(partner.tenantId, 'po') % 9000)),
    taxId: `${partner.country}${mix(partner.tenantId, 'tax')}`,
    billingCurrency: currencyOf(partner.country).code,
    profileType: 'BillingProfile',
    links: { self: link('/profiles/billing') },
    attributes: { etag: String(mix(partner.tenantId, 'billing')), objectType: 'BillingProfile' },
  })
  router.route('GET', '/v1/profiles/billing', READ_AS_USER, (exchange) => merged(exchange, 'billing', billing(exchange)))
  router.route('PUT', '/v1/profiles/billing', WRITE, (exchange) => put(exchange, 'billing', billing(exchange)))
}

/** One's own, or any partner's by its identifier. */
function mpn({ query, partner, parts }: Exchange) {
  const wanted = query['mpnId']
  const common = { profileType: 'MpnProfile', links: { self: link('/profiles/mpn') }, attributes: { objectType: 'MpnProfile' } }
  if (wanted === undefined) return { partnerName: partner.name, mpnId: mpnIdOf(partner), ...common }
  const found =
    parts.world.partners.find((one) => mpnIdOf(one) === wanted)?.name ??
    parts.world.partners.flatMap((one) => resellersOf(one)).find((one) => one.mpnId === wanted)?.name
  if (!found) throw new PartnerCenterProblem(404, 3000, `Partner Organization with partner_id ${wanted} could not be found`)
  return { partnerName: found, mpnId: wanted, ...common }
}
