// Graph /tenantRelationships: delegated admin customers, their management links, delegated admin relationships. Asked in the partner's tenant.
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { ApiParts } from '../api-parts.ts'
import { type Customer, hasActiveDelegation } from '../world/customer.ts'
import type { Partner } from '../world/partner.ts'
import { type Relationship, statusOf } from '../world/relationship.ts'
import { CONTEXT, callerOf, GraphProblem } from './answer.ts'
import { managementLinks } from './management-links.ts'
import { type Allowed, listPage, readOptions, selected } from './odata.ts'
import { delegatedAdminCustomerJson, relationshipId, relationshipJson } from './relationship-json.ts'

type Query = Record<string, string | undefined>
type List = { Querystring: Query }
type One = { Params: { id: string }; Querystring: Query }
type Held = { relationship: Relationship; customer: Customer }

const BASE = '/v1.0/tenantRelationships'
const PAGE: Allowed = {
  maximum: 300,
  standard: 100,
  filter: ['status', 'customer/tenantId', 'tenantId', 'displayName'],
  orderBy: ['status', 'displayName', 'createdDateTime', 'endDateTime'],
}
const NEEDED = ['DelegatedAdminRelationship.Read.All', 'DelegatedAdminRelationship.ReadWrite.All']
/** Room for this many relationships a customer in the places of the list. */
const SLOTS = 64

export function registerDelegatedAdmin(app: FastifyInstance, parts: ApiParts): void {
  const { world, origin, pace } = parts
  const partnerOf = (request: FastifyRequest): Partner => {
    const caller = callerOf(request, parts, ...NEEDED)
    const partner = world.partner(caller.tenantId)
    if (!partner) throw new GraphProblem(403, 'Forbidden', 'The tenant is not a partner tenant.')
    return partner
  }
  const customerOf = (partner: Partner, id: string): Customer => {
    const customer = partner.find(id)
    if (!customer || !hasActiveDelegation(customer, world.now()))
      throw new GraphProblem(404, 'NotFound', `The customer '${id}' was not found.`)
    return customer
  }

  app.get<List>(`${BASE}/delegatedAdminCustomers`, async (request) => {
    const partner = partnerOf(request)
    const options = readOptions(request.query, PAGE)
    await pace.page()
    const now = world.now()
    const wanted = options.filters.find((filter) => filter.field === 'tenantId')?.value
    const at = (place: number) => {
      const customer = partner.customers[place]
      return customer && hasActiveDelegation(customer, now) && (wanted === undefined || customer.tenantId === wanted) ? customer : undefined
    }
    return listPage({ at, places: partner.customers.length }, options, request.query, {
      address: `${origin}${BASE}/delegatedAdminCustomers`,
      context: `${CONTEXT}/tenantRelationships/$metadata#delegatedAdminCustomers`,
      item: (customer) => delegatedAdminCustomerJson(customer, now),
    })
  })
  app.get<One>(`${BASE}/delegatedAdminCustomers/:id`, async (request) => {
    const customer = customerOf(partnerOf(request), request.params.id)
    const { select } = readOptions(request.query, PAGE)
    return {
      '@odata.context': `${CONTEXT}/tenantRelationships/$metadata#delegatedAdminCustomers/$entity`,
      ...selected(delegatedAdminCustomerJson(customer, world.now()), select),
    }
  })
  app.get<One>(`${BASE}/delegatedAdminCustomers/:id/serviceManagementDetails`, async (request) => {
    const customer = customerOf(partnerOf(request), request.params.id)
    return {
      '@odata.context': `${CONTEXT}/tenantRelationships/$metadata#delegatedAdminCustomers/${customer.tenantId}/serviceManagementDetails`,
      value: managementLinks(customer, `${origin}/portals/`),
    }
  })
  app.get<List>(`${BASE}/delegatedAdminRelationships`, async (request) => {
    const partner = partnerOf(request)
    const options = readOptions(request.query, PAGE)
    await pace.page()
    const now = world.now()
    return listPage(relationshipsOf(partner, now, options), options, request.query, {
      address: `${origin}${BASE}/delegatedAdminRelationships`,
      context: `${CONTEXT}/tenantRelationships/$metadata#delegatedAdminRelationships`,
      item: ({ relationship, customer }) => relationshipJson(relationship, customer, partner, now),
    })
  })
  app.get<One>(`${BASE}/delegatedAdminRelationships/:id`, async (request) => {
    const partner = partnerOf(request)
    const { select } = readOptions(request.query, PAGE)
    const now = world.now()
    for (const customer of partner.customers) {
      for (const relationship of customer.relationships) {
        if (relationshipId(relationship, partner) !== request.params.id) continue
        return {
          '@odata.context': `${CONTEXT}/tenantRelationships/$metadata#delegatedAdminRelationships/$entity`,
          ...selected(relationshipJson(relationship, customer, partner, now), select),
        }
      }
    }
    throw new GraphProblem(404, 'NotFound', `The delegated admin relationship '${request.params.id}' was not found.`)
  })
}

function relationshipsOf(partner: Partner, now: number, { filters, orderBy }: ReturnType<typeof readOptions>) {
  const wanted = (field: string) => filters.find((filter) => filter.field === field)?.value
  const status = wanted('status')
  const tenantId = wanted('customer/tenantId')?.toLowerCase()
  const only = tenantId === undefined ? undefined : partner.find(tenantId)
  const at = (place: number): Held | undefined => {
    const customer = partner.customers[Math.floor(place / SLOTS)]
    const relationship = customer?.relationships[place % SLOTS]
    if (!customer || !relationship || (tenantId !== undefined && customer !== only)) return undefined
    return status === undefined || statusOf(relationship, now) === status ? { relationship, customer } : undefined
  }
  const sortKey = ({ relationship, customer }: Held) =>
    String(relationshipJson(relationship, customer, partner, now)[orderBy?.field ?? 'status'] ?? '')
  const compare = (a: Held, b: Held) => sortKey(a).localeCompare(sortKey(b)) * (orderBy?.descending ? -1 : 1)
  // From a customer's last relationship on to the next customer.
  const following = (place: number) => {
    const customer = partner.customers[Math.floor(place / SLOTS)]
    return customer?.relationships[(place % SLOTS) + 1] ? place + 1 : (Math.floor(place / SLOTS) + 1) * SLOTS
  }
  return { at, following, places: partner.customers.length * SLOTS, ...(orderBy ? { compare } : {}) }
}
