// What one request to the sign-in service asked for in Entra's words, kept beside the request while the OpenID provider works. Entered by routes and provider.
import type { IncomingMessage } from 'node:http'
import type { Scopes } from './resources.ts'

export type SignInContext = {
  /** As in the address: common, organizations, consumers or a tenant ID. */
  tenant: string
  scopes?: Scopes
  /** The permissions the answer grants; those of the API where this is missing. */
  granted?: readonly string[]
  /** Role templates held in the token's tenant; those of the account where this is missing. */
  roles?: readonly string[]
  /** How the person proved who it is. */
  methods?: readonly string[]
  /** A tenant that the token names although it should not: a fault on demand. */
  falseTenant?: string
  /** The old endpoint, `/oauth2/token`, answers in other words. */
  old?: boolean
  /** The provider's own reason for an error. */
  detail?: string
}

const contexts = new WeakMap<object, SignInContext>()

export function contextOf(request: object): SignInContext {
  let context = contexts.get(request)
  if (!context) {
    context = { tenant: 'common' }
    contexts.set(request, context)
  }
  return context
}

/** Puts the tenant aside so that the provider sees its own address, and never its own session: every browser may hold several accounts. */
export function enterProvider(raw: IncomingMessage, tenant: { named: string; id: string }, url: string | undefined): void {
  const original = url ?? raw.url ?? ''
  const context = contextOf(raw)
  context.tenant = tenant.id
  Object.assign(raw, { originalUrl: original, url: original.slice(tenant.named.length + 1) })
  const cookies = (raw.headers.cookie ?? '').split(';').filter((part) => !part.trim().startsWith('sim_session'))
  raw.headers.cookie = cookies.join(';')
}
