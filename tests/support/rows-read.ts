// How many rows of a table a connection has read so far, as PostgreSQL counts them. Entered by tests of what must not grow with the partner.
import { sql, type Transaction } from 'kysely'
import type { Database } from '../../server/db/tables/database.ts'

/** Of the table and of its indexes together. Only differences mean something: the connection may count some of what it did before. */
export async function rowsRead(trx: Transaction<Database>, table: keyof Database): Promise<number> {
  const { rows } = await sql<{ read: number }>`
    select (coalesce(seq_tup_read, 0) + coalesce(idx_tup_fetch, 0))::int as read from pg_stat_xact_user_tables where relname = ${table}
  `.execute(trx)
  return rows[0]?.read ?? 0
}
