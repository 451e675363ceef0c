// Azure support tickets and what is written on them, in an Azure subscription or in the tenant. Entered by routes.ts.
import { randomUUID } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { ApiParts } from '../api-parts.ts'
import { GraphProblem } from '../graph/answer.ts'
import { parseFilter } from '../graph/filter.ts'
import { type Actor, AzureProblem, actorOf, checkVersion } from './answer.ts'
import { CONFIG, checkSubscription } from './subscriptions.ts'
import {
  CREATING_MS,
  checkContact,
  isAssigned,
  type Message,
  messageJson,
  pathOf,
  severityFrom,
  type Ticket,
  ticketFrom,
  ticketJson,
} from './ticket.ts'

type Scoped = { Params: { subscriptionId?: string } }
type One = { Params: { subscriptionId?: string; name: string } }
type Written = { Params: { subscriptionId?: string; name: string; message: string } }
type Query = Record<string, string | undefined>
type Begun = { id: string; ticket: string; at: number; message?: string }
type Place = { actor: Actor; subscriptionId: string | null; owner: string }

const FIELDS = { status: 'text', createdDate: 'date', serviceId: 'text', problemClassificationId: 'text' } as const
const MOST_TICKETS = 100
const MOST_MESSAGES = 10
/** Older ones are not listed: eighteen months. */
const REMEMBERED_MS = 548 * 86_400_000

/** `prefix` is where the host is part of the path, `base` the providers of a subscription or of the tenant. */
export function registerTickets(app: FastifyInstance, parts: ApiParts, prefix: string, base: string): void {
  const { world, commerce } = parts
  const placeOf = (request: FastifyRequest): Place => {
    checkVersion(request)
    const actor = actorOf(request, parts)
    const { subscriptionId = null } = request.params as { subscriptionId?: string }
    if (subscriptionId !== null) checkSubscription(parts, actor, subscriptionId)
    return { actor, subscriptionId, owner: `${actor.tenantId} ${subscriptionId ?? 'tenant'}` }
  }
  const ready = (ticket: Ticket) => world.now() >= ticket.createdAt + CREATING_MS
  const ticketOf = (request: FastifyRequest<One>) => {
    const place = placeOf(request)
    const ticket = commerce.kept.get<Ticket>(place.owner, 'supportTicket', request.params.name.toLowerCase())
    if (!ticket || !ready(ticket))
      throw new AzureProblem(404, 'ResourceNotFound', `The support ticket '${request.params.name}' was not found.`)
    return { ...place, ticket }
  }
  const tickets = `${prefix}${base}/supportTickets`
  app.get<Scoped & { Querystring: Query }>(tickets, CONFIG, async (request) => {
    const { owner } = placeOf(request)
    const now = world.now()
    const found = [...commerce.kept.all<Ticket>(owner, 'supportTicket').values()].filter(
      (ticket) => ready(ticket) && now - ticket.createdAt < REMEMBERED_MS,
    )
    const items = found.sort((a, b) => b.createdAt - a.createdAt).map((ticket) => ticketJson(ticket, now))
    return page(parts, request, filtered(items, request.query.$filter), { standard: 25, most: MOST_TICKETS })
  })
  app.get<One>(`${tickets}/:name`, CONFIG, async (request) => ticketJson(ticketOf(request).ticket, world.now()))
  app.put<One>(`${tickets}/:name`, CONFIG, async (request, reply) => {
    const { owner, subscriptionId } = placeOf(request)
    const name = request.params.name.toLowerCase()
    if (commerce.kept.get(owner, 'supportTicket', name))
      throw new AzureProblem(409, 'Conflict', `A support ticket named '${name}' already exists.`)
    const now = world.now()
    const ticket = ticketFrom(request.body, { name, subscriptionId, now })
    commerce.kept.put(owner, 'supportTicket', name, ticket)
    return accepted(parts, reply, { prefix, base: baseOf(base, subscriptionId), owner, begun: { id: randomUUID(), ticket: name, at: now } })
  })
  app.patch<One>(`${tickets}/:name`, CONFIG, async (request) => {
    const { owner, ticket } = ticketOf(request)
    const changed = changedTicket(ticket, (request.body ?? {}) as Record<string, unknown>, world.now())
    commerce.kept.put(owner, 'supportTicket', ticket.name, changed)
    return ticketJson(changed, world.now())
  })
  app.post<Scoped>(`${prefix}${base}/checkNameAvailability`, CONFIG, async (request) => {
    const { owner } = placeOf(request)
    const { name, type } = (request.body ?? {}) as Record<string, unknown>
    if (typeof name !== 'string' || name === '' || !/^Microsoft\.Support\/(supportTickets|communications)$/i.test(String(type)))
      throw new AzureProblem(400, 'BadRequest', 'name and type are required.')
    const taken = commerce.kept.get(owner, 'supportTicket', name.toLowerCase()) !== undefined && /supportTickets$/i.test(String(type))
    if (!taken) return { nameAvailable: true, reason: '', message: '' }
    return { nameAvailable: false, reason: 'Name not available', message: `The name '${name}' is already in use.` }
  })
  registerMessages(app, parts, { tickets, prefix, base, ticketOf })
  registerOperations(app, parts, { prefix, base, placeOf })
}

