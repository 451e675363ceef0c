// How Azure Resource Manager answers: headers, errors, its refusal of tokens, and who may open tickets in a tenant. Entered by the routes beside it.
import { randomUUID } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { ApiParts } from '../api-parts.ts'
import { rolesIn, SUPPORT_ROLES } from '../graph/customer-access.ts'
import type { Caller } from '../login/access-tokens.ts'
import { AZURE } from '../login/resources.ts'
import type { Customer } from '../world/customer.ts'
import type { Partner } from '../world/partner.ts'

export class AzureProblem extends Error {
  readonly status: number
  readonly code: string
  constructor(status: number, code: string, message: string) {
    super(message)
    this.status = status
    this.code = code
  }
}

/** Who asks, and for which tenant; with a customer where a partner acts on its behalf. */
export type Actor = { caller: Caller; tenantId: string; customer: Customer | undefined; partner: Partner | undefined }

export const VERSIONS = ['2020-04-01', '2022-09-01-preview', '2023-06-01-preview', '2024-04-01', '2025-06-01-preview']
const AUDIENCES = [AZURE, `${AZURE}/`, 'https://management.core.windows.net', 'https://management.core.windows.net/']

export function registerAzureScope(app: FastifyInstance, routes: (scope: FastifyInstance) => void): void {
  app.register(async (scope) => {
    scope.addHook('onRequest', async (_, reply) => {
      reply.headers({ 'x-ms-request-id': randomUUID(), 'x-ms-correlation-request-id': randomUUID(), 'cache-control': 'no-cache' })
    })
    scope.setErrorHandler((error, _, reply) => answerError(error, reply))
    routes(scope)
  })
}

function answerError(error: unknown, reply: FastifyReply): FastifyReply {
  if (error instanceof AzureProblem) {
    if (error.status === 401)
      reply.header('www-authenticate', 'Bearer authorization_uri="https://login.microsoftonline.com/common", error="invalid_token"')
    return reply.code(error.status).send({ error: { code: error.code, message: error.message, details: [] } })
  }
  const status = (error as { statusCode?: number }).statusCode
  if (status !== undefined && status < 500)
    return reply.code(status).send({ error: { code: 'InvalidRequestContent', message: (error as Error).message, details: [] } })
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`)
  return reply.code(500).send({ error: { code: 'InternalServerError', message: 'The server encountered an internal error.', details: [] } })
}

export function callerOf(request: FastifyRequest, parts: ApiParts, authorization = request.headers.authorization): Caller {
  const caller = parts.readToken(authorization, [...AUDIENCES, parts.origin])
  if (caller === 'missing')
    throw new AzureProblem(401, 'AuthenticationFailed', "Authentication failed. The 'Authorization' header is missing.")
  if (caller === 'expired') throw new AzureProblem(401, 'ExpiredAuthenticationToken', 'The access token expiry UTC time has passed.')
  if (typeof caller === 'string') throw new AzureProblem(401, 'InvalidAuthenticationToken', 'The access token is invalid.')
  return caller
}

export function checkVersion(request: FastifyRequest, known: readonly string[] = VERSIONS): void {
  const version = (request.query as Record<string, string | undefined>)['api-version']
  if (version === undefined)
    throw new AzureProblem(
      400,
      'MissingApiVersionParameter',
      'The api-version query parameter (?api-version=) is required for all requests.',
    )
  if (!known.includes(version))
    throw new AzureProblem(
      400,
      'InvalidResourceType',
      `The resource type could not be found for api version '${version}'. The supported api-versions are '${known.join(',')}'.`,
    )
}

/** On behalf of a customer: the token of the customer's tenant, and beside it one of the partner's own. */
export function actorOf(request: FastifyRequest, parts: ApiParts): Actor {
  const caller = callerOf(request, parts)
  const found = parts.world.customer(caller.tenantId)
  if (!found) return { caller, tenantId: caller.tenantId, customer: undefined, partner: undefined }
  const denied = (message: string): never => {
    throw new AzureProblem(403, 'AuthorizationFailed', message)
  }
  const auxiliary = request.headers['x-ms-authorization-auxiliary']
  if (typeof auxiliary !== 'string')
    return denied('The header x-ms-authorization-auxiliary with a token of the partner tenant is required to act on behalf of a customer.')
  const [first = '', ...more] = auxiliary.split(',').map((token) => token.trim())
  if (more.length > 2) throw new AzureProblem(400, 'InvalidAuxiliaryTokens', 'At most three auxiliary tokens can be sent.')
  const beside = callerOf(request, parts, first)
  if (beside.tenantId !== found.partner.tenantId || beside.account !== caller.account)
    throw new AzureProblem(401, 'InvalidAuxiliaryTokens', 'The auxiliary token is not of the tenant of the partner, or of another user.')
  if (found.partner.relationship !== 'reseller') denied('Advisors cannot open support requests on behalf of their customers.')
  const roles = rolesIn(parts, caller)
  if (!caller.account || !roles.some((role) => SUPPORT_ROLES.has(role)))
    denied(
      `The client '${caller.account?.username ?? caller.applicationId}' does not have authorization to perform action 'Microsoft.Support/supportTickets/write'. If access was recently granted, please refresh your credentials.`,
    )
  return { caller, tenantId: caller.tenantId, ...found }
}
