// How one customer stands: its services and issues, when that was read, or why it is not known.
import type { CustomerHealthPage } from '../../../../contract/service-health.ts'
import { unknownCustomer } from '../../../db/customer-rows.ts'
import { healthStateNow } from '../../../db/health-freshness.ts'
import { issueColumns, issuesFor, toIssueRow } from '../../../db/issue-rows.ts'
import type { Scope } from '../../../db/scope.ts'
import { stateOfStatus } from '../service-health.rules.ts'

const pastDays = 90

export async function readCustomerHealth(scope: Scope, tenantId: string, now: Date): Promise<CustomerHealthPage> {
  const [row, { open, past }] = await Promise.all([standingOf(scope, tenantId), issuesOf(scope, tenantId, now)])
  if (!row) throw unknownCustomer()
  const isOpen = row.delegation === 'active' && row.departed_at === null
  return {
    state: row.state,
    incidents: row.incidents ?? 0,
    advisories: row.advisories ?? 0,
    readAt: row.good_at?.toISOString() ?? null,
    unknownBecause: row.state === 'unknown' ? whyUnknown(row) : null,
    delegation: row.delegation,
    failure: row.failure,
    triedAt: row.tried_at?.toISOString() ?? null,
    dueAt: isOpen ? (row.due_at?.toISOString() ?? null) : null,
    services: (row.services ?? []).map(({ service, status }) => ({ service, status, state: stateOfStatus(status) })),
    open,
    past,
    href: isOpen ? `/go/${tenantId}/servicehealth` : null,
  }
}

type Standing = NonNullable<Awaited<ReturnType<typeof standingOf>>>

function whyUnknown({ departed_at, delegation, good_at, failure }: Standing): CustomerHealthPage['unknownBecause'] {
  if (departed_at) return 'departed'
  if (delegation !== 'active') return 'noDelegation'
  if (failure) return 'failing'
  return good_at ? 'stale' : 'neverRead'
}

const standingOf = ({ db, partnerId }: Scope, tenantId: string) =>
  db
    .selectFrom('customers as c')
    .leftJoin('customer_health as h', (on) => on.onRef('h.partner_id', '=', 'c.partner_id').onRef('h.tenant_id', '=', 'c.tenant_id'))
    .leftJoin('pulls as r', (on) =>
      on.onRef('r.partner_id', '=', 'c.partner_id').onRef('r.tenant_id', '=', 'c.tenant_id').on('r.resource', '=', 'health'),
    )
    .where('c.partner_id', '=', partnerId)
    .where('c.tenant_id', '=', tenantId)
    .select(['c.delegation', 'c.departed_at', 'h.incidents', 'h.advisories', 'h.services'])
    .select(['r.good_at', 'r.tried_at', 'r.due_at', 'r.failure', healthStateNow.as('state')])
    .executeTakeFirst()

async function issuesOf(scope: Scope, tenantId: string, now: Date): Promise<Pick<CustomerHealthPage, 'open' | 'past'>> {
  const since = new Date(now.getTime() - pastDays * 86_400_000)
  const rows = await scope.db
    .selectFrom('service_issue_customers as m')
    .innerJoin(issuesFor(scope, {}).as('i'), 'i.issue_id', 'm.issue_id')
    .where('m.partner_id', '=', scope.partnerId)
    .where('m.tenant_id', '=', tenantId)
    .where((is) => is.or([is('m.until', 'is', null), is('m.until', '>=', since)]))
    .orderBy('m.since', 'desc')
    .select(issueColumns)
    .select(['m.since', 'm.until', 'm.left_because'])
    .execute()
  // An issue that came back is told as what it is now.
  const seen = new Set<string>()
  const newest = rows.filter(({ issue_id }) => !seen.has(issue_id) && seen.add(issue_id))
  return {
    open: newest
      .filter(({ until }) => until === null)
      .sort((one, other) => Number(other.classification === 'incident') - Number(one.classification === 'incident'))
      .map((row) => ({ ...toIssueRow(row), since: row.since.toISOString() })),
    past: newest.flatMap((row) =>
      row.until === null
        ? []
        : [{ ...toIssueRow(row), since: row.since.toISOString(), until: row.until.toISOString(), leftBecause: row.left_because }],
    ),
  }
}
