// Microsoft's service health -> our rows. Pure.
import type { Insertable } from 'kysely'
import type { ServiceStanding } from '../../../contract/health-states.ts'
import type { IssueClass } from '../../../contract/service-health.ts'
import { searchKey } from '../../base/search-key.ts'
import type { ServiceIssuesTable, StoredPost } from '../../db/tables/service-health.ts'
import type { HealthIssue, HealthIssueMark } from '../../microsoft/graph/health-issues.ts'
import type { HealthOverview } from '../../microsoft/graph/health-overviews.ts'
import type { Page } from '../../microsoft/page.ts'

/** What one customer's reading says: the services that are not operational, and the issues that hit it now. */
export type HealthRead = {
  services: ServiceStanding[]
  issues: { id: string; classification: IssueClass }[]
  /** Issues that Microsoft sent and that could not be read. */
  unreadable: number
}

/** A class that is new to us is taken for the worse one. */
const classOf = (sent: string | null): IssueClass => (sent === 'advisory' ? 'advisory' : 'incident')

/** In one order, so that an equal answer is equal. */
export const healthOf = (overviews: readonly HealthOverview[], { records: marks, skipped }: Page<HealthIssueMark>): HealthRead => ({
  services: overviews
    .filter(({ healthy }) => !healthy)
    .map(({ service, status }) => ({ service, status }))
    .sort((one, other) => (one.service < other.service ? -1 : 1)),
  issues: marks
    .filter(({ resolved }) => !resolved)
    .map(({ id, classification }) => ({ id, classification: classOf(classification) }))
    .sort((one, other) => (one.id < other.id ? -1 : 1)),
  unreadable: skipped.length,
})

export function issueRow(partnerId: string, issue: HealthIssue, seenAt: Date): Insertable<ServiceIssuesTable> {
  const posts: StoredPost[] = issue.posts.map((post) => ({
    at: post.at?.toISOString() ?? null,
    kind: post.type ?? 'regular',
    contentType: post.contentType === 'text' ? 'text' : 'html',
    content: post.content,
  }))
  return {
    partner_id: partnerId,
    issue_id: issue.id,
    service: issue.service,
    title: issue.title,
    title_key: searchKey(issue.title),
    classification: classOf(issue.classification),
    status: issue.status,
    resolved: issue.resolved,
    origin: issue.origin,
    feature: issue.feature,
    feature_group: issue.featureGroup,
    impact: issue.impact,
    starts_at: issue.startedAt,
    ends_at: issue.endedAt,
    modified_at: issue.modifiedAt,
    details: JSON.stringify(issue.details),
    posts: JSON.stringify(posts),
    first_seen_at: seenAt,
  }
}
