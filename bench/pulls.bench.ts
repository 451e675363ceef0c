// P9: the first synchronisation of 10,000 customers: list, delegation, details, subscriptions, directory and health; P11: all of it again,
// when nothing has changed. Both against bare loops of the same requests. The cloud does not throttle, and the product keeps to no rate.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { type PullsOverview, pullResources } from '../contract/pulls.ts'
import type { SyncStatus } from '../contract/sync.ts'
import type { EmbeddedPostgres } from '../server/db/embedded.ts'
import type { Bench, Plan } from './harness/bench.ts'
import { refreshTokenOf, startChild, startCloud, startServer, type TestCloud } from './harness/child.ts'
import { endingAll } from './harness/endings.ts'
import { atMost, atMostTimes, type Figure, seen } from './harness/figure.ts'
import { type Person, signIn } from './harness/person.ts'
import { asSuperuser, makeDatabase, startPostgres } from './harness/postgres.ts'
import { median } from './harness/statistics.ts'
import { difference, type WrittenRows, writtenRows } from './harness/written-rows.ts'

const database = 'pulls'
const longestMs = 30 * 60_000
const pollMs = 1000

export const bench: Bench = {
  ids: ['P9', 'P11'],
  name: 'pulls',
  run: (plan) =>
    endingAll(async (endings) => {
      const cloud = await startCloud(plan.size(10_000), endings)
      const postgres = await startPostgres('sync', endings)
      const folder = mkdtempSync(join(tmpdir(), 'tenantry-pulls-'))
      endings.add(async () => rmSync(folder, { recursive: true }))
      const refreshToken = await refreshTokenOf(cloud)
      return await measure(plan, { cloud, postgres, file: join(folder, 'customers.json'), refreshToken })
    }),
}

type Ground = { cloud: TestCloud; postgres: EmbeddedPostgres; file: string; refreshToken: string }

/** One first reading, and as many quiet ones as there are runs: each is tens of thousands of requests. */
async function measure(plan: Plan, ground: Ground): Promise<Figure[]> {
  const { cloud, postgres, refreshToken } = ground
  const url = await makeDatabase(postgres, database, { fresh: true })
  const env = {
    ...cloud.env,
    MICROSOFT_AZURE_URL: cloud.origin,
    MICROSOFT_REFRESH_TOKENS: `${cloud.partnerId}:${refreshToken}`,
    MICROSOFT_RATE_LIMITS: 'none',
    TENANTRY_READ_CUSTOMERS: 'on',
    TENANTRY_SECRET_KEY: Buffer.alloc(32, 1).toString('base64'),
  }
  // A connection hands its counts of written rows in when it closes, so the first reading has a server of its own.
  await endingAll(async (endings) => {
    const server = await startServer(url, env, endings)
    await untilRead(postgres, await signIn(server.origin, url, cloud.partnerId), 0)
  })
  const first = await lengthOfFirst(postgres)
  await writeCustomers(postgres, ground.file)
  const loop = await coldLoop(plan, ground)
  plan.say(`The bare loop makes ${loop.requests} requests`)
  const before = await writtenRows(postgres, database)
  const { quiet, loops } = await quietReadings(plan, ground, { url, env })
  const written = difference(before, await writtenRows(postgres, database))
  const size = cloud.customers.toLocaleString('en-US')
  return [
    atMostTimes(
      { id: 'P9', what: `first synchronisation of ${size} customers, lists and every one (ms)`, details: { loop } },
      [first],
      [loop.ms],
      1.5,
    ),
    atMostTimes({ id: 'P11', what: 'synchronisation of lists and every customer in which nothing has changed (ms)' }, quiet, loops, 1.3),
    ...judgeWrites(written, quiet.length, median(quiet)),
  ]
}

type Start = { url: string; env: NodeJS.ProcessEnv }

const quietReadings = ({ runs }: Plan, ground: Ground, { url, env }: Start) =>
  endingAll(async (endings) => {
    const server = await startServer(url, env, endings)
    const person = await signIn(server.origin, url, ground.cloud.partnerId)
    const readings = { quiet: [] as number[], loops: [] as number[] }
    for (let run = 0; run < Math.min(3, runs); run += 1) {
      const began = Date.now()
      await person.call('/api/sync', 'POST')
      await person.call('/api/sync/pulls', 'POST', { resources: pullResources, customers: { all: true } })
      const [lists, each] = await Promise.all([untilListed(person, began), untilRead(ground.postgres, person, began)])
      readings.quiet.push(Math.max(lists, each))
      readings.loops.push((await bareLoop(ground, 1)).ms)
    }
    return readings
  })

/**
 * Waits until everything has been tried since then, and nothing waits. Returns the milliseconds from `since` to the end of the last sweep.
 * While one runs it is not asked how all customers stand, which would be a tenth of what is measured.
 */