const baseOf = (base: string, subscriptionId: string | null) => base.replace(':subscriptionId', subscriptionId ?? '')

function filtered(items: Record<string, unknown>[], text: string | undefined): Record<string, unknown>[] {
  if (text === undefined) return items
  try {
    const { test } = parseFilter(text, FIELDS)
    return items.filter((item) => test(item.properties as Record<string, unknown>))
  } catch (error) {
    if (error instanceof GraphProblem) throw new AzureProblem(400, 'InvalidFilterQuery', error.message)
    throw error
  }
}

function page(parts: ApiParts, request: FastifyRequest, items: Record<string, unknown>[], sizes: { standard: number; most: number }) {
  const query = request.query as Query
  const top = query.$top === undefined ? sizes.standard : Number(query.$top)
  if (!Number.isInteger(top) || top < 1 || top > sizes.most)
    throw new AzureProblem(400, 'BadRequest', `$top must be a whole number from 1 to ${sizes.most}.`)
  const from = Number(Buffer.from(query.$skiptoken ?? '', 'base64url').toString() || 0)
  if (!Number.isInteger(from) || from < 0) throw new AzureProblem(400, 'BadRequest', '$skiptoken is not valid.')
  const next = new URLSearchParams(Object.entries(query).filter((entry): entry is [string, string] => entry[1] !== undefined))
  next.set('$skiptoken', Buffer.from(String(from + top)).toString('base64url'))
  const more = from + top < items.length
  return { value: items.slice(from, from + top), ...(more ? { nextLink: `${parts.origin}${request.url.split('?')[0]}?${next}` } : {}) }
}

function changedTicket(ticket: Ticket, sent: Record<string, unknown>, now: number): Ticket {
  const bad = (message: string): never => {
    throw new AzureProblem(400, 'BadRequest', message)
  }
  const closes = sent.status !== undefined && String(sent.status).toLowerCase() === 'closed'
  if (ticket.closed) bad('A closed support ticket cannot be updated.')
  if (sent.status !== undefined && !closes && String(sent.status).toLowerCase() !== 'open')
    bad(`The status '${String(sent.status)}' is not valid.`)
  if (closes && isAssigned(ticket, now)) bad('A support ticket that is assigned to an engineer cannot be closed; write to the engineer.')
  const contact = sent.contactDetails === undefined ? {} : checkContact(sent.contactDetails, false)
  return {
    ...ticket,
    changedAt: now,
    closed: closes,
    severity: sent.severity === undefined ? ticket.severity : severityFrom(sent.severity),
    sent: { ...ticket.sent, contactDetails: { ...(ticket.sent.contactDetails as object), ...contact } },
  }
}

type Accepted = { prefix: string; base: string; owner: string; begun: Begun }

/** 202: the way to the operation, and the way to its result. */
function accepted(parts: ApiParts, reply: FastifyReply, { prefix, base, owner, begun }: Accepted): FastifyReply {
  parts.commerce.kept.put(owner, 'supportOperation', begun.id, begun)
  const at = (what: string) => `${parts.origin}${prefix}${base}/${what}/${begun.id}?api-version=2024-04-01`
  return reply
    .code(202)
    .headers({ 'azure-asyncoperation': at('operationsStatus'), location: at('operationResults'), 'retry-after': '5' })
    .send()
}

type Tickets = {
  tickets: string
  prefix: string
  base: string
  ticketOf: (request: FastifyRequest<One>) => Place & { ticket: Ticket }
}

