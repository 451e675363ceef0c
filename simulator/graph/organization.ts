// Graph's organization and domains of the token's tenant, with the DNS records each domain needs. Entered by routes.ts.
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { ApiParts } from '../api-parts.ts'
import { OUTSIDE_TENANT } from '../world/accounts.ts'
import { domainsOf } from '../world/customer.ts'
import { profileOf } from '../world/profile.ts'
import { guidFor, mix } from '../world/random.ts'
import { CONTEXT, notFound } from './answer.ts'
import { type Actor, actorOf, DIRECTORY_ROLES, DOMAIN_ROLES } from './customer-access.ts'
import { answerList, type ListRules, queryOf } from './memory-list.ts'
import { selected } from './odata.ts'

type Json = Record<string, unknown>
type One = { Params: { id: string } }

export const IDENTITY = { config: { resource: 'identity' } }
const ORGANIZATION = ['Organization.Read.All', 'Directory.Read.All', 'User.Read']
const DOMAINS = ['Domain.Read.All', 'Directory.Read.All']
const LIST: ListRules = { fields: { id: 'text', displayName: 'text' }, standard: 100, maximum: 999 }

/** Delegated roles are asked for in a customer's tenant; at home every member may read. */
export function readerOf(request: FastifyRequest, parts: ApiParts, permissions: readonly string[], roles = DIRECTORY_ROLES): Actor {
  const actor = actorOf(request, parts, { permissions })
  return actor.customer ? actorOf(request, parts, { permissions, roles }) : actor
}

export function domainNames(parts: Pick<ApiParts, 'world'>, { tenantId, customer }: Pick<Actor, 'tenantId' | 'customer'>): string[] {
  return customer ? domainsOf(customer) : [parts.world.partner(tenantId)?.domain ?? OUTSIDE_TENANT.domain]
}

export function registerOrganization(app: FastifyInstance, parts: ApiParts): void {
  const { origin } = parts
  app.get('/v1.0/organization', IDENTITY, async (request, reply) => {
    const actor = readerOf(request, parts, ORGANIZATION)
    return answerList({ request, reply }, [organizationJson(parts, actor)], LIST, {
      address: `${origin}/v1.0/organization`,
      context: `${CONTEXT}/$metadata#organization`,
    })
  })
  app.get<One>('/v1.0/organization/:id', IDENTITY, async (request) => {
    const actor = readerOf(request, parts, ORGANIZATION)
    if (request.params.id.toLowerCase() !== actor.tenantId) throw notFound(request.params.id)
    const json = organizationJson(parts, actor)
    return { '@odata.context': `${CONTEXT}/$metadata#organization/$entity`, ...selected(json, queryOf(request).select?.split(',')) }
  })
  registerDomains(app, parts)
}

function organizationJson(parts: ApiParts, actor: Actor): Json {
  const { customer, tenantId } = actor
  const partner = parts.world.partner(tenantId)
  const profile = customer ? profileOf(customer) : undefined
  const names = domainNames(parts, actor)
  return {
    id: tenantId,
    deletedDateTime: null,
    businessPhones: profile ? [profile.phoneNumber] : [],
    city: profile?.city ?? partner?.city ?? null,
    country: null,
    countryLetterCode: profile?.country ?? partner?.country ?? null,
    createdDateTime: new Date(customer?.since ?? Date.UTC(2016, 4, 9)).toISOString().replace(/\.\d+/, ''),
    defaultUsageLocation: profile?.country ?? partner?.country ?? null,
    displayName: customer?.name ?? partner?.name ?? OUTSIDE_TENANT.name,
    marketingNotificationEmails: [],
    onPremisesLastSyncDateTime: null,
    onPremisesSyncEnabled: null,
    partnerTenantType: partner ? (partner.relationship === 'advisor' ? 'breadthPartner' : 'resellerPartnerDelegatedAdmin') : null,
    postalCode: profile?.postalCode ?? null,
    preferredLanguage: profile?.language ?? 'fr',
    privacyProfile: null,
    securityComplianceNotificationMails: [],
    securityComplianceNotificationPhones: [],
    state: profile?.region ?? null,
    street: profile?.addressLine1 ?? null,
    technicalNotificationMails: [profile?.email ?? `it@${names[0]}`],
    tenantType: 'AAD',
    assignedPlans: [],
    provisionedPlans: [],
    ...parts.commerce.kept.get<Json>(tenantId, KEPT_ORGANIZATION, tenantId),
    verifiedDomains: names.map((name) => ({
      capabilities: 'Email, OfficeCommunicationsOnline',
      isDefault: name === defaultDomain(parts, actor),
      isInitial: name.endsWith('.onmicrosoft.com'),
      name,
      type: 'Managed',
    })),
  }
}

/** What directory-changes.ts keeps of a tenant's changes. */
export const [KEPT_ORGANIZATION, KEPT_DOMAIN] = ['organization', 'domain']

