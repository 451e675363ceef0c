// The door to Microsoft: everything the features may ask of it, for any partner or person. Opened once by main.ts.
import type { Config } from '../base/config.ts'
import type { Log } from '../base/log.ts'
import { type Memberships, memberships } from './graph/me.ts'
import { type CallOptions, type CallReport, createHttp } from './http.ts'
import { createSignIn, type SignIn } from './login/sign-in.ts'
import { createTokens } from './login/token.ts'
import { createPortals, type Portals } from './portals.ts'
import { type Credential, createSource, type Source } from './source.ts'

export type Microsoft = {
  signIn: SignIn
  /** Partner Center as the application, in one partner's tenant. Performed with the functions of partner-center/. */
  partnerCenter(partnerTenantId: string): Source
  /** Graph as the application, in one partner's tenant. Performed with the functions of graph/. */
  graph(partnerTenantId: string): Source
  /** What a person belongs to, asked of Graph with the token of their sign-in. Throws MicrosoftError. */
  memberOf(accessToken: string, options?: CallOptions): Promise<Memberships>
  portals: Portals
  /** Every try of every call, for the metrics. */
  onCall(listener: (report: CallReport) => void): void
  close(): Promise<void>
}

export function createMicrosoft(config: Config, log: Log): Microsoft {
  const http = createHttp()
  http.onCall(({ host, status, ms }) => {
    if (status === 429 || status === 0 || status >= 500) log.debug({ host, status, ms: Math.round(ms) }, 'Microsoft did not serve a call')
  })
  const login = {
    http,
    loginUrl: config.MICROSOFT_LOGIN_URL,
    clientId: config.MICROSOFT_CLIENT_ID,
    clientSecret: config.MICROSOFT_CLIENT_SECRET,
  }
  const tokens = createTokens(login)
  const asApplication = (baseUrl: string, tenantId: string): Credential => {
    const resource = new URL(baseUrl).origin
    return {
      token: (options) => tokens.of(tenantId, resource, options),
      renew: () => {
        tokens.drop(tenantId, resource)
        return true
      },
    }
  }
  const graphUrl = config.MICROSOFT_GRAPH_URL
  const partnerCenterUrl = config.MICROSOFT_PARTNER_CENTER_URL
  return {
    signIn: createSignIn(login),
    partnerCenter: (tenantId) => createSource(http, partnerCenterUrl, asApplication(partnerCenterUrl, tenantId)),
    graph: (tenantId) => createSource(http, graphUrl, asApplication(graphUrl, tenantId)),
    memberOf: (accessToken, options) =>
      memberships(createSource(http, graphUrl, { token: async () => accessToken, renew: () => false }), { patienceMs: 20_000, ...options }),
    portals: createPortals(config.MICROSOFT_PORTALS_BASE),
    onCall: http.onCall,
    close: http.close,
  }
}
