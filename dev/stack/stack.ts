// The whole product with its simulated cloud: starts the parts in order, keeps them running, stops them in reverse.
// Entered by `npm start`, `npm run dev` and the browser tests.
import { mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../../server/db/embedded.ts'
import { FolderInUse, lockFolder } from '../../server/db/folder-lock.ts'
import { endOrphans, rememberProcesses } from './orphans.ts'
import { freePort, isFree } from './ports.ts'
import { firstCustomersArrived, startServer } from './server.ts'
import { type Account, simulatorReady, startSimulator } from './simulator.ts'
import type { Supervised } from './supervised.ts'
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

function claim(dataDir: string, note: string): () => void {
  try {
    return lockFolder(join(dataDir, 'lock'), note)
  } catch (error) {
    if (!(error instanceof FolderInUse)) throw error
    const { pid, note: where } = error.holder
    throw new CannotStart(
      `Tenantry already runs on ${dataDir}: ${where} (process ${pid}). Stop it with Ctrl-C there, or give this one other data with --data DIR.`,
    )
  }
}

async function choosePorts(wished: number): Promise<{ product: number; simulator: number }> {
  if (wished > 0 && !(await isFree(wished)))
    throw new CannotStart(`Port ${wished} is taken by another program. Choose another with --port PORT.`)
  const product = wished > 0 ? wished : await freePort()
  return { product, simulator: await freePort(product + 1) }
}

class Parts {
  readonly #dataDir: string
  readonly #stops: { name: string; stop: () => Promise<void> | void }[] = []
  readonly #processes: { name: string; pid: () => number | undefined }[] = []
  stopping = false

  constructor(dataDir: string) {
    this.#dataDir = dataDir
  }

  atEnd(name: string, stop: () => Promise<void> | void): void {
    this.#stops.unshift({ name, stop })
  }

  add(part: Supervised): Supervised {
    this.#processes.push({ name: part.name, pid: part.pid })
    this.atEnd(part.name, part.stop)
    this.remember()
    return part
  }

  /** PostgreSQL keeps its own record in its folder. */
  remember = (): void => {
    if (!this.stopping)
      rememberProcesses(
        join(this.#dataDir, 'processes.json'),
        this.#processes.map(({ name, pid }) => ({ name, pid: pid() })),
      )
  }

  async stop(say: (line: string) => void): Promise<void> {
    this.stopping = true
    for (const { name, stop } of this.#stops.splice(0)) {
      await Promise.resolve(stop()).catch((error: unknown) =>
        say(`${name} did not stop cleanly: ${error instanceof Error ? error.message : error}`),
      )
    }
  }
}

type Start = StackOptions & { parts: Parts; say: (line: string) => void; signal: AbortSignal }

async function startParts({ dataDir, port, source, customers, watch = false, parts, say, signal }: Start): Promise<StackReady> {
  const goOn = () => signal.throwIfAborted()
  const asked = new Promise<never>((_, reject) => signal.addEventListener('abort', () => reject(signal.reason), { once: true }))
  asked.catch(() => {})
  await endOrphans(join(dataDir, 'processes.json'), say)
  const ports = await choosePorts(port)
  const world = chooseWorld(dataDir, { source, customers }, say)
  const product = `http://localhost:${ports.product}`
  const redirectUris = [`${product}/sign-in/callback`]
  const simulator = parts.add(
    startSimulator({ port: ports.simulator, world, samplesDir, redirectUris, dataDir, say, onChange: parts.remember }),
  )
  // Whoever waits for it first hears of a failure; until then it must not count as unhandled.
  simulator.ready.catch(() => {})
  const postgres: EmbeddedPostgres = await startEmbeddedPostgres({ dataDir, log: { info: say } })
  parts.atEnd('PostgreSQL', postgres.stop)
  goOn()
  if (!watch && !isBuilt()) {
    say('Building the web application')
    await buildWebApp()
    goOn()
  }
  const cloud = await Promise.race([simulatorReady(simulator), asked])
  const nodeArgs = watch ? ['--watch', '--watch-preserve-output'] : []
  const plan = {
    port: ports.product,
    baseUrl: product,
    databaseUrl: postgres.url,
    simulator: cloud,
    dataDir,
    webDir,
    nodeArgs,
    say,
    onChange: parts.remember,
  }
  const server = parts.add(startServer(plan))
  server.ready.catch(() => {})
  await Promise.race([server.ready, asked])
  const partner = cloud.partners[0]
  if (partner && !(await firstCustomersArrived(postgres.superuserUrl, partner.tenantId, () => signal.aborted))) {
    goOn()
    say('No customer has arrived within a minute; the interface says what the synchronisation is doing.')
  }
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
  parts.atEnd('The lock', claim(dataDir, options.port > 0 ? `http://localhost:${options.port}` : 'on a free port'))
  try {
    const ready = await startParts({ ...options, dataDir, parts, say, signal })
    return { ready, stop: () => parts.stop(say) }
  } catch (error) {
    await parts.stop(say)
    throw error
  }
}
