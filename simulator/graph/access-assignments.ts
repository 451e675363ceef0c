// Graph's access assignments of a delegated admin relationship: which security group may use which of its roles. Entered by routes.ts.
import { randomUUID } from 'node:crypto'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { ApiParts } from '../api-parts.ts'
import { assignmentRoles, assignmentStatus, assignmentsOf, groupsOf } from '../world/gdap/assignments.ts'
import type { Partner } from '../world/partner.ts'
import { type Assignment, type Relationship, rolesOf, statusOf } from '../world/relationship.ts'
import { GraphProblem } from './answer.ts'
import { DELEGATED_ADMIN, readingPartner } from './delegated-admin.ts'
import { assignmentFrom, objectOf, rolesFrom, withinRoles } from './relationship-body.ts'
import { checkEtag, PARTS_CONTEXT, writingPartner } from './relationship-changes.ts'
import { assignmentEtag, assignmentJson } from './relationship-json.ts'
import { heldOf, RELATIONSHIPS } from './relationships.ts'

type One = { Params: { id: string } }
type Part = { Params: { id: string; partId: string } }

const ASSIGNMENTS = `${RELATIONSHIPS}/:id/accessAssignments`

function refuse(message: string): never {
  throw new GraphProblem(400, 'BadRequest', message)
}

export function registerAccessAssignments(app: FastifyInstance, parts: ApiParts): void {
  const { world } = parts
  app.get<One>(ASSIGNMENTS, DELEGATED_ADMIN, async (request) => {
    const partner = readingPartner(request, parts)
    const { relationship } = heldOf(partner, request.params.id)
    const now = world.now()
    const value = assignmentsOf(relationship, partner, now).map((one) => assignmentJson(one, relationship, now))
    return { '@odata.context': `${PARTS_CONTEXT}#accessAssignments`, value }
  })
  app.get<Part>(`${ASSIGNMENTS}/:partId`, DELEGATED_ADMIN, async (request, reply) => {
    const partner = readingPartner(request, parts)
    const { relationship } = heldOf(partner, request.params.id)
    const json = assignmentJson(assignmentNamed(request, partner, relationship, world.now()), relationship, world.now())
    reply.header('etag', String(json['@odata.etag']))
    return { '@odata.context': `${PARTS_CONTEXT}#accessAssignments/$entity`, ...json }
  })
  registerAssignmentChanges(app, parts)
}

function assignmentNamed(request: FastifyRequest<Part>, partner: Partner, relationship: Relationship, now: number): Assignment {
  const { partId } = request.params
  const found = assignmentsOf(relationship, partner, now).find((one) => one.id === partId.toLowerCase())
  if (!found) throw new GraphProblem(404, 'NotFound', `The access assignment '${partId}' was not found.`)
  return found
}

function registerAssignmentChanges(app: FastifyInstance, parts: ApiParts): void {
  const { world, origin, run } = parts
  app.post<One>(ASSIGNMENTS, DELEGATED_ADMIN, async (request, reply) => {
    const { partner, by } = writingPartner(request, parts)
    const { relationship } = heldOf(partner, request.params.id)
    const now = world.now()
    const { groupId, roles } = assignmentFrom(request.body)
    if (statusOf(relationship, now) !== 'active') refuse("Access can be assigned in a relationship in the 'active' status only.")
    withinRoles(roles, rolesOf(relationship, now))
    const live = assignmentsOf(relationship, partner, now).filter(
      (one) => !['deleted', 'deleting'].includes(assignmentStatus(one, relationship, now)),
    )
    if (live.some((one) => one.groupId === groupId))
      throw new GraphProblem(409, 'Conflict', `The security group '${groupId}' already has an access assignment in this relationship.`)
    const failed = !groupsOf(partner.tenantId).some((group) => group.id === groupId)
    const assignment: Assignment = { id: randomUUID(), groupId, roles, createdAt: now, failed, version: 1 }
    run({ name: 'gdap', partner: partner.tenantId, key: relationship.key, act: 'assign', assignment, ...by })
    reply.header('location', `${origin}${RELATIONSHIPS}/${request.params.id}/accessAssignments/${assignment.id}`)
    return reply
      .code(201)
      .send({ '@odata.context': `${PARTS_CONTEXT}#accessAssignments/$entity`, ...assignmentJson(assignment, relationship, now) })
  })
  app.patch<Part>(`${ASSIGNMENTS}/:partId`, DELEGATED_ADMIN, async (request, reply) => {
    const { partner, by } = writingPartner(request, parts)
    const { relationship } = heldOf(partner, request.params.id)
    const now = world.now()
    const assignment = assignmentNamed(request, partner, relationship, now)
    checkEtag(request, assignmentEtag(assignment, relationship, now))
    const roles = rolesFrom(objectOf(request.body).accessDetails)
    if (assignmentStatus(assignment, relationship, now) !== 'active')
      refuse("Only an access assignment in the 'active' status can be updated.")
    withinRoles(roles, rolesOf(relationship, now))
    const before = assignmentRoles(assignment, now)
    if (roles.length === before.length && roles.every((role) => before.includes(role)))
      return { '@odata.context': `${PARTS_CONTEXT}#accessAssignments/$entity`, ...assignmentJson(assignment, relationship, now) }
    const { '@odata.type': _, '@odata.etag': __, ...described } = assignmentJson({ ...assignment, roles }, relationship, now)
    const operation = { id: randomUUID(), type: 'delegatedAdminAccessAssignmentUpdate', data: JSON.stringify(described), at: now } as const
    const command = { name: 'gdap', partner: partner.tenantId, key: relationship.key, ...by } as const
    run({ ...command, act: 'reassign', assignmentId: assignment.id, roles, operation })
    const location = `${origin}${RELATIONSHIPS}/${request.params.id}/operations/${operation.id}`
    return reply.code(202).headers({ location, 'retry-after': '10' }).send({})
  })
  app.delete<Part>(`${ASSIGNMENTS}/:partId`, DELEGATED_ADMIN, async (request, reply) => {
    const { partner, by } = writingPartner(request, parts)
    const { relationship } = heldOf(partner, request.params.id)
    const now = world.now()
    const assignment = assignmentNamed(request, partner, relationship, now)
    checkEtag(request, assignmentEtag(assignment, relationship, now))
    if (['deleting', 'deleted'].includes(assignmentStatus(assignment, relationship, now)))
      refuse('The access assignment is already being deleted.')
    run({ name: 'gdap', partner: partner.tenantId, key: relationship.key, act: 'unassign', assignmentId: assignment.id, ...by })
    return reply.code(204).send()
  })
}
