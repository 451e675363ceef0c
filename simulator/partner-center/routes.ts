// Partner Center's customer resources: list with seek paging and filter, one customer, its company profile. Entered by simulator.ts.
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { ApiParts } from '../api-parts.ts'
import type { Customer } from '../world/customer.ts'
import type { Partner } from '../world/partner.ts'
import { answer, answerProblem, callerOf, PartnerCenterProblem } from './answer.ts'
import { companyProfile, customerInFull, customerInList } from './customer-json.ts'
import { continuationToken, readQuery } from './customer-query.ts'

type One = { Params: { id: string } }

export function registerPartnerCenter(app: FastifyInstance, parts: ApiParts): void {
  const { world, readToken, origin, pace } = parts
  app.register(async (scope) => {
    scope.setErrorHandler((error, request, reply) => {
      if (error instanceof PartnerCenterProblem) return answerProblem(request, reply, error)
      process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`)
      return answerProblem(request, reply, new PartnerCenterProblem(500, 500, 'An internal error occurred.'))
    })
    const partnerOf = (request: FastifyRequest) => callerOf(request, readToken, world, origin).partner

    scope.get<{ Querystring: { size?: string; filter?: string; seekOperation?: string } }>('/v1/customers', async (request, reply) => {
      const partner = partnerOf(request)
      world.now()
      await pace.page()
      return answer(request, reply, listPage(partner, request.query, request.headers['ms-continuationtoken']))
    })
    scope.get<One>('/v1/customers/:id', async (request, reply) => {
      const { partner, customer } = find(partnerOf(request), request.params.id, world.now())
      return answer(request, reply, customerInFull(customer, partner, world.now()))
    })
    scope.get<One>('/v1/customers/:id/profiles/company', async (request, reply) => {
      const { customer } = find(partnerOf(request), request.params.id, world.now())
      return answer(request, reply, companyProfile(customer, world.now()))
    })
    scope.get('/v1/*', (request) => {
      throw new PartnerCenterProblem(404, 404, `No resource answers at ${request.url.split('?')[0]}.`)
    })
  })

  function find(partner: Partner, id: string, now: number): { partner: Partner; customer: Customer } {
    if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id))
      throw new PartnerCenterProblem(400, 3000, `The customer id ${id} is not valid.`)
    const customer = partner.find(id)
    if (customer && customer.leftAt === null && customer.since <= now) return { partner, customer }
    if (customer || world.customer(id))
      throw new PartnerCenterProblem(403, 20002, `The partner has no relationship with the customer ${id}.`)
    throw new PartnerCenterProblem(404, 60003, `The tenant ${id} could not be found.`)
  }
}

function listPage(
  partner: Partner,
  asked: { size?: string; filter?: string; seekOperation?: string },
  token: string | string[] | undefined,
) {
  const query = readQuery(asked, typeof token === 'string' ? token : undefined)
  const items: Customer[] = []
  let position = query.after + 1
  for (; position < partner.customers.length && items.length < query.size; position++) {
    const customer = partner.customers[position]
    if (customer && customer.leftAt === null && query.matches(customer)) items.push(customer)
  }
  let more = false
  for (let ahead = position; ahead < partner.customers.length && !more; ahead++) {
    const customer = partner.customers[ahead]
    more = customer !== undefined && customer.leftAt === null && query.matches(customer)
  }
  const base = `/v1/customers?size=${asked.size ?? query.size}${query.filter === undefined ? '' : `&filter=${encodeURIComponent(query.filter)}`}`
  const next = more ? continuationToken(position - 1, query) : undefined
  return {
    totalCount: items.length,
    items: items.map((customer) => customerInList(customer, partner)),
    ...(next === undefined ? {} : { continuationToken: next }),
    links: {
      self: { uri: asked.seekOperation === undefined ? base : `${base}&seekOperation=${asked.seekOperation}`, method: 'GET', headers: [] },
      ...(next === undefined
        ? {}
        : { next: { uri: `${base}&seekOperation=Next`, method: 'GET', headers: [{ key: 'MS-ContinuationToken', value: next }] } }),
    },
    attributes: { objectType: 'Collection' },
  }
}
