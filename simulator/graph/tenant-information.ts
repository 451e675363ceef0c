// Graph's findTenantInformationByDomainName and …ByTenantId: which organisation a domain or tenant ID belongs to. Entered by routes.ts.
import type { FastifyInstance } from 'fastify'
import type { ApiParts } from '../api-parts.ts'
import { OUTSIDE_TENANT } from '../world/accounts.ts'
import { type Customer, domainsOf } from '../world/customer.ts'
import type { World } from '../world/world.ts'
import { CONTEXT, callerOf, GraphProblem } from './answer.ts'
import { BASE } from './delegated-admin.ts'
import { IDENTITY } from './organization.ts'

type Json = Record<string, unknown>

const NEEDED = ['CrossTenantInformation.ReadBasic.All', 'CrossTenantInformation.Read.All']

function information(tenant: { tenantId: string; name: string; domain: string }): Json {
  const { tenantId, name, domain } = tenant
  return { tenantId, federationBrandName: null, displayName: name, defaultDomainName: domain }
}

function byTenant(world: World, id: string): Json | undefined {
  const wanted = id.toLowerCase()
  const found =
    world.partner(wanted) ?? world.customer(wanted)?.customer ?? (wanted === OUTSIDE_TENANT.tenantId ? OUTSIDE_TENANT : undefined)
  return found && information(found)
}

function byDomain(world: World, domain: string): Json | undefined {
  const wanted = domain.toLowerCase()
  const own = [...world.partners, OUTSIDE_TENANT].find((one) => one.domain === wanted)
  if (own) return information(own)
  const prefix = wanted.endsWith('.onmicrosoft.com') ? wanted.slice(0, -'.onmicrosoft.com'.length) : undefined
  // Every customer's further domains begin with its prefix, but for names chosen by command.
  const likely = (customer: Customer) => customer.prefix === prefix || wanted.startsWith(customer.prefix) || customer.domain === wanted
  for (const { customers } of world.partners) {
    const found = customers.find((customer) => likely(customer) && domainsOf(customer).includes(wanted))
    if (found) return information(found)
  }
  return undefined
}

export function registerTenantInformation(app: FastifyInstance, parts: ApiParts): void {
  app.get<{ Params: { call: string } }>(`${BASE}/:call`, IDENTITY, async (request) => {
    const match = /^findTenantInformationBy(?:(DomainName)\(domainName='([^']+)'\)|(TenantId)\(tenantId='([^']+)'\))$/i.exec(
      request.params.call,
    )
    if (!match) throw new GraphProblem(400, 'BadRequest', `Resource not found for the segment '${request.params.call}'.`)
    callerOf(request, parts, ...NEEDED)
    const named = match[2] ?? match[4] ?? ''
    const found = match[1] ? byDomain(parts.world, named) : byTenant(parts.world, named)
    if (!found) throw new GraphProblem(404, 'Request_ResourceNotFound', `Unable to resolve tenant information for '${named}'.`)
    return { '@odata.context': `${CONTEXT}/$metadata#microsoft.graph.tenantInformation`, ...found }
  })
}
