// The product in several processes on one PostgreSQL, each started again when it ends, as the manager of services does that a partner has.
// Entered by kills.bench.ts.
import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { freePort } from '../../../dev/stack/ports.ts'
import { type Supervised, supervise } from '../../../dev/stack/supervised.ts'
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../../../server/db/embedded.ts'
import { memoryFlags } from '../../../server/memory-flags.ts'
import { refreshTokenOf } from '../child.ts'
import type { Endings } from '../endings.ts'
import { cacheDir } from '../products.ts'
import { type Mailbox, startMailbox } from './mailbox.ts'
import { startWay, type Way } from './way.ts'

export const kinds = ['api', 'worker', 'postgres', 'cloud'] as const
export type Kind = (typeof kinds)[number]
export type Part = { kind: Kind; pid: () => number | undefined }

export type Stage = {
  parts: readonly Part[]
  /** Of every API process. */
  origins: readonly string[]
  /** Where the simulated cloud takes commands, past the way to it. */
  cloud: { origin: string; partnerId: string; customers: number }
  postgres: EmbeddedPostgres
  mailbox: Mailbox
  way: Way
  /** Resolves once every API process says that it is ready. Throws after three minutes. */
  untilReady(): Promise<void>
}

/** The program of API and worker alike. */
const server = [...memoryFlags, 'server/main.ts']

export type Cast = { customers: number; apis: number; workers: number }

/** Its data and logs lie in bench/.cache/soak until it is started again. */
export async function startStage({ customers, apis, workers }: Cast, endings: Endings): Promise<Stage> {
  const folder = join(cacheDir, 'soak')
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  const keep = (name: string, args: string[], isReady: (line: string) => boolean, env: NodeJS.ProcessEnv = {}): Supervised => {
    const kept = supervise({ name, args, env, isReady, logFile: join(folder, `${name}.log`), say: () => {} })
    endings.add(kept.stop)
    return kept
  }
  const postgres = await startEmbeddedPostgres({ dataDir: folder, log: { info: () => {} } })
  endings.add(postgres.stop)
  const [mailbox, way] = [await startMailbox(), await startWay()]
  endings.add(mailbox.stop)
  endings.add(way.stop)
  const port = await freePort()
  way.leadTo(port)
  const options = [
    '--port',
    `${port}`,
    '--customers',
    `${customers}`,
    '--state',
    join(folder, 'cloud.jsonl'),
    '--public-origin',
    way.origin,
  ]
  const simulator = keep('cloud', ['simulator/main.ts', ...options], (line) => line.startsWith('{"ready":true'))
  const { clientId, clientSecret, partners } = JSON.parse(await simulator.ready) as CloudReady
  const { tenantId: partnerId, customers: present } = partners[0] as CloudReady['partners'][number]
  const cloud = { origin: `http://localhost:${port}`, partnerId, customers: present }
  const env = {
    NODE_ENV: 'production',
    DATABASE_URL: postgres.url,
    DATABASE_POOL: '6',
    TENANTRY_PARTNERS: partnerId,
    TENANTRY_READ_CUSTOMERS: 'on',
    TENANTRY_SECRET_KEY: Buffer.alloc(32, 1).toString('base64'),
    MICROSOFT_LOGIN_URL: way.origin,
    MICROSOFT_GRAPH_URL: way.origin,
    MICROSOFT_PARTNER_CENTER_URL: way.origin,
    MICROSOFT_AZURE_URL: way.origin,
    MICROSOFT_CLIENT_ID: clientId,
    MICROSOFT_CLIENT_SECRET: clientSecret,
    MICROSOFT_REFRESH_TOKENS: `${partnerId}:${await refreshTokenOf(cloud)}`,
    MICROSOFT_RATE_LIMITS: 'none',
    SMTP_URL: mailbox.url,
  }
  const isReady = (line: string) => line.includes('"msg":"ready"')
  const servers: { kind: Kind; kept: Supervised }[] = []
  const origins: string[] = []
  for (let nth = 1; nth <= apis; nth += 1) {
    const own = await freePort()
    origins.push(`http://127.0.0.1:${own}`)
    const reached = { TENANTRY_ROLES: 'api', TENANTRY_PORT: `${own}`, TENANTRY_BASE_URL: origins[0] }
    servers.push({ kind: 'api', kept: keep(`api-${nth}`, server, isReady, { ...env, ...reached }) })
    // The first one makes the tables.
    await servers.at(-1)?.kept.ready
  }
  for (let nth = 1; nth <= workers; nth += 1)
    servers.push({ kind: 'worker', kept: keep(`worker-${nth}`, server, isReady, { ...env, TENANTRY_ROLES: 'worker' }) })
  await Promise.all(servers.map(({ kept }) => kept.ready))
  const parts: Part[] = [
    ...servers.map(({ kind, kept }) => ({ kind, pid: kept.pid })),
    { kind: 'postgres', pid: postgres.pid },
    { kind: 'cloud', pid: simulator.pid },
  ]
  return { parts, origins, cloud, postgres, mailbox, way, untilReady: () => untilReady(origins) }
}

type CloudReady = { clientId: string; clientSecret: string; partners: { tenantId: string; customers: number }[] }

async function untilReady(origins: readonly string[]): Promise<void> {
  const isReady = async (origin: string) => {
    const answer = await fetch(`${origin}/readyz`, { signal: AbortSignal.timeout(5_000) }).catch(() => null)
    return answer?.ok === true
  }
  for (const deadline = Date.now() + 180_000; Date.now() < deadline; await wait(100))
    if ((await Promise.all(origins.map(isReady))).every(Boolean)) return
  throw new Error('Not every API process was ready again within three minutes')
}
