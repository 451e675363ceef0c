// Once per run: a real PostgreSQL in a temporary folder, with one migrated database to copy. Entered by vitest.config.ts.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { openDb } from '../../server/db/db.ts'
import { startEmbeddedPostgres } from '../../server/db/embedded.ts'
import { migrate } from '../../server/db/migrate.ts'
import { databaseUrl, templateName } from './database-url.ts'

declare module 'vitest' {
  interface ProvidedContext {
    postgres: { superuserUrl: string; url: string }
  }
}

async function makeTemplate(superuserUrl: string, url: string): Promise<void> {
  const client = new pg.Client({ connectionString: superuserUrl })
  await client.connect()
  try {
    await client.query(`create database ${templateName} owner tenantry`)
  } finally {
    await client.end()
  }
  const door = openDb({ url: databaseUrl(url, templateName), connections: 1, onError: () => {} })
  try {
    await migrate(door.identity)
  } finally {
    await door.close()
  }
}

// Vitest reads this name.
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dataDir = mkdtempSync(join(tmpdir(), 'tenantry-test-'))
  const postgres = await startEmbeddedPostgres({ dataDir, log: { info: () => {} }, durable: false })
  const teardown = async () => {
    await postgres.stop()
    rmSync(dataDir, { recursive: true, force: true })
  }
  try {
    await makeTemplate(postgres.superuserUrl, postgres.url)
  } catch (error) {
    await teardown()
    throw error
  }
  project.provide('postgres', { superuserUrl: postgres.superuserUrl, url: postgres.url })
  return teardown
}
