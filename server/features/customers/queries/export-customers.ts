// The customer list as CSV: PostgreSQL writes each line, a cursor brings them in bundles, so that memory stays flat at any size.
import { type RawBuilder, sql } from 'kysely'
import type { CustomerFilter } from '../../../../contract/customers.ts'
import type { Scope } from '../../../db/scope.ts'
import { type CsvStyle, columnsOf } from '../customers.csv.ts'
import { selection } from './selection.ts'

const linesPerBundle = 2_000

/** Yields the heading and then bundles of lines, each ended by CR LF (RFC 4180). */
export async function* exportCustomers(scope: Scope, filter: CustomerFilter | 'everything', style: CsvStyle): AsyncGenerator<string> {
  const columns = columnsOf(style)
  yield `${style.byteOrderMark ? '\ufeff' : ''}${columns.map((column) => quoted(column.heading, style.separator)).join(style.separator)}\r\n`
  const chosen =
    filter === 'everything' ? ({ view: 'all', search: '', delegation: [], country: '', departed: false } as CustomerFilter) : filter
  const cells = columns.map((column) => sql`csv_cell(${column.value}, ${sql.lit(style.separator)})`)
  const line: RawBuilder<string> = sql`concat_ws(${sql.lit(style.separator)}, ${sql.join(cells)})`
  const lines = selection(scope, chosen)
    .leftJoin('flags as f', (on) => on.onRef('f.partner_id', '=', 'c.partner_id').onRef('f.tenant_id', '=', 'c.tenant_id'))
    .orderBy('c.name_key')
    .orderBy('c.tenant_id')
    .select(line.as('line'))
    .stream(linesPerBundle)
  let bundle: string[] = []
  for await (const row of lines) {
    bundle.push(row.line)
    if (bundle.length < linesPerBundle) continue
    yield `${bundle.join('\r\n')}\r\n`
    bundle = []
  }
  if (bundle.length > 0) yield `${bundle.join('\r\n')}\r\n`
}

const quoted = (text: string, separator: string): string =>
  /["\r\n]/.test(text) || text.includes(separator) ? `"${text.replaceAll('"', '""')}"` : text
