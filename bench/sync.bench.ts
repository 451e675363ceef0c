// Of P9 and P11 the lists alone: customers, contracts, delegated customers and relationships of 10,000 customers, for the first time and when
// nothing has changed, against a bare loop of the same requests. The whole, which the budget is for, is in pulls.bench.ts.
import { setTimeout as wait } from 'node:timers/promises'
import type { SyncRun, SyncStatus } from '../contract/sync.ts'
import type { EmbeddedPostgres } from '../server/db/embedded.ts'
import type { Bench, Plan } from './harness/bench.ts'
import { startChild, startCloud, startServer, type TestCloud } from './harness/child.ts'
import { endingAll } from './harness/endings.ts'
import { atMost, besides, type Figure, seen } from './harness/figure.ts'
import { type Person, signIn } from './harness/person.ts'
import { makeDatabase, startPostgres } from './harness/postgres.ts'
import { takeTurns } from './harness/statistics.ts'
import { difference, type WrittenRows, writtenRows } from './harness/written-rows.ts'

const database = 'first_sync'

export const bench: Bench = {
  ids: ['P9', 'P11'],
  name: 'sync',
  run: (plan) =>
    endingAll(async (endings) => {
      const cloud = await startCloud(plan.size(10_000), endings)
      const postgres = await startPostgres('sync', endings)
      return [...(await firstSync(plan, cloud, postgres)), ...(await quietSync(plan, cloud, postgres))]
    }),
}

type Loop = { ms: number; requests: number; records: number }

async function bareLoop({ origin, partnerId, env }: TestCloud, warmUps: number): Promise<Loop> {
  const { MICROSOFT_CLIENT_ID: CLIENT_ID, MICROSOFT_CLIENT_SECRET: CLIENT_SECRET } = env
  const child = await startChild(['bench/baselines/bare-loop.ts'], {
    SOURCE: origin,
    PARTNER: partnerId,
    CLIENT_ID,
    CLIENT_SECRET,
    WARM_UPS: String(warmUps),
  })
  await child.stop()
  return JSON.parse(child.line) as Loop
}

/** Waits for a run that began after `since`; gives how long it took by the database's own clock. */
async function endOfRun(person: Person, since: string | null): Promise<{ ms: number; run: SyncRun; customers: number }> {
  for (const deadline = Date.now() + 300_000; Date.now() < deadline; await wait(100)) {
    const { run, customers } = await person.call<SyncStatus>('/api/sync')
    if (!run?.endedAt || run.startedAt === since) continue
    if (run.outcome !== 'complete') throw new Error(`The synchronisation failed: ${run.failure?.message}`)
    return { ms: Date.parse(run.endedAt) - Date.parse(run.startedAt), run, customers }
  }
  throw new Error('The synchronisation did not end within five minutes')
}

/** A new server on an empty database each time: it synchronises by itself as soon as it runs. */
async function firstSync({ runs, say }: Plan, cloud: TestCloud, postgres: EmbeddedPostgres): Promise<Figure[]> {
  const sync = () =>
    endingAll(async (endings) => {
      const url = await makeDatabase(postgres, database, { fresh: true })
      const server = await startServer(url, cloud.env, endings)
      const { ms, customers } = await endOfRun(await signIn(server.origin, url, cloud.partnerId), null)
      if (customers !== cloud.customers) throw new Error(`${customers} customers were stored instead of ${cloud.customers}`)
      return { ms, requests: 0, records: customers }
    })
  const { first, loop } = await takeTurns<'first' | 'loop', Loop>(runs, { first: sync, loop: () => bareLoop(cloud, 0) })
  say(`The bare loop reads ${loop[0]?.records} records with ${loop[0]?.requests} requests`)
  const what = `of it the lists alone, ${cloud.customers.toLocaleString('en-US')} customers (ms)`
  return [besides({ id: 'P9', what, details: { loop } }, times(first), times(loop))]
}

const times = (all: readonly { ms: number }[]) => all.map(({ ms }) => ms)

/** On the database the last first synchronisation has left, in a server that has run for a while, as the loop has. */
async function quietSync({ runs }: Plan, cloud: TestCloud, postgres: EmbeddedPostgres): Promise<Figure[]> {
  const url = await makeDatabase(postgres, database, { fresh: false })
  let swept = 0
  const before = await writtenRows(postgres, database)
  const { quiet, loop } = await endingAll(async (endings) => {
    const server = await startServer(url, cloud.env, endings)
    const person = await signIn(server.origin, url, cloud.partnerId)
    const sweep = async (): Promise<Loop> => {
      const { run: last } = await person.call<SyncStatus>('/api/sync')
      await person.call<SyncStatus>('/api/sync', 'POST')
      swept += 1
      return { ms: (await endOfRun(person, last?.startedAt ?? null)).ms, requests: 0, records: 0 }
    }
    return await takeTurns<'quiet' | 'loop', Loop>(runs, { quiet: sweep, loop: () => bareLoop(cloud, 2) })
  })
  const written = difference(before, await writtenRows(postgres, database))
  return [besides({ id: 'P11', what: 'of it the lists alone (ms)' }, times(quiet), times(loop)), ...judgeWrites(written, swept)]
}

/** Ours: the person who asked, and the queue the request went through. */
const notOfTheSync = /^pgboss\.|^public\.(users|browsers|browser_accounts)$/
const stateOfTheSync = /^public\.(sync_list_states|sync_lists|sync_runs|sync_seen)$/

function judgeWrites(written: WrittenRows, sweeps: number): Figure[] {
  const of = (wanted: (table: string) => boolean) =>
    Object.entries(written).reduce((sum, [table, rows]) => sum + (wanted(table) ? rows : 0), 0) / sweeps
  const elsewhere = of((table) => !stateOfTheSync.test(table) && !notOfTheSync.test(table))
  const details = { written, sweeps }
  return [
    atMost({ id: 'P11', what: 'lists: rows written besides their own state, each time', details }, [elsewhere], 0),
    seen({ id: 'P11', what: 'lists: rows of their own state written, each time' }, [of((table) => stateOfTheSync.test(table))]),
  ]
}
