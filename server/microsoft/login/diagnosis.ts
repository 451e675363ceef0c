// Looks at the sign-in service itself: whether it knows the partner's tenant, and what fresh tokens say. For the checks of the connection.
import { z } from 'zod'
import type { CallOptions, Http } from '../http.ts'
import { askForDocument, documentUrl, issuerOf } from './discovery.ts'
import type { Tokens } from './token.ts'
import { readClaims } from './token-claims.ts'
import type { UserTokens } from './user-token.ts'

export type Diagnosis = {
  /** Throws MicrosoftError, of the reason `tenant_unknown` where Microsoft knows none such. The skew is positive where our clock is ahead; null where no date came. */
  tenant(partnerId: string, options?: CallOptions): Promise<{ issuer: string; clockSkewSeconds: number | null }>
  /** The app permissions for Graph that have admin consent, as a fresh token of the partner's tenant names them. Throws MicrosoftError. */
  applicationPermissions(partnerId: string, options?: CallOptions): Promise<string[]>
  /** The delegated permissions for Graph that a customer has consented to, as a fresh token of its tenant names them. Throws MicrosoftError. */
  customerPermissions(partnerId: string, tenantId: string, options?: CallOptions): Promise<string[]>
  /** Redeems the refresh token for Partner Center now. Throws MicrosoftError with a cause of contract/sign-in-causes.ts. */
  integrationAccount(partnerId: string, options?: CallOptions): Promise<{ username: string | null; mfa: boolean }>
}

type Parts = { http: Http; loginUrl: string; graphUrl: string; partnerCenterUrl: string; tokens: Tokens; userTokens: UserTokens }

const Issuer = z.object({ issuer: z.string() })
const Roles = z.object({ roles: z.array(z.string()).catch([]) })

export function createDiagnosis({ http, loginUrl, graphUrl, partnerCenterUrl, tokens, userTokens }: Parts): Diagnosis {
  const graph = new URL(graphUrl).origin
  const partnerCenter = new URL(partnerCenterUrl).origin
  return {
    async tenant(partnerId, options) {
      const { data, headers } = await askForDocument(http, documentUrl(loginUrl, partnerId), options)
      const { issuer } = Issuer.parse(data)
      const theirs = Date.parse(headers['date'] ?? '')
      return {
        issuer: issuerOf(issuer, partnerId),
        clockSkewSeconds: Number.isNaN(theirs) ? null : Math.round((Date.now() - theirs) / 1000),
      }
    },
    async applicationPermissions(partnerId, options) {
      tokens.drop(partnerId, graph)
      const payload = (await tokens.of(partnerId, graph, options)).split('.')[1] ?? ''
      return Roles.parse(JSON.parse(Buffer.from(payload, 'base64url').toString('utf8'))).roles
    },
    async customerPermissions(partnerId, tenantId, options) {
      const asking = { partnerId, tenantId, resource: graph }
      return (readClaims(await userTokens.anew(asking, options))?.scp ?? '').split(' ').filter(Boolean)
    },
    async integrationAccount(partnerId, options) {
      const asking = { partnerId, tenantId: partnerId, resource: partnerCenter, mfa: true }
      const claims = readClaims(await userTokens.anew(asking, options))
      return {
        username: claims?.upn ?? claims?.preferred_username ?? claims?.unique_name ?? null,
        mfa: claims?.amr?.includes('mfa') ?? false,
      }
    },
  }
}
