// Decisions about who may come in and what they may do here. Pure.
import type { Role } from '../../../contract/permissions.ts'

/** The tenant in which Microsoft keeps all personal accounts (Entra ID, ID-token claims reference). */
const personalAccountsTenant = '9188040d-6c67-4c5b-b112-36a304b66dad'

export const isPersonal = (tenantId: string): boolean => tenantId === personalAccountsTenant

const globalAdministratorTemplate = '62e90394-69f5-4237-9190-012177145e10'

/** The three security groups Partner Center creates in every partner tenant, by display name. */
const roleOfGroup = new Map<string, Role>([
  ['AdminAgents', 'adminAgent'],
  ['HelpdeskAgents', 'helpdeskAgent'],
  ['SalesAgents', 'salesAgent'],
])

/** Roles from the directory roles (template IDs) and group names of a person; nobody is left without a role. */
export function rolesOf(directoryRoles: readonly string[], groupNames: readonly string[]): Role[] {
  const roles = new Set<Role>()
  if (directoryRoles.includes(globalAdministratorTemplate)) roles.add('globalAdministrator')
  for (const name of groupNames) {
    const role = roleOfGroup.get(name)
    if (role) roles.add(role)
  }
  return roles.size > 0 ? [...roles] : ['reader']
}

/** Where to go after signing in: a path of this product, never another site, in the form a header may carry. */
export function safeReturnTo(path: string | undefined): string {
  const nowhere = 'http://nowhere.invalid'
  if (!path?.startsWith('/') || /[\\\p{Cc}]/u.test(path) || !URL.canParse(path, nowhere)) return '/'
  const { origin, pathname, search, hash } = new URL(path, nowhere)
  if (origin !== nowhere || pathname.startsWith('//') || /^\/(sign-in|api)(\/|$)/.test(pathname)) return '/'
  return pathname + search + hash
}
