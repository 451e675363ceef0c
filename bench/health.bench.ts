// P12: an incident is published at the source; half of all customers are found to be hit. How long until its full extent is known and until
// a mail was accepted for each recipient, without limits and within Microsoft's documented ones. And a quiet sweep of everybody's health.
import { setTimeout as wait } from 'node:timers/promises'
import type { PullResourceState, PullsOverview } from '../contract/pulls.ts'
import type { IssueDetails, ServiceHealth } from '../contract/service-health.ts'
import type { Bench } from './harness/bench.ts'
import { refreshTokenOf, startCloud, startServer, type TestCloud } from './harness/child.ts'
import { endingAll } from './harness/endings.ts'
import { atMost, type Figure, seen } from './harness/figure.ts'
import { type Person, signIn } from './harness/person.ts'
import { makeDatabase, startPostgres } from './harness/postgres.ts'
import { addRecipients, simulatedInbox, untilAllAreTold } from './harness/recipients.ts'
import { difference, type WrittenRows, writtenRows } from './harness/written-rows.ts'

const database = 'health'
const longestMs = 30 * 60_000
/** What is asked is counted over all customers, so asking more often would be measured as well. */
const pollMs = 1000
/** The longest a customer with nothing going on waits for its next reading, and what the budget adds. */
const intervalMs = 15 * 60_000 + 10_000
/** Of all customers; about three quarters let us in, so that half of all are found to be hit. */
const hitShare = 0.69

export const bench: Bench = {
  ids: ['P12'],
  name: 'health',
  run: (plan) =>
    endingAll(async (endings) => {
      const cloud = await startCloud(plan.size(10_000), endings)
      const postgres = await startPostgres('sync', endings)
      const refreshToken = await refreshTokenOf(cloud)
      const ground = { cloud, refreshToken, url: await makeDatabase(postgres, database, { fresh: true }) }
      const recipients = await withServer(ground, 'none', async (person) => {
        await untilAllIsStored(person)
        return addRecipients(person, simulatedInbox(cloud), 10)
      })
      plan.say('Every customer was read once')
      // A connection hands its counts of written rows in when it closes, so the quiet sweep has a server of its own.
      const before = await writtenRows(postgres, database)
      const quiet = await withServer(ground, 'none', sweepAgain)
      const written = difference(before, await writtenRows(postgres, database))
      const extents: Figure[] = []
      for (const limits of ['none', 'documented'] as const) {
        plan.say(`An incident is published, limits: ${limits}`)
        extents.push(...judgeExtent(limits, await withServer(ground, limits, (person) => publishAndWait(cloud, recipients, person))))
      }
      return [...extents, ...judgeQuiet(quiet, written)]
    }),
}

type Ground = { cloud: TestCloud; refreshToken: string; url: string }

async function control<Answer>({ origin }: TestCloud, path: string, body: object): Promise<Answer> {
  const answer = await fetch(`${origin}/control${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`)
  return (await answer.json()) as Answer
}

type Limits = 'none' | 'documented'

/** The other resources are read as well, as in real life; health is what is waited for. */
const withServer = <Result>(ground: Ground, limits: Limits, use: (person: Person) => Promise<Result>): Promise<Result> =>
  endingAll(async (endings) => {
    const server = await startServer(ground.url, environment(ground, limits), endings)
    return await use(await signIn(server.origin, ground.url, ground.cloud.partnerId))
  })

const environment = ({ cloud, refreshToken }: Ground, limits: string) => ({
  ...cloud.env,
  MICROSOFT_AZURE_URL: cloud.origin,
  MICROSOFT_REFRESH_TOKENS: `${cloud.partnerId}:${refreshToken}`,
  MICROSOFT_RATE_LIMITS: limits,
  TENANTRY_READ_CUSTOMERS: 'on',
  TENANTRY_SECRET_KEY: Buffer.alloc(32, 1).toString('base64'),
})

/** Read once, and those that nobody can read marked as unknown, which the minute's look does. */
async function untilAllIsStored(person: Person): Promise<void> {
  await untilRead(person, 0)
  for (const deadline = Date.now() + longestMs; Date.now() < deadline; await wait(1000)) {
    const { readings } = await person.call<ServiceHealth>('/api/service-health')
    const { total } = await person.call<{ total: number }>('/api/customers?health=unknown&limit=1')
    if (total === readings.notReadable + readings.neverRead) return
  }
  throw new Error('Customers that cannot be read were not marked as such within half an hour')
}

