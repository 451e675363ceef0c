// Commands about the health of services: a service breaks for so many customers, its issue is told on and resolved. Entered by routes.ts.
import type { FastifyInstance } from 'fastify'
import type { Runner } from '../run-command.ts'
import { findIssue, freeIssueId, saltFor } from '../world/health/commands.ts'
import { concerns, currentIssues, type IssueNow } from '../world/health/issues.ts'
import { customerTenant, hasService, type Reach, reachOfCount, shareOf } from '../world/health/reach.ts'
import { SERVICES, type Service, serviceNamed } from '../world/health/services.ts'
import { type Classification, isDone, type Status } from '../world/health/story.ts'
import type { Partner } from '../world/partner.ts'
import type { World } from '../world/world.ts'
import { fields, number, Refused, text, texts, whole } from './commands-read.ts'

const STATUSES: readonly Status[] = [
  'investigating',
  'serviceDegradation',
  'serviceInterruption',
  'extendedRecovery',
  'restoringService',
  'verifyingService',
  'serviceRestored',
  'falsePositive',
  'investigationSuspended',
  'postIncidentReviewPublished',
]
const CLASSIFICATIONS: readonly Classification[] = ['incident', 'advisory']
const REACHES = ['customers', 'tenants', 'share', 'countries']
const OTHERS = ['service', 'partner', 'classification', 'status', 'title', 'feature', 'sinceSeconds']
const DAY_SECONDS = 86_400

type One = { Params: { id: string } }

export function registerHealthCommands(app: FastifyInstance, world: World, run: Runner): void {
  app.get('/control/incidents', async () => {
    const open = currentIssues(world.health, world.now()).filter((issue) => !issue.resolved)
    return { now: new Date(world.now()).toISOString(), incidents: open.map((issue) => issueJson(world, issue)) }
  })
  app.post('/control/incidents', async (request, reply) => {
    const asked = fields(request.body, [...REACHES, ...OTHERS])
    const service = serviceFrom(text(asked.service, 'service'))
    const id = freeIssueId(world.health, service)
    const feature = text(asked.feature, 'feature')
    if (feature !== undefined && !service.features.some((one) => one.name.toLowerCase() === feature.toLowerCase()))
      throw new Refused(400, `${service.name} has the features ${service.features.map((one) => one.name).join(', ')}.`)
    const title = text(asked.title, 'title')
    run({
      name: 'health',
      act: 'break',
      id,
      service: service.id,
      classification: oneOf(CLASSIFICATIONS, asked.classification, 'classification') ?? 'incident',
      status: oneOf(STATUSES, asked.status, 'status') ?? 'serviceDegradation',
      reach: reachFrom(world, service, asked, saltFor(id, world.seed)),
      sinceMs: asked.sinceSeconds === undefined ? 0 : whole(asked.sinceSeconds, 'sinceSeconds', 0, 30 * DAY_SECONDS) * 1000,
      ...(title === undefined ? {} : { title }),
      ...(feature === undefined ? {} : { feature }),
    })
    return reply.code(201).send(issueNamed(world, id))
  })
  const post = (id: string, status: Status, said: string | undefined) => {
    issueNamed(world, id)
    run({ name: 'health', act: 'post', id: id.toUpperCase(), status, type: 'regular', ...(said === undefined ? {} : { text: said }) })
    return issueNamed(world, id)
  }
  app.post<One>('/control/incidents/:id/posts', async (request, reply) => {
    const asked = fields(request.body, ['status', 'text'])
    const status = oneOf(STATUSES, asked.status, 'status')
    if (!status) throw new Refused(400, `Give status: ${STATUSES.join(', ')}.`)
    return reply.code(201).send(post(request.params.id, status, text(asked.text, 'text')))
  })
  app.post<One>('/control/incidents/:id/resolve', async (request) =>
    post(request.params.id, 'serviceRestored', text(fields(request.body ?? {}, ['text']).text, 'text')),
  )
}

