// The one error handler: whatever was thrown leaves as application/problem+json with a request id and nothing internal, or as the page of its
// route.
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod'
import { type Problem, type ProblemCode, problems } from '../../contract/problem.ts'
import { AppError } from '../base/errors.ts'
import { isOutOfReach } from '../db/database-error.ts'
import { MicrosoftError } from '../microsoft/microsoft-error.ts'

/** Answers with a page of the route's own; the status is set already. */
export type ProblemPage = (problem: Problem, request: FastifyRequest, reply: FastifyReply) => FastifyReply

declare module 'fastify' {
  interface FastifyContextConfig {
    problemPage?: ProblemPage
  }
}

export function handleProblems(app: FastifyInstance): void {
  app.setErrorHandler((error: FastifyError, request, reply) => {
    const found = toProblem(error, request)
    const { problemPage } = request.routeOptions.config
    if (problemPage) return problemPage(found, request, reply.code(found.status))
    const page = pageInstead(request, found)
    return page ? reply.redirect(page) : sendProblem(reply, found)
  })
  app.setNotFoundHandler((request, reply) =>
    sendProblem(reply, problem('not_found', request, { detail: `There is nothing at ${request.method} ${request.url.split('?')[0]}.` })),
  )
}

/**
 * An address that no route can read: broken escapes, or a part that is too long. No hook sees it. Who follows a link gets a page: that of an
 * unknown link, or the application, which says that nothing is there.
 */
export function refuseAddress(error: FastifyError, request: FastifyRequest, reply: FastifyReply): void {
  reply.header('x-content-type-options', 'nosniff')
  const isLink = request.headers.accept?.includes('text/html') && !request.url.startsWith('/api/')
  if (isLink) reply.redirect(request.url.startsWith('/status/') ? '/status/unknown' : '/not-found')
  else if (error.code === 'FST_ERR_MAX_PARAM_LENGTH')
    sendProblem(reply, problem('not_found', request, { detail: 'A part of the address is longer than any there is.' }))
  else sendProblem(reply, problem('invalid_input', request, { detail: 'The address is not valid: check its %-escapes.' }))
}

/** A delegated session opens in a tab of its own: what a person sees there must be a page, not JSON. Programs get the problem. */
function pageInstead(request: FastifyRequest, { status }: Problem): string | null {
  if (!/^\/(go|connection)\//.test(request.url) || !request.headers.accept?.includes('text/html')) return null
  if (status === 401)
    return `/sign-in?returnTo=${encodeURIComponent(request.url.startsWith('/go/') ? request.url : '/settings/connection')}`
  if (request.url.startsWith('/connection/')) return status < 500 ? '/settings/connection?problem=forbidden' : null
  const [, , tenantId = ''] = request.url.split('/')
  return status < 500 && /^[0-9a-f-]{36}$/i.test(tenantId) ? `/customers/${tenantId}?notice=forbidden` : null
}

export function sendProblem(reply: FastifyReply, body: Problem): FastifyReply {
  if (body.status === 429 && !reply.hasHeader('retry-after')) reply.header('retry-after', '5')
  return reply.code(body.status).header('cache-control', 'no-store').type('application/problem+json').serializer(JSON.stringify).send(body)
}

function problem(code: ProblemCode, request: FastifyRequest, extra: Partial<Problem> = {}): Problem {
  return { type: `urn:tenantry:problem:${code}`, ...problems[code], code, requestId: request.id, ...extra }
}

function toProblem(error: FastifyError, request: FastifyRequest): Problem {
  if (error instanceof AppError) {
    return problem(error.code, request, { ...(error.detail && { detail: error.detail }), ...(error.context && { context: error.context }) })
  }
  if (hasZodFastifySchemaValidationErrors(error)) {
    const fields = error.validation.map((issue) => ({
      path: issue.instancePath.replace(/^\//, '').replaceAll('/', '.'),
      message: issue.message ?? 'not valid',
    }))
    return problem('invalid_input', request, {
      detail: fields.map((field) => `${field.path || 'input'}: ${field.message}`).join('; '),
      fields,
    })
  }
  if (error instanceof MicrosoftError) return microsoftProblem(error, request)
  if (isOutOfReach(error)) {
    request.log.error({ err: error }, 'the database is out of reach')
    return problem('not_ready', request, { detail: 'The database does not answer. Try again in a moment; nothing was changed.' })
  }
  const code = codeOfStatus(error.statusCode)
  if (code === 'internal') request.log.error({ err: error }, 'a request failed')
  return problem(
    code,
    request,
    code === 'internal'
      ? { detail: 'Nothing was changed. Try again; if it stays, give the request id to your administrator.' }
      : { detail: error.message },
  )
}

function microsoftProblem(error: MicrosoftError, request: FastifyRequest): Problem {
  request.log.warn({ err: error }, 'Microsoft did not give what was asked')
  const refused = error.kind === 'denied' || error.kind === 'gone' || error.kind === 'invalid'
  return problem(refused ? 'microsoft_denied' : 'microsoft_unavailable', request, { detail: error.message, context: { kind: error.kind } })
}

function codeOfStatus(status: number | undefined): ProblemCode {
  if (status === 404) return 'not_found'
  if (status === 413) return 'too_large'
  if (status === 429) return 'too_many_requests'
  return status !== undefined && status >= 400 && status < 500 ? 'invalid_input' : 'internal'
}
