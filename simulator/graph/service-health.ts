// Graph's service health: overviews, issues, reports, in the tenant of the token. Entered by routes.ts.
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { ApiParts } from '../api-parts.ts'
import { type IssueNow, issuesOf } from '../world/health/issues.ts'
import { hasService } from '../world/health/reach.ts'
import { SERVICES, type Service } from '../world/health/services.ts'
import { CONTEXT, GraphProblem } from './answer.ts'
import { type Actor, actorOf, SERVICE_ROLES, tenantOf } from './customer-access.ts'
import type { Fields } from './filter.ts'
import { incidentReport } from './incident-report.ts'
import { answerList, type ListRules, queryOf } from './memory-list.ts'
import { selected } from './odata.ts'
import { healthJson, issueJson } from './service-json.ts'

type One = { Params: { id: string } }

const BASE = '/v1.0/admin/serviceAnnouncement'
/** Limited together, by tenant: 240 a minute and 800 an hour. */
export const SERVICE_COMMUNICATIONS = { config: { resource: 'serviceCommunications' } }
const NEED = {
  permissions: ['ServiceHealth.Read.All'],
  roles: SERVICE_ROLES,
  refusal: { code: 'Forbidden', message: 'The user does not have a role that can read service health in this tenant.' },
}
const ISSUE_FIELDS: Fields = {
  id: 'text',
  title: 'text',
  startDateTime: 'date',
  endDateTime: 'date',
  lastModifiedDateTime: 'date',
  classification: 'text',
  origin: 'text',
  status: 'text',
  service: 'text',
  feature: 'text',
  featureGroup: 'text',
  isResolved: 'flag',
}
const ISSUES: ListRules = { fields: ISSUE_FIELDS, standard: 100, maximum: 1000 }
const OVERVIEWS: ListRules = { fields: { id: 'text', service: 'text', status: 'text' }, standard: 100, maximum: 1000 }

export function notThere(what: string): GraphProblem {
  return new GraphProblem(404, 'NotFound', `The requested ${what} was not found.`)
}

export function registerServiceHealth(app: FastifyInstance, parts: ApiParts): void {
  const seen = (request: FastifyRequest): { actor: Actor; services: Service[]; issues: IssueNow[] } => {
    const actor = actorOf(request, parts, NEED)
    const tenant = tenantOf(actor)
    const now = parts.world.now()
    return {
      actor,
      services: SERVICES.filter((service) => hasService(service, tenant)),
      issues: issuesOf(parts.world.health, tenant, now),
    }
  }
  const context = `${CONTEXT}/$metadata#admin/serviceAnnouncement`
  app.get(BASE, SERVICE_COMMUNICATIONS, async (request) => {
    actorOf(request, parts, NEED)
    return { '@odata.context': context, id: 'serviceAnnouncement' }
  })
  app.get(`${BASE}/healthOverviews`, SERVICE_COMMUNICATIONS, async (request, reply) => {
    const { services, issues } = seen(request)
    const expanded = isExpanded(request)
    await parts.pace.page()
    return answerList(
      { request, reply },
      services.map((service) => healthJson(service, issues, expanded)),
      OVERVIEWS,
      { address: `${parts.origin}${BASE}/healthOverviews`, context: `${context}/healthOverviews${expanded ? '(issues())' : ''}` },
    )
  })
  app.get<One>(`${BASE}/healthOverviews/:id`, SERVICE_COMMUNICATIONS, async (request) => {
    const { services, issues } = seen(request)
    const service = serviceOf(services, request.params.id)
    const expanded = isExpanded(request)
    const select = queryOf(request).select?.split(',')
    return {
      '@odata.context': `${context}/healthOverviews${expanded ? '(issues())' : ''}/$entity`,
      ...selected(healthJson(service, issues, expanded), select && expanded ? [...select, 'issues'] : select),
    }
  })
  app.get<One>(`${BASE}/healthOverviews/:id/issues`, SERVICE_COMMUNICATIONS, async (request, reply) => {
    const { services, issues } = seen(request)
    const service = serviceOf(services, request.params.id)
    const path = `healthOverviews/${service.id}/issues`
    return answerList({ request, reply }, issues.filter((issue) => issue.service.id === service.id).map(issueJson), ISSUES, {
      address: `${parts.origin}${BASE}/${path}`,
      context: `${context}/${path}`,
    })
  })
  app.get(`${BASE}/issues`, SERVICE_COMMUNICATIONS, async (request, reply) => {
    const { issues } = seen(request)
    await parts.pace.page()
    return answerList({ request, reply }, issues.map(issueJson), ISSUES, {
      address: `${parts.origin}${BASE}/issues`,
      context: `${context}/issues`,
    })
  })
  app.get<One>(`${BASE}/issues/:id`, SERVICE_COMMUNICATIONS, async (request) => {
    const issue = issueOf(seen(request).issues, request.params.id)
    return { '@odata.context': `${context}/issues/$entity`, ...selected(issueJson(issue), queryOf(request).select?.split(',')) }
  })
  for (const address of [
    `${BASE}/issues/:id/incidentReport`,
    `${BASE}/issues/:id/incidentReport()`,
    `${BASE}/issues/:id/microsoft.graph.incidentReport`,
  ])
    app.get<One>(address, SERVICE_COMMUNICATIONS, async (request, reply) => {
      const issue = issueOf(seen(request).issues, request.params.id)
      if (issue.status !== 'postIncidentReviewPublished') throw notThere(`post-incident review document for issue '${issue.id}'`)
      reply.header('content-disposition', `attachment; filename="${issue.id}.docx"`)
      return reply.type('application/vnd.openxmlformats-officedocument.wordprocessingml.document').send(incidentReport(issue))
    })
}

function isExpanded(request: FastifyRequest): boolean {
  const { expand } = queryOf(request)
  if (expand === undefined) return false
  if (!/^\s*issues\b/i.test(expand)) throw new GraphProblem(400, 'BadRequest', `Could not find a property named '${expand}' to expand.`)
  return true
}

function serviceOf(services: readonly Service[], id: string): Service {
  const found = services.find((service) => [service.id.toLowerCase(), service.name.toLowerCase()].includes(id.toLowerCase()))
  if (!found) throw notThere(`service '${id}'`)
  return found
}

function issueOf(issues: readonly IssueNow[], id: string): IssueNow {
  const found = issues.find((issue) => issue.id === id.toUpperCase())
  if (!found) throw notThere(`issue '${id}'`)
  return found
}
