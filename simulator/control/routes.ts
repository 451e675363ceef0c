// The control interface: moves the clock, lets customers appear, change, leave and return, slows lists, reads the inbox. Loopback only.
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { ApiParts } from '../api-parts.ts'
import type { Faults } from '../faults/faults.ts'
import type { Limits } from '../faults/limits.ts'
import type { LoginParts } from '../login/login-parts.ts'
import { ACCOUNTS } from '../world/accounts.ts'
import type { Command } from '../world/commands.ts'
import { delegationOf } from '../world/customer.ts'
import type { Journal } from '../world/journal.ts'
import { Refused, readAdd, readChange, readClock, readPace } from './commands-read.ts'
import { registerFaultCommands } from './fault-routes.ts'
import { registerGdapCommands } from './gdap-routes.ts'
import { registerGraphCommands } from './graph-routes.ts'
import { registerHealthCommands } from './health-routes.ts'
import { registerInboxCommands } from './inbox-routes.ts'
import { controlPage } from './page.ts'
import { registerSignInCommands } from './sign-in-routes.ts'

export type ControlParts = ApiParts & { journal: Journal; login: LoginParts; faults: Faults; limits: Limits }
type One = { Params: { tenantId: string } }

export function registerControl(app: FastifyInstance, parts: ControlParts): void {
  app.register(async (scope) => {
    scope.addHook('onRequest', async (request, reply) => {
      // Also the name asked for must be ours, or any web page could command the simulator through a rebound name.
      const host = request.hostname.replace(/^\[|\]$/g, '')
      const local = /^(127\.|::1$|::ffff:127\.)/.test(request.ip) && ['localhost', '127.0.0.1', '::1'].includes(host)
      if (!local) return reply.code(403).send({ error: 'The control interface answers on loopback only.' })
      const { origin, 'content-type': type } = request.headers
      if (origin !== undefined && origin !== parts.origin)
        return reply.code(403).send({ error: 'Pages of other origins may not command the simulator.' })
      if (type !== undefined && !type.startsWith('application/json')) return reply.code(415).send({ error: 'Send JSON.' })
    })
    scope.setErrorHandler((error, _, reply) => {
      const status = error instanceof Refused ? error.status : ((error as { statusCode?: number }).statusCode ?? 500)
      return reply.code(status).send({ error: error instanceof Error ? error.message : String(error) })
    })
    registerReading(scope, parts)
    registerCommands(scope, parts)
    registerGraphCommands(scope, parts)
    registerSignInCommands(scope, parts.login, parts.world)
    registerInboxCommands(scope, parts.inbox)
    registerFaultCommands(scope, parts.faults, parts.limits)
  })
}

function stateOf({ world, pace, inbox, faults, limits }: ControlParts) {
  const now = world.now()
  return {
    now: new Date(now).toISOString(),
    beganAt: new Date(world.beganAt).toISOString(),
    offsetSeconds: Math.round(world.clock.offsetMs() / 1000),
    speed: world.clock.speed(),
    seed: world.seed,
    pageDelayMs: pace.pageDelayMs,
    messages: inbox.messages.length,
    faults: faults.all().length,
    throttled: limits.on(),
    residentMegabytes: Math.round(process.memoryUsage.rss() / 1e6),
    partners: world.partners.map((partner) => {
      const delegation: Record<string, number> = { active: 0, pending: 0, expired: 0, terminated: 0, none: 0 }
      for (const customer of partner.customers)
        if (customer.leftAt === null) delegation[delegationOf(customer, now)] = (delegation[delegationOf(customer, now)] ?? 0) + 1
      return {
        tenantId: partner.tenantId,
        name: partner.name,
        customers: partner.present(),
        left: partner.customers.length - partner.present(),
        delegation,
      }
    }),
  }
}

function registerReading(app: FastifyInstance, parts: ControlParts): void {
  app.get('/control', async (request, reply) => {
    const state = stateOf(parts)
    const shown = { now: state.now, state, faults: parts.faults.all(), limits: parts.limits.state() }
    return reply.type('text/html; charset=utf-8').send(controlPage(request.headers['accept-language'], shown))
  })
  app.get('/control/state', async () => stateOf(parts))
  app.get('/control/accounts', async () =>
    ACCOUNTS.map(({ groups, note, ...account }) => ({ ...account, note: note.en, groups: groups.length })),
  )
  app.get<{ Querystring: { search?: string } }>('/control/customers', async (request) => searchCustomers(parts, request.query.search ?? ''))
  app.get<One>('/control/customers/:tenantId', async (request) => describeCustomer(parts, request.params.tenantId))
}

const MOST_FOUND = 20

/** By any part of name, domain or tenant ID, in either case. */
function searchCustomers(parts: ControlParts, search: string) {
  const wanted = search.trim().toLowerCase()
  const found = parts.world.partners.flatMap(({ customers }) =>
    customers.filter(({ name, domain, prefix, tenantId }) =>
      [name, domain, `${prefix}.onmicrosoft.com`, tenantId].some((one) => one.toLowerCase().includes(wanted)),
    ),
  )
  return { total: found.length, customers: found.slice(0, MOST_FOUND).map(({ tenantId }) => describeCustomer(parts, tenantId)) }
}

function describeCustomer({ world }: ControlParts, tenantId: string) {
  const found = world.customer(tenantId)
  if (!found) throw new Refused(404, `No customer has the tenant ID ${tenantId}.`)
  const { customer, partner } = found
  const now = world.now()
  return {
    tenantId: customer.tenantId,
    name: customer.name,
    domain: customer.domain,
    initialDomain: `${customer.prefix}.onmicrosoft.com`,
    partner: partner.tenantId,
    delegation: delegationOf(customer, now),
    leftAt: customer.leftAt === null ? null : new Date(customer.leftAt).toISOString(),
  }
}

function registerCommands(app: FastifyInstance, parts: ControlParts): void {
  const { world, journal, pace } = parts
  const run = (command: Command) => parts.run(command).map(({ customer }) => describeCustomer(parts, customer.tenantId))
  registerHealthCommands(app, world, parts.run)
  registerGdapCommands(app, world, parts.run)
  const onOne =
    (make: (tenantId: string, request: FastifyRequest) => Command) => async (request: FastifyRequest<One>, reply: FastifyReply) => {
      describeCustomer(parts, request.params.tenantId)
      return reply.send(run(make(request.params.tenantId, request))[0])
    }
  app.post('/control/clock', async (request) => {
    const setting = readClock(request.body, { now: world.now(), offsetMs: world.clock.offsetMs(), beganAt: world.beganAt })
    const at = world.now()
    world.clock.set(setting)
    journal.append({ kind: 'clock', at, ...world.clock.setting() })
    return stateOf(parts)
  })
  app.post('/control/pace', async (request) => {
    pace.pageDelayMs = readPace(request.body)
    return { pageDelayMs: pace.pageDelayMs }
  })
  app.post('/control/customers', async (request, reply) => reply.code(201).send(run(readAdd(request.body, world.partners))))
  app.patch<One>(
    '/control/customers/:tenantId',
    onOne((tenantId, request) => ({ name: 'change', tenantId, change: readChange(request.body) })),
  )
  app.delete<One>(
    '/control/customers/:tenantId',
    onOne((tenantId) => ({ name: 'leave', tenantId })),
  )
  app.post<One>(
    '/control/customers/:tenantId/return',
    onOne((tenantId) => ({ name: 'return', tenantId })),
  )
}
