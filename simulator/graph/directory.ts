// Graph's directory of the token's tenant: organization, the signed-in person and the groups they are in.
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { ApiParts } from '../api-parts.ts'
import { type Account, OUTSIDE_TENANT } from '../world/accounts.ts'
import { domainsOf } from '../world/customer.ts'
import { profileOf } from '../world/profile.ts'
import { guidFor } from '../world/random.ts'
import { CONTEXT, callerOf, GraphProblem, notFound } from './answer.ts'
import { type Allowed, listPage, readOptions, selected } from './odata.ts'

type Query = Record<string, string | undefined>
const MEMBERSHIPS: Allowed = { maximum: 999, standard: 100, filter: [], orderBy: [] }
const ORGANIZATION = ['Organization.Read.All', 'Directory.Read.All', 'User.Read']

export function registerDirectory(app: FastifyInstance, parts: ApiParts): void {
  registerOrganization(app, parts)
  registerMe(app, parts)
}

function registerOrganization(app: FastifyInstance, parts: ApiParts): void {
  app.get<{ Querystring: Query }>('/v1.0/organization', async (request) => {
    const { tenantId } = callerOf(request, parts, ...ORGANIZATION)
    const { select } = readOptions(request.query, MEMBERSHIPS)
    return { '@odata.context': `${CONTEXT}/$metadata#organization`, value: [selected(organizationJson(parts, tenantId), select)] }
  })
  app.get<{ Params: { id: string }; Querystring: Query }>('/v1.0/organization/:id', async (request) => {
    const { tenantId } = callerOf(request, parts, ...ORGANIZATION)
    if (request.params.id !== tenantId) throw notFound(request.params.id)
    const { select } = readOptions(request.query, MEMBERSHIPS)
    return { '@odata.context': `${CONTEXT}/$metadata#organization/$entity`, ...selected(organizationJson(parts, tenantId), select) }
  })
}

function organizationJson({ world }: ApiParts, tenantId: string): Record<string, unknown> {
  const partner = world.partner(tenantId)
  const customer = world.customer(tenantId)?.customer
  const profile = customer ? profileOf(customer) : undefined
  const names = customer ? domainsOf(customer) : [partner?.domain ?? OUTSIDE_TENANT.domain]
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
    verifiedDomains: names.map((name, place) => ({
      capabilities: 'Email, OfficeCommunicationsOnline',
      isDefault: place === 0,
      isInitial: name.endsWith('.onmicrosoft.com'),
      name,
      type: 'Managed',
    })),
  }
}

function registerMe(app: FastifyInstance, parts: ApiParts): void {
  const me = (request: FastifyRequest): Account => {
    const { account } = callerOf(request, parts)
    if (!account) throw new GraphProblem(400, 'BadRequest', '/me request is only valid with delegated authentication flow.')
    return account
  }
  app.get<{ Querystring: Query }>('/v1.0/me', async (request) => {
    const account = me(request)
    const { select } = readOptions(request.query, MEMBERSHIPS)
    return { '@odata.context': `${CONTEXT}/$metadata#users/$entity`, ...selected(userJson(account), select) }
  })
  app.get<{ Querystring: Query }>('/v1.0/me/memberOf', async (request) => {
    const all = membershipsOf(me(request))
    const options = readOptions(request.query, MEMBERSHIPS)
    return listPage({ at: (place) => all[place], places: all.length }, options, request.query, {
      address: `${parts.origin}/v1.0/me/memberOf`,
      context: `${CONTEXT}/$metadata#directoryObjects`,
      item: (membership) => membership,
    })
  })
  app.post<{ Body: unknown }>('/v1.0/me/checkMemberGroups', async (request) => {
    const account = me(request)
    const wanted = (request.body as { groupIds?: unknown } | null)?.groupIds
    if (!Array.isArray(wanted) || wanted.length > 20 || wanted.some((id) => typeof id !== 'string'))
      throw new GraphProblem(400, 'Request_BadRequest', "Invalid value specified for property 'groupIds'; at most 20 identifiers.")
    return {
      '@odata.context': `${CONTEXT}/$metadata#Collection(Edm.String)`,
      value: wanted.filter((id) => account.groups.some((group) => group.id === id)),
    }
  })
}

function userJson(account: Account): Record<string, unknown> {
  return {
    businessPhones: [],
    displayName: account.name,
    givenName: account.givenName,
    jobTitle: account.note.en,
    mail: account.username,
    mobilePhone: null,
    officeLocation: null,
    preferredLanguage: account.language,
    surname: account.surname,
    userPrincipalName: account.username,
    id: account.oid,
  }
}

function membershipsOf(account: Account): Record<string, unknown>[] {
  return [
    ...account.wids.map((roleTemplateId) => ({
      '@odata.type': '#microsoft.graph.directoryRole',
      id: guidFor(account.tenantId, 'role', roleTemplateId),
      deletedDateTime: null,
      description: 'Can manage all aspects of Microsoft Entra ID and Microsoft services that use Microsoft Entra identities.',
      displayName: 'Global Administrator',
      roleTemplateId,
    })),
    ...account.groups.map((group) => ({
      '@odata.type': '#microsoft.graph.group',
      id: group.id,
      deletedDateTime: null,
      displayName: group.displayName,
      description: group.description,
      groupTypes: [],
      mail: null,
      mailEnabled: false,
      mailNickname: group.displayName.replace(/\W/g, ''),
      securityEnabled: true,
    })),
  ]
}
