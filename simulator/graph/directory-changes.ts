// What an administrator changes in Graph's organization and domains: whom Microsoft writes to, the default domain, what a domain is for.
// Entered by routes.ts.
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { ApiParts } from '../api-parts.ts'
import { CONTEXT, GraphProblem, notFound } from './answer.ts'
import { DOMAIN_WRITERS, ORGANIZATION_WRITERS } from './customer-access.ts'
import { domainJson, domainNames, IDENTITY, KEPT_DOMAIN, KEPT_ORGANIZATION, readerOf } from './organization.ts'

type Json = Record<string, unknown>
type One = { Params: { id: string } }

const MAILS = ['marketingNotificationEmails', 'technicalNotificationMails', 'securityComplianceNotificationMails']
const OF_ORGANIZATION = [...MAILS, 'securityComplianceNotificationPhones', 'privacyProfile']

export function registerDirectoryChanges(app: FastifyInstance, parts: ApiParts): void {
  const { kept } = parts.commerce
  app.patch<One>('/v1.0/organization/:id', IDENTITY, async (request, reply) => {
    const { tenantId } = readerOf(request, parts, ['Organization.ReadWrite.All'], ORGANIZATION_WRITERS)
    if (request.params.id.toLowerCase() !== tenantId) throw notFound(request.params.id)
    const sent = changeIn(request, OF_ORGANIZATION)
    kept.put(tenantId, KEPT_ORGANIZATION, tenantId, { ...kept.get<Json>(tenantId, KEPT_ORGANIZATION, tenantId), ...sent })
    return reply.code(204).send()
  })
  const domainOf = (request: FastifyRequest<One>) => {
    const actor = readerOf(request, parts, ['Domain.ReadWrite.All'], DOMAIN_WRITERS)
    const names = domainNames(parts, actor)
    const place = names.indexOf(request.params.id.toLowerCase())
    if (place < 0) throw notFound(request.params.id)
    return { actor, name: names[place] as string }
  }
  app.patch<One>('/v1.0/domains/:id', IDENTITY, async (request, reply) => {
    const { actor, name } = domainOf(request)
    const { isDefault, supportedServices } = changeIn(request, ['isDefault', 'supportedServices'])
    if (isDefault === false) throw new GraphProblem(400, 'Request_BadRequest', 'A domain stops being the default when another becomes it.')
    if (isDefault === true) kept.put(actor.tenantId, KEPT_DOMAIN, 'default', name)
    if (supportedServices !== undefined) kept.put(actor.tenantId, KEPT_DOMAIN, name, supportedServices)
    return reply.code(204).send()
  })
  app.post<One>('/v1.0/domains/:id/verify', IDENTITY, async (request) => {
    const { actor, name } = domainOf(request)
    return { '@odata.context': `${CONTEXT}/$metadata#domains/$entity`, ...domainJson(parts, actor, name) }
  })
}

function changeIn(request: FastifyRequest, known: readonly string[]): Json {
  const sent = request.body
  if (typeof sent !== 'object' || sent === null || Array.isArray(sent) || Object.keys(sent).length === 0)
    throw new GraphProblem(400, 'Request_BadRequest', 'A resource without a property cannot be updated.')
  const strange = Object.keys(sent).find((name) => !name.startsWith('@') && !known.includes(name))
  if (strange !== undefined) throw new GraphProblem(400, 'Request_BadRequest', `Property '${strange}' is read-only and cannot be set.`)
  return sent as Json
}
