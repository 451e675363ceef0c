// One way to register a Partner Center route: who may ask, in which mode, and what the handler is given. Entered by the *-routes.ts beside it.
import { randomUUID } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { ApiParts } from '../api-parts.ts'
import type { Caller } from '../login/access-tokens.ts'
import type { Commerce } from '../world/commerce/commerce.ts'
import type { Customer } from '../world/customer.ts'
import type { Partner } from '../world/partner.ts'
import { answer, answerProblem, callerOf, FactorsMissing, headersFor, PartnerCenterProblem } from './answer.ts'
import type { AuditLog } from './audit-log.ts'
import type { RequestLog } from './request-log.ts'
import { AGENTS, type PartnerRole, rolesOf } from './roles.ts'
import type { Webhooks } from './webhooks.ts'

/** What a request is counted under where Microsoft limits requests by resource. */
export type LimitedResource =
  | 'customer'
  | 'subscription'
  | 'order'
  | 'cart'
  | 'catalog'
  | 'serviceRequest'
  | 'relationship'
  | 'agreement'
  | 'profile'
  | 'user'
  | 'audit'
  | 'webhook'
  | 'consent'
  | 'utility'

export type Rule = {
  resource: LimitedResource
  /** Roles of a user that may; an application alone passes where it may ask at all. */
  who?: readonly PartnerRole[]
  /** Refuses an application without a user. */
  userOnly?: true
}

// biome-ignore lint/suspicious/noExplicitAny: what a request carries is read by the handler, field by field.
export type Sent = any

/** What the routes share beside the world. */
export type Services = { audit: AuditLog; requestLog: RequestLog; webhooks: Webhooks }

export type Exchange = Services & {
  request: FastifyRequest
  caller: Caller
  partner: Partner
  commerce: Commerce
  parts: ApiParts
  now: number
  params: Record<string, string>
  query: Record<string, string | undefined>
  /** With property names in camel case, whatever case they came in. */
  body: Sent
}
export type CustomerExchange = Exchange & { customer: Customer }

/** What a handler gives: a body, or this. */
export class Reply {
  readonly status: number
  readonly body: unknown
  readonly headers: Record<string, string>
  constructor(status: number, body?: unknown, headers: Record<string, string> = {}) {
    this.status = status
    this.body = body
    this.headers = headers
  }
}

type Method = 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE' | 'HEAD'
type Handler<E> = (exchange: E) => unknown | Promise<unknown>

export type Router = {
  route(method: Method, url: string, rule: Rule, handler: Handler<Exchange>): void
  /** For addresses with the customer as :customerId; the customer is the partner's. */
  customerRoute(method: Method, url: string, rule: Rule, handler: Handler<CustomerExchange>): void
}

const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

export function isGuid(text: unknown): text is string {
  return typeof text === 'string' && GUID.test(text)
}

export function customerOf(parts: ApiParts, partner: Partner, id: string): Customer {
  if (!isGuid(id)) throw new PartnerCenterProblem(400, 3000, `The customer id ${id} is not valid.`)
  const customer = partner.find(id)
  if (customer && customer.leftAt === null && customer.since <= parts.world.now()) return customer
  if (customer || parts.world.customer(id))
    throw new PartnerCenterProblem(
      403,
      20002,
      `The partner ID ${partner.tenantId} has no commerce relationship with the customer ID ${id}.`,
    )
  throw new PartnerCenterProblem(404, 60003, `The tenant ${id} could not be found.`)
}

function camel(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(camel)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name.slice(0, 1).toLowerCase() + name.slice(1), camel(inner)]))
}

