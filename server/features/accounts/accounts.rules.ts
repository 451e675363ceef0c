// Decisions about who may come in and what they may do here. Pure.
import { type Role, roles as roleNames } from '../../../contract/permissions.ts'

/** The tenant in which Microsoft keeps all personal accounts (Entra ID, ID-token claims reference). */
const personalAccountsTenant = '9188040d-6c67-4c5b-b112-36a304b66dad'

export const isPersonal = (tenantId: string): boolean => tenantId === personalAccountsTenant

const globalAdministratorTemplate = '62e90394-69f5-4237-9190-012177145e10'

/** The three security groups Partner Center creates in every partner tenant, by display name. */
const roleOfName = new Map<string, Role>([
  ['AdminAgents', 'adminAgent'],
  ['HelpdeskAgents', 'helpdeskAgent'],
  ['SalesAgents', 'salesAgent'],
])

export type Belongings = { directoryRoles: readonly string[]; groupNames: readonly string[]; groupIds: readonly string[] }
export type AgentGroup = { role: Role; groupId: string }

/**
 * Roles from the directory roles (template IDs) and the groups of a person; nobody is left without a role. Names decide only where no
 * IDs are configured: whoever may found a group may give it any name.
 */
export function rolesOf({ directoryRoles, groupNames, groupIds }: Belongings, agentGroups: readonly AgentGroup[]): Role[] {
  const byId = agentGroups.filter(({ groupId }) => groupIds.includes(groupId)).map(({ role }) => role)
  const byName = groupNames.flatMap((name) => roleOfName.get(name) ?? [])
  const roles = new Set<Role>(agentGroups.length > 0 ? byId : byName)
  if (directoryRoles.includes(globalAdministratorTemplate)) roles.add('globalAdministrator')
  return roles.size > 0 ? [...roles].sort((one, other) => roleNames.indexOf(one) - roleNames.indexOf(other)) : ['reader']
}

/** Where to go after signing in: a path of this product, never another site, in the form a header may carry. */
export function safeReturnTo(path: string | undefined): string {
  const nowhere = 'http://nowhere.invalid'
  if (!path?.startsWith('/') || /[\\\p{Cc}]/u.test(path) || !URL.canParse(path, nowhere)) return '/'
  const { origin, pathname, search, hash } = new URL(path, nowhere)
  if (origin !== nowhere || pathname.startsWith('//') || /^\/(sign-in|api)(\/|$)/.test(pathname)) return '/'
  return pathname + search + hash
}
