// Everything about one issue: what Microsoft wrote, how many it hits and has hit, and how that went.
import { sql } from 'kysely'
import type { IssueDetails, IssuePost } from '../../../../contract/service-health.ts'
import { AppError } from '../../../base/errors.ts'
import { htmlOfText, safeHtml } from '../../../base/safe-html.ts'
import { issueColumns, issuesFor, toIssueRow } from '../../../db/issue-rows.ts'
import type { Scope } from '../../../db/scope.ts'
import type { StoredPost } from '../../../db/tables/service-health.ts'

/** Microsoft publishes its posts in English, whatever language it is asked in. */
const language = 'en'
const mostPoints = 200

export const unknownIssue = (): AppError =>
  new AppError('not_found', { detail: 'No issue with this number is known. It may not hit any of your customers.' })

export async function readIssue(scope: Scope, issueId: string, now: Date): Promise<IssueDetails> {
  const [found, written, extent] = await Promise.all([
    scope.db.selectFrom(issuesFor(scope, {}).as('i')).where('i.issue_id', '=', issueId).select(issueColumns).executeTakeFirst(),
    writtenIn(scope, issueId),
    extentOf(scope, issueId, now),
  ])
  if (!found || !written) throw unknownIssue()
  return {
    ...toIssueRow(found),
    featureGroup: written.feature_group,
    origin: written.origin,
    impact: written.impact,
    language,
    details: written.details,
    posts: written.posts.map(toPost).reverse(),
    extent,
  }
}

const writtenIn = (scope: Scope, issueId: string) =>
  scope.db
    .selectFrom('service_issues')
    .where('partner_id', '=', scope.partnerId)
    .where('issue_id', '=', issueId)
    .select(['feature_group', 'origin', 'impact', 'details', 'posts'])
    .executeTakeFirst()

/** Stored oldest first. */
const toPost = ({ at, kind, contentType, content }: StoredPost): IssuePost => ({
  at,
  kind,
  html: contentType === 'html' ? safeHtml(content) : htmlOfText(content),
})

/** Each point is the last move within its step, so the number is exact from that instant on. */
async function extentOf(scope: Scope, issueId: string, now: Date): Promise<IssueDetails['extent']> {
  const { rows } = await sql<{ at: Date; affected: string }>`
    with moves as (
      select since as at, 1 as moved from service_issue_customers where partner_id = ${scope.partnerId} and issue_id = ${issueId}
      union all
      select until, -1 from service_issue_customers
      where partner_id = ${scope.partnerId} and issue_id = ${issueId} and until is not null
    ), steps as (
      select min(at) as first, greatest(interval '1 second', (${now}::timestamptz - min(at)) / ${sql.lit(mostPoints)}) as step from moves
    ), points as (
      select max(at) as at, sum(moved) as moved from moves, steps
      group by floor(extract(epoch from at - first) / extract(epoch from step))
    )
    select at, sum(moved) over (order by at) as affected from points order by at
  `.execute(scope.db)
  return rows.map(({ at, affected }) => ({ at: at.toISOString(), affected: Number(affected) }))
}
