// Which customers a filter selects. The list, its total and its download all begin here, so that they cannot differ.
import { sql } from 'kysely'
import type { CustomerFilter } from '../../../../contract/customers.ts'
import { prefixEnd, searchKey } from '../../../base/search-key.ts'
import { isChosen } from '../../../db/customer-choice.ts'
import { openings } from '../../../db/customer-rows.ts'
import { endsWithin } from '../../../db/delegation-end.ts'
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

/** Nothing narrows the list but a search, be it among the present customers or among those that have left. */
export const onlySearches = ({ view, delegation, country, health, tag, endsWithin: days, pinned }: CustomerFilter): boolean =>
  view === 'all' && delegation.length + health.length + tag.length === 0 && country === '' && days === undefined && !pinned

/** Flagged, recent and pinned ones stay when they have left, marked as such. */
export const keepsDeparted = ({ view, pinned, departed }: Pick<CustomerFilter, 'view' | 'pinned' | 'departed'>): boolean =>
  (view !== 'all' || pinned) && !departed

/** Customers that match everything in the filter. */
export function selection(scope: Scope, filter: CustomerFilter) {
  const { view, search, delegation, country, health, tag, endsWithin: days, pinned, departed } = filter
  const text = searchKey(search)
  return scope.db
    .selectFrom('customers as c')
    .where('c.partner_id', '=', scope.partnerId)
    .$if(!departed && !keepsDeparted(filter), (query) => query.where('c.departed_at', 'is', null))
    .$if(departed, (query) => query.where('c.departed_at', 'is not', null))
    .$if(delegation.length > 0, (query) => query.where('c.delegation', 'in', delegation))
    .$if(days !== undefined, (query) => query.where(endsWithin(days ?? 0)))
    .$if(country !== '', (query) => query.where('c.country', '=', country))
    .$if(health.length > 0, (query) => query.where('c.tenant_id', 'in', standing(scope, health)))
    .$if(tag.length > 0, (query) => query.where(isChosen(scope, { tagIds: tag }, sql.ref('c.tenant_id'))))
    .$if(pinned, (query) =>
      query.where('c.tenant_id', 'in', (from) =>
        from
          .selectFrom('pins')
          .where('pins.partner_id', '=', scope.partnerId)
          .where('pins.user_id', '=', scope.userId)
          .select('pins.tenant_id'),
      ),
    )
    .$if(view === 'flagged', (query) =>
      query.where('c.tenant_id', 'in', (from) =>
        from.selectFrom('flags').where('flags.partner_id', '=', scope.partnerId).select('flags.tenant_id'),
      ),
    )
    .$if(view === 'recent', (query) =>
      query.where('c.tenant_id', 'in', (from) => from.selectFrom(mostOpened(scope).as('r')).select('r.tenant_id')),
    )
    .$if(text !== '', (query) => query.where('c.tenant_id', 'in', searched(scope, filter)))
}

/** IDs of customers that stand so. What has become stale within the last minute is not marked as unknown yet: see tend-health.ts. */
const standing = ({ partnerId }: Scope, states: CustomerFilter['health']) =>
  sql<string>`(select h.tenant_id from customer_health h where h.partner_id = ${partnerId} and h.state in (${sql.join(states.map(sql.lit))}))`

/** IDs the search hits: of current or of departed customers, or of both. */
function searched(scope: Scope, filter: CustomerFilter) {
  const { search, departed } = filter
  return keepsDeparted(filter)
    ? sql<string>`(select tenant_id from ${hits(scope, search, false)} as h union select tenant_id from ${hits(scope, search, true)} as d)`
    : sql<string>`(select tenant_id from ${hits(scope, search, departed)} as h)`
}
