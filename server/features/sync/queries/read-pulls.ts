// How the reading of every customer stands: each resource, failures grouped by cause, the history of sweeps.
import { sql } from 'kysely'
import {
  type PullFailureGroup,
  type PullResource,
  type PullResourceState,
  type PullSweep,
  type PullsOverview,
  pullResources,
} from '../../../../contract/pulls.ts'
import type { Scope } from '../../../db/scope.ts'
import { isOpen } from '../../../pulls/line.ts'
import { lastRuns } from '../sync.queries.ts'
import { listStates } from './list-states.ts'

/** Three missed signs of life of the saver. */
const deadAfterMs = 180_000
const historyLength = 20

export async function readPulls(scope: Scope, now: Date): Promise<PullsOverview> {
  const [lists, resources, failures, sweeps, runs] = await Promise.all([
    listStates(scope),
    statesOf(scope, now),
    failureGroups(scope),
    sweepsOf(scope, now),
    lastRuns(scope, historyLength, now),
  ])
  return { lists, resources, failures, sweeps, runs }
}

type StateRow = Omit<PullResourceState, 'oldestGoodAt' | 'newestGoodAt' | 'nextDueAt' | 'stopped'> & {
  oldest: Date | null
  newest: Date | null
  next: Date | null
}

async function statesOf(scope: Scope, now: Date): Promise<PullResourceState[]> {
  const [{ rows }, stops] = await Promise.all([
    sql<StateRow>`
      select resource,
        count(*) filter (where open)::int as customers,
        count(*) filter (where not open)::int as closed,
        count(*) filter (where open and good_at is not null and failure is null)::int as good,
        count(*) filter (where open and tried_at is null)::int as never,
        count(*) filter (where open and failure is not null)::int as failing,
        count(*) filter (where open and due_at <= ${now} and coalesce(taken_until <= ${now}, true))::int as due,
        count(*) filter (where open and taken_until > ${now})::int as running,
        min(good_at) filter (where open and failure is null) as oldest,
        max(good_at) filter (where open) as newest,
        min(due_at) filter (where open and due_at > ${now}) as next,
        count(*) filter (where good_at > ${new Date(now.getTime() - 60_000)})::int as "readLastMinute"
      from (
        select p.*, ${isOpen} as open
        from pulls p
        join customers c on c.partner_id = p.partner_id and c.tenant_id = p.tenant_id
        where p.partner_id = ${scope.partnerId} and c.departed_at is null
      ) as pull
      group by resource
    `.execute(scope.db),
    lastStops(scope),
  ])
  const byResource = new Map(rows.map((row) => [row.resource, row]))
  return pullResources.map((resource) => {
    const { oldest, newest, next, ...counts } = byResource.get(resource) ?? nothing(resource)
    return {
      ...counts,
      oldestGoodAt: oldest?.toISOString() ?? null,
      newestGoodAt: newest?.toISOString() ?? null,
      nextDueAt: next?.toISOString() ?? null,
      stopped: stops.get(resource) ?? null,
    }
  })
}

const nothing = (resource: PullResource): StateRow => ({
  resource,
  customers: 0,
  closed: 0,
  good: 0,
  never: 0,
  failing: 0,
  due: 0,
  running: 0,
  oldest: null,
  newest: null,
  next: null,
  readLastMinute: 0,
})

async function lastStops(scope: Scope) {
  const { rows } = await sql<{ resource: PullResource; failure: PullResourceState['stopped'] }>`
    select distinct on (resource) resource, failure from pull_sweeps
    where partner_id = ${scope.partnerId} order by resource, started_at desc
  `.execute(scope.db)
  return new Map(rows.map(({ resource, failure }) => [resource, failure]))
}

async function failureGroups(scope: Scope): Promise<PullFailureGroup[]> {
  const { rows } = await sql<Omit<PullFailureGroup, 'nextTryAt'> & { next: Date }>`
    select p.resource, p.failure->>'kind' as kind, p.failure->>'code' as code, p.failure->>'cause' as cause,
      count(*)::int as customers, min(p.due_at) as next,
      to_jsonb((array_agg(jsonb_build_object('tenantId', c.tenant_id, 'name', c.name) order by c.name_key))[1:3]) as examples
    from pulls p
    join customers c on c.partner_id = p.partner_id and c.tenant_id = p.tenant_id
    where p.partner_id = ${scope.partnerId} and p.failure is not null and ${isOpen}
    group by 1, 2, 3, 4
    order by customers desc, 1, 2, 3
  `.execute(scope.db)
  return rows.map(({ next, ...group }) => ({ ...group, nextTryAt: next.toISOString() }))
}

/** As many of each resource: one that is read every few minutes leaves the others theirs. */
async function sweepsOf(scope: Scope, now: Date): Promise<PullSweep[]> {
  const histories = await Promise.all(
    pullResources.map((resource) =>
      scope.db
        .selectFrom('pull_sweeps')
        .where('partner_id', '=', scope.partnerId)
        .where('resource', '=', resource)
        .orderBy('started_at', 'desc')
        .limit(historyLength)
        .selectAll()
        .execute(),
    ),
  )
  const rows = histories.flat().sort((one, other) => other.started_at.getTime() - one.started_at.getTime())
  return rows.map((row) => ({
    resource: row.resource as PullResource,
    startedAt: row.started_at.toISOString(),
    endedAt: row.ended_at?.toISOString() ?? null,
    running: row.ended_at === null && now.getTime() - row.alive_at.getTime() < deadAfterMs,
    good: row.good,
    changed: row.changed,
    failed: row.failed,
    throttled: row.throttled,
    unreadable: row.unreadable,
    failure: row.failure,
  }))
}
