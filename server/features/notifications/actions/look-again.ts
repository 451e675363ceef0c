// Whatever happens to an issue may make it severe, which quiet hours do not hold. Entered by actions/tell-changes.ts.
import type { Transaction } from 'kysely'
import type { Database } from '../../../db/tables/database.ts'
import type { UntoldFact } from '../queries/untold-facts.ts'

/** Notices of these issues that quiet hours hold are judged again now, as things stand then; most are held on. */
export async function lookAgain(trx: Transaction<Database>, partnerId: string, facts: readonly UntoldFact[], now: Date): Promise<void> {
  const issueIds = facts.filter((fact) => fact.kind !== 'issue.extent-changed' || fact.entered > 0).map((fact) => fact.issueId)
  if (issueIds.length === 0) return
  await trx
    .updateTable('notice_entries')
    .set({ due_at: now })
    .where('partner_id', '=', partnerId)
    .where('issue_id', 'in', [...new Set(issueIds)])
    .where('state', '=', 'held')
    .where('reason', '=', 'quietHours')
    .where('due_at', '>', now)
    .execute()
}
