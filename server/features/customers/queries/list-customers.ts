// A window of the customer list with its exact total.
import { type SqlBool, sql } from 'kysely'
import type { CustomerFilter, CustomerList, customerSorts } from '../../../../contract/customers.ts'
import { prefixEnd, searchKey } from '../../../base/search-key.ts'
import { openings, type Place, rowsOf } from '../../../db/customer-rows.ts'
import { lastCompleteSync } from '../../../db/last-sync.ts'
import type { Scope } from '../../../db/scope.ts'
import { termKinds } from '../../../db/tables/customers.ts'
import { hits, selection } from './selection.ts'
import { totalOf } from './totals.ts'

type Window = { offset: number; limit: number }

export async function listCustomers(scope: Scope, filter: CustomerFilter, window: Window): Promise<CustomerList> {
  const [places, total, syncedAt] = await Promise.all([placesOf(scope, filter, window), totalOf(scope, filter), lastCompleteSync(scope)])
  return { rows: await rowsOf(scope, places), total, offset: window.offset, syncedAt }
}

const isPlain = ({ view, delegation, country, departed }: CustomerFilter): boolean =>
  view === 'all' && delegation.length === 0 && country === '' && !departed

function placesOf(scope: Scope, filter: CustomerFilter, window: Window): Promise<Place[]> {
  const text = searchKey(filter.search)
  if (text !== '' && filter.sort === undefined)
    return isPlain(filter) ? bestMatches(scope, filter.search, window) : matchesWithin(scope, filter, window)
  return inOrder(scope, filter, window)
}

/**
 * The common search, without filters: names that begin with the text come straight out of the index, already in order;
 * only when they do not fill the window are the other kinds of match looked at.
 */
async function bestMatches(scope: Scope, search: string, { offset, limit }: Window): Promise<Place[]> {
  const prefix = searchKey(search)
  const named = await scope.db
    .selectFrom('customer_terms')
    .where('partner_id', '=', scope.partnerId)
    .where('departed', '=', false)
    .where('kind', '=', termKinds.name)
    .where('term', '>=', prefix)
    .where('term', '<', prefixEnd(prefix))
    .orderBy('term')
    .orderBy('tenant_id')
    .offset(offset)
    .limit(limit)
    .select(['tenant_id', 'kind'])
    .execute()
  if (named.length === limit) return named
  const seen = named.length > 0 || offset === 0 ? offset + named.length : await namesThatMatch(scope, prefix)
  const { rows } = await sql<Place>`
    select tenant_id, kind from ${hits(scope, search, false)} as h where kind > 0
    order by kind, term, tenant_id offset ${Math.max(0, offset - seen)} limit ${limit - named.length}
  `.execute(scope.db)
  return [...named, ...rows]
}

async function namesThatMatch(scope: Scope, prefix: string): Promise<number> {
  const { names } = await scope.db
    .selectFrom('customer_terms')
    .where('partner_id', '=', scope.partnerId)
    .where('departed', '=', false)
    .where('kind', '=', termKinds.name)
    .where('term', '>=', prefix)
    .where('term', '<', prefixEnd(prefix))
    .select((of) => of.fn.countAll<string>().as('names'))
    .executeTakeFirstOrThrow()
  return Number(names)
}

async function matchesWithin(scope: Scope, filter: CustomerFilter, { offset, limit }: Window): Promise<Place[]> {
  return await matched(scope, filter).offset(offset).limit(limit).select(['c.tenant_id', 'h.kind']).execute()
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

async function inOrder(scope: Scope, filter: CustomerFilter, { offset, limit }: Window): Promise<Place[]> {
  const places = await ordered(scope, filter).offset(offset).limit(limit).select('c.tenant_id').execute()
  return places.map(({ tenant_id }) => ({ tenant_id, kind: null }))
}

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
