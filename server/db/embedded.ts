// The private PostgreSQL: a real one from npm, in the data folder, for whoever gives no DATABASE_URL.
// Entered by server/main.ts, `npm start` and the tests.
import { existsSync, mkdirSync } from 'node:fs'
import { createServer } from 'node:net'
import { join, resolve } from 'node:path'
import pg from 'pg'
import { chooseAccount } from './embedded/account.ts'
import { findBinaries } from './embedded/binaries.ts'
import { giveAll, makeCluster, secretsOf } from './embedded/cluster.ts'
import { clearLeftovers } from './embedded/leftovers.ts'
import { runPostmaster } from './embedded/postmaster.ts'
import { FolderInUse, lockFolder } from './folder-lock.ts'

export type EmbeddedOptions = {
  /** PostgreSQL's files go to `postgres` below it. */
  dataDir: string
  log: { info: (line: string) => void }
  /** False only in tests: what was acknowledged may be lost when the machine fails. */
  durable?: boolean
}

export type EmbeddedPostgres = {
  /** As `tenantry`, who owns the database and is no superuser: row-level security binds it. */
  url: string
  superuserUrl: string
  /** The postmaster of this moment; it changes when PostgreSQL had to be started again. */
  pid: () => number | undefined
  stop: () => Promise<void>
}

const settings = [
  'listen_addresses=127.0.0.1',
  'unix_socket_directories=',
  'shared_buffers=256MB',
  'max_wal_size=2GB',
  'checkpoint_timeout=15min',
  'random_page_cost=1.1',
  'jit=off',
  'timezone=UTC',
  'log_timezone=UTC',
  'log_min_messages=warning',
  'log_checkpoints=off',
]
const careless = ['fsync=off', 'full_page_writes=off', 'synchronous_commit=off']

function freePort(): Promise<number> {
  return new Promise((resolvePort, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => resolvePort(typeof address === 'object' && address ? address.port : 0))
    })
  })
}

/** The role and the database, where they do not exist yet; the password is set each time, in case its file was lost. */
async function makeDatabase(superuserUrl: string, password: string): Promise<void> {
  const client = new pg.Client({ connectionString: superuserUrl })
  await client.connect()
  try {
    const role = await client.query("select 1 from pg_roles where rolname = 'tenantry'")
    const quoted = client.escapeLiteral(password)
    await client.query(`${role.rowCount ? 'alter' : 'create'} role tenantry login nosuperuser nobypassrls password ${quoted}`)
    const database = await client.query("select 1 from pg_database where datname = 'tenantry'")
    if (!database.rowCount) await client.query('create database tenantry owner tenantry')
  } finally {
    await client.end()
  }
}

function lock(home: string): () => void {
  try {
    return lockFolder(join(home, 'lock'), 'PostgreSQL of Tenantry')
  } catch (error) {
    if (error instanceof FolderInUse)
      throw new Error(`The data in ${home} is in use by process ${error.holder.pid}. Stop that one first, or choose another data folder.`, {
        cause: error,
      })
    throw error
  }
}

/**
 * Starts PostgreSQL under `dataDir`, making its files the first time, and keeps it running until `stop`.
 * @throws when another process uses the folder, or PostgreSQL does not come up.
 */
export async function startEmbeddedPostgres({ dataDir, log, durable = true }: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const binaries = findBinaries()
  const home = resolve(dataDir, 'postgres')
  const cluster = join(home, 'cluster')
  // Others may pass, none may list: as root, PostgreSQL runs as another account and must reach its own folder.
  mkdirSync(home, { recursive: true, mode: 0o711 })
  const unlock = lock(home)
  try {
    const account = chooseAccount(cluster, binaries.postgres)
    if (!existsSync(cluster)) {
      log.info(`PostgreSQL's files are made in ${cluster} (${account.how})`)
      await makeCluster(home, cluster, binaries.initdb, account)
    }
    giveAll(cluster, account)
    await clearLeftovers(cluster, log)
    const secrets = secretsOf(home)
    const port = await freePort()
    const superuserUrl = `postgresql://postgres:${secrets.superuser}@127.0.0.1:${port}/postgres`
    const options = [...settings, `port=${port}`, ...(durable ? [] : careless)].flatMap((setting) => ['-c', setting])
    const spawnable = account.wrap(binaries.postgres, ['-D', cluster, ...options])
    const postmaster = await runPostmaster({ spawnable, home, superuserUrl, log })
    const stop = () => postmaster.stop().finally(unlock)
    await makeDatabase(superuserUrl, secrets.tenantry).catch(async (error) => {
      await stop()
      throw error
    })
    return { url: `postgresql://tenantry:${secrets.tenantry}@127.0.0.1:${port}/tenantry`, superuserUrl, pid: postmaster.pid, stop }
  } catch (error) {
    unlock()
    throw error
  }
}
