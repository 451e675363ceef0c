// The customer list as CSV.
import type { CustomerFilter } from '../../../../contract/customers.ts'
import { type CsvStyle, csvOf, lineOf } from '../../../db/csv.ts'
import type { Scope } from '../../../db/scope.ts'
import { columnsOf } from '../customers.csv.ts'
import { inListOrder } from './list-customers.ts'

export function exportCustomers(scope: Scope, filter: CustomerFilter | 'everything', style: CsvStyle): AsyncGenerator<string> {
  const columns = columnsOf(style)
  const chosen: CustomerFilter =
    filter === 'everything' ? { view: 'all', search: '', delegation: [], country: '', health: [], departed: false } : filter
  const lines = inListOrder(scope, chosen)
    .leftJoin('flags as f', (on) => on.onRef('f.partner_id', '=', 'c.partner_id').onRef('f.tenant_id', '=', 'c.tenant_id'))
    .select(lineOf(columns, style).as('line'))
  return csvOf(scope.db, lines, columns, style)
}
