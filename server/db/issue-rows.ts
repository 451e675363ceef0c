// Issues of service health as screens show them, counted over all customers or over chosen ones. Shared by every feature that lists issues.
import { type RawBuilder, sql } from 'kysely'
import { type CustomerChoice, isEveryone } from '../../contract/customer-choice.ts'
import type { IssueClass, IssueRow, IssueState } from '../../contract/service-health.ts'
import { isChosen } from './customer-choice.ts'
import type { Scope } from './scope.ts'

export type FoundIssue = {
  issue_id: string
  title: string
  title_key: string
  service: string
  feature: string | null
  classification: IssueClass
  status: string
  state: IssueState
  affected_now: number
  affected_ever: number
  flagged_now: number
  starts_at: Date | null
  ends_at: Date | null
  modified_at: Date | null
  first_seen_at: Date
}

/**
 * As a query to select from, one row per issue that hits, or has hit, a chosen customer; without a choice every issue. For everyone the
 * numbers are kept with the issue (see follow-moves.ts), so that nobody has to be counted.
 */
export function issuesFor({ partnerId }: Scope, choice: CustomerChoice): RawBuilder<FoundIssue> {
  const everyone = isEveryone(choice)
  const members = (counted: ReturnType<typeof sql>) => sql`(
    select ${counted}::integer from service_issue_customers m
    where m.partner_id = i.partner_id and m.issue_id = i.issue_id and ${isChosen({ partnerId }, choice, sql.ref('m.tenant_id'))}
  )`
  const now = everyone ? sql`i.affected_now` : members(sql`count(*) filter (where m.until is null)`)
  const ever = everyone ? sql`i.affected_ever` : members(sql`count(distinct m.tenant_id)`)
  return sql<FoundIssue>`(
    select of.*, case when of.resolved then 'resolved' when of.affected_now > 0 then 'open' else 'nobodyHit' end as state
    from (
      select i.issue_id, i.title, i.title_key, i.service, i.feature, i.classification, i.status, i.resolved, i.starts_at, i.ends_at,
        i.modified_at, i.first_seen_at, ${now} as affected_now, ${ever} as affected_ever, (
          select count(*)::integer from flags f
          join service_issue_customers m on m.partner_id = f.partner_id and m.tenant_id = f.tenant_id
          where f.partner_id = ${partnerId} and m.issue_id = i.issue_id and m.until is null
        ) as flagged_now
      from service_issues i where i.partner_id = ${partnerId}
    ) as of
    ${everyone ? sql`` : sql`where of.affected_ever > 0`}
  )`
}

const instant = (at: Date | null): string | null => at?.toISOString() ?? null

export const toIssueRow = (found: FoundIssue): IssueRow => ({
  issueId: found.issue_id,
  title: found.title,
  service: found.service,
  feature: found.feature,
  classification: found.classification,
  status: found.status,
  state: found.state,
  affectedNow: found.affected_now,
  affectedEver: found.affected_ever,
  flaggedNow: found.flagged_now,
  startsAt: instant(found.starts_at),
  endsAt: instant(found.ends_at),
  modifiedAt: instant(found.modified_at),
  firstSeenAt: found.first_seen_at.toISOString(),
})

/** What every list of issues selects. */
export const issueColumns = [
  'i.issue_id',
  'i.title',
  'i.title_key',
  'i.service',
  'i.feature',
  'i.classification',
  'i.status',
  'i.state',
  'i.affected_now',
  'i.affected_ever',
  'i.flagged_now',
  'i.starts_at',
  'i.ends_at',
  'i.modified_at',
  'i.first_seen_at',
] as const

/** How many incidents go on, for whoever tells nothing else of them. */
export async function countOpenIncidents(scope: Scope): Promise<number> {
  const { open } = await scope.db
    .selectFrom(issuesFor(scope, {}).as('i'))
    .where('i.state', '=', 'open')
    .where('i.classification', '=', 'incident')
    .select((of) => of.fn.countAll<string>().as('open'))
    .executeTakeFirstOrThrow()
  return Number(open)
}
