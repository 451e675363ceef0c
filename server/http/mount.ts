// Mounts one contract route: validates what comes in and what goes out, checks who is calling, then makes one call.
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { type Permission, permissions } from '../../contract/permissions.ts'
import type { RouteContract } from '../../contract/route.ts'
import { AppError } from '../base/errors.ts'
import type { Scope } from '../db/scope.ts'
import type { ProblemPage } from './problems.ts'
import { refuseNullCharacters } from './refuse-null-characters.ts'
import type { BrowserSession } from './session.ts'

declare module 'fastify' {
  interface FastifyRequest {
    browser: BrowserSession | null
  }
}

type Output<Schema> = Schema extends z.ZodType ? z.output<Schema> : undefined
type Field<R, Key extends string> = R extends { [K in Key]: infer Schema } ? Output<Schema> : undefined

export type Call<R extends RouteContract> = {
  /** The caller; only public routes have none. */
  scope: R['access'] extends 'public' ? Scope | null : Scope
  params: Field<R, 'params'>
  query: Field<R, 'query'>
  body: Field<R, 'body'>
  request: FastifyRequest
  reply: FastifyReply
}

type Answer<R extends RouteContract> = R['response'] extends z.ZodType
  ? z.output<R['response']>
  : // biome-ignore lint/suspicious/noConfusingVoidType: a handler without an answer just ends
    void | FastifyReply | NodeJS.ReadableStream

type Handler<R extends RouteContract> = (call: Call<R>) => Promise<Answer<R>>

/** `problemPage`: of a route that people open in their browser, where JSON would say nothing to them. */
export function mount<R extends RouteContract>(app: FastifyInstance, contract: R, handler: Handler<R>, problemPage?: ProblemPage): void {
  const { method, path, access, proof, summary, params, query, body, response, perMinute } = contract
  app.route({
    method,
    url: path,
    config: {
      ...(perMinute && { rateLimit: { max: perMinute, timeWindow: '1 minute' } }),
      ...(problemPage && { problemPage }),
    },
    schema: {
      summary,
      description: accessText(access),
      tags: [tagOf(path)],
      ...(params && { params }),
      ...(query && { querystring: query }),
      ...(body && { body }),
      ...(response && { response: { 200: response } }),
    },
    // Before validation: a stranger learns nothing from the messages about his input.
    preValidation: async (request) => {
      if (proof !== 'signature') admit(request, access)
      refuseNullCharacters(request)
    },
    handler: async (request, reply) => {
      const call = {
        scope: request.browser?.scope ?? null,
        params: request.params,
        query: request.query,
        body: request.body,
        request,
        reply,
      }
      const answer = await handler(call as unknown as Call<R>)
      if (answer === undefined && !reply.sent) return reply.code(204).send()
      return answer
    },
  })
}

/** The word a route is filed under: its feature's, as people know it. */
function tagOf(path: string): string {
  const [first = '', second = ''] = path.split('/').slice(1)
  return first === 'api' ? second : first === 'go' ? 'customers' : first
}

const accessText = (access: RouteContract['access']): string =>
  access === 'public'
    ? 'Open to everyone.'
    : access === 'signedIn'
      ? 'For anyone signed in.'
      : `Needs the right ${access}: ${permissions[access].join(', ')}.`

/** Lets the caller in or says why not. Also the CSRF wall: whatever changes something must carry the token of this very browser. */
function admit(request: FastifyRequest, access: RouteContract['access']): void {
  const browser = request.browser
  // The operator has no session, so there is none for it to change.
  const isOwn = browser?.csrfToken === null ? access !== 'public' : request.headers['x-csrf-token'] === browser?.csrfToken
  if (request.method !== 'GET' && (!browser || !isOwn)) {
    throw new AppError(access === 'public' || browser ? 'csrf_rejected' : 'not_signed_in', {
      detail: 'Send the csrfToken of GET /api/session as header x-csrf-token, with the session cookie.',
    })
  }
  if (access === 'public') return
  if (!browser?.scope) throw new AppError(browser?.expired ? 'session_expired' : 'not_signed_in', { detail: 'Sign in and try again.' })
  refuseOtherAccount(request, browser.scope)
  if (access !== 'signedIn') requirePermission(browser.scope, access)
}

/** A page says whose it is; if another tab has switched accounts meanwhile, it must not read or change things as that one. */
function refuseOtherAccount(request: FastifyRequest, scope: Scope): void {
  const meant = request.headers['x-tenantry-account']
  if (meant !== undefined && meant !== scope.userId) {
    throw new AppError('account_changed', { detail: 'Read GET /api/session again: the account in use in this browser has changed.' })
  }
}

export function requirePermission(scope: Scope, permission: Permission): void {
  if (!scope.permissions.includes(permission)) {
    throw new AppError('forbidden', {
      detail: `This needs the right ${permission}, which your roles (${scope.roles.join(', ')}) do not hold.`,
      context: { permission },
    })
  }
}
