// Whom an issue hits, exactly, among the customers of a choice: the number, the first names, and the list as CSV.
import { type SqlBool, sql } from 'kysely'
import type { CustomerChoice } from '../../../../contract/customer-choice.ts'
import { isChosen } from '../../../db/customer-choice.ts'
import type { WorkScope } from '../../../db/scope.ts'
import type { Reader } from '../templates/notice.ts'
import { textsOf } from '../templates/texts.ts'

export type AffectedOf = {
  issueId: string
  choice: CustomerChoice
  /** Also those that it no longer hits: of an issue that is over. */
  ever: boolean
}

const members = ({ partnerId }: Pick<WorkScope, 'partnerId'>, { issueId, choice, ever }: AffectedOf) => sql`
  service_issue_customers m
  join customers c on c.partner_id = m.partner_id and c.tenant_id = m.tenant_id
  where m.partner_id = ${partnerId} and m.issue_id = ${issueId} and ${ever ? sql<SqlBool>`true` : sql<SqlBool>`m.until is null`}
    and ${isChosen({ partnerId }, choice, sql.ref('m.tenant_id'))}`

export async function countAffected(scope: WorkScope, of: AffectedOf): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(distinct m.tenant_id)::int as n from ${members(scope, of)}`.execute(scope.db)
  return rows[0]?.n ?? 0
}

const mostNames = 10

export async function firstNames(scope: WorkScope, of: AffectedOf): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select name from (select distinct on (m.tenant_id) c.name, c.name_key from ${members(scope, of)}) named
    order by name_key limit ${mostNames}
  `.execute(scope.db)
  return rows.map((row) => row.name)
}

/** Below what mail servers and Graph take in one piece. */
export const mostCsvBytes = 2_000_000

/**
 * As the reader's spreadsheet wants it: byte-order mark, its separator, times in its zone. Null where it would be longer than `mostBytes`;
 * the database stops there, so that no more than this is ever held.
 */
export async function affectedCsv(scope: WorkScope, of: AffectedOf, reader: Reader, mostBytes = mostCsvBytes): Promise<string | null> {
  const separator = reader.language.startsWith('fr') ? ';' : ','
  const headings = Object.values(textsOf(reader.language).csv)
  const cell = (column: string) => sql`csv_cell(${sql.ref(column)}, ${separator})`
  const time = (column: string) =>
    sql`coalesce(to_char(${sql.ref(column)} at time zone ${reader.timeZone}::text, 'YYYY-MM-DD HH24:MI'), '')`
  const { rows } = await sql<{ line: string; bytes: number }>`
    select line, bytes::float8 from (
      select line, sum(octet_length(line) + 2) over (order by name_key, tenant_id, since rows unbounded preceding) as bytes
      from (
        select concat_ws(${separator}, m.tenant_id::text, ${cell('c.name')}, ${cell('c.domain')}, ${cell('c.country')}, ${time('m.since')}, ${time('m.until')}) as line,
          c.name_key, m.tenant_id, m.since
        from ${members(scope, of)}
      ) listed
    ) measured
    where bytes - octet_length(line) - 2 <= ${mostBytes} order by bytes
  `.execute(scope.db)
  if ((rows.at(-1)?.bytes ?? 0) > mostBytes) return null
  return `\ufeff${[headings.join(separator), ...rows.map((row) => row.line)].join('\r\n')}\r\n`
}
