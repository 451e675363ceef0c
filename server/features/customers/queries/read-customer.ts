// Everything known about one customer: what the card and its page show.
import { type AdminCenterLink, adminCenters, type CustomerCard } from '../../../../contract/customers.ts'
import { rowOf, unknownCustomer, visitMinutes } from '../../../db/customer-rows.ts'
import type { Scope } from '../../../db/scope.ts'
import type { StoredAdminCenter } from '../../../db/tables/customers.ts'

/** Shown for every customer with delegated access; the others only where Microsoft lists them for the customer. */
const onlyWhereListed: readonly string[] = ['lighthouse', 'businesscentral']

export async function readCustomer(scope: Scope, tenantId: string): Promise<CustomerCard> {
  const [row, lastVisitAt, details, delegations, formerNames] = await Promise.all([
    rowOf(scope, tenantId),
    lastVisit(scope, tenantId),
    detailsOf(scope, tenantId),
    delegationsOf(scope, tenantId),
    formerNamesOf(scope, tenantId),
  ])
  const { relationship, other_domains: otherDomains, address, email, admin_centers: listed, details_read_at: readAt } = details
  return {
    ...row,
    relationship,
    otherDomains,
    address,
    email,
    delegations,
    formerNames,
    adminCenters: row.delegation === 'active' ? linksOf(tenantId, listed) : [],
    lastVisitAt,
    detailsReadAt: readAt?.toISOString() ?? null,
  }
}

/** Microsoft's own list first in our order, then what it names that we do not know. */
function linksOf(tenantId: string, listed: readonly StoredAdminCenter[]): AdminCenterLink[] {
  const fromMicrosoft = new Set(listed.map((entry) => entry.center))
  const known = adminCenters.filter((center) => fromMicrosoft.has(center) || !onlyWhereListed.includes(center))
  const unknown = [...fromMicrosoft].filter((center) => !(adminCenters as readonly string[]).includes(center)).sort()
  return [...known, ...unknown].map((center) => ({
    center,
    href: `/go/${tenantId}/${encodeURIComponent(center)}`,
    source: fromMicrosoft.has(center) ? 'microsoft' : 'documented',
  }))
}

async function detailsOf(scope: Scope, tenantId: string) {
  const row = await scope.db
    .selectFrom('customers')
    .where('partner_id', '=', scope.partnerId)
    .where('tenant_id', '=', tenantId)
    .select(['relationship', 'other_domains', 'address', 'email', 'admin_centers', 'details_read_at'])
    .executeTakeFirst()
  if (!row) throw unknownCustomer()
  return row
}

async function delegationsOf(scope: Scope, tenantId: string): Promise<CustomerCard['delegations']> {
  const rows = await scope.db
    .selectFrom('delegations')
    .where('partner_id', '=', scope.partnerId)
    .where('tenant_id', '=', tenantId)
    .orderBy('ends_at', (order) => order.desc().nullsFirst())
    .orderBy('relationship_id')
    .selectAll()
    .execute()
  return rows.map((row) => ({
    id: row.relationship_id,
    name: row.name,
    status: row.status,
    state: row.state,
    roles: row.roles,
    autoExtends: row.auto_extends,
    createdAt: row.created_at?.toISOString() ?? null,
    activatedAt: row.activated_at?.toISOString() ?? null,
    endsAt: row.ends_at?.toISOString() ?? null,
  }))
}

async function formerNamesOf(scope: Scope, tenantId: string): Promise<CustomerCard['formerNames']> {
  const rows = await scope.db
    .selectFrom('former_names')
    .where('partner_id', '=', scope.partnerId)
    .where('tenant_id', '=', tenantId)
    .orderBy('until', 'desc')
    .select(['name', 'until'])
    .execute()
  return rows.map((row) => ({ name: row.name, until: row.until.toISOString() }))
}

/** The caller's visit before the one that is going on, from the newest two days on which there were any. */
async function lastVisit(scope: Scope, tenantId: string): Promise<string | null> {
  const days = await scope.db
    .selectFrom('visits')
    .where('partner_id', '=', scope.partnerId)
    .where('user_id', '=', scope.userId)
    .where('tenant_id', '=', tenantId)
    .orderBy('day', 'desc')
    .limit(2)
    .select(['last_at', 'before_at'])
    .execute()
  const now = Date.now()
  const over = days
    .flatMap(({ last_at, before_at }) => [last_at, before_at])
    .filter((at) => at !== null && now - at.getTime() > visitMinutes * 60_000)
  return over[0]?.toISOString() ?? null
}
