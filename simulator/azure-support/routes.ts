// What Azure Resource Manager answers about support: services, problems, tickets, communications. At the host's own paths, and under the
// host's name where several hosts share one address. Entered by simulator.ts.
import type { FastifyInstance } from 'fastify'
import type { ApiParts } from '../api-parts.ts'
import { AzureProblem, callerOf, checkVersion, registerAzureScope } from './answer.ts'
import { problemId, SUPPORT_SERVICES, type SupportService, serviceId, supportService } from './services.ts'
import { CONFIG, registerSubscriptions } from './subscriptions.ts'
import { registerTickets } from './ticket-routes.ts'

const PROVIDER = '/providers/Microsoft.Support'

function serviceJson(service: SupportService) {
  return {
    id: serviceId(service),
    name: service.name,
    type: 'Microsoft.Support/services',
    properties: { displayName: service.displayName, resourceTypes: service.resourceTypes },
  }
}

function registerServices(app: FastifyInstance, parts: ApiParts, prefix: string): void {
  const services = `${prefix}${PROVIDER}/services`
  type One = { Params: { service: string } }
  const serviceOf = (name: string): SupportService => {
    const found = supportService(name)
    if (!found) throw new AzureProblem(404, 'ResourceNotFound', `The service '${name}' was not found.`)
    return found
  }
  const problemsOf = (service: SupportService) =>
    service.problems.map((problem) => ({
      id: problemId(service, problem),
      name: problem.name,
      type: 'Microsoft.Support/problemClassifications',
      properties: { displayName: problem.displayName, secondaryConsentEnabled: [] },
    }))
  app.get(services, CONFIG, async (request) => {
    checkVersion(request)
    callerOf(request, parts)
    return { value: SUPPORT_SERVICES.map(serviceJson) }
  })
  app.get<One>(`${services}/:service`, CONFIG, async (request) => {
    checkVersion(request)
    callerOf(request, parts)
    return serviceJson(serviceOf(request.params.service))
  })
  app.get<One>(`${services}/:service/problemClassifications`, CONFIG, async (request) => {
    checkVersion(request)
    callerOf(request, parts)
    return { value: problemsOf(serviceOf(request.params.service)) }
  })
  app.get<One & { Params: { problem: string } }>(`${services}/:service/problemClassifications/:problem`, CONFIG, async (request) => {
    checkVersion(request)
    callerOf(request, parts)
    const found = problemsOf(serviceOf(request.params.service)).find((one) => one.name === request.params.problem.toLowerCase())
    if (!found) throw new AzureProblem(404, 'ResourceNotFound', `The problem classification '${request.params.problem}' was not found.`)
    return found
  })
}

export function registerAzureSupport(app: FastifyInstance, parts: ApiParts): void {
  registerAzureScope(app, (scope) => {
    for (const prefix of ['', '/management.azure.com']) {
      registerServices(scope, parts, prefix)
      registerSubscriptions(scope, parts, prefix)
      registerTickets(scope, parts, prefix, PROVIDER)
      registerTickets(scope, parts, prefix, `/subscriptions/:subscriptionId${PROVIDER}`)
      for (const rest of [`${PROVIDER}/*`, `/subscriptions/:subscriptionId${PROVIDER}/*`])
        scope.all(`${prefix}${rest}`, CONFIG, (request) => {
          throw new AzureProblem(404, 'InvalidResourceType', `The resource type could not be found in '${request.url.split('?')[0]}'.`)
        })
    }
  })
}
