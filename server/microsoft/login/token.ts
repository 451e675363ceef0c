// App-only access tokens (client credentials) for a partner's own tenant: asked for once, kept until shortly before they end.
// https://learn.microsoft.com/entra/identity-platform/v2-oauth2-client-creds-grant-flow
import { LRUCache } from 'lru-cache'
import { z } from 'zod'
import type { CallOptions, Http } from '../http.ts'
import { MicrosoftError } from '../microsoft-error.ts'

const TokenAnswer = z.object({ access_token: z.string().min(1), expires_in: z.coerce.number() })

export type Tokens = {
  /** A token of the tenant for the resource (an origin such as `https://graph.microsoft.com`). Throws MicrosoftError, mostly `denied`. */
  of(tenantId: string, resource: string, options?: CallOptions): Promise<string>
  /** Forgets the token: a resource refused it before its time. */
  drop(tenantId: string, resource: string): void
}

type TokenOptions = { http: Http; loginUrl: string; clientId: string; clientSecret: string }

/** A token is renewed this long before it ends, so that none ends on its way. */
const marginSeconds = 300

export function createTokens(options: TokenOptions): Tokens {
  const known = new LRUCache<string, string>({ max: 1000 })
  const asking = new Map<string, Promise<string>>()
  return {
    async of(tenantId, resource, call = {}) {
      const key = `${tenantId} ${resource}`
      const token = known.get(key)
      if (token) return token
      const pending = asking.get(key)
      if (pending) return pending
      // Shared by everyone who waits, so one caller's abort must not end it: only its patience is taken over.
      const promise = ask(options, tenantId, resource, { patienceMs: call.patienceMs })
        .then(({ access_token, expires_in }) => {
          const seconds = expires_in > 2 * marginSeconds ? expires_in - marginSeconds : expires_in / 2
          known.set(key, access_token, { ttl: Math.max(1, seconds * 1000) })
          return access_token
        })
        .finally(() => asking.delete(key))
      asking.set(key, promise)
      return promise
    },
    drop: (tenantId, resource) => void known.delete(`${tenantId} ${resource}`),
  }
}

async function ask(
  { http, loginUrl, clientId, clientSecret }: TokenOptions,
  tenantId: string,
  resource: string,
  call: CallOptions,
): Promise<z.infer<typeof TokenAnswer>> {
  const answer = await http.json({
    ...call,
    url: `${loginUrl}/${encodeURIComponent(tenantId)}/oauth2/v2.0/token`,
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: clientId,
      client_secret: clientSecret,
      scope: `${resource}/.default`,
    }).toString(),
    // Asking for a token twice only gives two tokens.
    repeatable: true,
  })
  const token = TokenAnswer.safeParse(answer)
  if (token.success) return token.data
  throw new MicrosoftError('The token endpoint answered without a token', { kind: 'invalid', status: 200, code: 'no_token' })
}
