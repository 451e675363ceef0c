// The door to Microsoft: everything the features may ask of it, for any partner or person. Opened once by main.ts.
import type { Config } from '../base/config.ts'
import type { Log } from '../base/log.ts'
import { type Memberships, memberships } from './graph/me.ts'
import { type CallOptions, type CallReport, createHttp, type Http } from './http.ts'
import { createIntegrationSignIn, type IntegrationSignIn } from './login/integration-sign-in.ts'
import { createSignIn, type SignIn } from './login/sign-in.ts'
import { createTokens, type Tokens } from './login/token.ts'
import { type Connection, emptyVault, type TokenVault } from './login/token-vault.ts'
import { type Asking, createUserTokens, type UserTokens } from './login/user-token.ts'
import { createPortals, type Portals } from './portals.ts'
import { type Credential, createSource, type Source } from './source.ts'

export type Microsoft = {
  signIn: SignIn
  /** Partner Center as the application, in one partner's tenant. Performed with the functions of partner-center/. */
  partnerCenter(partnerTenantId: string): Source
  /** Partner Center as the integration account (App+User), for what it closes to applications. `denied` where none has signed in. */
  partnerCenterAsUser(partnerTenantId: string): Source
  /** Graph as the application, in one partner's tenant. Performed with the functions of graph/. */
  graph(partnerTenantId: string): Source
  /** Graph as the integration account, in the tenant of a customer (through GDAP) or in the partner's own. */
  graphOfCustomer(partnerTenantId: string, customerTenantId: string): Source
  /** Azure support as the integration account in a customer's tenant, on behalf of the partner. Performed with azure-support/. */
  azureSupport(partnerTenantId: string, customerTenantId: string): Source
  /** The integration account: signing it in, how it stands, and giving it up. */
  integration: Integration
  /** What a person belongs to, asked of Graph with the token of their sign-in. Throws MicrosoftError. */
  memberOf(accessToken: string, options?: CallOptions): Promise<Memberships>
  portals: Portals
  /** Every try of every call, for the metrics. */
  onCall(listener: (report: CallReport) => void): void
  close(): Promise<void>
}

export type Integration = IntegrationSignIn & {
  /** Null where no account has signed in. Asks the database alone. */
  connection(partnerTenantId: string): Promise<Connection | null>
  /** Gives up the refresh token and every access token of this process. */
  forget(partnerTenantId: string): Promise<void>
}

/** What all processes share; made of PostgreSQL by main.ts. */
export type Shared = { vault: TokenVault }

export function createMicrosoft(config: Config, log: Log, shared: Shared = { vault: emptyVault }): Microsoft {
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
  const userTokens = createUserTokens(login, shared.vault)
  const graphUrl = config.MICROSOFT_GRAPH_URL
  return {
    signIn: createSignIn(login),
    ...sourcesOf(config, http, createTokens(login), userTokens),
    integration: integrationOf(config, login, shared.vault, userTokens),
    memberOf: (accessToken, options) =>
      memberships(createSource(http, graphUrl, { token: async () => accessToken, renew: () => false }), { patienceMs: 20_000, ...options }),
    portals: createPortals(config.MICROSOFT_PORTALS_BASE),
    onCall: http.onCall,
    close: http.close,
  }
}

type Sources = Pick<Microsoft, 'partnerCenter' | 'partnerCenterAsUser' | 'graph' | 'graphOfCustomer' | 'azureSupport'>

function sourcesOf(config: Config, http: Http, tokens: Tokens, userTokens: UserTokens): Sources {
  const { MICROSOFT_GRAPH_URL: graphUrl, MICROSOFT_PARTNER_CENTER_URL: partnerCenterUrl, MICROSOFT_AZURE_URL: azureUrl } = config
  const asApplication = (baseUrl: string, tenantId: string): Source => {
    const resource = new URL(baseUrl).origin
    return createSource(http, baseUrl, {
      token: (options) => tokens.of(tenantId, resource, options),
      renew: () => {
        tokens.drop(tenantId, resource)
        return true
      },
    })
  }
  const asUser = (asking: Asking): Credential => ({
    token: (options) => userTokens.of(asking, options),
    renew: () => {
      userTokens.drop(asking)
      return true
    },
  })
  return {
    partnerCenter: (partnerId) => asApplication(partnerCenterUrl, partnerId),
    partnerCenterAsUser: (partnerId) =>
      createSource(
        http,
        partnerCenterUrl,
        asUser({ partnerId, tenantId: partnerId, resource: new URL(partnerCenterUrl).origin, mfa: true }),
      ),
    graph: (partnerId) => asApplication(graphUrl, partnerId),
    graphOfCustomer: (partnerId, tenantId) =>
      createSource(http, graphUrl, asUser({ partnerId, tenantId, resource: new URL(graphUrl).origin })),
    azureSupport(partnerId, tenantId) {
      const resource = new URL(azureUrl).origin
      const [theirs, ours] = [asUser({ partnerId, tenantId, resource }), asUser({ partnerId, tenantId: partnerId, resource })]
      const renew = (): boolean => theirs.renew() && ours.renew()
      return createSource(http, azureUrl, tenantId === partnerId ? ours : { token: theirs.token, auxiliary: ours.token, renew })
    },
  }
}

function integrationOf(
  config: Config,
  login: Parameters<typeof createUserTokens>[0],
  vault: TokenVault,
  userTokens: UserTokens,
): Integration {
  const signIn = createIntegrationSignIn({
    login,
    vault,
    partnerCenterUrl: config.MICROSOFT_PARTNER_CENTER_URL,
    signedIn: userTokens.dropAll,
  })
  return {
    ...signIn,
    connection: (partnerId) => vault.connection(partnerId),
    async forget(partnerId) {
      await vault.forget(partnerId)
      userTokens.dropAll(partnerId)
    },
  }
}
