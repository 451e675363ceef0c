// The door to Microsoft: everything the features may ask of it, for any partner or person. Opened once by main.ts.
import type { Config } from '../base/config.ts'
import type { Log } from '../base/log.ts'
import { type Memberships, memberships } from './graph/me.ts'
import { type CallOptions, type CallReport, createHttp, type Http, type HttpOptions } from './http.ts'
import { createDiagnosis, type Diagnosis } from './login/diagnosis.ts'
import { createIntegrationSignIn, type IntegrationSignIn } from './login/integration-sign-in.ts'
import { createSignIn, type SignIn } from './login/sign-in.ts'
import { createTokens, type Tokens } from './login/token.ts'
import { type Connection, emptyVault, type TokenVault } from './login/token-vault.ts'
import { type Asking, createUserTokens, type UserTokens } from './login/user-token.ts'
import type { Api } from './operation.ts'
import { createVerifySignature, type VerifySignature } from './partner-center/webhook-signature.ts'
import { createPortals, type Portals } from './portals.ts'
import { type Budgets, type Caller, createBudgets } from './rates/budgets.ts'
import type { RateState } from './rates/rate-state.ts'
import type { RateStore } from './rates/rate-store.ts'
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
  /** What the sign-in service and fresh tokens say, for the checks of the connection. */
  diagnosis: Diagnosis
  /** Whether an event that reached us came from Partner Center. */
  verifyWebhook: VerifySignature
  /** What a person belongs to, asked of Graph with the token of their sign-in. Throws MicrosoftError. */
  memberOf(accessToken: string, options?: CallOptions): Promise<Memberships>
  portals: Portals
  /** Each resource asked of late: what all processes used, what is allowed, who waits, what was refused. Asks the database alone. */
  rates(partnerTenantId: string): Promise<RateState[]>
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
export type Shared = { vault: TokenVault; rates: RateStore }

/** Without `shared`, which only tests and tools do, nobody is signed in and no rate is kept to. Tests shorten the times. */
export function createMicrosoft(config: Config, log: Log, shared?: Shared, times?: HttpOptions): Microsoft {
  const http = createHttp(times)
  http.onCall(({ host, status, ms }) => {
    if (status === 429 || status === 0 || status >= 500) log.debug({ host, status, ms: Math.round(ms) }, 'Microsoft did not serve a call')
  })
  const login = {
    http,
    loginUrl: config.MICROSOFT_LOGIN_URL,
    clientId: config.MICROSOFT_CLIENT_ID,
    clientSecret: config.MICROSOFT_CLIENT_SECRET,
  }
  const vault = shared?.vault ?? emptyVault
  const userTokens = createUserTokens(login, vault)
  const budgets =
    shared &&
    createBudgets({
      store: shared.rates,
      mode: config.MICROSOFT_RATE_LIMITS,
      speed: config.MICROSOFT_RATE_SPEED,
      onError: (error) => log.warn({ err: error }, 'the rates could not be shared with other processes'),
    })
  const tokens = createTokens(login)
  const graphUrl = config.MICROSOFT_GRAPH_URL
  return {
    signIn: createSignIn(login),
    ...sourcesOf(config, { http, budgets, tokens, userTokens }),
    integration: integrationOf(config, login, vault, userTokens),
    diagnosis: createDiagnosis({
      http,
      loginUrl: config.MICROSOFT_LOGIN_URL,
      graphUrl,
      partnerCenterUrl: config.MICROSOFT_PARTNER_CENTER_URL,
      tokens,
      userTokens,
    }),
    verifyWebhook: createVerifySignature(http, {
      partnerCenterUrl: config.MICROSOFT_PARTNER_CENTER_URL,
      authority: Buffer.from(config.MICROSOFT_WEBHOOK_AUTHORITY, 'base64').toString('utf8'),
    }),
    memberOf: (accessToken, options) =>
      memberships(createSource(http, graphUrl, { token: async () => accessToken, renew: () => false }), { patienceMs: 20_000, ...options }),
    portals: createPortals(config.MICROSOFT_PORTALS_BASE),
    rates: async (partnerId) => (await budgets?.rates(partnerId)) ?? [],
    onCall: http.onCall,
    async close() {
      await budgets?.close()
      await http.close()
    },
  }
}

type Sources = Pick<Microsoft, 'partnerCenter' | 'partnerCenterAsUser' | 'graph' | 'graphOfCustomer' | 'azureSupport'>

type Means = { http: Http; budgets: Budgets | undefined; tokens: Tokens; userTokens: UserTokens }

function sourcesOf(config: Config, { http, budgets, tokens, userTokens }: Means): Sources {
  const urls: Record<Api, string> = {
    graph: config.MICROSOFT_GRAPH_URL,
    partnerCenter: config.MICROSOFT_PARTNER_CENTER_URL,
    azureSupport: config.MICROSOFT_AZURE_URL,
  }
  const source = (caller: Caller, credential: Credential): Source =>
    createSource(http, urls[caller.api], credential, budgets?.gatesFor(caller))
  const asApplication = (api: Api, partnerId: string): Source => {
    const resource = new URL(urls[api]).origin
    const renew = (): boolean => {
      tokens.drop(partnerId, resource)
      return true
    }
    return source({ api, partnerId, tenantId: partnerId }, { token: (options) => tokens.of(partnerId, resource, options), renew })
  }
  const account = ({ api, partnerId, tenantId }: Caller, mfa = false): Credential => {
    const asking: Asking = { partnerId, tenantId, resource: new URL(urls[api]).origin, mfa }
    const renew = (): boolean => {
      userTokens.drop(asking)
      return true
    }
    return { token: (options) => userTokens.of(asking, options), renew }
  }
  return {
    partnerCenter: (partnerId) => asApplication('partnerCenter', partnerId),
    graph: (partnerId) => asApplication('graph', partnerId),
    partnerCenterAsUser(partnerId) {
      const caller: Caller = { api: 'partnerCenter', partnerId, tenantId: partnerId }
      return source(caller, account(caller, true))
    },
    graphOfCustomer(partnerId, tenantId) {
      const caller: Caller = { api: 'graph', partnerId, tenantId }
      return source(caller, account(caller))
    },
    azureSupport(partnerId, tenantId) {
      const caller: Caller = { api: 'azureSupport', partnerId, tenantId }
      const [theirs, ours] = [account(caller), account({ ...caller, tenantId: partnerId })]
      const renew = (): boolean => theirs.renew() && ours.renew()
      return source(caller, tenantId === partnerId ? ours : { token: theirs.token, auxiliary: ours.token, renew })
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
