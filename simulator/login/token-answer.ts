// The provider's successful answer in Entra's form, of today's endpoint and of the old one. Pure. Entered by token-routes.ts.
import type { SignInContext } from './request-context.ts'
import { GRAPH } from './resources.ts'

type Body = Record<string, unknown>

/** `permissions`: everything the API knows; `home`: not in a customer's tenant, where no ID token is given. */
export function tokenAnswer(body: Body, context: SignInContext, permissions: readonly string[], home: boolean): Body {
  const { scopes } = context
  const granted = context.granted ?? permissions
  const named = scopes?.permissions.includes('.default') ? granted : (scopes?.permissions ?? [])
  const oidc = (scopes?.oidc ?? []).filter((one) => one !== 'sim_offline')
  const resource = scopes?.resource ?? GRAPH
  const delegated = body.refresh_token !== undefined || body.id_token !== undefined || oidc.length > 0
  const tokens = {
    access_token: body.access_token,
    ...(body.refresh_token ? { refresh_token: body.refresh_token } : {}),
    ...(body.id_token && home ? { id_token: body.id_token } : {}),
  }
  if (context.old) return { token_type: 'Bearer', ...(delegated ? { scope: named.join(' ') } : {}), ...oldTimes(body, resource), ...tokens }
  return {
    token_type: 'Bearer',
    ...(delegated ? { scope: [...oidc, ...named.map((one) => `${resource}/${one}`)].join(' ') } : {}),
    expires_in: body.expires_in,
    ext_expires_in: body.expires_in,
    ...tokens,
  }
}

/** The old endpoint writes numbers as strings, and when a token begins and ends. */
function oldTimes(body: Body, resource: string): Body {
  const seconds = Number(body.expires_in)
  const now = Math.floor(Date.now() / 1000)
  return {
    expires_in: String(seconds),
    ext_expires_in: String(seconds),
    expires_on: String(now + seconds),
    not_before: String(now - 300),
    resource,
  }
}
