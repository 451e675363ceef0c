// P10: the first reading of 10,000 customers under the limits Microsoft documents, as the simulated cloud enforces them. Its clock and the
// rates the product keeps to run faster alike, so that twenty minutes of Partner Center pass in two.
import { setTimeout as wait } from 'node:timers/promises'
import { type PullFailureGroup, type PullsOverview, pullResources } from '../contract/pulls.ts'
import type { EmbeddedPostgres } from '../server/db/embedded.ts'
import type { Bench } from './harness/bench.ts'
import { refreshTokenOf, startCloud, startServer, type TestCloud } from './harness/child.ts'
import { endingAll } from './harness/endings.ts'
import { atLeast, atMost, type Figure, seen } from './harness/figure.ts'
import { type Person, signIn } from './harness/person.ts'
import { asSuperuser, makeDatabase, startPostgres } from './harness/postgres.ts'

const database = 'limits'
const speed = 10
const longestMs = 30 * 60_000
/** What is asked is counted over all customers, so asking more often would be measured as well. The figure is read from what was stored. */
const pollMs = 5000
/** Partner Center's figure for each of its resources, calls a minute. */
const perMinute = 500

/** What is read of Partner Center with one call a customer, and the limit that call counts for. */
const limited = [
  ['details', 'customer'],
  ['subscriptions', 'subscription'],
] as const

export const bench: Bench = {
  ids: ['P10'],
  name: 'limits',
  run: (plan) =>
    endingAll(async (endings) => {
      const cloud = await startCloud(plan.size(10_000), endings, ['--throttle', 'documented', '--speed', String(speed)])
      const postgres = await startPostgres('sync', endings)
      const url = await makeDatabase(postgres, database, { fresh: true })
      const env = {
        ...cloud.env,
        MICROSOFT_AZURE_URL: cloud.origin,
        MICROSOFT_REFRESH_TOKENS: `${cloud.partnerId}:${await refreshTokenOf(cloud)}`,
        MICROSOFT_RATE_LIMITS: 'documented',
        MICROSOFT_RATE_SPEED: String(speed),
        TENANTRY_READ_CUSTOMERS: 'on',
        TENANTRY_SECRET_KEY: Buffer.alloc(32, 1).toString('base64'),
      }
      const server = await startServer(url, env, endings)
      const failures = await untilRead(await signIn(server.origin, url, cloud.partnerId))
      return [...(await rates(postgres)), await refusals(cloud), ...lostFigures(failures)]
    }),
}

/** Waits until every customer has been tried and nobody waits; gives who has not been read well then, and why. */
async function untilRead(person: Person): Promise<PullFailureGroup[]> {
  for (const deadline = Date.now() + longestMs; Date.now() < deadline; await wait(pollMs)) {
    const { resources, failures } = await person.call<PullsOverview>('/api/sync/pulls')
    const over = resources.every(({ customers, never, due, running }) => customers > 0 && never + due + running === 0)
    if (over && resources.length === pullResources.length) return failures
  }
  throw new Error('The customers were not read within half an hour')
}

async function rates(postgres: EmbeddedPostgres): Promise<Figure[]> {
  const rows = await asSuperuser<{ resource: string; customers: number; seconds: number }>(
    postgres,
    `select p.resource, count(*)::int as customers, extract(epoch from max(p.good_at) - (
        select min(s.started_at) from pull_sweeps s where s.resource = p.resource))::float8 as seconds
      from pulls p where p.good_at is not null group by p.resource`,
    database,
  )
  return limited.flatMap(([resource]) => {
    const row = rows.find((one) => one.resource === resource)
    if (!row) return []
    const share = (100 * row.customers * 60) / (row.seconds * speed) / perMinute
    return [atLeast({ id: 'P10', what: `${resource}: part of the allowed rate that is used (%)`, details: { ...row, speed } }, [share], 95)]
  })
}

type Limits = { limits: { name: string; refused: number }[] }

async function refusals({ origin, customers }: TestCloud): Promise<Figure> {
  const { limits } = (await (await fetch(`${origin}/control/limits`)).json()) as Limits
  const refused = limits.reduce((sum, limit) => sum + limit.refused, 0)
  // Of the calls to the two resources whose limit is reached; all other calls would make the share smaller.
  const share = (100 * refused) / (limited.length * customers + refused)
  return atMost({ id: 'P10', what: 'requests answered 429 (%)', details: { refused, limits } }, [share], 0.5)
}

const withdrawn: ReadonlySet<string> = new Set(['consent_missing', 'customer_consent_missing'])

/** Some customers of the simulated world have taken their consent back: what is read in their tenant cannot be read, limits or not. */
function lostFigures(failures: readonly PullFailureGroup[]): Figure[] {
  const sum = (groups: readonly PullFailureGroup[]) => groups.reduce((all, { customers }) => all + customers, 0)
  const isClosed = ({ cause }: PullFailureGroup) => cause !== null && withdrawn.has(cause)
  return [
    atMost(
      { id: 'P10', what: 'readings that are not good although the customer consents', details: { failures } },
      [sum(failures.filter((group) => !isClosed(group)))],
      0,
    ),
    seen({ id: 'P10', what: 'readings refused as the customer has withdrawn its consent' }, [sum(failures.filter(isClosed))]),
  ]
}
