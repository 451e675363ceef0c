// App-only access tokens (client credentials) for a partner's own tenant: asked for once, kept until shortly before they end.
// https://learn.microsoft.com/entra/identity-platform/v2-oauth2-client-creds-grant-flow
import type { CallOptions } from '../http.ts'
import { createTokenCache } from './token-cache.ts'
import { checkClaims, readClaims } from './token-claims.ts'
import { askForToken, type LoginOptions } from './token-endpoint.ts'

export type Tokens = {
  /** A token of the tenant for the resource (an origin such as `https://graph.microsoft.com`). Throws MicrosoftError, mostly `denied`. */
  of(tenantId: string, resource: string, options?: CallOptions): Promise<string>
  /** Forgets the token: a resource refused it before its time. */
  drop(tenantId: string, resource: string): void
}

export function createTokens(options: LoginOptions): Tokens {
  const cache = createTokenCache()
  const keyOf = (tenantId: string, resource: string): string => `${tenantId} ${resource}`
  return {
    of: (tenantId, resource, call = {}) =>
      cache.of(keyOf(tenantId, resource), async () => {
        const grant = { grant_type: 'client_credentials', scope: `${resource}/.default` } as const
        // Shared by everyone who waits, so one caller's abort must not end it: only its patience is taken over.
        const { access_token, expires_in } = await askForToken(options, tenantId, grant, { patienceMs: call.patienceMs })
        // A token need not be readable for us; where it is, it must be for the tenant that was asked for.
        if (readClaims(access_token)) checkClaims(access_token, { tenantId, resource })
        return { token: access_token, expiresInSeconds: expires_in }
      }),
    drop: (tenantId, resource) => cache.drop(keyOf(tenantId, resource)),
  }
}
