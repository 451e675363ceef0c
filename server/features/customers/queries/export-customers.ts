// The customer list as CSV.
import { sql } from 'kysely'
import { CustomerFilter } from '../../../../contract/customers.ts'
import { type CsvStyle, csvOf, lineOf } from '../../../db/csv.ts'
import type { Scope } from '../../../db/scope.ts'
import { columnsOf } from '../customers.csv.ts'
import { inListOrder } from './list-customers.ts'

export function exportCustomers(scope: Scope, filter: CustomerFilter | 'everything', style: CsvStyle): AsyncGenerator<string> {
  const columns = columnsOf(style)
  const chosen: CustomerFilter = filter === 'everything' ? CustomerFilter.parse({}) : filter
  const lines = inListOrder(scope, chosen)
    .leftJoin('flags as f', (on) => on.onRef('f.partner_id', '=', 'c.partner_id').onRef('f.tenant_id', '=', 'c.tenant_id'))
    .leftJoin(tagNames(scope).as('g'), 'g.tenant_id', 'c.tenant_id')
    .select(lineOf(columns, style).as('line'))
  return csvOf(scope.db, lines, columns, style)
}

/** Together once, rather than customer by customer: of a hundred thousand, few carry any. */
const tagNames = (scope: Scope) =>
  scope.db
    .selectFrom('customer_tags as ct')
    .innerJoin('tags as t', (on) => on.onRef('t.partner_id', '=', 'ct.partner_id').onRef('t.tag_id', '=', 'ct.tag_id'))
    .where('ct.partner_id', '=', scope.partnerId)
    .groupBy('ct.tenant_id')
    .select(['ct.tenant_id', sql<string>`string_agg(t.name, ' | ' order by t.name_key)`.as('names')])
