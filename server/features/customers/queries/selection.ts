// Which customers a filter selects. The list, its total and its download all begin here, so that they cannot differ.
import { sql } from 'kysely'
import type { CustomerFilter } from '../../../../contract/customers.ts'
import { prefixEnd, searchKey } from '../../../base/search-key.ts'
import { isChosen } from '../../../db/customer-choice.ts'
import { openings } from '../../../db/customer-rows.ts'
import type { Scope } from '../../../db/scope.ts'
import { termKinds } from '../../../db/tables/customers.ts'
import { tenantIdRange } from '../customers.rules.ts'

const tenantIdKind = 4

/** Every customer the search hits, once, with the best thing it hit: 0 name, 1 domain, 2 later word, 3 other domain, 4 tenant ID. */
export function hits(scope: Scope, search: string, departed: boolean) {
  const prefix = searchKey(search)
  const range = tenantIdRange(search)
  // Of a customer's terms that begin so, the best alone shares less than all of it with a better one: see termsOf.
  const byTerm = sql`
    select tenant_id, kind, term from customer_terms
    where partner_id = ${scope.partnerId} and departed = ${departed} and kind in (${sql.join(Object.values(termKinds).map(sql.lit))})
      and term >= ${prefix} and term < ${prefixEnd(prefix)} and shared < ${[...prefix].length}`
  const byTenantId =
    range &&
    sql`
    select tenant_id, ${sql.lit(tenantIdKind)}, '' from customers
    where partner_id = ${scope.partnerId} and (departed_at is not null) = ${departed} and tenant_id between ${range.from} and ${range.to}`
  return sql<{ tenant_id: string; kind: number; term: string }>`(${
    byTenantId ? sql`select distinct on (tenant_id) * from (${byTerm} union all ${byTenantId}) as hit order by tenant_id, kind` : byTerm
  })`
}

/** The customers of the recent view: those the caller opened most, at equal numbers those opened last (S66). */
export const mostOpened = (scope: Scope) =>
  openings(scope).orderBy('visits', 'desc').orderBy('last_opened_at', 'desc').limit(scope.limits.recent)

/** Customers that match everything in the filter. Flagged and recent views keep customers that have left, marked as such. */
export function selection(scope: Scope, { view, search, delegation, country, health, tag, departed }: CustomerFilter) {
  const text = searchKey(search)
  return scope.db
    .selectFrom('customers as c')
    .where('c.partner_id', '=', scope.partnerId)
    .$if(view === 'all' && !departed, (query) => query.where('c.departed_at', 'is', null))
    .$if(departed, (query) => query.where('c.departed_at', 'is not', null))
    .$if(delegation.length > 0, (query) => query.where('c.delegation', 'in', delegation))
    .$if(country !== '', (query) => query.where('c.country', '=', country))
    .$if(health.length > 0, (query) => query.where('c.tenant_id', 'in', standing(scope, health)))
    .$if(tag.length > 0, (query) => query.where(isChosen(scope, { tagIds: tag }, sql.ref('c.tenant_id'))))
    .$if(view === 'flagged', (query) =>
      query.where('c.tenant_id', 'in', (from) =>
        from.selectFrom('flags').where('flags.partner_id', '=', scope.partnerId).select('flags.tenant_id'),
      ),
    )
    .$if(view === 'recent', (query) =>
      query.where('c.tenant_id', 'in', (from) => from.selectFrom(mostOpened(scope).as('r')).select('r.tenant_id')),
    )
    .$if(text !== '', (query) => query.where('c.tenant_id', 'in', searched(scope, search, { view, departed })))
}

/** IDs of customers that stand so. What has become stale within the last minute is not marked as unknown yet: see tend-health.ts. */
const standing = ({ partnerId }: Scope, states: CustomerFilter['health']) =>
  sql<string>`(select h.tenant_id from customer_health h where h.partner_id = ${partnerId} and h.state in (${sql.join(states.map(sql.lit))}))`

/** IDs the search hits, current or departed ones or, in the personal views, both. */
function searched(scope: Scope, search: string, { view, departed }: Pick<CustomerFilter, 'view' | 'departed'>) {
  const both = view !== 'all' && !departed
  return both
    ? sql<string>`(select tenant_id from ${hits(scope, search, false)} as h union select tenant_id from ${hits(scope, search, true)} as d)`
    : sql<string>`(select tenant_id from ${hits(scope, search, departed)} as h)`
}
