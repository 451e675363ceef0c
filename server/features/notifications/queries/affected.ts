// Whom an issue hits, exactly, among the customers of a choice: the number, the first names, and the list as CSV.
import { type SqlBool, sql } from 'kysely'
import type { CustomerChoice } from '../../../../contract/customer-choice.ts'
import { styleOf, wordCell } from '../../../db/csv.ts'
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

/** Digits of a time, as minuteIn writes it. */
const timeLength = 16

/**
 * As the reader's spreadsheet wants it: byte-order mark, its separator, times in its zone. Null where it would be longer than `mostBytes`;
 * the database stops there, so that no more than this is ever held.
 */
export async function affectedCsv(scope: WorkScope, of: AffectedOf, reader: Reader, mostBytes = mostCsvBytes): Promise<string | null> {
  const separator = reader.language.startsWith('fr') ? ';' : ','
  const headings = Object.values(textsOf(reader.language).csv)
  const cell = (column: string) => sql`csv_cell(${sql.ref(column)}, ${separator})`
  const because = wordCell('m.left_because', 'left', styleOf('spreadsheet', reader.language, reader.timeZone))
  const { rows } = await sql<{ customer: string; since: Date; until: Date | null; because: string; bytes: number }>`
    select customer, since, until, because, bytes::float8 from (
      select *, sum(size) over (order by name_key, tenant_id, since rows unbounded preceding) as bytes
      from (
        select *, octet_length(customer) + octet_length(because) + length(${separator}) * 3 + 2
          + case when until is null then 1 else 2 end * ${sql.lit(timeLength)} as size
        from (
          select concat_ws(${separator}, m.tenant_id::text, ${cell('c.name')}, ${cell('c.domain')}, ${cell('c.country')}) as customer,
            ${because} as because, c.name_key, m.tenant_id, m.since, m.until
          from ${members(scope, of)}
        ) listed
      ) sized
    ) measured
    where bytes - size <= ${mostBytes} order by bytes
  `.execute(scope.db)
  if ((rows.at(-1)?.bytes ?? 0) > mostBytes) return null
  const time = minuteIn(reader)
  const lines = rows.map(({ customer, since, until, because }) =>
    [customer, time(since), until ? time(until) : '', because].join(separator),
  )
  return `\ufeff${[headings.join(separator), ...lines].join('\r\n')}\r\n`
}

/**
 * YYYY-MM-DD HH:MM. Written here and not by PostgreSQL, which may know other zones than a rule may name and reads offsets with the opposite
 * sign. A batch of readings shares its minute, so few are worked out.
 */
function minuteIn({ timeZone }: Reader): (at: Date) => string {
  const two = '2-digit'
  const options = { year: 'numeric', month: two, day: two, hour: two, minute: two, hourCycle: 'h23', timeZone } as const
  const format = new Intl.DateTimeFormat('en-US', options)
  const known = new Map<number, string>()
  return (at) => {
    const minute = Math.floor(at.getTime() / 60_000)
    const text = known.get(minute)
    if (text) return text
    const { year, month, day, hour, minute: past } = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, value]))
    const written = `${year}-${month}-${day} ${hour}:${past}`
    known.set(minute, written)
    return written
  }
}
