// Who may do what: Microsoft's partner roles against one closed list of rights. Checked on the server on every route.
import { z } from 'zod'

export const roles = ['globalAdministrator', 'adminAgent', 'helpdeskAgent', 'salesAgent', 'reader'] as const
export type Role = (typeof roles)[number]
export const Role = z.enum(roles)

const everyone: readonly Role[] = roles
const agents: readonly Role[] = ['globalAdministrator', 'adminAgent', 'helpdeskAgent', 'salesAgent']

/** Each right and the roles that hold it. A person with several roles holds the union. */
export const permissions = {
  'home.read': everyone,
  'customers.read': everyone,
  'customers.export': agents,
  'customers.pin': everyone,
  'customers.flag': ['globalAdministrator'],
  'customers.refresh': agents,
  'customers.enter': ['globalAdministrator', 'adminAgent', 'helpdeskAgent'],
  'sync.read': everyone,
  'sync.run': ['globalAdministrator', 'adminAgent'],
  'connection.read': ['globalAdministrator', 'adminAgent'],
  'connection.change': ['globalAdministrator'],
  'limits.read': everyone,
  'limits.change': ['globalAdministrator'],
  'tags.change': ['globalAdministrator', 'adminAgent'],
  'health.read': everyone,
  'health.export': agents,
  'messages.read': everyone,
  'notifications.own': everyone,
  'notifications.partner': ['globalAdministrator'],
  'customers.tell': ['globalAdministrator', 'adminAgent', 'helpdeskAgent'],
  'templates.change': ['globalAdministrator', 'adminAgent'],
  'statusPage.change': ['globalAdministrator'],
} as const satisfies Record<string, readonly Role[]>

export type Permission = keyof typeof permissions
export const permissionNames = Object.keys(permissions) as [Permission, ...Permission[]]
export const Permission = z.enum(permissionNames)

/** The rights of a person who holds these roles. */
export function permissionsOf(held: readonly Role[]): Permission[] {
  return permissionNames.filter((name) => held.some((role) => (permissions[name] as readonly Role[]).includes(role)))
}