const defaultDomain = (parts: ApiParts, actor: Actor): string | undefined =>
  parts.commerce.kept.get<string>(actor.tenantId, KEPT_DOMAIN, 'default') ?? domainNames(parts, actor)[0]

export function domainJson(parts: ApiParts, actor: Actor, name: string): Json {
  const { customer, tenantId } = actor
  return {
    id: name,
    authenticationType: customer && mix(customer.seed, name) % 12 === 0 ? 'Federated' : 'Managed',
    availabilityStatus: null,
    isAdminManaged: true,
    isDefault: name === defaultDomain(parts, actor),
    isInitial: name.endsWith('.onmicrosoft.com'),
    isRoot: true,
    isVerified: true,
    supportedServices: parts.commerce.kept.get<string[]>(tenantId, KEPT_DOMAIN, name) ?? ['Email', 'OfficeCommunicationsOnline'],
    passwordValidityPeriodInDays: 2_147_483_647,
    passwordNotificationWindowInDays: 14,
    state: null,
  }
}

const DOMAIN_LIST: ListRules = {
  fields: { id: 'text', authenticationType: 'text', isDefault: 'flag', isInitial: 'flag', isVerified: 'flag', isAdminManaged: 'flag' },
  standard: 100,
  maximum: 999,
}
const RECORD_LIST: ListRules = {
  fields: { recordType: 'text', supportedService: 'text', label: 'text', isOptional: 'flag' },
  standard: 100,
  maximum: 999,
}

function registerDomains(app: FastifyInstance, parts: ApiParts): void {
  const { origin } = parts
  const domainOf = (request: FastifyRequest<One>) => {
    const actor = readerOf(request, parts, DOMAINS, DOMAIN_ROLES)
    const names = domainNames(parts, actor)
    const place = names.indexOf(request.params.id.toLowerCase())
    if (place < 0) throw notFound(request.params.id)
    return { actor, name: names[place] as string }
  }
  app.get('/v1.0/domains', IDENTITY, async (request, reply) => {
    const actor = readerOf(request, parts, DOMAINS, DOMAIN_ROLES)
    const items = domainNames(parts, actor).map((name) => domainJson(parts, actor, name))
    return answerList({ request, reply }, items, DOMAIN_LIST, {
      address: `${origin}/v1.0/domains`,
      context: `${CONTEXT}/$metadata#domains`,
    })
  })
  app.get<One>('/v1.0/domains/:id', IDENTITY, async (request) => {
    const { actor, name } = domainOf(request)
    const json = domainJson(parts, actor, name)
    return { '@odata.context': `${CONTEXT}/$metadata#domains/$entity`, ...selected(json, queryOf(request).select?.split(',')) }
  })
  for (const [kind, records] of [
    ['verificationDnsRecords', verificationRecords],
    ['serviceConfigurationRecords', serviceRecords],
  ] as const)
    app.get<One>(`/v1.0/domains/:id/${kind}`, IDENTITY, async (request, reply) => {
      const { actor, name } = domainOf(request)
      return answerList({ request, reply }, records(name, actor.tenantId), RECORD_LIST, {
        address: `${origin}/v1.0/domains/${name}/${kind}`,
        context: `${CONTEXT}/$metadata#domains('${name}')/${kind}`,
      })
    })
}

function record(domain: string, type: string, values: Json): Json {
  return {
    '@odata.type': `#microsoft.graph.domainDns${type}Record`,
    id: guidFor(domain, type, JSON.stringify(values)),
    isOptional: false,
    label: domain,
    recordType: type,
    supportedService: 'Email',
    ttl: 3600,
    ...values,
  }
}

function verificationRecords(domain: string, tenantId: string): Json[] {
  const code = `ms${mix(tenantId, domain)}`
  return [
    record(domain, 'Txt', { supportedService: 'None', text: `MS=${code}` }),
    record(domain, 'Mx', { supportedService: 'None', mailExchange: `${code}.msv1.invalid`, preference: 32_767 }),
  ]
}

function serviceRecords(domain: string): Json[] {
  if (domain.endsWith('.onmicrosoft.com')) return []
  return [
    record(domain, 'Mx', { mailExchange: `${domain.replaceAll('.', '-')}.mail.protection.outlook.com`, preference: 0 }),
    record(domain, 'Txt', { text: 'v=spf1 include:spf.protection.outlook.com -all' }),
    record(domain, 'Cname', { label: `autodiscover.${domain}`, canonicalName: 'autodiscover.outlook.com' }),
    record(domain, 'Cname', {
      label: `lyncdiscover.${domain}`,
      canonicalName: 'webdir.online.lync.com',
      supportedService: 'OfficeCommunicationsOnline',
    }),
    record(domain, 'Srv', {
      label: `_sip._tls.${domain}`,
      supportedService: 'OfficeCommunicationsOnline',
      nameTarget: 'sipdir.online.lync.com',
      port: 443,
      priority: 100,
      protocol: '_tls',
      service: '_sip',
      weight: 1,
    }),
  ]
}