function registerMessages(app: FastifyInstance, parts: ApiParts, { tickets, prefix, base, ticketOf }: Tickets): void {
  const { world, commerce } = parts
  const address = `${tickets}/:name/communications`
  const written = (owner: string, ticket: Ticket) =>
    [...commerce.kept.all<Message>(owner, 'supportMessage').values()].filter(
      (one) => one.ticket === ticket.name && world.now() >= one.at + CREATING_MS,
    )
  app.get<One>(address, CONFIG, async (request) => {
    const { owner, ticket } = ticketOf(request)
    const items = written(owner, ticket).sort((a, b) => b.at - a.at)
    return page(
      parts,
      request,
      items.map((one) => messageJson(one, ticket)),
      { standard: MOST_MESSAGES, most: MOST_MESSAGES },
    )
  })
  app.get<Written>(`${address}/:message`, CONFIG, async (request) => {
    const { owner, ticket } = ticketOf(request as FastifyRequest<One>)
    const found = written(owner, ticket).find((one) => one.name === request.params.message.toLowerCase())
    if (!found) throw new AzureProblem(404, 'ResourceNotFound', `The communication '${request.params.message}' was not found.`)
    return messageJson(found, ticket)
  })
  app.put<Written>(`${address}/:message`, CONFIG, async (request, reply) => {
    const { owner, ticket, subscriptionId } = ticketOf(request as FastifyRequest<One>)
    const { subject, body, sender } = ((request.body as { properties?: unknown } | null)?.properties ?? {}) as Record<string, unknown>
    if (typeof subject !== 'string' || subject === '' || typeof body !== 'string' || body === '')
      throw new AzureProblem(400, 'BadRequest', 'subject and body are required.')
    if (ticket.closed) throw new AzureProblem(400, 'BadRequest', 'Nothing can be written on a closed support ticket.')
    const name = request.params.message.toLowerCase()
    const key = `${ticket.name} ${name}`
    if (commerce.kept.get(owner, 'supportMessage', key))
      throw new AzureProblem(409, 'Conflict', `A communication named '${name}' already exists.`)
    const at = world.now()
    const from = typeof sender === 'string' ? sender : ''
    commerce.kept.put(owner, 'supportMessage', key, { name, ticket: ticket.name, subject, body, sender: from, at } satisfies Message)
    const begun = { id: randomUUID(), ticket: ticket.name, at, message: key }
    return accepted(parts, reply, { prefix, base: baseOf(base, subscriptionId), owner, begun })
  })
}

type Operations = { prefix: string; base: string; placeOf: (request: FastifyRequest) => Place }

function registerOperations(app: FastifyInstance, parts: ApiParts, { prefix, base, placeOf }: Operations): void {
  const { world, commerce } = parts
  const begunOf = (request: FastifyRequest<One>) => {
    const { owner } = placeOf(request)
    const begun = commerce.kept.get<Begun>(owner, 'supportOperation', request.params.name.toLowerCase())
    const ticket = begun && commerce.kept.get<Ticket>(owner, 'supportTicket', begun.ticket)
    if (!begun || !ticket) throw new AzureProblem(404, 'ResourceNotFound', `The operation '${request.params.name}' was not found.`)
    return { owner, begun, ticket, done: world.now() >= begun.at + CREATING_MS }
  }
  app.get<One>(`${prefix}${base}/operationsStatus/:name`, CONFIG, async (request, reply) => {
    const { begun, ticket, done } = begunOf(request)
    if (!done) reply.header('retry-after', '5')
    const startTime = new Date(begun.at).toISOString()
    const end = done ? { endTime: new Date(begun.at + CREATING_MS).toISOString(), properties: { resourceId: pathOf(ticket) } } : {}
    return { id: request.url.split('?')[0], name: begun.id, status: done ? 'Succeeded' : 'InProgress', startTime, ...end }
  })
  app.get<One>(`${prefix}${base}/operationResults/:name`, CONFIG, async (request, reply) => {
    const { owner, begun, ticket, done } = begunOf(request)
    if (!done)
      return reply
        .code(202)
        .headers({ location: `${parts.origin}${request.url}`, 'retry-after': '5' })
        .send()
    const message = begun.message === undefined ? undefined : commerce.kept.get<Message>(owner, 'supportMessage', begun.message)
    return message ? messageJson(message, ticket) : ticketJson(ticket, world.now())
  })
}
