// Which tenants exist at sign-in, and whether an account may sign in through one. Entered by sign-in.ts, token-rules.ts and discovery.ts.
import type { Account } from '../world/accounts.ts'
import { OUTSIDE_TENANT, PERSONAL_TENANT } from '../world/accounts.ts'
import { hasActiveDelegation } from '../world/customer.ts'
import { delegatedRoles } from '../world/gdap/access.ts'
import type { World } from '../world/world.ts'

export type TenantKind = 'common' | 'organizations' | 'consumers' | 'partner' | 'customer' | 'other'

export function createTenants(world: World) {
  const byDomain = new Map<string, string>([
    ...world.partners.map((partner): [string, string] => [partner.domain, partner.tenantId]),
    [OUTSIDE_TENANT.domain, OUTSIDE_TENANT.tenantId],
  ])
  /** The address may name a tenant by its domain too. */
  const resolve = (named: string): { id: string; kind: TenantKind } | undefined => {
    const lower = named.toLowerCase()
    if (lower === 'common' || lower === 'organizations' || lower === 'consumers') return { id: lower, kind: lower }
    const id = byDomain.get(lower) ?? lower
    if (world.partner(id)) return { id, kind: 'partner' }
    if (id === OUTSIDE_TENANT.tenantId || id === PERSONAL_TENANT) return { id, kind: 'other' }
    return world.customer(id) ? { id, kind: 'customer' } : undefined
  }
  const admits = (tenant: { id: string; kind: TenantKind }, account: Account): boolean => {
    if (tenant.kind === 'common') return true
    if (tenant.kind === 'organizations') return !account.personal
    return tenant.kind === 'consumers' ? account.personal : tenant.id === account.tenantId
  }
  /** Role templates an account holds in a customer's tenant: through active relationships and the groups assigned in them. */
  const rolesIn = (account: Account, customerTenantId: string): string[] => {
    const partner = world.partner(account.tenantId)
    const customer = partner?.find(customerTenantId)
    return partner && customer ? delegatedRoles(account, customer, partner, world.now()) : []
  }
  /** Whether the account may act in a customer's tenant: an active relationship, and membership in a group it is assigned to. */
  const mayEnter = (account: Account, customerTenantId: string): 'yes' | 'noRelationship' | 'notInGroup' => {
    const customer = world.partner(account.tenantId)?.find(customerTenantId)
    if (!customer || !hasActiveDelegation(customer, world.now())) return 'noRelationship'
    return rolesIn(account, customerTenantId).length > 0 ? 'yes' : 'notInGroup'
  }
  return { resolve, admits, mayEnter, rolesIn }
}

export type Tenants = ReturnType<typeof createTenants>
