// P13: reading the details of 2,000 customers with one worker process and with four, from a source that takes 100 ms to answer.
// One resource alone, so that it is the waiting that is shared and not the cores of the machine.
import { setTimeout as wait } from 'node:timers/promises'
import type { EmbeddedPostgres } from '../server/db/embedded.ts'
import type { Bench, Plan } from './harness/bench.ts'
import { startCloud, startServer, type TestCloud } from './harness/child.ts'
import { endingAll } from './harness/endings.ts'
import { atLeastTimes, type Figure } from './harness/figure.ts'
import { signIn } from './harness/person.ts'
import { asSuperuser, makeDatabase, startPostgres } from './harness/postgres.ts'
import { takeTurns } from './harness/statistics.ts'

const database = 'workers'
const latencyMs = 100
/** Rarely, as it is asked over a new connection each time; the figure is read from what was stored. */
const pollMs = 500
const longestMs = 10 * 60_000

export const bench: Bench = {
  ids: ['P13'],
  name: 'workers',
  run: (plan) =>
    endingAll(async (endings) => {
      const cloud = await startCloud(plan.size(2_000), endings)
      const postgres = await startPostgres('sync', endings)
      const url = await makeDatabase(postgres, database, { fresh: true })
      await listCustomers({ cloud, postgres, url })
      await answerLate(cloud)
      return [await measure(plan, { cloud, postgres, url })]
    }),
}

type Ground = { cloud: TestCloud; postgres: EmbeddedPostgres; url: string }

const envOf = ({ cloud }: Ground): NodeJS.ProcessEnv => ({
  ...cloud.env,
  MICROSOFT_RATE_LIMITS: 'none',
  TENANTRY_SECRET_KEY: Buffer.alloc(32, 1).toString('base64'),
})

/** The lists are read, and every customer has its place in the queue; nobody has been read yet. */
async function listCustomers(ground: Ground): Promise<void> {
  await endingAll(async (endings) => {
    await startServer(ground.url, { ...envOf(ground), TENANTRY_READ_CUSTOMERS: 'off' }, endings)
    await until(ground, `select true as done from sync_runs where outcome = 'complete'`)
  })
  await asSuperuser(
    ground.postgres,
    `insert into pulls (partner_id, tenant_id, resource, due_at)
      select partner_id, tenant_id, 'details', now() + interval '1 day' from customers where departed_at is null`,
    database,
  )
}

/** Waits until the query has a row that says so. */
async function until({ postgres }: Ground, query: string): Promise<void> {
  for (const deadline = Date.now() + longestMs; Date.now() < deadline; await wait(pollMs)) {
    const [row] = await asSuperuser<{ done: boolean }>(postgres, query, database)
    if (row?.done) return
  }
  throw new Error('The customers were not read within ten minutes')
}

async function answerLate({ origin }: TestCloud): Promise<void> {
  const answer = await fetch(`${origin}/control/faults`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ kind: 'delay', milliseconds: latencyMs }),
  })
  if (!answer.ok) throw new Error(`The simulated cloud cannot answer late: ${await answer.text()}`)
}

async function measure({ runs }: Plan, ground: Ground): Promise<Figure> {
  const { cloud } = ground
  const { one, four } = await takeTurns<'one' | 'four', number>(Math.min(3, runs), {
    one: () => customersASecond(ground, 1),
    four: () => customersASecond(ground, 4),
  })
  const what = `customers read by four workers against one, ${cloud.customers.toLocaleString('en-US')} customers, ${latencyMs} ms to answer (customers/s)`
  return atLeastTimes({ id: 'P13', what }, four, one, 3.5)
}

/** From asking until the last customer was read, with all workers started before. */
const customersASecond = (ground: Ground, workers: number): Promise<number> =>
  endingAll(async (endings) => {
    const { cloud, postgres, url } = ground
    const env = envOf(ground)
    const api = await startServer(url, { ...env, TENANTRY_ROLES: 'api' }, endings)
    // One after the other: each finds the place empty of work.
    for (let worker = 0; worker < workers; worker += 1) await startServer(url, { ...env, TENANTRY_ROLES: 'worker' }, endings)
    const person = await signIn(api.origin, url, cloud.partnerId)
    const since = new Date()
    const { asked } = await person.call<{ asked: number }>('/api/sync/pulls', 'POST', { resources: ['details'], customers: { all: true } })
    if (asked !== cloud.customers) throw new Error(`${asked} readings were asked for instead of ${cloud.customers}`)
    const unread = `select count(*) = 0 as done from pulls where resource = 'details' and coalesce(good_at, '-infinity') < '${since.toISOString()}'`
    await until(ground, unread)
    const [row] = await asSuperuser<{ last: Date }>(postgres, `select max(good_at) as last from pulls where resource = 'details'`, database)
    return cloud.customers / (((row?.last.getTime() ?? Date.now()) - since.getTime()) / 1000)
  })
