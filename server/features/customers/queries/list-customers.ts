// A window of the customer list with its exact total.
import { type SqlBool, sql } from 'kysely'
import type { CustomerFilter, CustomerList, customerSorts } from '../../../../contract/customers.ts'
import { searchKey } from '../../../base/search-key.ts'
import { freshRowsOf, openings, type Places } from '../../../db/customer-rows.ts'
import type { Scope } from '../../../db/scope.ts'
import { hits, selection } from './selection.ts'
import { totalOf } from './totals.ts'

type Window = { offset: number; limit: number }

export async function listCustomers(scope: Scope, filter: CustomerFilter, window: Window): Promise<CustomerList> {
  const { rows, syncedAt } = await freshRowsOf(scope, placesOf(scope, filter, window))
  return { rows, total: shownTotal(rows.length, window) ?? (await totalOf(scope, filter)), offset: window.offset, syncedAt }
}

/** A window that is not filled ends the list, and so says how long it is. */
const shownTotal = (rows: number, { offset, limit }: Window): number | null =>
  rows < limit && (rows > 0 || offset === 0) ? offset + rows : null

const isPlain = ({ view, delegation, country, departed }: CustomerFilter): boolean =>
  view === 'all' && delegation.length === 0 && country === '' && !departed

function placesOf(scope: Scope, filter: CustomerFilter, { offset, limit }: Window): Places {
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
  const both = filter.view !== 'all' && !filter.departed
  const found = both
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

function ordered(scope: Scope, filter: CustomerFilter) {
  const sort: Sort = filter.sort ?? (filter.view === 'recent' ? 'lastOpened' : 'name')
  const down = (filter.direction ?? (['added', 'lastOpened', 'visits'].includes(sort) ? 'desc' : 'asc')) === 'desc'
  const way = down ? 'desc' : 'asc'
  const base = selection(scope, filter)
  const sorted =
    sort === 'lastOpened' || sort === 'visits'
      ? base
          .leftJoin(openings(scope).as('o'), 'o.tenant_id', 'c.tenant_id')
          .orderBy(sort === 'visits' ? 'o.visits' : 'o.last_opened_at', (order) =>
            down ? order.desc().nullsLast() : order.asc().nullsFirst(),
          )
          .$if(sort === 'visits', (query) => query.orderBy('o.last_opened_at', (order) => order.desc().nullsLast()))
      : sort === 'delegation'
        ? base.orderBy(delegationRank, way).orderBy('c.delegation_ends_at', way)
        : sort === 'added'
          ? base.orderBy('c.added_at', way)
          : sort === 'domain'
            ? base.where(sql<SqlBool>`true`).orderBy('c.domain_key', way)
            : base
  return sorted.orderBy('c.name_key', sort === 'name' ? way : 'asc').orderBy('c.tenant_id', sort === 'name' ? way : 'asc')
}

/** All customers of a filter in the order the list shows them; for the download. The tables only the order needs stay out of the type. */
export function inListOrder(scope: Scope, filter: CustomerFilter): ReturnType<typeof selection> {
  const byMatch = searchKey(filter.search) !== '' && filter.sort === undefined
  return (byMatch ? matched(scope, filter) : ordered(scope, filter)) as unknown as ReturnType<typeof selection>
}
