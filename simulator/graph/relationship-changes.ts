// Graph's delegated admin relationships as they are changed: asked for, altered, deleted; requests and operations. Entered by routes.ts.
import { randomUUID } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { ApiParts } from '../api-parts.ts'
import { findHeld, type Held, idOf } from '../world/gdap/book.ts'
import { type GdapCommand, requestsOf } from '../world/gdap/commands.ts'
import type { Partner } from '../world/partner.ts'
import { type Relationship, type RelationshipRequest, rolesOf, statusOf } from '../world/relationship.ts'
import { keyOf } from '../world/relationship-key.ts'
import { GLOBAL_ADMINISTRATOR } from '../world/roles.ts'
import { CONTEXT, callerOf, GraphProblem } from './answer.ts'
import { DELEGATED_ADMIN, partnerOf, readingPartner } from './delegated-admin.ts'
import { objectOf, wantedFrom } from './relationship-body.ts'
import { operationJson, relationshipEtag, requestJson } from './relationship-json.ts'
import { answered, heldOf, RELATIONSHIP_CONTEXT, RELATIONSHIPS, wantsAllMembers } from './relationships.ts'

type One = { Params: { id: string } }
type Part = { Params: { id: string; partId: string } }

export const WRITE = 'DelegatedAdminRelationship.ReadWrite.All'
export const PARTS_CONTEXT = `${CONTEXT}/tenantRelationships/$metadata`

/** The partner, for a caller who may change its relationships: people must be admin agents or global administrators. */
export function writingPartner(request: FastifyRequest, parts: ApiParts): { partner: Partner; by: { by?: string } } {
  const partner = partnerOf(request, parts, WRITE)
  const { account } = callerOf(request, parts)
  if (account && account.wids.length === 0 && !account.groups.some((group) => group.displayName === 'AdminAgents'))
    throw new GraphProblem(403, 'Forbidden', 'The user is not a member of the AdminAgents group.')
  return { partner, by: account ? { by: account.username } : {} }
}

/** Refuses a change without an ETag, or with one of a state that has passed. */
export function checkEtag(request: FastifyRequest, current: string): void {
  const sent = request.headers['if-match']
  if (sent === undefined) throw new GraphProblem(400, 'BadRequest', 'The If-Match header is required.')
  if (sent !== '*' && sent !== current)
    throw new GraphProblem(
      412,
      'PreconditionFailed',
      'The ETag value in the If-Match header does not match the current version of the resource.',
    )
}

function refuse(message: string): never {
  throw new GraphProblem(400, 'BadRequest', message)
}

export function registerRelationshipChanges(app: FastifyInstance, parts: ApiParts): void {
  const { world, origin, run } = parts
  const described = (held: Held, partner: Partner) => ({
    '@odata.context': `${RELATIONSHIP_CONTEXT}/$entity`,
    ...answered(parts, held, partner, world.now()),
  })
  app.post(RELATIONSHIPS, DELEGATED_ADMIN, async (request, reply) => {
    const { partner, by } = writingPartner(request, parts)
    const wanted = wantedFrom(partner, objectOf(request.body))
    const customer = wanted.asked.customer && partner.find(wanted.asked.customer.tenantId)
    const key = customer ? keyOf(randomUUID(), customer.index) : randomUUID()
    run({ name: 'gdap', partner: partner.tenantId, key, act: 'create', ...wanted, ...by })
    const held = findHeld(partner, key) as Held
    reply.header('location', `${origin}${RELATIONSHIPS}/${idOf(held.relationship, partner)}`)
    return reply.code(201).send(described(held, partner))
  })
  app.patch<One>(`${RELATIONSHIPS}/:id`, DELEGATED_ADMIN, async (request, reply) => {
    const { partner, by } = writingPartner(request, parts)
    const held = heldOf(partner, request.params.id)
    const { relationship } = held
    const now = world.now()
    checkEtag(request, relationshipEtag(relationship, now))
    const command = updateOf(partner, relationship, objectOf(request.body), now)
    run({ ...command, ...by })
    if ('operation' in command && command.operation) {
      const location = `${origin}${RELATIONSHIPS}/${request.params.id}/operations/${command.operation.id}`
      return reply.code(202).headers({ location, 'retry-after': '10' }).send({})
    }
    return described(heldOf(partner, request.params.id), partner)
  })
  app.delete<One>(`${RELATIONSHIPS}/:id`, DELEGATED_ADMIN, async (request, reply) => {
    const { partner, by } = writingPartner(request, parts)
    const { relationship } = heldOf(partner, request.params.id)
    checkEtag(request, relationshipEtag(relationship, world.now()))
    if (statusOf(relationship, world.now()) !== 'created') refuse("Only a relationship in the 'created' status can be deleted.")
    run({ name: 'gdap', partner: partner.tenantId, key: relationship.key, act: 'remove', ...by })
    return reply.code(204).send()
  })
  registerRequests(app, parts)
  registerOperations(app, parts)
}

