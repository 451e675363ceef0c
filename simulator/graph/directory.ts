// Graph's people and groups of the token's tenant: the signed-in person, memberships, users and groups. Entered by routes.ts.
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { ApiParts } from '../api-parts.ts'
import { ACCOUNTS, type Account } from '../world/accounts.ts'
import { everyUser, type User } from '../world/commerce/users.ts'
import { groupsOf } from '../world/gdap/assignments.ts'
import { guidFor } from '../world/random.ts'
import { CONTEXT, callerOf, GraphProblem, notFound } from './answer.ts'
import type { Actor } from './customer-access.ts'
import { answerList, type ListRules, queryOf } from './memory-list.ts'
import { type Allowed, listPage, readOptions, selected } from './odata.ts'
import { IDENTITY, readerOf } from './organization.ts'

type Json = Record<string, unknown>
type Query = Record<string, string | undefined>
type One = { Params: { id: string } }

const MEMBERSHIPS: Allowed = { maximum: 999, standard: 100, filter: [], orderBy: [] }
export const USERS: ListRules = {
  fields: { id: 'text', userPrincipalName: 'text', displayName: 'text', givenName: 'text', surname: 'text', mail: 'text' },
  standard: 100,
  maximum: 999,
}
const GROUPS: ListRules = {
  fields: { id: 'text', displayName: 'text', securityEnabled: 'flag', mailEnabled: 'flag' },
  standard: 100,
  maximum: 999,
}
const READ_USERS = ['User.Read.All', 'User.ReadBasic.All', 'Directory.Read.All', 'Directory.AccessAsUser.All']
const READ_GROUPS = ['GroupMember.Read.All', 'Group.Read.All', 'Directory.Read.All', 'Directory.AccessAsUser.All']
const READ_ROLES = ['RoleManagement.Read.Directory', 'Directory.Read.All', 'Directory.AccessAsUser.All']

export function registerDirectory(app: FastifyInstance, parts: ApiParts): void {
  registerMe(app, parts)
  registerUsers(app, parts)
  registerGroups(app, parts)
}

/** The person behind the token, in the tenant where they are somebody: in a customer's tenant a delegated administrator has no object. */
export function personOf(request: FastifyRequest, parts: ApiParts): Account {
  const { account, tenantId, objectId } = callerOf(request, parts)
  if (!account) throw new GraphProblem(400, 'BadRequest', '/me request is only valid with delegated authentication flow.')
  if (account.tenantId !== tenantId) throw notFound(objectId)
  return account
}

function registerMe(app: FastifyInstance, parts: ApiParts): void {
  app.get<{ Querystring: Query }>('/v1.0/me', IDENTITY, async (request) => {
    const account = personOf(request, parts)
    const { select } = readOptions(request.query, MEMBERSHIPS)
    return { '@odata.context': `${CONTEXT}/$metadata#users/$entity`, ...selected(accountJson(account), select) }
  })
  const memberships = (request: FastifyRequest<{ Querystring: Query }>, account: Account, address: string) => {
    const all = membershipsOf(account, callerOf(request, parts).permissions)
    const options = readOptions(request.query, MEMBERSHIPS)
    return listPage({ at: (place) => all[place], places: all.length }, options, request.query, {
      address: `${parts.origin}/v1.0/${address}`,
      context: `${CONTEXT}/$metadata#directoryObjects`,
      item: (membership) => membership,
    })
  }
  app.get<{ Querystring: Query }>('/v1.0/me/memberOf', IDENTITY, async (request) =>
    memberships(request, personOf(request, parts), 'me/memberOf'),
  )
  app.get<One & { Querystring: Query }>('/v1.0/users/:id/memberOf', IDENTITY, async (request) => {
    const account = accountNamed(request, parts)
    return memberships(request, account, `users/${account.oid}/memberOf`)
  })
}

/** The account of the token's tenant that the address names, by its ID or its user name. */
export function accountNamed(request: FastifyRequest<One>, parts: ApiParts): Account {
  const { tenantId } = readerOf(request, parts, READ_GROUPS)
  const wanted = request.params.id.toLowerCase()
  const found = ACCOUNTS.find((one) => one.tenantId === tenantId && [one.oid, one.username.toLowerCase()].includes(wanted))
  if (!found) throw notFound(request.params.id)
  return found
}

