// Exact totals. Counting a wide prefix costs far more than showing its first hundred rows, so how many there are, and how many up to three
// letters find, is kept in a table; any other total is remembered until the partner's customers change: their version comes with the session.
import { type Expression, sql } from 'kysely'
import { LRUCache } from 'lru-cache'
import type { CustomerFilter } from '../../../../contract/customers.ts'
import { searchKey } from '../../../base/search-key.ts'
import type { Scope } from '../../../db/scope.ts'
import { hits, onlySearches, selection } from './selection.ts'

/** See migration 0005. */
const keptLetters = 3

const remembered = new LRUCache<string, number>({ max: 20_000 })

/** Null for what is not remembered: flags, visits, pins, health, tags and the days that are left change without the version. */
const keyOf = (scope: Scope, { search, delegation, country, departed, ...others }: CustomerFilter): string | null =>
  onlySearches({ ...others, search, departed, delegation: [], country: '' })
    ? JSON.stringify([scope.partnerId, scope.customersVersion, searchKey(search), [...delegation].sort(), country, departed])
    : null

export function rememberedTotal(scope: Scope, filter: CustomerFilter): number | undefined {
  const key = keyOf(scope, filter)
  return key === null ? undefined : remembered.get(key)
}

export function rememberTotal(scope: Scope, filter: CustomerFilter, total: number): void {
  const key = keyOf(scope, filter)
  if (key !== null) remembered.set(key, total)
}

export async function totalOf(scope: Scope, filter: CustomerFilter): Promise<number> {
  const known = rememberedTotal(scope, filter)
  if (known !== undefined) return known
  const { rows } = await sql<{ total: string }>`select ${totalQuery(scope, filter)} as total`.execute(scope.db)
  const total = Number(rows[0]?.total)
  rememberTotal(scope, filter, total)
  return total
}

/** As a query of one number, to be put into another that goes to the database anyway. */
export function totalQuery(scope: Scope, filter: CustomerFilter): Expression<string | null> {
  const { search, departed } = filter
  const prefix = searchKey(search)
  const nothingElse = onlySearches(filter)
  if (nothingElse && [...prefix].length <= keptLetters) return keptTotal(scope, prefix, departed)
  // Straight from the index of terms, without touching a customer.
  if (nothingElse) return sql`(select count(*) from ${hits(scope, search, departed)} as h)`
  return sql`(${selection(scope, filter).select((of) => of.fn.countAll<string>().as('total'))})`
}

const keptTotal = (scope: Scope, prefix: string, departed: boolean): Expression<string | null> => sql`(
  select coalesce(sum(customers), 0) from term_totals
  where partner_id = ${scope.partnerId} and departed = ${departed} and prefix = ${prefix})`
