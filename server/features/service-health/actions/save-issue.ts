// Stores what Microsoft says of an issue, and tells it where the issue hits customers. Entered by know-issues.ts.
import { type Insertable, sql, type Transaction } from 'kysely'
import type { Database } from '../../../db/tables/database.ts'
import type { ServiceIssuesTable } from '../../../db/tables/service-health.ts'
import { announceAll } from '../../../facts/announce.ts'
import { afterChange } from '../issue-story.rules.ts'

export async function saveIssue(trx: Transaction<Database>, row: Insertable<ServiceIssuesTable>, now: Date): Promise<void> {
  const { partner_id: partnerId, issue_id: issueId, first_seen_at: _, ...changing } = row
  const before = await stored(trx, partnerId, issueId)
  const { numInsertedOrUpdatedRows: written } = await trx
    .insertInto('service_issues')
    .values(row)
    .onConflict((on) =>
      on
        .columns(['partner_id', 'issue_id'])
        .doUpdateSet(changing)
        // A tenant that is behind must not take back what another has told.
        .where(sql<boolean>`service_issues.modified_at is null or service_issues.modified_at <= excluded.modified_at`),
    )
    .executeTakeFirstOrThrow()
  if (!before || written === 0n) return
  const issue = await stored(trx, partnerId, issueId)
  if (!issue) return
  const { told, facts, lookAround } = afterChange(before, issue)
  if (facts.length === 0) return
  await trx
    .updateTable('service_issues')
    .set({ told, ...(lookAround && { opened_at: now, others_asked_at: null }) })
    .where('partner_id', '=', partnerId)
    .where('issue_id', '=', issueId)
    .execute()
  await announceAll(trx, { partnerId, userId: null }, facts)
}

const stored = (trx: Transaction<Database>, partnerId: string, issueId: string) =>
  trx
    .selectFrom('service_issues')
    .where('partner_id', '=', partnerId)
    .where('issue_id', '=', issueId)
    .forUpdate()
    .select(['issue_id', 'service', 'classification', 'title', 'status', 'resolved', 'affected_now', 'told'])
    .select(sql<number>`jsonb_array_length(posts)`.as('posts'))
    .executeTakeFirst()
