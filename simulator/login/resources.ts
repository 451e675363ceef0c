// The APIs a token can be for, the permissions each knows, and how Entra's scope strings name them. Entered by provider.ts and token-rules.ts.
import { refuse } from './entra-error.ts'

export const GRAPH = 'https://graph.microsoft.com'
export const PARTNER_CENTER = 'https://api.partnercenter.microsoft.com'
/** Azure Resource Manager. */
export const AZURE = 'https://management.azure.com'

const ALIASES: Readonly<Record<string, string>> = {
  '00000003-0000-0000-c000-000000000000': GRAPH,
  'fa3d9a0c-3fb0-42cc-9193-47c7ecd2edbd': PARTNER_CENTER,
  '797f4846-ba00-4fd7-ba43-dac1f8f63013': AZURE,
  'https://management.core.windows.net': AZURE,
}

/** The API that an enterprise application's ID (or its address) stands for. */
export function resourceNamed(name: string): string | undefined {
  const plain = name.replace(/\/+$/, '')
  return ALIASES[plain.toLowerCase()] ?? [GRAPH, PARTNER_CENTER, AZURE].find((one) => one === plain)
}

/** Entra names an API in its refusals by its application's ID. */
export function applicationIdOf(resource: string): string {
  return Object.entries(ALIASES).find(([, one]) => one === resource)?.[0] ?? resource
}

export const GRAPH_PERMISSIONS: readonly string[] = [
  'User.Read',
  'User.ReadBasic.All',
  'GroupMember.Read.All',
  'Group.Read.All',
  'RoleManagement.Read.Directory',
  'Directory.Read.All',
  'Directory.AccessAsUser.All',
  'Organization.Read.All',
  'Organization.ReadWrite.All',
  'Domain.Read.All',
  'Domain.ReadWrite.All',
  'DelegatedAdminRelationship.Read.All',
  'DelegatedAdminRelationship.ReadWrite.All',
  'CrossTenantInformation.ReadBasic.All',
  'LicenseAssignment.Read.All',
  'ServiceHealth.Read.All',
  'ServiceMessage.Read.All',
  'ServiceMessageViewpoint.Write',
  'Mail.Send',
]

export const APP_ROLES: Readonly<Record<string, readonly string[]>> = {
  [GRAPH]: [
    'DelegatedAdminRelationship.Read.All',
    'Directory.Read.All',
    'Organization.Read.All',
    'GroupMember.Read.All',
    'User.Read.All',
    'CrossTenantInformation.ReadBasic.All',
    'Mail.Read',
  ],
  [PARTNER_CENTER]: [],
  [AZURE]: [],
}

const OIDC = new Map([
  ['openid', 'openid'],
  ['profile', 'profile'],
  ['email', 'email'],
  ['offline_access', 'sim_offline'],
])

export type Resources = {
  all: readonly string[]
  permissions(resource: string): readonly string[]
  /** Splits an Entra scope string; refuses what does not exist, as Entra does. */
  parse(scope: string): Scopes
}

export type Scopes = {
  /** In the provider's own words. */
  oidc: string[]
  resource: string | undefined
  /** Names without their resource; `.default` among them. */
  permissions: string[]
}

/** `origin` names every API at once: where Graph and Partner Center share one address, so may their tokens. */
export function createResources(origin: string): Resources {
  const permissions = (resource: string): readonly string[] => {
    if (resource === GRAPH) return GRAPH_PERMISSIONS
    return resource === PARTNER_CENTER || resource === AZURE ? ['user_impersonation'] : [...GRAPH_PERMISSIONS, 'user_impersonation']
  }
  const resourceOf = (name: string): string | undefined => resourceNamed(name) ?? (name.replace(/\/+$/, '') === origin ? origin : undefined)
  const parse = (scope: string): Scopes => {
    const oidc: string[] = []
    const wanted: string[] = []
    let found: string | undefined
    for (const word of scope.split(/\s+/).filter(Boolean)) {
      const own = OIDC.get(word)
      if (own) {
        oidc.push(own)
        continue
      }
      const cut = word.lastIndexOf('/')
      const name = cut < 0 ? GRAPH : word.slice(0, cut)
      const resource = resourceOf(name)
      if (!resource)
        refuse(
          'invalid_resource',
          500011,
          `The resource principal named ${name} was not found in the tenant. This can happen if the application has not been installed by the administrator of the tenant or consented to by any user in the tenant. You might have sent your authentication request to the wrong tenant.`,
        )
      if (found && found !== resource)
        refuse(
          'invalid_request',
          28000,
          'Provided value for the input parameter scope is not valid because it contains more than one resource.',
        )
      found = resource
      const permission = word.slice(cut + 1)
      const known =
        permission === '.default' ? permission : permissions(resource).find((one) => one.toLowerCase() === permission.toLowerCase())
      if (!known)
        refuse('invalid_scope', 650053, `The application asked for scope '${permission}' that doesn't exist on the resource '${resource}'.`)
      wanted.push(known)
    }
    return { oidc, resource: found, permissions: [...new Set(wanted)] }
  }
  return { all: [GRAPH, PARTNER_CENTER, AZURE, origin], permissions, parse }
}
