// Starts the process: reads its configuration, opens the database, serves the API and runs the worker as its roles say, stops cleanly.
import { closeApp, createApp } from './app.ts'
import { systemClock } from './base/clock.ts'
import { type Config, readConfig } from './base/config.ts'
import { gapsOf } from './base/config-gaps.ts'
import { createLog, type Log } from './base/log.ts'
import { type SecretKeys, secretKeysOfFolder } from './base/secret-keys.ts'
import { onceReachable } from './db/database-error.ts'
import { openDb } from './db/db.ts'
import { startEmbeddedPostgres } from './db/embedded.ts'
import { migrate, refuseSuperuser } from './db/migrate.ts'
import { createRateStore } from './db/rate-budgets.ts'
import { createTokenVault } from './db/token-vault.ts'
import type { Services } from './feature.ts'
import { openQueue } from './jobs/queue.ts'
import { createMailer } from './mail/mailer.ts'
import { mailThroughGraph } from './microsoft/graph/mail-outcome.ts'
import { createMicrosoft } from './microsoft/microsoft.ts'
import { createWebhookSender } from './webhooks/webhook-sender.ts'
import { allJobs, startWorker } from './worker.ts'

type Stop = () => Promise<void>

/** A database that was killed beside us, or starts with the same machine, is back within this time. */
const databasePatienceMs = 60_000

export async function main(config: Config, log: Log): Promise<Stop> {
  const stops: Stop[] = []
  const stop = async () => {
    for (const each of stops.splice(0).reverse()) await each().catch((error) => log.error({ err: error }, 'something did not stop cleanly'))
  }
  try {
    for (const gap of gapsOf(config)) log.warn(gap)
    const services = await openServices(config, log, stops)
    if (config.TENANTRY_ROLES.includes('worker')) await startWorker(services)
    else await services.queue.declare(allJobs(services))
    if (config.TENANTRY_ROLES.includes('api')) {
      const app = await createApp(services)
      stops.push(() => closeApp(app))
      await app.listen({ host: config.TENANTRY_HOST, port: config.TENANTRY_PORT })
    }
    log.info({ roles: config.TENANTRY_ROLES, url: config.TENANTRY_BASE_URL }, 'ready')
    return stop
  } catch (error) {
    await stop()
    throw error
  }
}

async function openServices(config: Config, log: Log, stops: Stop[]): Promise<Services> {
  let url = config.DATABASE_URL
  if (!url) {
    const embedded = await startEmbeddedPostgres({ dataDir: config.TENANTRY_DATA_DIR, log })
    stops.push(() => embedded.stop())
    url = embedded.url
  }
  const door = openDb({
    url,
    connections: config.DATABASE_POOL,
    onError: (error) => log.warn({ err: error }, 'an idle database connection broke'),
  })
  stops.push(() => door.close())
  const away = (err: unknown) => log.warn({ err }, 'the database does not answer yet; it is waited for')
  await onceReachable(() => refuseSuperuser(door.identity), databasePatienceMs, away)
  await migrate(door.identity)
  await addPartners(door.identity, config.TENANTRY_PARTNERS)
  const queue = await openQueue({ url, log, worker: config.TENANTRY_ROLES.includes('worker') })
  stops.push(() => queue.stop())
  const secretKeys = secretKeysOf(config)
  const vault = createTokenVault(door, secretKeys)
  const taken = await vault.takeOver(config.MICROSOFT_REFRESH_TOKENS)
  if (taken.length > 0) log.info({ partners: taken }, 'refresh tokens taken over from the configuration')
  const rates = await createRateStore(door, (error) => log.warn({ err: error }, 'the shared rates could not be tidied'))
  stops.push(async () => rates.close())
  const microsoft = createMicrosoft(config, log, { vault, rates })
  stops.push(() => microsoft.close())
  const mailer = createMailer(config, mailThroughGraph(microsoft))
  stops.push(async () => mailer.close())
  const webhooks = createWebhookSender({ allowPrivate: config.NOTIFY_ALLOW_PRIVATE === 'on' })
  stops.push(() => webhooks.close())
  return { config, log, clock: systemClock, door, queue, microsoft, mailer, webhooks, secretKeys }
}

/** The private PostgreSQL and its key live in one folder; a PostgreSQL of yours may be shared, and so must be its key. */
const secretKeysOf = (config: Config): SecretKeys =>
  config.TENANTRY_SECRET_KEY.length > 0 ? config.TENANTRY_SECRET_KEY : secretKeysOfFolder(config.TENANTRY_DATA_DIR, !config.DATABASE_URL)

async function addPartners(db: Services['door']['identity'], partnerIds: readonly string[]): Promise<void> {
  if (partnerIds.length === 0) return
  await db
    .insertInto('partners')
    .values(partnerIds.map((partner_id) => ({ partner_id })))
    .onConflict((on) => on.doNothing())
    .execute()
}

async function run(): Promise<void> {
  const config = readConfig()
  const log = createLog(config.LOG_LEVEL)
  const asked = new Promise<string>((resolve) => {
    process.once('SIGTERM', resolve)
    process.once('SIGINT', resolve)
  })
  // Also while it still starts: what was begun by then, PostgreSQL above all, is ended in order.
  const started = main(config, log)
  const signal = await Promise.race([asked, started.then(() => asked)])
  log.info({ signal }, 'stopping')
  // A connection or a job that hangs must not keep the process for ever.
  setTimeout(() => process.exit(1), 18_000).unref()
  const stop = await started
  await stop()
  process.exit(0)
}

if (import.meta.main) {
  run().catch((error: Error) => {
    process.stderr.write(`Tenantry could not start. ${error.message}\n`)
    process.exit(1)
  })
}
