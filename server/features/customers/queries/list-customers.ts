// A window of the customer list with its exact total.
import { type OrderByItemBuilder, sql } from 'kysely'
import type { CustomerFilter, CustomerList, customerSorts } from '../../../../contract/customers.ts'
import { searchKey } from '../../../base/search-key.ts'
import { freshRowsOf, openings, type Places } from '../../../db/customer-rows.ts'
import type { Scope } from '../../../db/scope.ts'
import { hits, keepsDeparted, onlySearches, selection } from './selection.ts'
import { rememberedTotal, rememberTotal, totalOf, totalQuery } from './totals.ts'

type Window = { offset: number; limit: number }

/** One statement, which counts as well where the total is not remembered. */
export async function listCustomers(scope: Scope, filter: CustomerFilter, window: Window): Promise<CustomerList> {
  const places = placesOf(scope, filter, window)
  const known = rememberedTotal(scope, filter)
  const { rows, syncedAt, total } = await freshRowsOf(scope, places, known === undefined ? totalQuery(scope, filter) : undefined)
  if (known === undefined && total !== undefined) rememberTotal(scope, filter, total)
  return { rows, total: known ?? total ?? (await totalOf(scope, filter)), offset: window.offset, syncedAt }
}

const isPlain = (filter: CustomerFilter): boolean => onlySearches(filter) && !filter.departed

function placesOf(scope: Scope, filter: CustomerFilter, { offset, limit: rows }: Window): Places {
  // As a literal: of a limit it does not know, PostgreSQL expects a tenth of everything, and plans for that.
  const limit = sql.lit(rows)
  if (searchKey(filter.search) === '' || filter.sort !== undefined)
    return ordered(scope, filter)
      .offset(offset)
      .limit(limit)
      .select(['c.tenant_id', sql<null>`null::smallint`.as('kind')])
  if (!isPlain(filter)) return matched(scope, filter).offset(offset).limit(limit).select(['c.tenant_id', 'h.kind'])
  // The common search, without filters: out of the index of terms, where the hits stand in order already.
  return sql`(select tenant_id, kind from ${hits(scope, filter.search, false)} as h order by kind, term, tenant_id offset ${offset} limit ${limit})`
}

/** Best match first, among the customers the other filters leave. */
function matched(scope: Scope, filter: CustomerFilter) {
  const found = keepsDeparted(filter)
    ? sql<{
        tenant_id: string
        kind: number
        term: string
      }>`(select * from ${hits(scope, filter.search, false)} as now union all select * from ${hits(scope, filter.search, true)} as gone)`
    : hits(scope, filter.search, filter.departed)
  return selection(scope, { ...filter, search: '' })
    .innerJoin(found.as('h'), 'h.tenant_id', 'c.tenant_id')
    .orderBy('h.kind')
    .orderBy(isPlain(filter) ? 'h.term' : 'c.name_key')
    .orderBy('c.tenant_id')
}

type Sort = (typeof customerSorts)[number]

/** Rank of delegation states: where something is to be done comes first when ascending. */
const delegationRank = sql<number>`array_position(array['none', 'terminated', 'expired', 'pending', 'unknown', 'active'], c.delegation)`

/** What hits the customer, as one number: its state, then what is not known, then the healthy ones. */
const healthRank = sql<number>`case coalesce(s.state, 'unknown') when 'incident' then 3 when 'advisory' then 2 when 'unknown' then 1 else 0 end`

const worstOrNewestFirst: readonly Sort[] = ['health', 'added', 'lastOpened', 'visits']

function ordered(scope: Scope, filter: CustomerFilter) {
  const sort: Sort = filter.sort ?? (filter.view === 'recent' ? 'lastOpened' : 'name')
  const way = filter.direction ?? (worstOrNewestFirst.includes(sort) ? 'desc' : 'asc')
  const sorted = sortedBy(scope, filter, { sort, way })
  return sorted.orderBy('c.name_key', sort === 'name' ? way : 'asc').orderBy('c.tenant_id', sort === 'name' ? way : 'asc')
}

/** By what is asked for alone; those that are equal in it are put in order of their names after it. */
function sortedBy(scope: Scope, filter: CustomerFilter, { sort, way }: { sort: Sort; way: 'asc' | 'desc' }) {
  const base = selection(scope, filter)
  const opened = () => base.leftJoin(openings(scope).as('o'), 'o.tenant_id', 'c.tenant_id')
  const neverLast = (order: OrderByItemBuilder) => (way === 'desc' ? order.desc().nullsLast() : order.asc().nullsFirst())
  switch (sort) {
    case 'lastOpened':
      return opened().orderBy('o.last_opened_at', neverLast)
    case 'visits':
      return opened()
        .orderBy('o.visits', neverLast)
        .orderBy('o.last_opened_at', (order) => order.desc().nullsLast())
    case 'delegation':
      return base.orderBy(delegationRank, way).orderBy('c.delegation_ends_at', way)
    case 'health':
      return base
        .leftJoin('customer_health as s', (on) => on.onRef('s.partner_id', '=', 'c.partner_id').onRef('s.tenant_id', '=', 'c.tenant_id'))
        .orderBy(healthRank, way)
        .orderBy(sql`coalesce(s.incidents, 0)`, way)
        .orderBy(sql`coalesce(s.advisories, 0)`, way)
    case 'added':
      return base.orderBy('c.added_at', way)
    case 'domain':
      return base.orderBy('c.domain_key', way)
    case 'name':
      return base
  }
}

/** All customers of a filter in the order the list shows them; for the download. The tables only the order needs stay out of the type. */
export function inListOrder(scope: Scope, filter: CustomerFilter): ReturnType<typeof selection> {
  const byMatch = searchKey(filter.search) !== '' && filter.sort === undefined
  return (byMatch ? matched(scope, filter) : ordered(scope, filter)) as unknown as ReturnType<typeof selection>
}
