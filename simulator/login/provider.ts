// The OpenID Connect provider (oidc-provider) set up to speak as Entra ID. One provider serves every tenant: its issuer follows the account
// or, without one, the tenant in the address. Protocol work (PKCE, codes, redirect URIs, client secrets, refresh tokens) is the library's.
import type { JWK } from 'oidc-provider'
import {
  type AccessToken,
  type ClientCredentials,
  interactionPolicy,
  type JWTStructured,
  type KoaContextWithOIDC,
  Provider,
} from 'oidc-provider'
import { accountByOid } from '../world/accounts.ts'
import { guidFor } from '../world/random.ts'
import type { AdapterFactory } from './adapter.ts'
import { accessTokenClaims, CLAIMS_BY_SCOPE, idTokenClaims, pairwiseSubject } from './claims.ts'
import { describe, translated } from './entra-error.ts'
import { messagePage } from './pages.ts'
import { WITH_MFA } from './people.ts'
import type { Registration } from './registration.ts'
import { contextOf } from './request-context.ts'
import type { Resources } from './resources.ts'
import { APP_ROLES } from './resources.ts'

export type ClientRegistration = { clientId: string; clientSecret: string; redirectUris: readonly string[] }

export type ProviderOptions = {
  origin: string
  client: ClientRegistration
  resources: Resources
  signingKey: JWK
  adapter: AdapterFactory['adapter']
  registration: Registration
}

type Configuration = NonNullable<ConstructorParameters<typeof Provider>[1]>

const HOUR = 3600
/** Longer than any refresh token lives: token-rules.ts ends them, by the world's clock. */
const LASTING_SECONDS = 20 * 366 * 24 * HOUR

export function createProvider(options: ProviderOptions): Provider {
  const { origin } = options
  const provider = new Provider(`${origin}/common/v2.0`, configuration(options))
  Object.defineProperty(provider, 'issuer', { get: () => `${origin}/${issuingTenant()}/v2.0` })
  provider.on('server_error', (_, error) => process.stderr.write(`${error.stack ?? error.message}\n`))
  provider.on('grant.error', (ctx, error) => rememberError(ctx.req, error))
  provider.on('authorization.error', (ctx, error) => rememberError(ctx.req, error))
  return provider
}

function issuingTenant(): string {
  const ctx = Provider.ctx
  const account = ctx?.oidc.entities.Account ? accountByOid(ctx.oidc.entities.Account.accountId) : undefined
  return account?.tenantId ?? (ctx ? contextOf(ctx.req).tenant : 'common')
}

function rememberError(request: object, error: { error_detail?: string; message: string }): void {
  contextOf(request).detail = error.error_detail ?? error.message
}

function configuration(options: ProviderOptions): Configuration {
  const { client, signingKey, adapter, registration: asked } = options
  return {
    adapter,
    ...tokens(options),
    clients: [registration(client)],
    jwks: { keys: [signingKey] },
    cookies: { keys: ['simulator'], names: { session: 'sim_session', interaction: 'sim_interaction', resume: 'sim_resume' } },
    routes: {
      authorization: '/oauth2/v2.0/authorize',
      token: '/oauth2/v2.0/token',
      jwks: '/discovery/v2.0/keys',
      end_session: '/oauth2/v2.0/logout',
    },
    claims: CLAIMS_BY_SCOPE,
    scopes: ['openid', 'profile', 'email', 'sim_offline'],
    conformIdTokenClaims: false,
    subjectTypes: ['pairwise'],
    sectorIdentifierUriValidate: () => false,
    pairwiseIdentifier: async (_, id) => pairwiseSubject(id, client.clientId),
    extraParams: ['sim_silent', 'sim_scope', 'domain_hint'],
    pkce: { required: () => false },
    clientBasedCORS: () => false,
    enableHttpPostMethods: false,
    interactions: { policy: promptPolicy(), url: (_, interaction) => `/sign-in/${interaction.uid}` },
    renderError: (ctx, out) => {
      const detail = contextOf(ctx.req).detail ?? ''
      const refusal = translated(out.error, out.error_description ?? '', detail)
      ctx.type = 'html'
      ctx.status = 400
      ctx.body = messagePage(ctx.get('accept-language'), pageFor(out.error, detail || (out.error_description ?? '')), describe(refusal))
    },
    findAccount: (_, id) => {
      const account = accountByOid(id)
      return account && { accountId: id, claims: async () => idTokenClaims(account, asked.groupsClaim()) }
    },
  }
}

