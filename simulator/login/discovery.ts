// The discovery document in Entra's form: a concrete tenant has its own issuer, the shared endpoints a template. Entered by routes.ts.
import { PERSONAL_TENANT } from '../world/accounts.ts'
import type { TenantKind } from './tenants.ts'

export function discoveryDocument(origin: string, tenant: { id: string; kind: TenantKind }): Record<string, unknown> {
  const base = `${origin}/${tenant.id}`
  const shared = tenant.kind === 'common' || tenant.kind === 'organizations'
  const issuer = tenant.kind === 'consumers' ? PERSONAL_TENANT : shared ? '{tenantid}' : tenant.id
  return {
    token_endpoint: `${base}/oauth2/v2.0/token`,
    token_endpoint_auth_methods_supported: ['client_secret_post', 'private_key_jwt', 'client_secret_basic'],
    jwks_uri: `${base}/discovery/v2.0/keys`,
    response_modes_supported: ['query', 'fragment', 'form_post'],
    subject_types_supported: ['pairwise'],
    id_token_signing_alg_values_supported: ['RS256'],
    response_types_supported: ['code'],
    scopes_supported: ['openid', 'profile', 'email', 'offline_access'],
    issuer: `${origin}/${issuer}/v2.0`,
    request_uri_parameter_supported: false,
    authorization_endpoint: `${base}/oauth2/v2.0/authorize`,
    http_logout_supported: true,
    frontchannel_logout_supported: true,
    end_session_endpoint: `${base}/oauth2/v2.0/logout`,
    claims_supported: [
      'sub',
      'iss',
      'aud',
      'exp',
      'iat',
      'auth_time',
      'nonce',
      'preferred_username',
      'name',
      'tid',
      'ver',
      'at_hash',
      'c_hash',
      'email',
    ],
    tenant_region_scope: shared ? null : 'EU',
    cloud_instance_name: new URL(origin).host,
    cloud_graph_host_name: new URL(origin).host,
    msgraph_host: new URL(origin).host,
    rbac_url: origin,
  }
}
