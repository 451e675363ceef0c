// Entra's own rules around the token endpoint: which tenant may answer which grant, and what a token then holds. Entered by token-routes.ts.
import { type Account, accountByOid } from '../world/accounts.ts'
import { guidFor } from '../world/random.ts'
import type { Kept } from './adapter.ts'
import { refuse, refuseAs } from './entra-error.ts'
import type { LoginParts } from './login-parts.ts'
import { WITH_MFA, WITHOUT_MFA } from './people.ts'
import * as refusals from './refusals.ts'
import type { SignInContext } from './request-context.ts'
import { AZURE, applicationIdOf, GRAPH, type Scopes } from './resources.ts'
import type { TenantKind } from './tenants.ts'
import { faultsOfGrant } from './token-faults.ts'

export type Form = Record<string, string>
export type Tenant = { id: string; kind: TenantKind }
type Source = Kept & { accountId?: string; scope?: string; amr?: string[] }

/** Checks the request and puts it into the provider's words; throws EntraRefusal. */
export async function prepareTokenRequest(parts: LoginParts, tenant: Tenant, form: Form, context: SignInContext): Promise<Form> {
  const { scope, resource: _, ...rest } = form
  context.tenant = tenant.id
  checkApplication(parts, tenant, form)
  const grant = form.grant_type
  if (grant === 'client_credentials') return prepareClientCredentials(parts, tenant, form, context)
  if (grant !== 'refresh_token' && grant !== 'authorization_code') return rest
  const source = await sourceOf(parts, form)
  const account = source?.accountId === undefined ? undefined : accountByOid(source.accountId)
  const asked = parts.resources.parse(scope ?? '')
  const earlier = scopesOf(parts, source?.scope)
  const scopes = asked.resource ? asked : earlier
  context.scopes = { ...scopes, oidc: [...new Set([...asked.oidc, ...earlier.oidc])] }
  if (source && account) {
    if (grant === 'refresh_token') checkLife(parts, source, account)
    context.methods = source.amr ?? WITH_MFA
    applyFault(parts, tenant, grant, { source, context })
    checkEntry(parts, tenant, grant, { account, context })
  }
  return { ...rest, resource: scopes.resource ?? GRAPH }
}

function checkApplication({ client }: LoginParts, tenant: Tenant, form: Form): void {
  if (!form.client_id) return
  if (form.client_id !== client.clientId) refuseAs(refusals.applicationUnknown(form.client_id, tenant.id))
  if (form.client_assertion) return
  if (!form.client_secret)
    refuse('invalid_client', 7000218, "The request body must contain the following parameter: 'client_assertion' or 'client_secret'.", 401)
  if (form.client_secret !== client.clientSecret) refuseAs(refusals.secretWrong(client.clientId))
}

/** 90 days without use, or revoked: the person has to sign in again. */
function checkLife({ now, people }: LoginParts, source: Source, account: Account): void {
  const issuedAt = issuedAtOf(source)
  const validFrom = people.tokensValidFrom(account)
  if (validFrom !== null && issuedAt < validFrom) refuseAs(refusals.grantRevoked(issuedAt, validFrom))
  if (now() - issuedAt >= refusals.REFRESH_TOKEN_MS) refuseAs(refusals.refreshTokenExpired(issuedAt))
}

const issuedAtOf = (source: Source) => source.issuedAtWorld ?? Number(source.iat ?? 0) * 1000

