// Entra's own rules around the token endpoint: which tenant may answer which grant, scopes in Entra's words, and its answers' form. Entered by routes.ts.
import type { Provider } from 'oidc-provider'
import { accountByOid } from '../world/accounts.ts'
import { EntraRefusal, entraError, refuse } from './entra-error.ts'
import type { SignInContext } from './request-context.ts'
import type { Resources, Scopes } from './resources.ts'
import { GRAPH } from './resources.ts'
import type { TenantKind, Tenants } from './tenants.ts'

export type TokenParts = { provider: Provider; tenants: Tenants; resources: Resources; clientId: string }
type Form = Record<string, string>
type Tenant = { id: string; kind: TenantKind }

/** Checks the request and puts it into the provider's words; throws EntraRefusal. */
export async function prepareTokenRequest(parts: TokenParts, tenant: Tenant, form: Form, context: SignInContext): Promise<Form> {
  const { scope, resource: _, ...rest } = form
  context.tenant = tenant.id
  if (form.grant_type === 'client_credentials') return prepareClientCredentials(parts, tenant, form, context)
  if (form.grant_type !== 'refresh_token' && form.grant_type !== 'authorization_code') return rest
  const source = await sourceOf(parts.provider, form)
  const account = source?.accountId === undefined ? undefined : accountByOid(source.accountId)
  if (account && !parts.tenants.admits(tenant, account)) {
    const entry =
      tenant.kind === 'customer' && form.grant_type === 'refresh_token' ? parts.tenants.mayEnter(account, tenant.id) : 'noRelationship'
    if (entry === 'noRelationship') {
      refuse(
        'invalid_grant',
        50020,
        `User account '${account.username}' from identity provider '${account.tenantId}' does not exist in tenant '${tenant.id}' and cannot access the application '${parts.clientId}' in that tenant.`,
      )
    }
    if (entry === 'notInGroup') {
      refuse(
        'invalid_grant',
        65001,
        `The user or administrator has not consented to use the application with ID '${parts.clientId}'. Send an interactive authorization request for this user and resource.`,
      )
    }
  }
  const asked = parts.resources.parse(scope ?? '')
  const earlier = scopesOf(parts.resources, source?.scope)
  const scopes = asked.resource ? asked : earlier
  context.scopes = { ...scopes, oidc: [...new Set([...asked.oidc, ...earlier.oidc])] }
  return { ...rest, resource: scopes.resource ?? GRAPH }
}

function prepareClientCredentials(parts: TokenParts, tenant: Tenant, form: Form, context: SignInContext): Form {
  if (tenant.kind === 'common' || tenant.kind === 'organizations' || tenant.kind === 'consumers') {
    refuse(
      'invalid_request',
      50059,
      'No tenant-identifying information found in either the request or implied by any provided credentials.',
    )
  }
  if (tenant.kind !== 'partner') {
    refuse(
      'unauthorized_client',
      7000229,
      `The client application ${parts.clientId} is missing service principal in the tenant ${tenant.id}. Under delegated administration an application acts there only on behalf of a user.`,
    )
  }
  if (!form.scope) refuse('invalid_request', 900144, "The request body must contain the following parameter: 'scope'.")
  const scopes = parts.resources.parse(form.scope)
  if (scopes.permissions.length !== 1 || scopes.permissions[0] !== '.default') {
    refuse(
      'invalid_scope',
      1002012,
      `The provided value for scope ${form.scope} is not valid. Client credential flows must have a scope value with /.default suffixed to the resource identifier (application ID URI).`,
    )
  }
  context.scopes = scopes
  const { scope: _, ...rest } = form
  return { ...rest, resource: scopes.resource ?? GRAPH }
}

async function sourceOf(provider: Provider, form: Form): Promise<{ accountId?: string; scope?: string } | undefined> {
  if (form.grant_type === 'authorization_code') return form.code ? provider.AuthorizationCode.find(form.code) : undefined
  return form.refresh_token ? provider.RefreshToken.find(form.refresh_token) : undefined
}

function scopesOf(resources: Resources, scope: string | undefined): Scopes {
  return resources.parse((scope ?? '').replace('sim_offline', 'offline_access'))
}

/** The provider's successful answer in Entra's form. */
export function tokenAnswer(
  body: Record<string, unknown>,
  context: SignInContext,
  permissions: readonly string[],
  home: boolean,
): Record<string, unknown> {
  const { scopes } = context
  const granted = scopes?.permissions.includes('.default') ? permissions : (scopes?.permissions ?? [])
  const oidc = (scopes?.oidc ?? []).filter((one) => one !== 'sim_offline')
  const resource = scopes?.resource ?? GRAPH
  const delegated = body.refresh_token !== undefined || body.id_token !== undefined || oidc.length > 0
  return {
    token_type: 'Bearer',
    ...(delegated ? { scope: [...oidc, ...granted.map((one) => `${resource}/${one}`)].join(' ') } : {}),
    expires_in: body.expires_in,
    ext_expires_in: body.expires_in,
    access_token: body.access_token,
    ...(body.refresh_token ? { refresh_token: body.refresh_token } : {}),
    ...(body.id_token && home ? { id_token: body.id_token } : {}),
  }
}

export function unknownTenant(named: string): EntraRefusal {
  return new EntraRefusal(
    entraError(
      'invalid_request',
      90002,
      `Tenant '${named}' not found. Check to make sure you have the correct tenant ID and are signing into the correct cloud. Check with your subscription administrator, this may happen if there are no active subscriptions for the tenant.`,
    ),
  )
}
