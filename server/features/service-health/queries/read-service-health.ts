// Every service over all customers, or over the chosen ones: its state, whom it hits, the last 30 days, and how fresh all that is.
import { sql } from 'kysely'
import type { z } from 'zod'
import { type CustomerChoice, choiceOf } from '../../../../contract/customer-choice.ts'
import type { HealthState } from '../../../../contract/health-states.ts'
import {
  type HealthReadings,
  type readServiceHealth as readContract,
  type ServiceHealth,
  type ServiceRow,
  timelineDays,
} from '../../../../contract/service-health.ts'
import { searchKey } from '../../../base/search-key.ts'
import { isChosen } from '../../../db/customer-choice.ts'
import { healthStateNow } from '../../../db/health-freshness.ts'
import { issuesFor } from '../../../db/issue-rows.ts'
import type { Scope } from '../../../db/scope.ts'
import { type Span, stateOfService, timelineOf } from '../timeline.rules.ts'

type Query = z.output<(typeof readContract)['query']>

export async function readServiceHealth(scope: Scope, { state, search, ...query }: Query, now: Date): Promise<ServiceHealth> {
  const choice = choiceOf(query)
  const [known, issues, hits, standings, { readings, customers }] = await Promise.all([
    knownServices(scope),
    issuesSince(scope, choice, now),
    customersHit(scope, choice),
    standingsOf(scope, choice),
    customersOf(scope, choice),
  ])
  const names = new Set([...known.keys(), ...issues.keys(), ...standings.keys()])
  const all = [...names].map((service): ServiceRow => {
    const of = issues.get(service) ?? { spans: [], openIncidents: 0, openAdvisories: 0 }
    const counts = { openIncidents: of.openIncidents, openAdvisories: of.openAdvisories, statuses: standings.get(service) ?? [] }
    return {
      service,
      state: stateOfService(counts, readings.read),
      ...counts,
      customersAffected: hits.services.get(service) ?? 0,
      days: timelineOf(of.spans, known.get(service) ?? null, now),
    }
  })
  const text = searchKey(search)
  return {
    services: all
      .filter((row) => (state.length === 0 || state.includes(row.state)) && searchKey(row.service).includes(text))
      .sort(worstFirst),
    totals: {
      services: countStates(all),
      customers,
      openIncidents: sum(all, 'openIncidents'),
      openAdvisories: sum(all, 'openAdvisories'),
      customersAffected: hits.customers,
    },
    readings,
  }
}

const ranks: Record<HealthState, number> = { incident: 0, advisory: 1, unknown: 2, healthy: 3 }
const worstFirst = (one: ServiceRow, other: ServiceRow): number =>
  ranks[one.state] - ranks[other.state] || other.customersAffected - one.customersAffected || one.service.localeCompare(other.service, 'en')

const sum = (rows: readonly ServiceRow[], key: 'openIncidents' | 'openAdvisories'): number =>
  rows.reduce((total, row) => total + row[key], 0)

function countStates(rows: readonly { state: HealthState }[]): Record<HealthState, number> {
  const counts = { healthy: 0, advisory: 0, incident: 0, unknown: 0 }
  for (const { state } of rows) counts[state] += 1
  return counts
}

async function knownServices({ db, partnerId }: Scope): Promise<Map<string, Date>> {
  const rows = await db.selectFrom('health_services').where('partner_id', '=', partnerId).select(['service', 'first_seen_at']).execute()
  return new Map(rows.map((row) => [row.service, row.first_seen_at]))
}

type ServiceIssues = { spans: Span[]; openIncidents: number; openAdvisories: number }

/** Issues that are open, and those that were going on within the timeline. */
async function issuesSince(scope: Scope, choice: CustomerChoice, now: Date): Promise<Map<string, ServiceIssues>> {
  const since = new Date(now.getTime() - timelineDays * 86_400_000)
  const rows = await scope.db
    .selectFrom(issuesFor(scope, choice).as('i'))
    .where((is) => is.or([is('i.state', '=', 'open'), is(sql<Date>`coalesce(i.ends_at, i.modified_at, i.first_seen_at)`, '>=', since)]))
    .select(['i.service', 'i.classification', 'i.state', 'i.starts_at', 'i.ends_at', 'i.modified_at', 'i.first_seen_at'])
    .execute()
  const services = new Map<string, ServiceIssues>()
  for (const row of rows) {
    const of = services.get(row.service) ?? { spans: [], openIncidents: 0, openAdvisories: 0 }
    services.set(row.service, of)
    const isOpen = row.state === 'open'
    if (isOpen) of[row.classification === 'incident' ? 'openIncidents' : 'openAdvisories'] += 1
    of.spans.push({
      classification: row.classification,
      from: row.starts_at ?? row.first_seen_at,
      to: isOpen ? null : (row.ends_at ?? row.modified_at ?? row.first_seen_at),
    })
  }
  return services
}

