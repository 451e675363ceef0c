// Once per run: a real PostgreSQL in a temporary folder, with one migrated database, queues included, to copy. Entered by vitest.config.ts.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { readConfig } from '../../server/base/config.ts'
import { createLog } from '../../server/base/log.ts'
import { openDb } from '../../server/db/db.ts'
import { startEmbeddedPostgres } from '../../server/db/embedded.ts'
import { migrate } from '../../server/db/migrate.ts'
import type { Services } from '../../server/feature.ts'
import { openQueue } from '../../server/jobs/queue.ts'
import { allJobs } from '../../server/worker.ts'
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
  await declareQueues(databaseUrl(url, templateName))
}

/** The queue's own tables take longer to make than ours. Jobs are only named here, so of the services they need the configuration alone. */
async function declareQueues(url: string): Promise<void> {
  const config = readConfig({ DATABASE_URL: url, TENANTRY_SECRET_KEY: Buffer.alloc(32).toString('base64') })
  const queue = await openQueue({ url, log: createLog('silent'), worker: false })
  await queue.declare(allJobs({ config } as Services))
  await queue.stop()
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
