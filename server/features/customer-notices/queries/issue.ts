// The incident customers are told of, and how far its list of customers reaches. Entered by the other queries and by the actions.
import type { TellOverview } from '../../../../contract/customer-notices.ts'
import { AppError } from '../../../base/errors.ts'
import type { Scope } from '../../../db/scope.ts'
import { nextUpdateOf } from '../customer-notices.rules.ts'

type Reader = Pick<Scope, 'db' | 'partnerId'>

export type KnownIssue = {
  issueId: string
  service: string
  title: string
  classification: string
  status: string
  resolved: boolean
  startsAt: Date | null
  endsAt: Date | null
  nextUpdateAt: Date | null
  extent: TellOverview['extent']
}

/** Throws not_found for an incident nobody has told us of, which another partner's is. */
export async function issueOf({ db, partnerId }: Reader, issueId: string, now: Date): Promise<KnownIssue> {
  const row = await db
    .selectFrom('service_issues as i')
    .where('i.partner_id', '=', partnerId)
    .where('i.issue_id', '=', issueId)
    .select(['i.issue_id', 'i.service', 'i.title', 'i.classification', 'i.status', 'i.resolved', 'i.starts_at', 'i.ends_at', 'i.posts'])
    .select((of) =>
      of
        .exists(
          of
            .selectFrom('service_issue_customers as m')
            .whereRef('m.partner_id', '=', 'i.partner_id')
            .whereRef('m.issue_id', '=', 'i.issue_id')
            .where('m.until', 'is', null)
            .select('m.tenant_id'),
        )
        .as('hits_now'),
    )
    .executeTakeFirst()
  if (!row) throw new AppError('not_found', { detail: 'No incident with this number is known.' })
  return {
    issueId: row.issue_id,
    service: row.service,
    title: row.title,
    classification: row.classification,
    status: row.status,
    resolved: row.resolved,
    startsAt: row.starts_at,
    endsAt: row.ends_at,
    nextUpdateAt: row.resolved ? null : nextUpdateOf(row.posts, now),
    extent: row.hits_now ? 'now' : 'ever',
  }
}
