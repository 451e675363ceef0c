// S54, P12: when one customer reports an incident nobody knew, all others are asked at once, and the extent is what the simulated cloud says.
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startApi, type TestApi } from '../../../tests/support/api.ts'
import type { TestCloud } from '../../../tests/support/cloud.ts'
import { type FaultyCloud, startFaultyCloud } from '../../../tests/support/faulty-cloud.ts'
import { askForPulls } from '../../pulls/ask.ts'
import { addMissing, claimDue } from '../../pulls/claim.ts'
import type { Pull } from '../../pulls/pull.ts'
import { runPull } from '../../pulls/run-pull.ts'
import { allJobs } from '../../worker.ts'
import { syncCustomers } from '../sync/sync.sync.ts'
import { serviceHealthPulls } from './service-health.pulls.ts'

const never = new AbortController().signal
const minuteMs = 60_000

let cloud: TestCloud
let way: FaultyCloud
let api: TestApi
let partnerId: string
let health: Pull
let now = Date.now()

beforeAll(async () => {
  way = await startFaultyCloud(60)
  ;({ cloud, partnerId } = way)
  const { refreshToken } = await control('POST', '/refresh-tokens', { partnerTenantId: partnerId })
  api = await startApi({ ...cloud.env, TENANTRY_PARTNERS: partnerId, MICROSOFT_REFRESH_TOKENS: `${partnerId}:${refreshToken}` })
  await syncCustomers(api.services, partnerId, never)
  api.services.clock = { now: () => new Date(now) }
  health = serviceHealthPulls(api.services)[0] as Pull
  await addMissing(db(), partnerId, ['health'], new Date(now))
})
afterAll(async () => {
  await api.stop()
  await way.stop()
})

const db = () => api.services.door.ofPartner(partnerId)
// biome-ignore lint/suspicious/noExplicitAny: the control interface is another program's
const control = async (method: string, path: string, body?: object): Promise<any> => {
  const answer = await fetch(`${cloud.cloud.address}/control${path}`, {
    method,
    ...(body && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  })
  return answer.json()
}
const run = () => runPull(api.services, health, partnerId, never)
const runJob = (name: string, data: object) =>
  allJobs(api.services)
    .find((job) => job.name === name)
    ?.run(data, never)
/** Those that let us in; of the others of this world one has withdrawn its consent. */
const readable = async (): Promise<string[]> => {
  const rows = await db()
    .selectFrom('pulls')
    .where('resource', '=', 'health')
    .where('good_at', 'is not', null)
    .select('tenant_id')
    .execute()
  return rows.map((row) => row.tenant_id).sort()
}
/** Whose overviews were asked for since the last look, by the number of the log's calls. */
const readings = () => way.calls.filter((call) => call.includes('/serviceAnnouncement/healthOverviews')).length
/** The jobs that come again for what has to wait, and after how long. */
async function again() {
  const { rows } = await sql<{ seconds: number }>`
    select extract(epoch from start_after - created_on)::integer as seconds from pgboss.job
    where name = 'service-health.ask-others' and singleton_key = ${`${partnerId} again`}`.execute(api.services.door.identity)
  return rows
}
const issueOf = (issueId: string) => db().selectFrom('service_issues').where('issue_id', '=', issueId).selectAll().executeTakeFirst()
const breakService = async (service: string, tenants: string[]): Promise<string> =>
  (await control('POST', '/incidents', { service, tenants })).id
const makeDue = (tenantId: string) =>
  db()
    .updateTable('pulls')
    .set({ due_at: new Date(now - 1000) })
    .where('resource', '=', 'health')
    .where('tenant_id', '=', tenantId)
    .execute()

it('S54, P12: the others are asked at once, once, and the extent is exact', async () => {
  await run()
  const everyone = await readable()
  expect(everyone.length).toBeGreaterThan(30)
  now += 2 * minuteMs
  // Nothing is due: nobody is read.
  expect(await run()).toMatchObject({ good: 0 })

  const hit = everyone.slice(0, 20)
  const [first] = hit as [string]
  const issueId = await breakService('Exchange', hit)
  await makeDue(first)
  expect(await run()).toMatchObject({ good: 1, changed: 1 })
  expect(await issueOf(issueId)).toMatchObject({ affected_now: 1, told: 'open', others_asked_at: null })

  now += 1000
  way.calls.length = 0
  await runJob('service-health.ask-others', { partnerId })
  expect(await run()).toMatchObject({ good: everyone.length - 1 })
  expect(readings()).toBeGreaterThanOrEqual(everyone.length - 1)
  const members = await db().selectFrom('service_issue_customers').where('issue_id', '=', issueId).where('until', 'is', null).execute()
  expect(members).toHaveLength(20)
  expect(await issueOf(issueId)).toMatchObject({ affected_now: 20, affected_ever: 20 })
  const { incidents } = await control('GET', '/incidents')
  expect(incidents.find(({ id }: { id: string }) => id === issueId)).toMatchObject({ customers: 20 })

  // Once for an issue, not for each customer that reports it.
  await runJob('service-health.ask-others', { partnerId })
  await runJob('service-health.tend', {})
  expect(await run()).toMatchObject({ good: 0 })
})

it('S54: an outage of several issues does not multiply the readings', async () => {
  now += 2 * minuteMs
  const everyone = await readable()
  const issues: string[] = []
  for (const index of [0, 1, 2]) {
    const reporter = everyone.at(-1 - index) as string
    issues.push(await breakService('Exchange', [reporter, everyone[0] as string]))
    await makeDue(reporter)
  }
  await run()
  way.calls.length = 0
  await runJob('service-health.ask-others', { partnerId })
  await run()
  // One that becomes known while the others are being asked waits a little.
  const late = await breakService('Exchange', [everyone[1] as string])
  await makeDue(everyone[1] as string)
  now += 5000
  await run()
  await runJob('service-health.ask-others', { partnerId })
  await run()
  expect(readings()).toBeLessThanOrEqual(everyone.length + 1)
  expect(await again()).toEqual([{ seconds: 15 }])
  now += 15_000
  await runJob('service-health.ask-others', { partnerId })
  expect((await run()).good).toBeGreaterThan(everyone.length - 5)
  for (const issueId of [...issues, late]) expect((await issueOf(issueId))?.others_asked_at).not.toBeNull()
  for (const issueId of issues) expect(await issueOf(issueId)).toMatchObject({ affected_now: 2 })
})

it('S54: whom a person waits for is read before those there is news about, and those before what is merely due', async () => {
  now += 20 * minuteMs
  const everyone = await readable()
  const people = everyone.slice(-3)
  const news = everyone.slice(-13, -3)
  await askForPulls(api.services, partnerId, { tenantIds: news, resources: ['health'], news: true })
  now += 1000
  await askForPulls(api.services, partnerId, { tenantIds: people, resources: ['health'] })
  const taking = {
    db: db(),
    partnerId,
    sweepId: crypto.randomUUID(),
    pull: health,
    now: () => new Date(now),
    log: api.services.log,
    held: new Set<string>(),
  }
  const taken = (await claimDue(taking, { silent: false, most: 8 })).map(({ customer }) => customer.tenantId)
  expect(taken).toHaveLength(8)
  expect(taken).toEqual(expect.arrayContaining(people))
  expect(taken.filter((tenantId) => news.includes(tenantId))).toHaveLength(5)
})
