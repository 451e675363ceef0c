// The customer list as CSV: PostgreSQL writes each line, a cursor brings them in bundles, so that memory stays flat at any size.
import { type RawBuilder, sql } from 'kysely'
import type { CustomerFilter } from '../../../../contract/customers.ts'
import type { Scope } from '../../../db/scope.ts'
import { type CsvStyle, columnsOf } from '../customers.csv.ts'
import { inListOrder } from './list-customers.ts'

const linesPerBundle = 5_000

/** Yields the heading and then bundles of lines, each ended by CR LF (RFC 4180). */
export async function* exportCustomers(scope: Scope, filter: CustomerFilter | 'everything', style: CsvStyle): AsyncGenerator<string> {
  const columns = columnsOf(style)
  yield `${style.byteOrderMark ? '\ufeff' : ''}${columns.map((column) => quoted(column.heading, style.separator)).join(style.separator)}\r\n`
  const chosen =
    filter === 'everything' ? ({ view: 'all', search: '', delegation: [], country: '', departed: false } as CustomerFilter) : filter
  const line: RawBuilder<string> = sql.join(
    columns.map((column) => column.cell),
    sql` || ${sql.lit(style.separator)} || `,
  )
  const lines = inListOrder(scope, chosen)
    .leftJoin('flags as f', (on) => on.onRef('f.partner_id', '=', 'c.partner_id').onRef('f.tenant_id', '=', 'c.tenant_id'))
    .select(line.as('line'))
    .compile()
  // By bundle rather than by row: a hundred thousand turns of the event loop would take longer than the query.
  for await (const { rows } of scope.db.getExecutor().stream<{ line: string }>(lines, linesPerBundle)) {
    if (rows.length > 0) yield `${rows.map((row) => row.line).join('\r\n')}\r\n`
  }
}

const quoted = (text: string, separator: string): string =>
  /["\r\n]/.test(text) || text.includes(separator) ? `"${text.replaceAll('"', '""')}"` : text
