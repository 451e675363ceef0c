// Graph /tenantRelationships: delegated admin customers and their management links. Asked in the partner's tenant. Entered by routes.ts.
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { ApiParts } from '../api-parts.ts'
import { type Customer, hasActiveDelegation } from '../world/customer.ts'
import type { Partner } from '../world/partner.ts'
import { CONTEXT, callerOf, GraphProblem } from './answer.ts'
import { managementLinks } from './management-links.ts'
import { type Allowed, listPage, readOptions, selected } from './odata.ts'
import { delegatedAdminCustomerJson } from './relationship-json.ts'

type Query = Record<string, string | undefined>
type List = { Querystring: Query }
type One = { Params: { id: string }; Querystring: Query }

export const BASE = '/v1.0/tenantRelationships'
export const DELEGATED_ADMIN = { config: { resource: 'delegatedAdmin' } }
const PAGE: Allowed = { maximum: 300, standard: 100, filter: ['tenantId', 'id', 'displayName'], orderBy: [] }
const READ = ['DelegatedAdminRelationship.Read.All', 'DelegatedAdminRelationship.ReadWrite.All']

export function partnerOf(request: FastifyRequest, parts: ApiParts, ...permissions: string[]): Partner {
  const caller = callerOf(request, parts, ...permissions)
  const partner = parts.world.partner(caller.tenantId)
  if (!partner) throw new GraphProblem(403, 'Forbidden', 'The tenant is not a partner tenant.')
  return partner
}

export function readingPartner(request: FastifyRequest, parts: ApiParts): Partner {
  return partnerOf(request, parts, ...READ)
}

export function registerDelegatedAdmin(app: FastifyInstance, parts: ApiParts): void {
  const { world, origin, pace } = parts
  const customerOf = (partner: Partner, id: string): Customer => {
    const customer = partner.find(id)
    if (!customer || !hasActiveDelegation(customer, world.now()))
      throw new GraphProblem(404, 'NotFound', `The customer '${id}' was not found.`)
    return customer
  }
  app.get<List>(`${BASE}/delegatedAdminCustomers`, DELEGATED_ADMIN, async (request) => {
    const partner = readingPartner(request, parts)
    const options = readOptions(request.query, PAGE)
    await pace.page()
    const now = world.now()
    const wanted = options.filters.find(({ field }) => field !== 'displayName')?.value.toLowerCase()
    const name = options.filters.find(({ field }) => field === 'displayName')?.value.toLowerCase()
    const one = wanted === undefined ? undefined : partner.find(wanted)
    const among = wanted === undefined ? partner.customers : one ? [one] : []
    const at = (place: number) => {
      const customer = among[place]
      return customer && (name === undefined || customer.name.toLowerCase() === name) && hasActiveDelegation(customer, now)
        ? customer
        : undefined
    }
    return listPage({ at, places: among.length }, options, request.query, {
      address: `${origin}${BASE}/delegatedAdminCustomers`,
      context: `${CONTEXT}/tenantRelationships/$metadata#delegatedAdminCustomers`,
      item: (customer) => delegatedAdminCustomerJson(customer, now),
    })
  })
  app.get<One>(`${BASE}/delegatedAdminCustomers/:id`, DELEGATED_ADMIN, async (request) => {
    const customer = customerOf(readingPartner(request, parts), request.params.id)
    const { select } = readOptions(request.query, PAGE)
    return {
      '@odata.context': `${CONTEXT}/tenantRelationships/$metadata#delegatedAdminCustomers/$entity`,
      ...selected(delegatedAdminCustomerJson(customer, world.now()), select),
    }
  })
  app.get<One>(`${BASE}/delegatedAdminCustomers/:id/serviceManagementDetails`, DELEGATED_ADMIN, async (request) => {
    const customer = customerOf(readingPartner(request, parts), request.params.id)
    return {
      '@odata.context': `${CONTEXT}/tenantRelationships/$metadata#delegatedAdminCustomers/${customer.tenantId}/serviceManagementDetails`,
      value: managementLinks(customer, `${origin}/portals/`),
    }
  })
}