function oneOf<T extends string>(known: readonly T[], value: unknown, name: string): T | undefined {
  const found = known.find((one) => one === value)
  if (value !== undefined && !found) throw new Refused(400, `${name} must be one of ${known.join(', ')}.`)
  return found
}

/** By id or name; else the one service whose name holds the word. */
function serviceFrom(named: string | undefined): Service {
  const wanted = named?.trim().toLowerCase() ?? ''
  const like = SERVICES.filter(({ name }) => wanted !== '' && name.toLowerCase().includes(wanted))
  const service = serviceNamed(wanted) ?? (like.length === 1 ? like[0] : undefined)
  if (!service) throw new Refused(400, `service must be one of ${SERVICES.map(({ name }) => name).join(', ')}.`)
  return service
}

/** Whom it concerns: so many customers of a partner, these tenants, a share of all, those of some countries, or everybody. */
function reachFrom(world: World, service: Service, asked: Record<string, unknown>, salt: number): Reach {
  if ([asked.customers, asked.tenants, asked.share].filter((one) => one !== undefined).length > 1)
    throw new Refused(400, 'Give one of customers, tenants and share.')
  const tenants = texts(asked.tenants, 'tenants')
  if (tenants) return { salt, below: shareOf(1), tenantIds: tenants.map((tenant) => knownTenant(world, tenant)) }
  if (asked.customers !== undefined) {
    const partner = partnerFrom(world, text(asked.partner, 'partner'))
    const places = partner.customers.length
    const present = partner.customers
      .filter((customer) => customer.leftAt === null)
      .map((customer) => customerTenant(customer, partner.tenantId))
    const having = present.filter((tenant) => hasService(service, tenant))
    const count = whole(asked.customers, 'customers', 1, 10_000_000)
    if (count > having.length)
      throw new Refused(400, `${partner.name} has ${having.length} customers with ${service.name}; customers can be no more than that.`)
    return reachOfCount(having, count, { salt, partner: partner.tenantId, places })
  }
  const countries = texts(asked.countries, 'countries')?.map((code) => code.toUpperCase())
  return { salt, below: shareOf(number(asked.share, 'share', 0, 1) ?? 1), ...(countries ? { countries } : {}) }
}

function knownTenant(world: World, tenantId: string): string {
  const known = world.customer(tenantId)?.customer.tenantId ?? world.partner(tenantId)?.tenantId
  if (!known) throw new Refused(404, `No tenant has the ID ${tenantId}.`)
  return known
}

function partnerFrom(world: World, tenantId: string | undefined): Partner {
  const partner = tenantId === undefined ? world.partners[0] : world.partner(tenantId)
  if (!partner) throw new Refused(404, `No partner has the tenant ID ${tenantId}.`)
  return partner
}

function issueNamed(world: World, id: string) {
  const now = world.now()
  const issues = currentIssues(world.health, now)
  const issue = issues.find((one) => one.id === id.toUpperCase())
  if (!issue || !findIssue(world.health, id))
    throw new Refused(404, `No issue is named ${id}; GET /control/incidents lists those that go on.`)
  return issueJson(world, issue)
}

function issueJson(world: World, issue: IssueNow) {
  const customers = world.partners.map(({ tenantId, customers: all }) => ({
    partner: tenantId,
    customers: all.filter((customer) => customer.leftAt === null && concerns(issue, customerTenant(customer, tenantId))).length,
  }))
  return {
    id: issue.id,
    service: issue.service.name,
    feature: issue.feature.name,
    classification: issue.classification,
    status: issue.status,
    resolved: isDone(issue.status),
    title: issue.title,
    startedAt: new Date(issue.startAt).toISOString(),
    endedAt: issue.endAt === null ? null : new Date(issue.endAt).toISOString(),
    posts: issue.posts.length,
    customers: customers.reduce((sum, one) => sum + one.customers, 0),
    partners: customers,
  }
}
