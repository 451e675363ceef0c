// The addresses of the sign-in service, in Entra ID's shapes; hands the protocol to the OpenID provider. Entered by simulator.ts.
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { registerAdminConsent } from './admin-consent.ts'
import { cookieWith } from './browser-accounts.ts'
import { discoveryDocument } from './discovery.ts'
import { describe, EntraRefusal, errorBody, translated } from './entra-error.ts'
import type { LoginParts } from './login-parts.ts'
import { messagePage } from './pages.ts'
import type { ClientRegistration } from './provider.ts'
import { tenantUnknown } from './refusals.ts'
import { contextOf, enterProvider } from './request-context.ts'
import { GRAPH } from './resources.ts'
import { registerSignIn } from './sign-in.ts'
import { tokenAnswer } from './token-answer.ts'
import { clientRequestId, registerTokenEndpoints } from './token-routes.ts'

type InTenant = { Params: { tenant: string } }

export function registerLogin(app: FastifyInstance, parts: LoginParts): void {
  const { origin, provider, tenants } = parts
  speakAsEntra(parts)
  const handOver = provider.callback()

  app.get<InTenant>('/:tenant/v2.0/.well-known/openid-configuration', async (request, reply) => {
    const tenant = tenants.resolve(request.params.tenant)
    if (!tenant) return reply.code(400).send(errorBody(tenantUnknown(request.params.tenant), origin))
    return reply.header('cache-control', 'max-age=86400, private').send(discoveryDocument(origin, tenant))
  })
  const pass = async (request: FastifyRequest<InTenant>, reply: FastifyReply) => {
    const { tenant } = request.params
    const known = tenants.resolve(tenant)
    if (!known) {
      return reply
        .code(400)
        .type('text/html; charset=utf-8')
        .send(messagePage(request.headers['accept-language'], 'badRequest', describe(tenantUnknown(tenant))))
    }
    enterProvider(request.raw, { named: tenant, id: known.id }, authorizeQuery(parts, request.url))
    reply.hijack()
    await handOver(request.raw, reply.raw)
    return reply
  }
  app.get<InTenant>('/:tenant/oauth2/v2.0/authorize', pass)
  app.get<InTenant>('/:tenant/oauth2/v2.0/authorize/:uid', pass)
  app.get<InTenant>('/:tenant/discovery/v2.0/keys', pass)
  registerTokenEndpoints(app, parts)
  app.get<InTenant & { Querystring: { post_logout_redirect_uri?: string; state?: string } }>(
    '/:tenant/oauth2/v2.0/logout',
    async (request, reply) => {
      const { post_logout_redirect_uri: back, state } = request.query
      reply.header('set-cookie', cookieWith([]))
      if (!back || !isRegistered(parts.client, back))
        return reply.type('text/html; charset=utf-8').send(messagePage(request.headers['accept-language'], 'signedOut'))
      const target = new URL(back)
      if (state !== undefined) target.searchParams.set('state', state)
      return reply.redirect(target.href)
    },
  )
  registerSignIn(app, parts)
  registerAdminConsent(app, parts)
}

/** After signing out one returns to any page of a registered application. */
function isRegistered(client: ClientRegistration, address: string): boolean {
  return URL.canParse(address) && client.redirectUris.some((uri) => new URL(uri).origin === new URL(address).origin)
}

/** The authorize request in the provider's words: scopes named in full, silent sign-in decided by our own story. */
function authorizeQuery({ resources }: LoginParts, address: string): string {
  const [path = '', query = ''] = address.split('?')
  const params = new URLSearchParams(query)
  if (!params.has('client_id')) return address
  const asked = params.get('scope') ?? ''
  let words = ['openid']
  try {
    const scopes = resources.parse(asked)
    words = [...scopes.oidc, ...scopes.permissions.map((permission) => `${scopes.resource}/${permission}`)]
  } catch (error) {
    // Told to the application once the account is known, by sign-in.ts.
    if (!(error instanceof EntraRefusal)) throw error
  }
  params.set('scope', words.join(' '))
  params.set('sim_scope', asked)
  params.delete('resource')
  for (const resource of resources.all) params.append('resource', resource)
  if (params.get('prompt') === 'none') {
    params.delete('prompt')
    params.set('sim_silent', '1')
  }
  return `${path}?${params}`
}

/** Turns the provider's answers into Entra's: token bodies, error bodies, redirects without `iss`. */
function speakAsEntra({ provider, origin, resources, tenants, tokens }: LoginParts): void {
  provider.use(async (ctx, next) => {
    await next()
    const context = contextOf(ctx.req)
    if (ctx.path.endsWith('/token')) {
      const body = ctx.body as Record<string, unknown>
      if (typeof body?.error === 'string') {
        const refusal = translated(body.error, String(body.error_description ?? ''), context.detail ?? '')
        ctx.status = refusal.status
        ctx.body = errorBody(refusal, origin, clientRequestId(ctx.req))
        return
      }
      const kind = tenants.resolve(context.tenant)?.kind
      // Each redemption hands out a new refresh token; the old one stays good, as with Entra.
      const used = ctx.oidc.params?.grant_type === 'refresh_token' ? ctx.oidc.entities.RefreshToken?.jti : undefined
      const fresh = used === undefined ? undefined : tokens.succession.next(used)
      ctx.body = tokenAnswer(
        { ...body, ...(fresh ? { refresh_token: fresh } : {}) },
        context,
        resources.permissions(context.scopes?.resource ?? GRAPH),
        kind !== 'customer',
      )
      return
    }
    // With response_mode=form_post the answer is a page that sends itself.
    if (typeof ctx.body === 'string') ctx.body = ctx.body.replace(/<input type="hidden" name="iss" value="[^"]*"\s*\/?>/, '')
    const location = ctx.response.get('location')
    if (location && URL.canParse(location)) ctx.set('location', entraRedirect(location, context.detail))
  })
}

function entraRedirect(location: string, detail: string | undefined): string {
  const target = new URL(location)
  const error = target.searchParams.get('error')
  const description = target.searchParams.get('error_description') ?? ''
  target.searchParams.delete('iss')
  if (error && !description.startsWith('AADSTS'))
    target.searchParams.set('error_description', describe(translated(error, description, detail ?? '')))
  return target.href
}