/** Who may have a token in which tenant: everybody in their own, agents in a customer's through delegation, MFA and consent. */
function checkEntry(parts: LoginParts, tenant: Tenant, grant: string, { account, context }: { account: Account; context: SignInContext }) {
  const { tenants, client, consents } = parts
  if (tenants.admits(tenant, account)) return
  const entry = tenant.kind === 'customer' && grant === 'refresh_token' ? tenants.mayEnter(account, tenant.id) : 'noRelationship'
  if (entry === 'noRelationship') refuseAs(refusals.accountNotInTenant(account, tenant.id, client.clientId))
  const resource = context.scopes?.resource ?? GRAPH
  if (entry === 'notInGroup') refuseAs(refusals.consentMissing(client.clientId))
  if (!context.methods?.includes('mfa')) refuseAs(refusals.mfaMissing(applicationIdOf(resource), tenant.id))
  const known = parts.resources.permissions(resource)
  const granted = [resource, ...(resource === parts.origin ? [GRAPH, AZURE] : [])]
    .flatMap((one) => consents.inCustomer(tenant.id, one))
    .filter((permission) => known.includes(permission))
  const wanted = (context.scopes?.permissions ?? []).filter((permission) => permission !== '.default')
  if (granted.length === 0 || !wanted.every((permission) => granted.includes(permission)))
    refuseAs(refusals.consentMissing(client.clientId))
  context.granted = granted
  context.roles = tenants.rolesIn(account, tenant.id)
}

function applyFault(
  { faults, client, now }: LoginParts,
  tenant: Tenant,
  grant: string,
  { source, context }: { source: Source | undefined; context: SignInContext },
): void {
  const fault = faults.take(
    { api: 'login', method: 'POST', path: `/${tenant.id}/oauth2/v2.0/token`, tenants: [tenant.id] },
    faultsOfGrant(grant),
  )
  if (!fault) return
  const issuedAt = source ? issuedAtOf(source) : now()
  const resourceId = applicationIdOf(context.scopes?.resource ?? GRAPH)
  if (fault.kind === 'consent-revoked') refuseAs(refusals.consentMissing(client.clientId))
  if (fault.kind === 'refresh-token-expired')
    refuseAs(fault.code === 70008 ? refusals.grantExpired() : refusals.refreshTokenExpired(issuedAt))
  if (fault.kind === 'refresh-token-revoked') refuseAs(refusals.grantRevoked(issuedAt, now()))
  if (fault.kind === 'mfa-missing') refuseAs(refusals.mfaMissing(resourceId, tenant.id))
  if (fault.kind === 'conditional-access') refuseAs(refusals.accessBlocked(tenant.id))
  if (fault.kind === 'secret-wrong') refuseAs(refusals.secretWrong(client.clientId))
  if (fault.kind === 'secret-expired') refuseAs(refusals.secretExpired(client.clientId))
  if (fault.kind === 'application-unknown') refuseAs(refusals.applicationUnknown(client.clientId, tenant.id))
  if (fault.kind === 'mfa-claim-missing') context.methods = WITHOUT_MFA
  if (fault.kind === 'wrong-tenant') context.falseTenant = guidFor('another tenant than', tenant.id)
}

function prepareClientCredentials(parts: LoginParts, tenant: Tenant, form: Form, context: SignInContext): Form {
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
      `The client application ${parts.client.clientId} is missing service principal in the tenant ${tenant.id}. Under delegated administration an application acts there only on behalf of a user.`,
    )
  }
  if (!form.scope)
    refuse('invalid_request', 900144, `The request body must contain the following parameter: '${context.old ? 'resource' : 'scope'}'.`)
  const scopes = parts.resources.parse(form.scope)
  if (scopes.permissions.length !== 1 || scopes.permissions[0] !== '.default') {
    refuse(
      'invalid_scope',
      1002012,
      `The provided value for scope ${form.scope} is not valid. Client credential flows must have a scope value with /.default suffixed to the resource identifier (application ID URI).`,
    )
  }
  context.scopes = scopes
  applyFault(parts, tenant, 'client_credentials', { source: undefined, context })
  const { scope: _, resource: __, ...rest } = form
  return { ...rest, resource: scopes.resource ?? GRAPH }
}

/** As the adapter keeps it: with the date by the world's clock, which the provider does not know. */
async function sourceOf({ tokens }: LoginParts, form: Form): Promise<Source | undefined> {
  const [model, value] =
    form.grant_type === 'authorization_code' ? (['AuthorizationCode', form.code] as const) : (['RefreshToken', form.refresh_token] as const)
  return value ? ((await tokens.adapter(model).find(value)) as Source | undefined) : undefined
}

function scopesOf({ resources }: LoginParts, scope: string | undefined): Scopes {
  return resources.parse((scope ?? '').replace('sim_offline', 'offline_access'))
}
