// Graph's delegated admin relationships as they are read: list and one. Asked in the partner's tenant. Entered by routes.ts.
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { ApiParts } from '../api-parts.ts'
import { findHeld, type Held, keyIn } from '../world/gdap/book.ts'
import type { Partner } from '../world/partner.ts'
import { displayNameOf, endOf, type Relationship, type RelationshipStatus, statusOf } from '../world/relationship.ts'
import { CONTEXT, GraphProblem } from './answer.ts'
import { BASE, DELEGATED_ADMIN, readingPartner } from './delegated-admin.ts'
import { type Allowed, listPage, type Options, readOptions, type Source, selected } from './odata.ts'
import { relationshipJson } from './relationship-json.ts'

type Query = Record<string, string | undefined>

export const RELATIONSHIPS = `${BASE}/delegatedAdminRelationships`
export const RELATIONSHIP_CONTEXT = `${CONTEXT}/tenantRelationships/$metadata#delegatedAdminRelationships`
const PAGE: Allowed = {
  maximum: 300,
  standard: 100,
  filter: [],
  fields: {
    id: 'text',
    status: 'text',
    displayName: 'text',
    'customer/tenantId': 'text',
    'customer/displayName': 'text',
    duration: 'text',
    autoExtendDuration: 'text',
    createdDateTime: 'date',
    activatedDateTime: 'date',
    endDateTime: 'date',
    lastModifiedDateTime: 'date',
  },
  orderBy: ['status', 'displayName', 'createdDateTime', 'endDateTime'],
}
/** Room for this many relationships a customer in the places of the list. */
const SLOTS = 1024
const STATUSES: readonly RelationshipStatus[] = [
  'activating',
  'active',
  'approvalPending',
  'approved',
  'created',
  'expired',
  'expiring',
  'terminated',
  'terminating',
  'terminationRequested',
]

/** The relationship an address names; refused as Graph refuses a malformed or unknown one. */
export function heldOf(partner: Partner, id: string): Held {
  const key = keyIn(id, partner)
  if (key === undefined) throw new GraphProblem(400, 'BadRequest', 'The passed in delegatedAdminRelationshipId is invalid.')
  const held = findHeld(partner, key)
  if (!held) throw new GraphProblem(404, 'NotFound', `The delegated admin relationship '${id}' was not found.`)
  return held
}

/** As Graph answers it: with the oddities that are turned on. */
export function answered({ quirks }: ApiParts, held: Held, partner: Partner, now: number): Record<string, unknown> {
  const json = relationshipJson(held, partner, now)
  return quirks.emptyDates && json.activatedDateTime === null ? { ...json, activatedDateTime: '' } : json
}

export function wantsAllMembers(request: FastifyRequest): boolean {
  return /include-unknown-enum-members/i.test(String(request.headers.prefer ?? ''))
}

export function registerRelationships(app: FastifyInstance, parts: ApiParts): void {
  const { world, origin, pace } = parts
  app.get<{ Querystring: Query }>(RELATIONSHIPS, DELEGATED_ADMIN, async (request) => {
    const partner = readingPartner(request, parts)
    const options = readOptions(request.query, PAGE)
    await pace.page()
    const now = world.now()
    return listPage(sourceOf(partner, now, options), options, request.query, {
      address: `${origin}${RELATIONSHIPS}`,
      context: RELATIONSHIP_CONTEXT,
      item: (held) => answered(parts, held, partner, now),
    })
  })
  app.get<{ Params: { id: string }; Querystring: Query }>(`${RELATIONSHIPS}/:id`, DELEGATED_ADMIN, async (request, reply) => {
    const partner = readingPartner(request, parts)
    const { select } = readOptions(request.query, PAGE)
    const json = answered(parts, heldOf(partner, request.params.id), partner, world.now())
    reply.header('etag', String(json['@odata.etag']))
    return { '@odata.context': `${RELATIONSHIP_CONTEXT}/$entity`, ...selected(json, select) }
  })
}

/** Customer by customer, then those without one; with $orderby=status once for each status, so that no page has to sort everything. */
function sourceOf(partner: Partner, now: number, { filter, orderBy }: Options): Source<Held> {
  const plain = placesOf(partner, filter?.equals.get('customer/tenantid'))
  const status = filter?.equals.get('status')
  // What these two ask for is known without writing the relationship out.
  const cheap = !filter || (filter.plain && [...filter.equals.keys()].every((name) => name === 'status' || name === 'customer/tenantid'))
  const wanted = (held: Held | undefined): Held | undefined => {
    if (!held || (status !== undefined && statusOf(held.relationship, now).toLowerCase() !== String(status).toLowerCase())) return undefined
    return cheap || filter.test(relationshipJson(held, partner, now)) ? held : undefined
  }
  if (orderBy?.field === 'status') {
    const order = orderBy.descending ? STATUSES.toReversed() : STATUSES
    const round = (place: number) => Math.floor(place / plain.places)
    return {
      places: plain.places * order.length,
      following: (place) => round(place) * plain.places + Math.min(plain.following(place % plain.places), plain.places),
      at: (place) => {
        const held = plain.at(place % plain.places)
        return held && statusOf(held.relationship, now) === order[round(place)] ? wanted(held) : undefined
      },
    }
  }
  const sorted = orderBy && {
    key: ({ relationship }: Held) => sortKey(relationship, orderBy.field, now),
    descending: orderBy.descending,
  }
  return { ...plain, at: (place) => wanted(plain.at(place)), ...(sorted ? { sorted } : {}) }
}

function sortKey(relationship: Relationship, field: string, now: number): string {
  if (field === 'displayName') return displayNameOf(relationship)
  const moment = field === 'createdDateTime' ? relationship.createdAt : (endOf(relationship, now) ?? 0)
  return String(moment).padStart(16, '0')
}

function placesOf(partner: Partner, tenantId: unknown): Required<Pick<Source<Held>, 'at' | 'following' | 'places'>> {
  if (typeof tenantId === 'string') {
    const customer = partner.find(tenantId)
    return {
      places: customer?.relationships.length ?? 0,
      following: (place) => place + 1,
      at: (place) => {
        const relationship = customer?.relationships[place]
        return customer && relationship && { relationship, customer }
      },
    }
  }
  const { customers, gdap } = partner
  const own = customers.length * SLOTS
  return {
    places: own + gdap.open.length,
    at: (place) => {
      const customer = place < own ? customers[Math.floor(place / SLOTS)] : undefined
      const relationship = place < own ? customer?.relationships[place % SLOTS] : gdap.open[place - own]
      return relationship && { relationship, customer }
    },
    // From a customer's last relationship on to the next customer.
    following: (place) => {
      if (place >= own) return place + 1
      const customer = customers[Math.floor(place / SLOTS)]
      return customer?.relationships[(place % SLOTS) + 1] ? place + 1 : (Math.floor(place / SLOTS) + 1) * SLOTS
    },
  }
}
