// The whole product with its simulated cloud: starts the parts in order, keeps them running, stops them in reverse.
// Entered by `npm start`, `npm run dev` and the browser tests.

import { mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { secretKeysOfFolder } from '../../server/base/secret-keys.ts'
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../../server/db/embedded.ts'
import { FolderInUse, lockFolder } from '../../server/db/folder-lock.ts'
import { operatorTokenOf } from './operator.ts'
import { endOrphans } from './orphans.ts'
import { Parts, processesFile } from './parts.ts'
import { freePort, isFree } from './ports.ts'
import { firstCustomersArrived, startServer } from './server.ts'
import { type Account, refreshTokensOf, type SimulatorReady, simulatorReady, startSimulator, webhookAuthorityOf } from './simulator.ts'
import type { Supervised } from './supervised.ts'
import { startViteServer } from './vite-server.ts'
import { buildWebApp, isBuilt, webDir } from './web-app.ts'
import { chooseWorld, type Source } from './world.ts'

export type StackOptions = {
  dataDir: string
  port: number
  source: Source
  /** Undefined keeps the number the data folder has, at first 250. */
  customers: number | undefined
  /** True while developing: the server is watched and Vite serves the web application. */
  watch?: boolean
}

export type StackReady = {
  product: string
  simulator: string
  control: string
  inbox: string
  smtpPort: number
  clientId: string
  accounts: Account[]
  partners: { tenantId: string; name: string; customers: number }[]
  database: string
  dataDir: string
  pids: { launcher: number; server: number | undefined; simulator: number | undefined; postgres: number | undefined }
}

export type Stack = { ready: StackReady; stop: () => Promise<void> }

/** A message for the person at the keyboard; nothing is wrong with the program. */
export class CannotStart extends Error {}

export const samplesDir = resolve('../shared/ms-samples')

/** After Ctrl-C the terminal may be back a moment before the last one has stopped, hence the patience. */
async function claim(dataDir: string, note: string): Promise<() => void> {
  for (const deadline = Date.now() + 2000; ; await wait(100)) {
    try {
      return lockFolder(join(dataDir, 'lock'), note)
    } catch (error) {
      if (!(error instanceof FolderInUse)) throw error
      if (Date.now() < deadline) continue
      const { pid, note: where } = error.holder
      throw new CannotStart(
        `Tenantry already runs on ${dataDir}: ${where} (process ${pid}). Stop it with Ctrl-C there, or give this one other data with --data DIR.`,
      )
    }
  }
}

type Ports = { product: number; simulator: number }

async function choosePorts(wished: number): Promise<Ports> {
  if (wished > 0 && !(await isFree(wished)))
    throw new CannotStart(`Port ${wished} is taken by another program. Choose another with --port PORT.`)
  const product = wished > 0 ? wished : await freePort()
  return { product, simulator: await freePort(product + 1) }
}

type Start = StackOptions & { parts: Parts; say: (line: string) => void; signal: AbortSignal }
type Ground = { ports: Ports; product: string; cloud: SimulatorReady; simulator: Supervised; postgres: EmbeddedPostgres }

/** What the product stands on: the cloud, PostgreSQL and the built web application, each taking its time beside the others. */
async function startGround({ dataDir, port, source, customers, watch, parts, say, signal }: Start): Promise<Ground> {
  await endOrphans(processesFile(dataDir), say)
  const ports = await choosePorts(port)
  const world = chooseWorld(dataDir, { source, customers }, say)
  const product = `http://localhost:${ports.product}`
  const redirectUris = [`${product}/sign-in/callback`, `${product}/connection/callback`]
  const onChange = parts.remember
  const simulator = parts.add(startSimulator({ port: ports.simulator, world, samplesDir, redirectUris, dataDir, say, onChange }))
  const postgres = await startEmbeddedPostgres({ dataDir, log: { info: say } })
  parts.atEnd('PostgreSQL', postgres.stop)
  signal.throwIfAborted()
  if (!watch && !isBuilt()) {
    say('Building the web application')
    await buildWebApp()
  }
  const cloud = await unlessAsked(simulatorReady(simulator), signal)
  return { ports, product, cloud, simulator, postgres }
}

async function startProduct({ dataDir, watch, parts, say, signal }: Start, ground: Ground): Promise<Supervised> {
  const { ports, product, cloud, postgres } = ground
  const port = watch ? await freePort() : ports.product
  const nodeArgs = watch ? ['--watch', '--watch-preserve-output'] : []
  const onChange = parts.remember
  // The server is given a DATABASE_URL, so it makes no key by itself.
  secretKeysOfFolder(dataDir, true)
  const refreshTokens = await refreshTokensOf(cloud, dataDir)
  const plan = {
    port,
    baseUrl: product,
    databaseUrl: postgres.url,
    simulator: cloud,
    refreshTokens,
    operatorToken: operatorTokenOf(dataDir, product),
    webhookAuthority: await webhookAuthorityOf(cloud),
    dataDir,
    webDir,
    nodeArgs,
    say,
    onChange,
  }
  const server = parts.add(startServer(plan))
  if (watch) {
    const vite = parts.add(startViteServer({ port: ports.product, apiUrl: `http://localhost:${port}`, dataDir, say, onChange }))
    await unlessAsked(vite.ready, signal)
  }
  await unlessAsked(server.ready, signal)
  const partner = cloud.partners[0]
  if (partner && !(await firstCustomersArrived(postgres.superuserUrl, partner.tenantId, () => signal.aborted))) {
    signal.throwIfAborted()
    say('No customer has arrived within a minute; the interface says what the synchronisation is doing.')
  }
  return server
}

/** Ctrl-C during a slow start is heard at once. */
function unlessAsked<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  signal.throwIfAborted()
  const { promise, reject } = Promise.withResolvers<never>()
  signal.addEventListener('abort', () => reject(signal.reason), { once: true })
  return Promise.race([work, promise])
}

function describe(dataDir: string, { product, cloud, simulator, postgres }: Ground, server: Supervised): StackReady {
  const { origin, control, inbox, smtpPort, clientId, accounts, partners } = cloud
  const pids = { launcher: process.pid, server: server.pid(), simulator: simulator.pid(), postgres: postgres.pid() }
  return { product, simulator: origin, control, inbox, smtpPort, clientId, accounts, partners, database: postgres.url, dataDir, pids }
}

/**
 * Starts everything and answers when the first customers can be seen.
 * @throws CannotStart with a message for the person at the keyboard; whatever was started by then is stopped.
 */
export async function startStack(options: StackOptions, say: (line: string) => void, signal: AbortSignal): Promise<Stack> {
  const dataDir = resolve(options.dataDir)
  mkdirSync(join(dataDir, 'logs'), { recursive: true, mode: 0o711 })
  const parts = new Parts(dataDir)
  parts.atEnd('The lock', await claim(dataDir, options.port > 0 ? `http://localhost:${options.port}` : 'on a free port'))
  try {
    const start = { ...options, dataDir, parts, say, signal }
    const ground = await startGround(start)
    const server = await startProduct(start, ground)
    return { ready: describe(dataDir, ground, server), stop: () => parts.stop(say) }
  } catch (error) {
    await parts.stop(say)
    throw error
  }
}
