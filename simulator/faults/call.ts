// Which API a request is for, about which tenants, and by which application. Cheap: it runs for every request. Entered by hook.ts.
import type { FastifyRequest } from 'fastify'
import type { FaultCall } from './faults.ts'
import type { Api } from './kinds.ts'

export type Bearer = { tenantId: string; applicationId: string }
export type Call = FaultCall & { bearer: Bearer | undefined; query: string }

const GUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gi
const KNOWN = 5_000

/** Undefined for what no cloud of Microsoft's has: control, inbox, the sign-in pages between two redirects. */
export function apiOf(path: string): Api | undefined {
  if (/^\/(v1|webhooks\/v1|auditactivity\/v1)\//i.test(path)) return 'partner-center'
  if (/^\/(v1\.0|beta)(\/|$)/i.test(path)) return 'graph'
  if (/^\/(subscriptions|providers|management\.azure\.com)(\/|$)/i.test(path)) return 'azure'
  if (path.startsWith('/portals/')) return 'portals'
  return /^\/[^/]+\/(oauth2|v2\.0|discovery|adminconsent)(\/|$)/i.test(path) ? 'login' : undefined
}

export function createCallReader(): (request: FastifyRequest) => Call | undefined {
  const bearers = new Map<string, Bearer | undefined>()
  const bearerOf = (authorization: string | undefined): Bearer | undefined => {
    if (authorization === undefined) return undefined
    if (bearers.has(authorization)) return bearers.get(authorization)
    if (bearers.size >= KNOWN) bearers.clear()
    const bearer = readBearer(authorization)
    bearers.set(authorization, bearer)
    return bearer
  }
  return (request) => {
    const cut = request.url.indexOf('?')
    const path = cut < 0 ? request.url : request.url.slice(0, cut)
    const api = apiOf(path)
    if (api === undefined) return undefined
    const bearer = api === 'login' || api === 'portals' ? undefined : bearerOf(request.headers.authorization)
    const named = (api === 'portals' ? request.url : path).match(GUID) ?? []
    const tenants = [...(bearer ? [bearer.tenantId] : []), ...named].map((tenant) => tenant.toLowerCase())
    return { api, method: request.method, path, query: cut < 0 ? '' : request.url.slice(cut + 1), tenants, bearer }
  }
}

/** Read, not verified: a false token is refused by the API itself. */
function readBearer(authorization: string): Bearer | undefined {
  try {
    const claims = JSON.parse(Buffer.from(authorization.split('.')[1] ?? '', 'base64url').toString()) as Record<string, unknown>
    return { tenantId: String(claims.tid), applicationId: String(claims.appid) }
  } catch {
    return undefined
  }
}
