// The token endpoints, `/oauth2/v2.0/token` and the old `/oauth2/token`: checked by Entra's rules, then handed to the OpenID provider.
// Entered by routes.ts.
import { Readable } from 'node:stream'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { EntraRefusal, errorBody, refuseAs } from './entra-error.ts'
import type { LoginParts } from './login-parts.ts'
import { tenantUnknown } from './refusals.ts'
import { contextOf, enterProvider } from './request-context.ts'
import { type Form, prepareTokenRequest } from './token-rules.ts'

type InTenant = { Params: { tenant: string } }

export function registerTokenEndpoints(app: FastifyInstance, parts: LoginParts): void {
  const handOver = parts.provider.callback()
  const answer = async (request: FastifyRequest<InTenant>, reply: FastifyReply, old: boolean) => {
    const { tenant: named } = request.params
    let tokenRequest: FastifyRequest['raw']
    try {
      const tenant = parts.tenants.resolve(named) ?? refuseAs(tenantUnknown(named))
      const context = contextOf(request.raw)
      context.old = old
      const sent = { ...((request.body ?? {}) as Form), ...basicCredentials(request.headers.authorization) }
      const form = await prepareTokenRequest(parts, tenant, old ? inNewWords(sent) : sent, context)
      tokenRequest = withForm(request.raw, form)
      enterProvider(tokenRequest, { named, id: tenant.id }, `/${named}/oauth2/v2.0/token`)
    } catch (error) {
      if (!(error instanceof EntraRefusal)) throw error
      const body = errorBody(error.refusal, parts.origin, clientRequestId(request.raw))
      return reply.code(error.refusal.status).header('cache-control', 'no-store').send(body)
    }
    reply.hijack()
    await handOver(tokenRequest, reply.raw)
    return reply
  }
  app.post<InTenant>('/:tenant/oauth2/v2.0/token', (request, reply) => answer(request, reply, false))
  app.post<InTenant>('/:tenant/oauth2/token', (request, reply) => answer(request, reply, true))
}

/** The old endpoint names one API as `resource`, and every permission of it is meant. */
function inNewWords(form: Form): Form {
  const { resource, scope: _, ...rest } = form
  return resource === undefined ? rest : { ...rest, scope: `${resource.replace(/\/+$/, '')}/.default` }
}

export function clientRequestId(request: FastifyRequest['raw']): string | undefined {
  const sent = request.headers['client-request-id']
  return typeof sent === 'string' && /^[0-9a-f-]{36}$/i.test(sent) ? sent : undefined
}

/** A client may give its secret in the form or in the header; the provider is told one way. */
function basicCredentials(authorization: string | undefined): Form {
  const encoded = /^Basic (.+)$/i.exec(authorization ?? '')?.[1]
  if (!encoded) return {}
  const [id = '', secret = ''] = Buffer.from(encoded, 'base64').toString().split(':').map(formDecoded)
  return { client_id: id, client_secret: secret }
}

/** Credentials in the header are form-encoded; what is not is taken as it stands. */
function formDecoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '))
  } catch {
    return text
  }
}

/** The request once more with another form, as the provider reads bodies from the request itself. */
function withForm(raw: FastifyRequest['raw'], form: Form): FastifyRequest['raw'] {
  const { authorization: _, ...others } = raw.headers
  const body = Buffer.from(new URLSearchParams(form).toString())
  const headers = { ...others, 'content-length': String(body.length) }
  const { method, url, socket, httpVersion } = raw
  const request = Object.assign(Readable.from([body]), { method, url, socket, httpVersion, headers }) as unknown as FastifyRequest['raw']
  Object.assign(contextOf(request), contextOf(raw))
  return request
}
