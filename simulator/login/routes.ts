// The addresses of the sign-in service, in Entra ID's shapes; hands the protocol to the OpenID provider. Entered by simulator.ts.
import { Readable } from 'node:stream'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { registerAdminConsent } from './admin-consent.ts'
import { cookieWith } from './browser-accounts.ts'
import { discoveryDocument } from './discovery.ts'
import { describe, EntraRefusal, errorBody, translated } from './entra-error.ts'
import type { LoginParts } from './login-parts.ts'
import { messagePage } from './pages.ts'
import type { ClientRegistration } from './provider.ts'
import { contextOf } from './request-context.ts'
import { GRAPH } from './resources.ts'
import { registerSignIn } from './sign-in.ts'
import { prepareTokenRequest, tokenAnswer, unknownTenant } from './token-rules.ts'

type InTenant = { Params: { tenant: string } }

export function registerLogin(app: FastifyInstance, parts: LoginParts): void {
  const { origin, provider, tenants } = parts
  speakAsEntra(parts)
  const handOver = provider.callback()

  app.get<InTenant>('/:tenant/v2.0/.well-known/openid-configuration', async (request, reply) => {
    const tenant = tenants.resolve(request.params.tenant)
    if (!tenant) return reply.code(400).send(errorBody(unknownTenant(request.params.tenant).refusal, origin))
    return reply.header('cache-control', 'max-age=86400, private').send(discoveryDocument(origin, tenant))
  })
  const pass = async (request: FastifyRequest<InTenant>, reply: FastifyReply) => {
    const { tenant } = request.params
    const known = tenants.resolve(tenant)
    if (!known) {
      return reply
        .code(400)
        .type('text/html; charset=utf-8')
        .send(messagePage(request.headers['accept-language'], 'badRequest', describe(unknownTenant(tenant).refusal)))
    }
    enterProvider(request.raw, { named: tenant, id: known.id }, authorizeQuery(parts, request.url))
    reply.hijack()
    await handOver(request.raw, reply.raw)
    return reply
  }
  app.get<InTenant>('/:tenant/oauth2/v2.0/authorize', pass)
  app.get<InTenant>('/:tenant/oauth2/v2.0/authorize/:uid', pass)
  app.get<InTenant>('/:tenant/discovery/v2.0/keys', pass)
  app.post<InTenant>('/:tenant/oauth2/v2.0/token', async (request, reply) => {
    const { tenant: named } = request.params
    let tokenRequest: FastifyRequest['raw']
    try {
      const tenant = tenants.resolve(named)
      if (!tenant) throw unknownTenant(named)
      const form = await prepareTokenRequest(
        { ...parts, clientId: parts.client.clientId },
        tenant,
        (request.body ?? {}) as Record<string, string>,
        contextOf(request.raw),
      )
      tokenRequest = withForm(request.raw, form)
      enterProvider(tokenRequest, { named, id: tenant.id }, undefined)
    } catch (error) {
      if (!(error instanceof EntraRefusal)) throw error
      return reply
        .code(error.refusal.status)
        .header('cache-control', 'no-store')
        .send(errorBody(error.refusal, origin, clientRequestId(request.raw)))
    }
    reply.hijack()
    await handOver(tokenRequest, reply.raw)
    return reply
  })
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

function clientRequestId(request: FastifyRequest['raw']): string | undefined {
  const sent = request.headers['client-request-id']
  return typeof sent === 'string' && /^[0-9a-f-]{36}$/i.test(sent) ? sent : undefined
}

/** A client may give its secret in the form or in the header; the provider is told one way. */
function basicCredentials(authorization: string | undefined): Record<string, string> {
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
function withForm(raw: FastifyRequest['raw'], form: Record<string, string>): FastifyRequest['raw'] {
  const { authorization, ...others } = raw.headers
  const body = Buffer.from(new URLSearchParams({ ...form, ...basicCredentials(authorization) }).toString())
  const headers = { ...others, 'content-length': String(body.length) }
  const { method, url, socket, httpVersion } = raw
  const request = Object.assign(Readable.from([body]), { method, url, socket, httpVersion, headers }) as unknown as FastifyRequest['raw']
  Object.assign(contextOf(request), contextOf(raw))
  return request
}

/** Puts the tenant aside so that the provider sees its own address, and never its own session: every browser may hold several accounts. */
function enterProvider(raw: FastifyRequest['raw'], tenant: { named: string; id: string }, url: string | undefined): void {
  const original = url ?? raw.url ?? ''
  const context = contextOf(raw)
  context.tenant = tenant.id
  Object.assign(raw, { originalUrl: original, url: original.slice(tenant.named.length + 1) })
  const cookies = (raw.headers.cookie ?? '').split(';').filter((part) => !part.trim().startsWith('sim_session'))
  raw.headers.cookie = cookies.join(';')
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
function speakAsEntra({ provider, origin, resources, tenants }: LoginParts): void {
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
      const fresh = await freshRefreshToken(ctx.oidc)
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

  /** Each redemption hands out a new refresh token; the old one stays good, as with Entra. */
  async function freshRefreshToken(oidc: {
    client?: object
    entities: { RefreshToken?: object }
    params?: { grant_type?: unknown }
  }): Promise<string | undefined> {
    const used = oidc.entities.RefreshToken as (Record<string, unknown> & { rotations?: number }) | undefined
    if (!used || oidc.params?.grant_type !== 'refresh_token') return undefined
    const { accountId, authTime, grantId, gty, nonce, resource, scope, sid, sessionUid, claims } = used
    const fresh = new provider.RefreshToken({
      accountId,
      authTime,
      client: oidc.client,
      grantId,
      gty,
      nonce,
      resource,
      scope,
      sid,
      sessionUid,
      claims,
      rotations: (used.rotations ?? 0) + 1,
    } as never)
    return fresh.save()
  }
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
