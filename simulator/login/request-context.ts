// What one request to the sign-in service asked for in Entra's words, kept beside the request while the OpenID provider works. Entered by routes and provider.
import type { Scopes } from './resources.ts'

export type SignInContext = {
  /** As in the address: common, organizations, consumers or a tenant ID. */
  tenant: string
  scopes?: Scopes
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
