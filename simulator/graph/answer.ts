// How Graph answers: headers, OData envelope, error bodies, and its refusal of tokens. Entered by the routes beside it.
import { randomUUID } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { ApiParts } from '../api-parts.ts'
import type { Caller } from '../login/access-tokens.ts'
import { GRAPH } from '../login/resources.ts'

export class GraphProblem extends Error {
  readonly status: number
  readonly code: string
  constructor(status: number, code: string, message: string) {
    super(message)
    this.status = status
    this.code = code
  }
}

/** In the answers Graph names itself by its public address, wherever it is reached. */
export const CONTEXT = 'https://graph.microsoft.com/v1.0'

function requestIds(request: FastifyRequest) {
  const sent = request.headers['client-request-id']
  const requestId = randomUUID()
  return { requestId, clientRequestId: typeof sent === 'string' && sent !== '' ? sent : requestId }
}

export function registerGraphScope(app: FastifyInstance, routes: (scope: FastifyInstance) => void): void {
  app.register(async (scope) => {
    scope.addHook('onRequest', async (request, reply) => {
      const ids = requestIds(request)
      Object.assign(request.raw, { graphIds: ids })
      reply.headers({
        'request-id': ids.requestId,
        'client-request-id': ids.clientRequestId,
        'cache-control': 'no-cache',
        'odata-version': '4.0',
        date: new Date().toUTCString(),
      })
    })
    scope.setErrorHandler((error, request, reply) => {
      const problem = error instanceof GraphProblem ? error : unexpected(error)
      return answerProblem(request, reply, problem)
    })
    routes(scope)
    scope.all('/v1.0/*', (request) => {
      throw new GraphProblem(400, 'BadRequest', `Resource not found for the segment '${request.url.split(/[/?]/)[2]}'.`)
    })
  })
}

function unexpected(error: unknown): GraphProblem {
  const status = (error as { statusCode?: number }).statusCode
  if (status !== undefined && status < 500) return new GraphProblem(status, 'BadRequest', (error as Error).message)
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`)
  return new GraphProblem(500, 'generalException', 'An internal error occurred.')
}

export function answerProblem(request: FastifyRequest, reply: FastifyReply, problem: GraphProblem): FastifyReply {
  const ids = (request.raw as { graphIds?: { requestId: string; clientRequestId: string } }).graphIds ?? requestIds(request)
  if (problem.status === 401)
    reply.header('www-authenticate', 'Bearer realm="", authorization_uri="https://login.microsoftonline.com/common/oauth2/authorize"')
  return reply.code(problem.status).send({
    error: {
      code: problem.code,
      message: problem.message,
      innerError: { date: new Date().toISOString().slice(0, 19), 'request-id': ids.requestId, 'client-request-id': ids.clientRequestId },
    },
  })
}

const PROBLEMS: Readonly<Record<string, string>> = {
  missing: 'Access token is empty.',
  malformed: 'CompactToken parsing failed with error code: 80049217',
  signature: 'Access token validation failure. Invalid signature.',
  expired: 'Lifetime validation failed, the token is expired.',
  audience: 'Access token validation failure. Invalid audience.',
  issuer: 'Access token validation failure. Invalid issuer.',
}

/** The caller; needs one of the permissions named, if any are. */
export function callerOf(request: FastifyRequest, { readToken, origin }: ApiParts, ...oneOf: string[]): Caller {
  const caller = readToken(request.headers.authorization, [GRAPH, '00000003-0000-0000-c000-000000000000', origin])
  if (typeof caller === 'string')
    throw new GraphProblem(401, 'InvalidAuthenticationToken', PROBLEMS[caller] ?? 'Access token validation failure.')
  if (oneOf.length > 0 && !oneOf.some((permission) => caller.permissions.includes(permission))) {
    throw new GraphProblem(403, 'Authorization_RequestDenied', 'Insufficient privileges to complete the operation.')
  }
  return caller
}

export function notFound(id: string): GraphProblem {
  return new GraphProblem(
    404,
    'Request_ResourceNotFound',
    `Resource '${id}' does not exist or one of its queried reference-property objects are not present.`,
  )
}