function updateOf(partner: Partner, relationship: Relationship, sent: Record<string, unknown>, now: number): GdapCommand {
  const status = statusOf(relationship, now)
  const command = { name: 'gdap', partner: partner.tenantId, key: relationship.key, act: 'update' } as const
  const names = Object.keys(sent).filter((name) => !name.startsWith('@'))
  if (status === 'created') return { ...command, ...wantedFrom(partner, sent, { relationship, now }) }
  if (status !== 'active') refuse(`A relationship in the '${status}' status cannot be updated.`)
  if (names.some((name) => name !== 'autoExtendDuration' && name !== 'accessDetails'))
    refuse("Of an active relationship only 'autoExtendDuration' and the removal of the Global Administrator role can be updated.")
  const wanted = wantedFrom(partner, sent, { relationship, now })
  const before = rolesOf(relationship, now)
  const { roles } = wanted.asked
  if (roles.length === before.length && roles.every((role) => before.includes(role))) return { ...command, ...wanted }
  const without = before.filter((role) => role !== GLOBAL_ADMINISTRATOR)
  const drops = before.includes(GLOBAL_ADMINISTRATOR) && roles.length === without.length && roles.every((role) => without.includes(role))
  if (!drops) refuse('Only the Global Administrator role can be removed from an active relationship.')
  const data = JSON.stringify({ accessDetails: { unifiedRoles: roles.map((roleDefinitionId) => ({ roleDefinitionId })) } })
  const type = 'delegatedAdminRelationshipUpdate'
  return { ...command, ...wanted, operation: { id: randomUUID(), type, data, at: now } }
}

const NEEDED_STATUS = { lockForApproval: 'created', terminate: 'active' } as const

function checkAction(relationship: Relationship, action: unknown, now: number): RelationshipRequest['action'] {
  const status = statusOf(relationship, now)
  if (action === 'lockForApproval' || action === 'terminate') {
    if (status !== NEEDED_STATUS[action])
      refuse(`The action '${action}' needs a relationship in the '${NEEDED_STATUS[action]}' status; it is '${status}'.`)
    return action
  }
  if (action !== 'approve' && action !== 'reject') return refuse(`The action '${String(action)}' is not valid.`)
  if (!relationship.reseller || !relationship.consentPending || !['created', 'approvalPending', 'approved'].includes(status))
    refuse(`The action '${action}' needs a reseller relationship whose partner consent is pending.`)
  return action
}

/** Says that the preference was followed. */
export function readOf(request: FastifyRequest, reply: FastifyReply, now: number): { now: number; allMembers: boolean } {
  const allMembers = wantsAllMembers(request)
  if (allMembers) reply.header('preference-applied', 'include-unknown-enum-members')
  return { now, allMembers }
}

function registerRequests(app: FastifyInstance, parts: ApiParts): void {
  const { world, origin, run } = parts
  const base = `${RELATIONSHIPS}/:id/requests`
  app.post<One>(base, DELEGATED_ADMIN, async (request, reply) => {
    const { partner, by } = writingPartner(request, parts)
    const { relationship } = heldOf(partner, request.params.id)
    const now = world.now()
    const action = checkAction(relationship, objectOf(request.body).action, now)
    const made: RelationshipRequest = { id: randomUUID(), action, at: now }
    run({ name: 'gdap', partner: partner.tenantId, key: relationship.key, act: 'request', request: made, ...by })
    reply.header('location', `${origin}${RELATIONSHIPS}/${request.params.id}/requests/${made.id}`)
    const { '@odata.etag': _, ...json } = requestJson(made, readOf(request, reply, now))
    return reply.code(201).send({ '@odata.context': `${PARTS_CONTEXT}#requests/$entity`, ...json })
  })
  app.get<One>(base, DELEGATED_ADMIN, async (request, reply) => {
    const { relationship } = heldOf(readingPartner(request, parts), request.params.id)
    const read = readOf(request, reply, world.now())
    return { '@odata.context': `${PARTS_CONTEXT}#requests`, value: requestsOf(relationship).map((one) => requestJson(one, read)) }
  })
  app.get<Part>(`${base}/:partId`, DELEGATED_ADMIN, async (request, reply) => {
    const { relationship } = heldOf(readingPartner(request, parts), request.params.id)
    const found = requestsOf(relationship).find((one) => one.id === request.params.partId.toLowerCase())
    if (!found) throw new GraphProblem(404, 'NotFound', `The request '${request.params.partId}' was not found.`)
    return { '@odata.context': `${PARTS_CONTEXT}#requests/$entity`, ...requestJson(found, readOf(request, reply, world.now())) }
  })
}

function registerOperations(app: FastifyInstance, parts: ApiParts): void {
  const { world } = parts
  const base = `${RELATIONSHIPS}/:id/operations`
  app.get<One>(base, DELEGATED_ADMIN, async (request, reply) => {
    const { relationship } = heldOf(readingPartner(request, parts), request.params.id)
    const read = readOf(request, reply, world.now())
    return {
      '@odata.context': `${PARTS_CONTEXT}#operations`,
      value: (relationship.operations ?? []).map((one) => operationJson(one, read)),
    }
  })
  app.get<Part>(`${base}/:partId`, DELEGATED_ADMIN, async (request, reply) => {
    const { relationship } = heldOf(readingPartner(request, parts), request.params.id)
    const found = relationship.operations?.find((one) => one.id === request.params.partId.toLowerCase())
    if (!found) throw new GraphProblem(404, 'NotFound', `The operation '${request.params.partId}' was not found.`)
    return { '@odata.context': `${PARTS_CONTEXT}#operations/$entity`, ...operationJson(found, readOf(request, reply, world.now())) }
  })
}