type Extent = { ms: number; customers: number; found: number; toldMs: number; mails: number[] }

/** What is found without being asked for; and, by reading everybody once more, what there is to be found. */
async function publishAndWait(cloud: TestCloud, recipients: readonly string[], person: Person): Promise<Extent> {
  const began = Date.now()
  const { id } = await control<{ id: string }>(cloud, '/incidents', {
    service: 'Exchange',
    customers: Math.floor(cloud.customers * hitShare),
  })
  const told = untilAllAreTold(cloud, recipients, id, longestMs).then((mails) => ({ mails, toldMs: Date.now() - began }))
  const known = untilKnown(person, id)
    .then((opened) => untilRead(person, opened))
    .then(() => Date.now() - began)
  const [{ mails, toldMs }, ms] = await Promise.all([told, known])
  const { affectedNow } = await person.call<IssueDetails>(`/api/service-health/issues/${id}`)
  const again = Date.now()
  await person.call('/api/sync/pulls', 'POST', { resources: ['health'], customers: { all: true } })
  await untilRead(person, again)
  const { affectedNow: all } = await person.call<IssueDetails>(`/api/service-health/issues/${id}`)
  return { ms, customers: all, found: affectedNow, toldMs, mails }
}

async function untilKnown(person: Person, issueId: string): Promise<number> {
  for (const deadline = Date.now() + longestMs; Date.now() < deadline; await wait(500)) {
    const { rows } = await person.call<{ rows: { issueId: string; firstSeenAt: string }[] }>(
      `/api/service-health/issues?which=all&search=${issueId}`,
    )
    if (rows[0]) return Date.parse(rows[0].firstSeenAt)
  }
  throw new Error(`${issueId} did not become known within half an hour`)
}

/** Waits until every readable customer's health was tried since then, and none waits. */
async function untilRead(person: Person, since: number): Promise<PullResourceState> {
  for (const deadline = Date.now() + longestMs; Date.now() < deadline; await wait(pollMs)) {
    const { resources } = await person.call<PullsOverview>('/api/sync/pulls')
    const health = resources.find(({ resource }) => resource === 'health')
    if (!health || health.customers === 0 || health.never > 0 || health.running > 0) continue
    if (health.oldestGoodAt !== null && Date.parse(health.oldestGoodAt) >= since) return health
  }
  throw new Error('The health of the customers was not read within half an hour')
}

async function sweepAgain(person: Person): Promise<number> {
  const began = Date.now()
  await person.call('/api/sync/pulls', 'POST', { resources: ['health'], customers: { all: true } })
  await untilRead(person, began)
  return Date.now() - began
}

function judgeExtent(limits: Limits, { ms, customers, found, toldMs, mails }: Extent): Figure[] {
  const what = `incident published until its full extent (${customers.toLocaleString('en-US')}) is known, limits ${limits} (ms)`
  return [
    atMost({ id: 'P12', what }, [ms], intervalMs),
    atMost({ id: 'P12', what: `customers missing in that extent, limits ${limits}` }, [Math.abs(customers - found)], 0),
    atMost(
      { id: 'P12', what: `until a mail was accepted for each of ${mails.length} recipients, limits ${limits} (ms)` },
      [toldMs],
      intervalMs,
    ),
    atMost({ id: 'P12', what: `mails more than one for a recipient, limits ${limits}` }, [Math.max(...mails) - 1], 0),
  ]
}

const tables = /^public\.(service_issues|service_issue_customers|customer_health|health_services|facts)$/

function judgeQuiet(ms: number, written: WrittenRows): Figure[] {
  const rows = Object.entries(written).reduce((sum, [table, more]) => sum + (tables.test(table) ? more : 0), 0)
  return [
    seen({ id: 'P12', what: 'quiet sweep of the health of every customer (ms)' }, [ms]),
    atMost({ id: 'P12', what: 'rows of service health written by it', details: { written } }, [rows], 0),
  ]
}