async function untilRead(postgres: EmbeddedPostgres, person: Person, since: number): Promise<number> {
  for (const deadline = Date.now() + longestMs; Date.now() < deadline; await wait(pollMs)) {
    const [sweeps] = await asSuperuser<{ running: boolean; last: Date | null }>(
      postgres,
      'select bool_or(ended_at is null) as running, max(ended_at) as last from pull_sweeps',
      database,
    )
    if (sweeps?.running) continue
    const { resources } = await person.call<PullsOverview>('/api/sync/pulls')
    const over = resources.every(({ customers, never, due, running, oldestGoodAt }) => {
      const fresh = oldestGoodAt !== null && Date.parse(oldestGoodAt) >= since
      return customers > 0 && never === 0 && due === 0 && running === 0 && fresh
    })
    if (over && sweeps?.last) return sweeps.last.getTime() - since
  }
  throw new Error('The customers were not read within half an hour')
}

/** Waits for the end of a synchronisation of the lists that began since then. Returns the milliseconds from `since`. */
async function untilListed(person: Person, since: number): Promise<number> {
  for (const deadline = Date.now() + longestMs; Date.now() < deadline; await wait(pollMs)) {
    const { run } = await person.call<SyncStatus>('/api/sync')
    if (run?.endedAt && Date.parse(run.startedAt) >= since) return Date.parse(run.endedAt) - since
  }
  throw new Error('The lists were not read within half an hour')
}

/** From the first list to the last customer. */
async function lengthOfFirst(postgres: EmbeddedPostgres): Promise<number> {
  const [row] = await asSuperuser<{ ms: string }>(
    postgres,
    'select extract(epoch from (select max(ended_at) from pull_sweeps) - (select min(started_at) from sync_runs)) * 1000 as ms',
    database,
  )
  return Number(row?.ms)
}

async function writeCustomers(postgres: EmbeddedPostgres, file: string): Promise<void> {
  const rows = await asSuperuser<{ tenant_id: string; delegation: string }>(
    postgres,
    'select tenant_id, delegation from customers',
    database,
  )
  const all = rows.map((row) => row.tenant_id)
  const open = rows.filter((row) => row.delegation === 'active').map((row) => row.tenant_id)
  writeFileSync(file, JSON.stringify({ all, open }))
}

/** Both loops, one after the other as the product must: whom there is to read is known from the lists. */
async function bareLoop(ground: Ground, warmUps: number): Promise<{ ms: number; requests: number }> {
  const [lists, each] = [await bareLists(ground, warmUps), await barePulls(ground, warmUps)]
  return { ms: lists.ms + each.ms, requests: lists.requests + each.requests }
}

/** Against a cloud that was never asked: as the first reading had it, which makes each customer's things when they are first asked for. */
const coldLoop = (plan: Plan, ground: Ground) =>
  endingAll(async (endings) => {
    const cloud = await startCloud(plan.size(10_000), endings)
    return await bareLoop({ ...ground, cloud, refreshToken: await refreshTokenOf(cloud) }, 0)
  })

type Loop = { ms: number; requests: number }

const sourceOf = ({ origin, partnerId, env }: TestCloud) => ({
  SOURCE: origin,
  PARTNER: partnerId,
  CLIENT_ID: env['MICROSOFT_CLIENT_ID'],
  CLIENT_SECRET: env['MICROSOFT_CLIENT_SECRET'],
})

async function bareLists({ cloud }: Ground, warmUps: number): Promise<Loop> {
  const child = await startChild(['bench/baselines/bare-loop.ts'], { ...sourceOf(cloud), WARM_UPS: String(warmUps) })
  await child.stop()
  return JSON.parse(child.line) as Loop
}

async function barePulls({ cloud, file, refreshToken }: Ground, warmUps: number): Promise<Loop> {
  const child = await startChild(['bench/baselines/bare-pulls.ts'], {
    ...sourceOf(cloud),
    REFRESH_TOKEN: refreshToken,
    CUSTOMERS: file,
    SINCE: new Date(Date.now() - 2 * 86_400_000).toISOString(),
    WARM_UPS: String(warmUps),
  })
  await child.stop()
  return JSON.parse(child.line) as Loop
}

const notOfThePulls = /^pgboss\.|^public\.(users|browsers|browser_accounts|rate_\w+|refresh_tokens)$/
const stateOfThePulls = /^public\.(sync_list_states|pulls|pull_sweeps|sync_lists|sync_runs|sync_seen|health_known)$/

function judgeWrites(written: WrittenRows, sweeps: number, ms: number): Figure[] {
  const of = (wanted: (table: string) => boolean) =>
    Object.entries(written).reduce((sum, [table, rows]) => sum + (wanted(table) ? rows : 0), 0) / sweeps
  const details = { written, sweeps, ms }
  return [
    atMost(
      { id: 'P11', what: 'rows written besides the state of the readings, each time', details },
      [of((table) => !stateOfThePulls.test(table) && !notOfThePulls.test(table))],
      0,
    ),
    seen({ id: 'P11', what: 'rows of that state written, each time' }, [of((table) => stateOfThePulls.test(table))]),
  ]
}
