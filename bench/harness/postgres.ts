// The private PostgreSQL of the benches that need a database without the rest of the product, and databases in it.
// Entered by P2, P9 and P11.
import { join } from 'node:path'
import pg from 'pg'
import { openDb } from '../../server/db/db.ts'
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../../server/db/embedded.ts'
import { migrate } from '../../server/db/migrate.ts'
import { databaseUrl } from '../../tests/support/database-url.ts'
import type { Endings } from './endings.ts'
import { cacheDir } from './products.ts'

export const startPostgres = async (name: string, endings: Endings): Promise<EmbeddedPostgres> => {
  const postgres = await startEmbeddedPostgres({ dataDir: join(cacheDir, name), log: { info: () => {} } })
  endings.add(postgres.stop)
  return postgres
}

export async function asSuperuser<Row extends pg.QueryResultRow>(
  postgres: EmbeddedPostgres,
  sql: string,
  database?: string,
): Promise<Row[]> {
  const client = new pg.Client({ connectionString: database ? databaseUrl(postgres.superuserUrl, database) : postgres.superuserUrl })
  await client.connect()
  try {
    return (await client.query<Row>(sql)).rows
  } finally {
    await client.end()
  }
}

/** A migrated database of this name; `fresh` drops the one there is. Returns its address as the role of the product. */
export async function makeDatabase(postgres: EmbeddedPostgres, name: string, { fresh }: { fresh: boolean }): Promise<string> {
  if (fresh) await asSuperuser(postgres, `drop database if exists ${name} with (force)`)
  const known = await asSuperuser(postgres, `select 1 from pg_database where datname = '${name}'`)
  if (known.length === 0) await asSuperuser(postgres, `create database ${name} owner tenantry`)
  const url = databaseUrl(postgres.url, name)
  const door = openDb({ url, connections: 1, onError: () => {} })
  try {
    await migrate(door.identity)
  } finally {
    await door.close()
  }
  return url
}
