// Who may ask Partner Center for what: by the groups of agents in the partner's tenant and by directory role. Entered by routing.ts.
import type { Caller } from '../login/access-tokens.ts'

const GLOBAL_ADMINISTRATOR = '62e90394-69f5-4237-9190-012177145e10'

export type PartnerRole = 'globalAdministrator' | 'adminAgent' | 'helpdeskAgent' | 'salesAgent'

const GROUPS: Readonly<Record<string, PartnerRole>> = {
  AdminAgents: 'adminAgent',
  HelpdeskAgents: 'helpdeskAgent',
  SalesAgents: 'salesAgent',
}

export const AGENTS: readonly PartnerRole[] = ['adminAgent', 'helpdeskAgent', 'salesAgent']
export const SELLERS: readonly PartnerRole[] = ['adminAgent', 'salesAgent']
export const HELPERS: readonly PartnerRole[] = ['adminAgent', 'helpdeskAgent']
export const ADMINISTRATORS: readonly PartnerRole[] = ['adminAgent', 'globalAdministrator']
export const EVERY_ROLE: readonly PartnerRole[] = [...AGENTS, 'globalAdministrator']

export function rolesOf(caller: Caller): PartnerRole[] {
  if (!caller.account) return []
  const byGroup = caller.account.groups.flatMap((group) => GROUPS[group.displayName] ?? [])
  return caller.account.wids.includes(GLOBAL_ADMINISTRATOR) ? [...byGroup, 'globalAdministrator'] : byGroup
}
