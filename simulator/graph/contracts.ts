// Graph /contracts: the customers of a partner as contracts, also for advisors. Asked in the partner's tenant.
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { ApiParts } from '../api-parts.ts'
import { CONTEXT, callerOf, GraphProblem, notFound } from './answer.ts'
import { type Allowed, listPage, readOptions } from './odata.ts'
import { IDENTITY } from './organization.ts'
import { contractId, contractJson } from './relationship-json.ts'

type Query = Record<string, string | undefined>
const CONTRACTS: Allowed = {
  maximum: 999,
  standard: 100,
  filter: ['customerId', 'contractType', 'defaultDomainName', 'displayName'],
  orderBy: [],
}
const DIRECTORY = ['Directory.Read.All']

export function registerContracts(app: FastifyInstance, parts: ApiParts): void {
  const { world, origin, pace } = parts
  const partnerOf = (request: FastifyRequest) => {
    const partner = world.partner(callerOf(request, parts, ...DIRECTORY).tenantId)
    if (!partner) throw new GraphProblem(403, 'Authorization_RequestDenied', 'Insufficient privileges to complete the operation.')
    return partner
  }
  app.get<{ Querystring: Query }>('/v1.0/contracts', IDENTITY, async (request) => {
    const partner = partnerOf(request)
    const options = readOptions(request.query, CONTRACTS)
    await pace.page()
    world.now()
    const at = (place: number) => {
      const customer = partner.customers[place]
      if (!customer || customer.leftAt !== null) return undefined
      const json = options.filters.length > 0 ? contractJson(customer, partner) : {}
      return options.filters.every(({ field, value }) => String(json[field]).toLowerCase() === value.toLowerCase()) ? customer : undefined
    }
    return listPage({ at, places: partner.customers.length }, options, request.query, {
      address: `${origin}/v1.0/contracts`,
      context: `${CONTEXT}/$metadata#contracts`,
      item: (customer) => contractJson(customer, partner),
    })
  })
  app.get<{ Params: { id: string } }>('/v1.0/contracts/:id', IDENTITY, async (request) => {
    const partner = partnerOf(request)
    const customer = partner.customers.find((one) => one.leftAt === null && contractId(one, partner) === request.params.id)
    if (!customer) throw notFound(request.params.id)
    return { '@odata.context': `${CONTEXT}/$metadata#contracts/$entity`, ...contractJson(customer, partner) }
  })
}