type Hits = { services: Map<string, number>; customers: number }

/** Whom an open issue of a service hits, or for whom it is not operational, each once; and whom any open issue hits. */
async function customersHit({ db, partnerId }: Scope, choice: CustomerChoice): Promise<Hits> {
  const { rows } = await sql<{ service: string | null; customers: string }>`
    with members as materialized (
      select i.service, m.tenant_id
      from service_issues i join service_issue_customers m on m.partner_id = i.partner_id and m.issue_id = i.issue_id
      where i.partner_id = ${partnerId} and i.affected_now > 0 and not i.resolved and m.until is null
        and ${isChosen({ partnerId }, choice, sql.ref('m.tenant_id'))}
    ), hit as (
      select service, tenant_id from members
      union
      select s.service, h.tenant_id from customer_health h, jsonb_to_recordset(h.services) as s (service text)
      where h.partner_id = ${partnerId} and h.state in ('advisory', 'incident') and ${isChosen({ partnerId }, choice, sql.ref('h.tenant_id'))}
    )
    select service, count(*) as customers from hit group by service
    union all
    select null, count(distinct tenant_id) from members
  `.execute(db)
  const services = new Map<string, number>()
  let customers = 0
  for (const row of rows) {
    if (row.service === null) customers = Number(row.customers)
    else services.set(row.service, Number(row.customers))
  }
  return { services, customers }
}

async function standingsOf({ db, partnerId }: Scope, choice: CustomerChoice): Promise<Map<string, ServiceRow['statuses']>> {
  const { rows } = await sql<{ service: string; status: string; customers: string }>`
    select s.service, s.status, count(*) as customers
    from customer_health h, jsonb_to_recordset(h.services) as s (service text, status text)
    where h.partner_id = ${partnerId} and h.state in ('advisory', 'incident') and ${isChosen({ partnerId }, choice, sql.ref('h.tenant_id'))}
    group by s.service, s.status
    order by count(*) desc, s.status
  `.execute(db)
  const services = new Map<string, ServiceRow['statuses']>()
  for (const { service, status, customers } of rows)
    services.set(service, [...(services.get(service) ?? []), { status, customers: Number(customers) }])
  return services
}

/** How customers stand now, and how fresh that is: one look at every customer that has not left. */
export async function customersOf(
  { db, partnerId }: Pick<Scope, 'db' | 'partnerId'>,
  choice: CustomerChoice,
): Promise<{ readings: HealthReadings; customers: ServiceHealth['totals']['customers'] }> {
  const rows = await db
    .selectFrom('customers as c')
    .leftJoin('customer_health as h', (on) => on.onRef('h.partner_id', '=', 'c.partner_id').onRef('h.tenant_id', '=', 'c.tenant_id'))
    .leftJoin('pulls as r', (on) =>
      on.onRef('r.partner_id', '=', 'c.partner_id').onRef('r.tenant_id', '=', 'c.tenant_id').on('r.resource', '=', 'health'),
    )
    .where('c.partner_id', '=', partnerId)
    .where('c.departed_at', 'is', null)
    .where(isChosen({ partnerId }, choice, sql.ref('c.tenant_id')))
    .groupBy([healthStateNow, sql`c.delegation = 'active'`, sql`r.good_at is null`])
    .select([healthStateNow.as('state'), sql<boolean>`c.delegation = 'active'`.as('open'), sql<boolean>`r.good_at is null`.as('never')])
    .select((of) => of.fn.countAll<string>().as('customers'))
    .select((of) => [of.fn.min('r.good_at').as('oldest'), of.fn.max('r.good_at').as('newest')])
    .execute()
  const counts = rows.map((row) => ({ ...row, customers: Number(row.customers) }))
  const count = (of: (row: (typeof counts)[number]) => boolean): number =>
    counts.filter(of).reduce((total, row) => total + row.customers, 0)
  const times = counts.filter((row) => row.open).flatMap(({ oldest, newest }) => (oldest && newest ? [oldest, newest] : []))
  const at = (pick: (...all: number[]) => number): string | null =>
    times.length > 0 ? new Date(pick(...times.map((time) => time.getTime()))).toISOString() : null
  return {
    readings: {
      customers: count(() => true),
      read: count(({ open, never, state }) => open && !never && state !== 'unknown'),
      stale: count(({ open, never, state }) => open && !never && state === 'unknown'),
      neverRead: count(({ open, never }) => open && never),
      notReadable: count(({ open }) => !open),
      oldestAt: at(Math.min),
      newestAt: at(Math.max),
    },
    customers: {
      healthy: count(({ state }) => state === 'healthy'),
      advisory: count(({ state }) => state === 'advisory'),
      incident: count(({ state }) => state === 'incident'),
      unknown: count(({ state }) => state === 'unknown'),
    },
  }
}