function registration(client: ClientRegistration): NonNullable<Configuration['clients']>[number] {
  return {
    client_id: client.clientId,
    client_secret: client.clientSecret,
    redirect_uris: [...client.redirectUris],
    response_types: ['code'],
    grant_types: ['authorization_code', 'refresh_token', 'client_credentials'],
    token_endpoint_auth_method: 'client_secret_post',
    id_token_signed_response_alg: 'RS256',
    subject_type: 'pairwise',
    sector_identifier_uri: 'https://applications.example/registered',
  }
}

/** Lifetimes, refresh tokens and the form of access tokens. */
function tokens(options: ProviderOptions): Configuration {
  const { resources } = options
  return {
    issueRefreshToken: async (_, __, code) => code.scopes.has('sim_offline'),
    expiresWithSession: async () => false,
    rotateRefreshToken: false,
    formats: { customizers: { jwt: (ctx, token, jwt) => customizeAccessToken(options, ctx, token, jwt) } },
    features: {
      devInteractions: { enabled: false },
      userinfo: { enabled: false },
      rpInitiatedLogout: { enabled: false },
      clientCredentials: { enabled: true },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => [],
        useGrantedResource: () => true,
        getResourceServerInfo: (_, resource) => ({
          scope: [...resources.permissions(resource), '.default'].map((permission) => `${resource}/${permission}`).join(' '),
          audience: resource,
          accessTokenFormat: 'jwt',
          accessTokenTTL: HOUR - 1,
          jwt: { sign: { alg: 'RS256' } },
        }),
      },
    },
    ttl: {
      AccessToken: HOUR - 1,
      ClientCredentials: HOUR - 1,
      AuthorizationCode: 600,
      IdToken: HOUR,
      Interaction: HOUR,
      Session: HOUR,
      Grant: LASTING_SECONDS,
      RefreshToken: LASTING_SECONDS,
    },
  }
}

function customizeAccessToken(
  options: ProviderOptions,
  ctx: KoaContextWithOIDC,
  token: AccessToken | ClientCredentials,
  jwt: JWTStructured,
): void {
  const { origin, resources, client, registration } = options
  const { tenant, scopes, granted, roles, methods, falseTenant } = contextOf(ctx.req)
  const audience = String(jwt.payload.aud)
  const account = 'accountId' in token && token.accountId ? accountByOid(token.accountId) : undefined
  const named = scopes?.permissions ?? []
  const facts = {
    origin,
    audience,
    account,
    permissions: named.length === 0 || named.includes('.default') ? (granted ?? resources.permissions(audience)) : named,
    clientId: client.clientId,
    tenantId: falseTenant ?? (account && !/^[0-9a-f-]{36}$/.test(tenant) ? account.tenantId : tenant),
    methods: methods ?? WITH_MFA,
    roles: roles ?? account?.wids ?? [],
    appRoles: (APP_ROLES[audience] ?? Object.values(APP_ROLES).flat()).filter((role) => !registration.withheld().includes(role)),
    servicePrincipal: guidFor(tenant, 'service principal', client.clientId),
  }
  jwt.header = { typ: 'JWT' }
  jwt.payload = accessTokenClaims(facts, { iat: Number(jwt.payload.iat), exp: Number(jwt.payload.exp) })
}

/** Beside login and consent Entra knows select_account; sign-in.ts answers all three in one go. */
function promptPolicy() {
  const policy = interactionPolicy.base()
  policy.add(new interactionPolicy.Prompt({ name: 'select_account', requestable: true }), 0)
  return policy
}

function pageFor(error: string, detail: string) {
  if (error === 'invalid_redirect_uri' || /redirect_uri/.test(detail)) return 'redirectMismatch' as const
  return /client/.test(error) ? ('unknownApplication' as const) : ('badRequest' as const)
}
