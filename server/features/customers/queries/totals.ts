// Exact totals. Counting a wide prefix costs far more than showing its first hundred rows, so a total is remembered
// for as long as the partner's customers have not changed: the version it is kept under comes with the session.
import { sql } from 'kysely'
import { LRUCache } from 'lru-cache'
import type { CustomerFilter } from '../../../../contract/customers.ts'
import { prefixEnd, searchKey } from '../../../base/search-key.ts'
import type { Scope } from '../../../db/scope.ts'
import { termKinds } from '../../../db/tables/customers.ts'
import { tenantIdRange } from '../customers.rules.ts'
import { selection } from './selection.ts'

const remembered = new LRUCache<string, number>({ max: 20_000 })

export async function totalOf(scope: Scope, filter: CustomerFilter): Promise<number> {
  // Flags and visits change without the version, and their views are small.
  if (filter.view !== 'all') return await count(scope, filter)
  const { search, delegation, country, departed } = filter
  const key = JSON.stringify([scope.partnerId, scope.customersVersion, searchKey(search), [...delegation].sort(), country, departed])
  const known = remembered.get(key)
  if (known !== undefined) return known
  const total = await count(scope, filter)
  remembered.set(key, total)
  return total
}

async function count(scope: Scope, filter: CustomerFilter): Promise<number> {
  const { view, search, delegation, country, departed } = filter
  if (searchKey(search) !== '' && view === 'all' && delegation.length === 0 && country === '')
    return await countHits(scope, search, departed)
  const { total } = await selection(scope, filter)
    .select((of) => of.fn.countAll<string>().as('total'))
    .executeTakeFirstOrThrow()
  return Number(total)
}

/** Straight from the index of terms, without touching a customer. */
async function countHits(scope: Scope, search: string, departed: boolean): Promise<number> {
  const prefix = searchKey(search)
  const range = tenantIdRange(search)
  const { rows } = await sql<{ total: string }>`
    select count(distinct tenant_id) as total from (
      select tenant_id from customer_terms
      where partner_id = ${scope.partnerId} and departed = ${departed}
        and kind in (${sql.join(Object.values(termKinds))}) and term >= ${prefix} and term < ${prefixEnd(prefix)}
      ${
        range
          ? sql`union all select tenant_id from customers
        where partner_id = ${scope.partnerId} and (departed_at is not null) = ${departed} and tenant_id between ${range.from} and ${range.to}`
          : sql``
      }
    ) as hit
  `.execute(scope.db)
  return Number(rows[0]?.total ?? 0)
}
