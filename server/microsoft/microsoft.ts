// The door to Microsoft: everything the features may ask of it, for any partner or person. Opened once by main.ts.
import type { Config } from '../base/config.ts'
import type { Log } from '../base/log.ts'
import { type Contract, contractPages } from './graph/contracts.ts'
import { type DelegatedCustomer, delegatedCustomerPages } from './graph/delegated-admin-customers.ts'
import { type DelegatedRelationship, relationshipPages } from './graph/delegated-admin-relationships.ts'
import { type Memberships, memberships } from './graph/me.ts'
import { type Organization, organization } from './graph/organization.ts'
import { type ServiceManagementDetail, serviceManagementDetails } from './graph/service-management-details.ts'
import { type CallOptions, type CallReport, createHttp } from './http.ts'
import { createSignIn, type SignIn } from './login/sign-in.ts'
import { createTokens } from './login/token.ts'
import type { Page } from './page.ts'
import { customerById, customerPages, customersNamed, type PartnerCenterCustomer } from './partner-center/customers.ts'
import { createPortals, type Portals } from './portals.ts'
import { type Credential, createSource } from './source.ts'

export type Pages<Item> = AsyncGenerator<Page<Item>, void, undefined>

/** Partner Center as the application, in one partner's tenant. Every function throws MicrosoftError. */
export type PartnerCenter = {
  customerPages(options?: CallOptions): Pages<PartnerCenterCustomer>
  customer(tenantId: string, options?: CallOptions): Promise<PartnerCenterCustomer>
  customersNamed(beginning: string, options?: CallOptions): Promise<Page<PartnerCenterCustomer>>
}

/** Graph as the application, in one partner's tenant. Every function throws MicrosoftError. */
export type Graph = {
  organization(options?: CallOptions): Promise<Organization | null>
  contractPages(options?: CallOptions): Pages<Contract>
  delegatedCustomerPages(options?: CallOptions): Pages<DelegatedCustomer>
  relationshipPages(of?: { tenantId?: string }, options?: CallOptions): Pages<DelegatedRelationship>
  serviceManagementDetails(tenantId: string, options?: CallOptions): Promise<ServiceManagementDetail[]>
}

export type Microsoft = {
  signIn: SignIn
  partnerCenter(partnerTenantId: string): PartnerCenter
  graph(partnerTenantId: string): Graph
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
    partnerCenter: (tenantId) => {
      const source = createSource(http, partnerCenterUrl, asApplication(partnerCenterUrl, tenantId))
      return {
        customerPages: (options) => customerPages(source, options),
        customer: (id, options) => customerById(source, id, options),
        customersNamed: (beginning, options) => customersNamed(source, beginning, options),
      }
    },
    graph: (tenantId) => {
      const source = createSource(http, graphUrl, asApplication(graphUrl, tenantId))
      return {
        organization: (options) => organization(source, options),
        contractPages: (options) => contractPages(source, options),
        delegatedCustomerPages: (options) => delegatedCustomerPages(source, options),
        relationshipPages: (of, options) => relationshipPages(source, of, options),
        serviceManagementDetails: (id, options) => serviceManagementDetails(source, id, options),
      }
    },
    memberOf: (accessToken, options) =>
      memberships(createSource(http, graphUrl, { token: async () => accessToken, renew: () => false }), { patienceMs: 20_000, ...options }),
    portals: createPortals(config.MICROSOFT_PORTALS_BASE),
    onCall: http.onCall,
    close: http.close,
  }
}
