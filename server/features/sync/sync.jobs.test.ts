// Synchronisation comes round by itself: the minute's look, the queue, the run, against the simulated cloud and a real PostgreSQL.
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { CustomerList } from '../../../contract/customers.ts'
import { startApi, type TestApi } from '../../../tests/support/api.ts'
import { startCloud, type TestCloud } from '../../../tests/support/cloud.ts'
import { withClock } from '../../../tests/support/notices.ts'
import type { Services } from '../../feature.ts'
import { openQueue, type Queue } from '../../jobs/queue.ts'
import { requestDueSyncs, syncJobs } from './sync.jobs.ts'
import { syncCustomers } from './sync.sync.ts'

const never = new AbortController().signal
const minute = 60_000

let cloud: TestCloud
let api: TestApi
let queue: Queue
let main: string

beforeAll(async () => {
  cloud = await startCloud(30)
  ;[main = ''] = cloud.partners
  api = await startApi({ ...cloud.env, TENANTRY_PARTNERS: main, TENANTRY_SYNC_MINUTES: '15' })
  const { config, log } = api.services
  queue = await openQueue({ url: config.DATABASE_URL, log, worker: true })
})
afterAll(async () => {
  await queue.stop()
  await api.stop()
  await cloud.cloud.stop()
})

const jobOf = (services: Services, name: string) => {
  const job = syncJobs(services).find((one) => one.name === name)
  if (!job) throw new Error(`There is no job ${name}`)
  return job
}
async function waiting(): Promise<number> {
  const { rows } = await sql<{ jobs: number }>`
    select count(*)::int as jobs from pgboss.job where name = 'sync.customers' and state in ('created', 'active')
  `.execute(api.services.door.identity)
  return rows[0]?.jobs ?? 0
}
async function total(search: string): Promise<number> {
  const person = await api.signIn(main)
  return (await person.call('GET', `/api/customers?search=${search}`)).json<CustomerList>().total
}

it('S71: a customer that has come to Microsoft is there after a quarter of an hour, without anybody asking', async () => {
  const began = Date.now()
  const services = withClock(api.services, new Date(began))
  const look = jobOf(services, 'sync.schedule')
  expect(look.schedule?.cron, 'every minute').toBe('* * * * *')
  await syncCustomers(services, main, never)
  const answer = await fetch(`${cloud.cloud.origin}/control/customers`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'Zyxomma SARL', delegation: 'active' }),
  })
  expect(answer.ok).toBe(true)

  services.setClock(new Date(began + 13 * minute))
  await look.run({}, never)
  expect(await waiting(), 'not before its time').toBe(0)

  services.setClock(new Date(began + 16 * minute))
  await look.run({}, never)
  await look.run({}, never)
  expect(await waiting(), 'once, however often one looks').toBe(1)
  expect(await total('zyxomma')).toBe(0)

  await queue.work([jobOf(services, 'sync.customers')])
  await expect.poll(() => total('zyxomma'), { timeout: 15_000 }).toBe(1)
  await expect.poll(waiting, { timeout: 15_000 }).toBe(0)
  services.setClock(new Date())
  await look.run({}, never)
  expect(await waiting(), 'the next one a quarter of an hour later').toBe(0)
})

it('a run that waited while another did its work does nothing', async () => {
  const services = withClock(api.services, new Date())
  await syncCustomers(services, main, never)
  const runs = () => api.services.door.ofPartner(main).selectFrom('sync_runs').select('run_id').execute()
  const before = (await runs()).length
  await jobOf(services, 'sync.customers').run({ partnerId: main, onlyIfDue: true }, never)
  expect((await runs()).length).toBe(before)
})

it('a worker that starts asks again for a partner whose last run failed', async () => {
  const services = withClock(api.services, new Date())
  await api.services.door.ofPartner(main).updateTable('sync_runs').set({ outcome: 'failed' }).where('partner_id', '=', main).execute()
  const { rows: earlier } = await sql<{ id: string }>`select id from pgboss.job where name = 'sync.customers'`.execute(
    api.services.door.identity,
  )
  await requestDueSyncs(services, { atStart: true })
  const { rows } = await sql<{ data: object }>`
    select data from pgboss.job where name = 'sync.customers' and not (id::text = any(${earlier.map(({ id }) => id)}))
  `.execute(api.services.door.identity)
  expect(rows).toEqual([{ data: { partnerId: main, onlyIfDue: false } }])
})