/** Each function registers routes; all of them share bodies, refusals and headers. */
export function registerPartnerCenterScope(
  app: FastifyInstance,
  parts: ApiParts,
  { services, routes }: { services: Services; routes: readonly ((router: Router) => void)[] },
): void {
  app.register(async (scope) => {
    scope.setErrorHandler(answerError)
    scope.removeContentTypeParser('application/json')
    scope.addContentTypeParser('application/json', { parseAs: 'string' }, (_, text, done) => {
      try {
        done(null, String(text).trim() === '' ? undefined : camel(JSON.parse(String(text).replace(/^\uFEFF/, ''))))
      } catch {
        done(new PartnerCenterProblem(400, 800002, 'Invalid request input'))
      }
    })
    const router = createRouter(scope, parts, services)
    for (const register of routes) register(router)
    for (const url of ['/v1/*', '/webhooks/*', '/auditactivity/*'])
      scope.all(url, (request) => {
        throw new PartnerCenterProblem(404, 1000, `No resource answers ${request.method} ${request.url.split('?')[0]}.`)
      })
  })
}

function createRouter(scope: FastifyInstance, parts: ApiParts, services: Services): Router {
  const exchangeOf = (request: FastifyRequest, rule: Rule): Exchange => {
    const { caller, partner } = callerOf(request, parts.readToken, parts.world, parts.origin)
    if (!caller.account && rule.userOnly)
      throw new PartnerCenterProblem(403, 900329, 'This resource does not support application-only authentication.')
    const who = rule.who ?? AGENTS
    if (caller.account && !rolesOf(caller).some((role) => who.includes(role)))
      throw new PartnerCenterProblem(403, 900150, 'The supplied role does not have the rights to perform the requested operation.')
    services.requestLog.note(caller, request)
    return {
      request,
      caller,
      partner,
      commerce: parts.commerce,
      parts,
      ...services,
      audit: correlated(services.audit, request),
      now: parts.world.now(),
      params: request.params as Record<string, string>,
      query: request.query as Record<string, string | undefined>,
      body: request.body,
    }
  }
  const add = (method: Method, url: string, rule: Rule, handle: (exchange: Exchange) => unknown) => {
    scope.route({
      method,
      url,
      config: { resource: rule.resource },
      exposeHeadRoute: false,
      handler: async (request, reply) => {
        const exchange = exchangeOf(request, rule)
        if (request.headers['validatemfa'] === 'true' && exchange.caller.account) reply.header('isMfaCompliant', 'true')
        const given = await handle(exchange)
        const made = given instanceof Reply ? given : new Reply(200, given)
        reply.headers(made.headers)
        if (made.body === undefined) return reply.code(made.status).headers(headersFor(request)).send('')
        return answer(request, reply, made.body, made.status)
      },
    })
  }
  return {
    route: add,
    customerRoute: (method, url, rule, handler) =>
      add(method, url, rule, (exchange) => {
        const id = exchange.params['customerId'] ?? ''
        return handler({ ...exchange, customer: customerOf(parts, exchange.partner, id) })
      }),
  }
}

function answerError(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  if (error instanceof PartnerCenterProblem) return answerProblem(request, reply, error)
  if (error instanceof FactorsMissing) {
    reply.raw.statusMessage = 'Unauthorized - MFA required'
    if (request.headers['validatemfa'] === 'true') reply.header('isMfaCompliant', 'false')
    return reply.code(401).header('WWW-Authenticate', 'Bearer error="invalid_token"').send('')
  }
  const status = (error as { statusCode?: number }).statusCode
  if (status !== undefined && status < 500)
    return answerProblem(request, reply, new PartnerCenterProblem(status, 800002, 'Invalid request input'))
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`)
  return answerProblem(request, reply, new PartnerCenterProblem(500, 800003, 'Unexpected service error'))
}

/** What is written down carries the correlation identifier of the request that did it. */
function correlated(audit: AuditLog, request: FastifyRequest): AuditLog {
  const sent = request.headers['ms-correlationid']
  const correlationId = typeof sent === 'string' && sent !== '' ? sent : randomUUID()
  return { ...audit, write: (deed) => audit.write({ correlationId, ...deed }) }
}
