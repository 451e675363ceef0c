// A database of its own for each test file, copied from the migrated template. Entered by tests that need PostgreSQL.
import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { inject } from 'vitest'
import { databaseUrl, templateName } from './database-url.ts'

export type TestDatabase = {
  /** As the ordinary role `tenantry`: row-level security binds it. */
  url: string
  /** As the superuser, who sees every row: only to prepare and to look. */
  superuserUrl: string
  /** Removes it; whoever is still connected is cut off. */
  drop: () => Promise<void>
}

async function asSuperuser(sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: inject('postgres').superuserUrl })
  await client.connect()
  try {
    await client.query(sql)
  } finally {
    await client.end()
  }
}

/** About 50 ms. `migrated: false` gives an empty one. */
export async function createDatabase({ migrated = true }: { migrated?: boolean } = {}): Promise<TestDatabase> {
  const name = `test_${randomUUID().replaceAll('-', '')}`
  await asSuperuser(`create database ${name} owner tenantry${migrated ? ` template ${templateName}` : ''}`)
  const { url, superuserUrl } = inject('postgres')
  return {
    url: databaseUrl(url, name),
    superuserUrl: databaseUrl(superuserUrl, name),
    drop: () => asSuperuser(`drop database if exists ${name} with (force)`),
  }
}