export function accountJson(account: Account): Json {
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

function userJson(user: User): Json {
  return {
    businessPhones: [],
    displayName: user.displayName,
    givenName: user.firstName,
    jobTitle: null,
    mail: user.userPrincipalName,
    mobilePhone: null,
    officeLocation: null,
    preferredLanguage: null,
    surname: user.lastName,
    userPrincipalName: user.userPrincipalName,
    id: user.id,
  }
}

function peopleOf({ world, commerce }: ApiParts, { customer, tenantId }: Actor): Json[] {
  if (!customer) return ACCOUNTS.filter((account) => account.tenantId === tenantId).map(accountJson)
  return everyUser(commerce.kept, customer, world.now())
    .filter((user) => user.deletedAt === null)
    .map(userJson)
}

function registerUsers(app: FastifyInstance, parts: ApiParts): void {
  app.get('/v1.0/users', IDENTITY, async (request, reply) => {
    const actor = readerOf(request, parts, READ_USERS)
    await parts.pace.page()
    return answerList({ request, reply }, peopleOf(parts, actor), USERS, {
      address: `${parts.origin}/v1.0/users`,
      context: `${CONTEXT}/$metadata#users`,
    })
  })
  app.get<One>('/v1.0/users/:id', IDENTITY, async (request) => {
    const actor = readerOf(request, parts, READ_USERS)
    const wanted = request.params.id.toLowerCase()
    const found = peopleOf(parts, actor).find((one) => [String(one.id), String(one.userPrincipalName).toLowerCase()].includes(wanted))
    if (!found) throw notFound(request.params.id)
    return { '@odata.context': `${CONTEXT}/$metadata#users/$entity`, ...selected(found, queryOf(request).select?.split(',')) }
  })
}

function registerGroups(app: FastifyInstance, parts: ApiParts): void {
  app.get('/v1.0/groups', IDENTITY, async (request, reply) => {
    const actor = readerOf(request, parts, READ_GROUPS)
    return answerList({ request, reply }, groupsOf(actor.tenantId).map(groupJson), GROUPS, {
      address: `${parts.origin}/v1.0/groups`,
      context: `${CONTEXT}/$metadata#groups`,
    })
  })
  app.get<One>('/v1.0/groups/:id', IDENTITY, async (request) => {
    const json = groupJson(groupNamed(request, parts))
    return { '@odata.context': `${CONTEXT}/$metadata#groups/$entity`, ...selected(json, queryOf(request).select?.split(',')) }
  })
}

/** The group, or a refusal where the tenant has none of that ID. */
export function groupNamed(request: FastifyRequest<One>, parts: ApiParts) {
  const { tenantId } = readerOf(request, parts, READ_GROUPS)
  const group = groupsOf(tenantId).find((one) => one.id === request.params.id.toLowerCase())
  if (!group) throw notFound(request.params.id)
  return group
}

function groupJson(group: { id: string; displayName: string; description: string }): Json {
  return {
    id: group.id,
    deletedDateTime: null,
    displayName: group.displayName,
    description: group.description,
    groupTypes: [],
    mail: null,
    mailEnabled: false,
    mailNickname: group.displayName.replace(/\W/g, ''),
    securityEnabled: true,
  }
}

const roleJson = (account: Account, roleTemplateId: string): Json => ({
  '@odata.type': '#microsoft.graph.directoryRole',
  id: guidFor(account.tenantId, 'role', roleTemplateId),
  deletedDateTime: null,
  description: 'Can manage all aspects of Microsoft Entra ID and Microsoft services that use Microsoft Entra identities.',
  displayName: 'Global Administrator',
  roleTemplateId,
})

/** https://learn.microsoft.com/graph/permissions-overview#limited-information-returned-for-inaccessible-member-objects */
function membershipsOf(account: Account, permissions: readonly string[]): Json[] {
  const limited = (membership: Json, readers: readonly string[]): Json =>
    readers.some((one) => permissions.includes(one))
      ? membership
      : Object.fromEntries(Object.entries(membership).map(([name, value]) => [name, ['@odata.type', 'id'].includes(name) ? value : null]))
  return [
    ...account.wids.map((roleTemplateId) => limited(roleJson(account, roleTemplateId), READ_ROLES)),
    ...account.groups.map((group) => limited({ '@odata.type': '#microsoft.graph.group', ...groupJson(group) }, READ_GROUPS)),
  ]
}
