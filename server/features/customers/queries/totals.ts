// Exact totals. Counting a wide prefix costs far more than showing its first hundred rows, so how many there are, and how many one
// or two letters find, is kept in a table; any other total is remembered for as long as the partner's customers have not changed: the version comes with the session.
import { sql } from 'kysely'
import { LRUCache } from 'lru-cache'
import type { CustomerFilter } from '../../../../contract/customers.ts'
import { searchKey } from '../../../base/search-key.ts'
import type { Scope } from '../../../db/scope.ts'
import { hits, selection } from './selection.ts'

/** As promises: whoever asks while it is being counted waits for the same count. */
const remembered = new LRUCache<string, Promise<number>>({ max: 20_000 })

export async function totalOf(scope: Scope, filter: CustomerFilter): Promise<number> {
  // Flags and visits change without the version, and their views are small.
  if (filter.view !== 'all') return await count(scope, filter)
  const { search, delegation, country, departed } = filter
  const key = JSON.stringify([scope.partnerId, scope.customersVersion, searchKey(search), [...delegation].sort(), country, departed])
  const known = remembered.get(key)
  if (known) return await known
  const total = count(scope, filter)
  remembered.set(key, total)
  total.catch(() => remembered.delete(key))
  return await total
}

async function count(scope: Scope, filter: CustomerFilter): Promise<number> {
  const { view, search, delegation, country, departed } = filter
  const prefix = searchKey(search)
  const nothingElse = view === 'all' && delegation.length === 0 && country === ''
  if (nothingElse && [...prefix].length <= 2) return await keptTotal(scope, prefix, departed)
  if (nothingElse) return await countHits(scope, search, departed)
  const { total } = await selection(scope, filter)
    .select((of) => of.fn.countAll<string>().as('total'))
    .executeTakeFirstOrThrow()
  return Number(total)
}

/** See migration 0005. */
async function keptTotal(scope: Scope, prefix: string, departed: boolean): Promise<number> {
  const { total } = await scope.db
    .selectFrom('term_totals')
    .where('partner_id', '=', scope.partnerId)
    .where('departed', '=', departed)
    .where('prefix', '=', prefix)
    .select((of) => of.fn.sum<string | null>('customers').as('total'))
    .executeTakeFirstOrThrow()
  return Number(total ?? 0)
}

/** Straight from the index of terms, without touching a customer. */
async function countHits(scope: Scope, search: string, departed: boolean): Promise<number> {
  const { rows } = await sql<{ total: string }>`select count(*) as total from ${hits(scope, search, departed)} as h`.execute(scope.db)
  return Number(rows[0]?.total)
}
