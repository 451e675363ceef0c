// The requests users made lately, as /v1/partnerRequests and the summary of factors give them: seven days, at most 10,000 a partner. Entered by routing.ts.
import { randomUUID } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import type { Caller } from '../login/access-tokens.ts'
import { zoneless } from '../world/commerce/dates.ts'

const MOST = 10_000
const KEPT_MS = 7 * 86_400_000

type Logged = {
  requestId: string
  correlationId: string
  operationName: string
  at: number
  ipAddress: string
  objectId: string
  tenantId: string
  upn: string
  applicationId: string
  mfaCompliant: boolean
}

export type RequestLog = {
  note(caller: Caller, request: FastifyRequest): void
  /** The newest first. */
  of(tenantId: string): Logged[]
}

/** The pattern of the address as Microsoft writes it: words with underscores in braces. */
function operationName(request: FastifyRequest): string {
  const pattern = (request.routeOptions.url ?? request.url)
    .replace(/^\/v1/, '/v{version}')
    .replace(/:(\w+)/g, (_, name: string) => `{${name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)}}`)
  return `${request.method.slice(0, 1)}${request.method.slice(1).toLowerCase()} ${pattern}`
}

export function createRequestLog(now: () => number): RequestLog {
  const byTenant = new Map<string, Logged[]>()
  const header = (request: FastifyRequest, name: string) => {
    const value = request.headers[name]
    return typeof value === 'string' ? value : ''
  }
  return {
    note: (caller, request) => {
      if (!caller.account) return
      const logged = byTenant.get(caller.tenantId) ?? []
      byTenant.set(caller.tenantId, logged)
      logged.push({
        requestId: header(request, 'ms-requestid') || randomUUID(),
        correlationId: header(request, 'ms-correlationid'),
        operationName: operationName(request),
        at: now(),
        ipAddress: request.ip,
        objectId: caller.objectId,
        tenantId: caller.tenantId,
        upn: caller.account.username,
        applicationId: caller.applicationId,
        mfaCompliant: caller.mfa,
      })
      if (logged.length > MOST) logged.splice(0, logged.length - MOST)
    },
    of: (tenantId) => (byTenant.get(tenantId) ?? []).filter((one) => now() - one.at < KEPT_MS).reverse(),
  }
}

export function loggedJson({ at, ...rest }: Logged) {
  return { ...rest, requestDateTime: zoneless(at) }
}
