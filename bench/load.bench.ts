// R5: 200 mixed requests a second for ten minutes while 10,000 customers are read for the first time, within the limits Microsoft documents;
// before it the same requests to a server that reads nobody. API and worker are one process, as most partners have it.
import { setTimeout as wait } from 'node:timers/promises'
import type { IssueRow } from '../contract/service-health.ts'
import type { SyncStatus } from '../contract/sync.ts'
import type { Bench, Plan } from './harness/bench.ts'
import { type Child, refreshTokenOf, startCloud, startServer, type TestCloud } from './harness/child.ts'
import { endingAll } from './harness/endings.ts'
import { atLeast, atMostTimes, type Figure, seen } from './harness/figure.ts'
import { type LoadResult, load } from './harness/load.ts'
import { residentMb } from './harness/memory.ts'
import { type Person, signIn } from './harness/person.ts'
import { makeDatabase, startPostgres } from './harness/postgres.ts'
import { keysOf, prefixesOf, seeded } from './harness/prefixes.ts'
import { median } from './harness/statistics.ts'

const database = 'load'
const perSecond = 200
const lookEveryMs = 5_000
const longestMs = 10 * 60_000

export const bench: Bench = {
  ids: ['R5'],
  name: 'load',
  long: true,
  run: (plan) =>
    endingAll(async (endings) => {
      const cloud = await startCloud(plan.size(10_000), endings)
      const postgres = await startPostgres('sync', endings)
      const url = await makeDatabase(postgres, database, { fresh: true })
      const refreshToken = await refreshTokenOf(cloud)
      const [idleSeconds, seconds] = plan.small ? [10, 30] : [60, 600]
      const idle = await underLoad({ cloud, url, refreshToken, reads: 'off' }, idleSeconds)
      plan.say(`Idle: ${JSON.stringify(idle.result)}`)
      const busy = await underLoad({ cloud, url, refreshToken, reads: 'on' }, seconds)
      plan.say(`While customers are read: ${JSON.stringify(busy.result)}`)
      return judge(plan, idle, busy)
    }),
}

type Ground = { cloud: TestCloud; url: string; refreshToken: string; reads: 'on' | 'off' }
type Run = { result: LoadResult; memory: number[]; readings: number }

const underLoad = (ground: Ground, seconds: number): Promise<Run> =>
  endingAll(async (endings) => {
    const { cloud, url, refreshToken, reads } = ground
    const env = {
      ...cloud.env,
      MICROSOFT_AZURE_URL: cloud.origin,
      MICROSOFT_REFRESH_TOKENS: `${cloud.partnerId}:${refreshToken}`,
      MICROSOFT_RATE_LIMITS: 'documented',
      TENANTRY_READ_CUSTOMERS: reads,
      TENANTRY_SYNC_MINUTES: '5',
      TENANTRY_SECRET_KEY: Buffer.alloc(32, 1).toString('base64'),
    }
    const server = await startServer(url, env, endings)
    const person = await signIn(server.origin, url, cloud.partnerId)
    await untilListed(person)
    const paths = await mixOf(url, cloud.partnerId, person)
    await load({ origin: server.origin, cookie: person.cookie, paths, seconds: 5, perSecond })
    const { memory, over } = watch(server)
    const result = await load({ origin: server.origin, cookie: person.cookie, paths, seconds, perSecond }).finally(over)
    const { resources } = await person.call<{ resources: { good: number }[] }>('/api/sync/pulls')
    return { result, memory, readings: resources.reduce((sum, { good }) => sum + good, 0) }
  })

async function untilListed(person: Person): Promise<void> {
  for (const deadline = Date.now() + longestMs; Date.now() < deadline; await wait(500)) {
    const { first, run } = await person.call<SyncStatus>('/api/sync')
    if (!first && run?.outcome === 'complete') return
  }
  throw new Error('The lists were not read within ten minutes')
}

/** What people ask for, each as often as they do: searches above all. */
async function mixOf(url: string, partnerId: string, { call }: Person): Promise<string[]> {
  const prefixes = prefixesOf(await keysOf(url, partnerId), { count: 800, shortest: 2, longest: 4 })
  const { rows } = await call<{ rows: { tenantId: string }[] }>('/api/customers?limit=500')
  const { rows: issues } = await call<{ rows: IssueRow[] }>('/api/service-health/issues?which=all&limit=20')
  const next = seeded(5)
  const oneOf = <One>(all: readonly One[]) => all[Math.floor(next() * all.length)]
  const tenant = () => oneOf(rows)?.tenantId
  const inHundred: [times: number, path: () => string][] = [
    [40, () => `/api/customers?search=${encodeURIComponent(oneOf(prefixes) ?? '')}&limit=100`],
    [20, () => `/api/customers?offset=${Math.floor(next() * 90) * 100}&limit=100`],
    [15, () => `/api/customers/${tenant()}`],
    [5, () => '/api/home'],
    [5, () => '/api/customers/overview'],
    [5, () => '/api/service-health'],
    [3, () => `/api/service-health/issues?which=${oneOf(['open', 'past', 'all'])}`],
    [2, () => (issues.length > 0 ? `/api/service-health/issues/${oneOf(issues)?.issueId}` : '/api/messages')],
    [3, () => `/api/customers/${tenant()}/health`],
    [2, () => '/api/sync'],
  ]
  const kinds = inHundred.flatMap(([times, path]) => Array.from({ length: times }, () => path))
  return Array.from({ length: 4_000 }, () => oneOf(kinds)?.() ?? '')
}

function watch({ pid }: Child) {
  const memory: number[] = []
  const timer = setInterval(() => memory.push(residentMb(pid)), lookEveryMs)
  return { memory, over: () => clearInterval(timer) }
}

function judge({ size }: Plan, idle: Run, { result, memory, readings }: Run): Figure[] {
  const fifth = Math.max(1, Math.floor(memory.length / 5))
  const [early, late] = [median(memory.slice(fifth, 2 * fifth)), median(memory.slice(-fifth))]
  const while10k = `while ${size(10_000).toLocaleString('en-US')} are read`
  return [
    atLeast({ id: 'R5', what: `requests answered, ${while10k} (requests/s)` }, [result.perSecond], perSecond * 0.98),
    atMostTimes({ id: 'R5', what: `p99, ${while10k}, against idle (ms)` }, [result.p99], [idle.result.p99], 3),
    seen({ id: 'R5', what: `p50, ${while10k} (ms)`, details: { idle: idle.result } }, [result.p50]),
    atMostTimes({ id: 'R5', what: 'memory in the last fifth against the second (MB)', details: { memory } }, [late], [early], 1.1),
    seen({ id: 'R5', what: 'readings that were good by the end (count)' }, [readings]),
  ]
}
