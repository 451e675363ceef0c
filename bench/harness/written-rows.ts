// How many rows of each table have been inserted, changed or deleted, as PostgreSQL counts them. A connection hands its counts in when it
// closes at the latest, so this is read when nobody else is connected. Entered by P11.
import type { EmbeddedPostgres } from '../../server/db/embedded.ts'
import { asSuperuser } from './postgres.ts'

export type WrittenRows = Record<string, number>

export async function writtenRows(postgres: EmbeddedPostgres, database: string): Promise<WrittenRows> {
  const rows = await asSuperuser<{ name: string; written: string }>(
    postgres,
    `select schemaname || '.' || relname as name, n_tup_ins + n_tup_upd + n_tup_del as written from pg_stat_user_tables`,
    database,
  )
  return Object.fromEntries(rows.map(({ name, written }) => [name, Number(written)]))
}

/** Tables that have grown in writes, with by how much. */
export const difference = (before: WrittenRows, after: WrittenRows): WrittenRows =>
  Object.fromEntries(
    Object.entries(after).flatMap(([name, written]) => (written > (before[name] ?? 0) ? [[name, written - (before[name] ?? 0)]] : [])),
  )
