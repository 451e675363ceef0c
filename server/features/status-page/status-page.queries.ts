// What the signed-out status page tells: services and open issues with counts, customers' names only where the link says so.
import { sql } from 'kysely'
import type { HealthState } from '../../../contract/health-states.ts'
import type { StatusLink } from '../../../contract/status-page.ts'
import { healthStaleMs } from '../../db/health-freshness.ts'
import type { Scope } from '../../db/scope.ts'
import type { StatusReader } from './status-page.actions.ts'
import { isKnown, type Readings, stateOf } from './status-page.rules.ts'

export async function listStatusLinks({ db, partnerId }: Scope): Promise<StatusLink[]> {
  const rows = await db
    .selectFrom('status_links')
    .where('partner_id', '=', partnerId)
    .orderBy('created_at', 'desc')
    .orderBy('link_id')
    .select(['link_id', 'name', 'shows_customers', 'created_at', 'used_at'])
    .execute()
  return rows.map((row) => ({
    linkId: row.link_id,
    name: row.name,
    showsCustomers: row.shows_customers,
    createdAt: row.created_at.toISOString(),
    usedAt: row.used_at?.toISOString() ?? null,
  }))
}

export type StatusIssue = {
  issueId: string
  service: string
  title: string
  classification: 'incident' | 'advisory'
  startsAt: Date | null
  modifiedAt: Date | null
  affected: number
  /** At most fifty, by name; empty where the link shows none. */
  customers: string[]
}
export type Status = {
  partner: string
  services: { service: string; state: HealthState; affected: number }[]
  issues: StatusIssue[]
  readAt: Date | null
  readings: Readings
  /** Whether the newest reading no longer counts. */
  stale: boolean
  /** Whether enough was read lately to say that all is well. */
  known: boolean
  now: Date
}

const ranks: Record<HealthState, number> = { incident: 0, advisory: 1, unknown: 2, healthy: 3 }

export async function readStatus(reader: StatusReader, showsCustomers: boolean, now: Date): Promise<Status> {
  const [partner, issues, services, readings] = await Promise.all([
    partnerName(reader),
    openIssues(reader, showsCustomers),
    servicesOf(reader),
    readingsOf(reader, now),
  ])
  const { readAt } = readings
  const stale = readAt === null || readAt <= staleBefore(now)
  const known = isKnown(readings)
  const rows = services.map(({ service, affected, statuses }) => {
    const own = issues.filter((issue) => issue.service === service)
    const incidents = own.filter(({ classification }) => classification === 'incident').length
    return { service, affected, state: stateOf({ incidents, advisories: own.length - incidents, statuses }, known) }
  })
  rows.sort((one, other) => ranks[one.state] - ranks[other.state] || one.service.localeCompare(other.service, 'en'))
  return { partner, services: rows, issues, readAt, readings, stale, known, now }
}

async function partnerName({ db, partnerId }: StatusReader): Promise<string> {
  const row = await db.selectFrom('partners').where('partner_id', '=', partnerId).select('name').executeTakeFirst()
  return row?.name ?? ''
}

/** Those that hit somebody, incidents first, then the one that hits most. */
async function openIssues({ db, partnerId }: StatusReader, showsCustomers: boolean): Promise<StatusIssue[]> {
  const rows = await db
    .selectFrom('service_issues as i')
    .where('i.partner_id', '=', partnerId)
    .where('i.affected_now', '>', 0)
    .where('i.resolved', '=', false)
    .orderBy(sql`i.classification <> 'incident'`)
    .orderBy('i.affected_now', 'desc')
    .orderBy('i.issue_id')
    .select(['i.issue_id', 'i.service', 'i.title', 'i.classification', 'i.starts_at', 'i.modified_at', 'i.affected_now'])
    .select(
      sql<string[]>`case when ${showsCustomers}::boolean then array(
        select c.name from service_issue_customers m
        join customers c on c.partner_id = m.partner_id and c.tenant_id = m.tenant_id
        where m.partner_id = i.partner_id and m.issue_id = i.issue_id and m.until is null
        order by c.name_key limit 50) else '{}'::text[] end`.as('customers'),
    )
    .execute()
  return rows.map((row) => ({
    issueId: row.issue_id,
    service: row.service,
    title: row.title,
    classification: row.classification === 'incident' ? 'incident' : 'advisory',
    startsAt: row.starts_at,
    modifiedAt: row.modified_at,
    affected: row.affected_now,
    customers: row.customers,
  }))
}

/** Every service known, with the words of those that are not operational and whom they or an open issue hit, each once. */
async function servicesOf({ db, partnerId }: StatusReader): Promise<{ service: string; affected: number; statuses: string[] }[]> {
  const { rows } = await sql<{ service: string; affected: string; statuses: string[] }>`
    with hit as materialized (
      select i.service, m.tenant_id, null as status
      from service_issues i join service_issue_customers m on m.partner_id = i.partner_id and m.issue_id = i.issue_id
      where i.partner_id = ${partnerId} and i.affected_now > 0 and not i.resolved and m.until is null
      union all
      select s.service, h.tenant_id, s.status
      from customer_health h, jsonb_to_recordset(h.services) as s (service text, status text)
      where h.partner_id = ${partnerId} and h.state in ('advisory', 'incident')
    )
    select n.service, count(distinct hit.tenant_id) as affected,
      coalesce(array_agg(distinct hit.status) filter (where hit.status is not null), '{}') as statuses
    from (
      select service from health_services where partner_id = ${partnerId} union select service from hit
    ) as n left join hit on hit.service = n.service
    group by n.service
  `.execute(db)
  return rows.map((row) => ({ ...row, affected: Number(row.affected) }))
}

const staleBefore = (now: Date): Date => new Date(now.getTime() - healthStaleMs)

/** Of the customers that let us in: what cannot be read says nothing about how far the reading has come. */
async function readingsOf({ db, partnerId }: StatusReader, now: Date): Promise<Readings & { readAt: Date | null }> {
  return await db
    .selectFrom('customers as c')
    .leftJoin('pulls as p', (on) =>
      on.onRef('p.partner_id', '=', 'c.partner_id').onRef('p.tenant_id', '=', 'c.tenant_id').on('p.resource', '=', 'health'),
    )
    .where('c.partner_id', '=', partnerId)
    .where('c.departed_at', 'is', null)
    .where('c.delegation', '=', 'active')
    .select(sql<number>`count(*)::int`.as('of'))
    .select(sql<number>`(count(*) filter (where p.good_at > ${staleBefore(now)}))::int`.as('lately'))
    .select((is) => is.fn.max('p.good_at').as('readAt'))
    .executeTakeFirstOrThrow()
}
