// Facts about issues that are not told yet, in the order in which they are surely all there, and what was written down of their issues.
import { sql, type Transaction } from 'kysely'
import type { NoticeReason } from '../../../../contract/notice-ledger.ts'
import type { RuleMoment } from '../../../../contract/notifications.ts'
import type { OverReason } from '../../../../contract/service-health.ts'
import type { Database } from '../../../db/tables/database.ts'
import type { Fact } from '../../../facts/facts.ts'
import { recipientOf } from '../recipients.rules.ts'

type IssueKind = Extract<Fact['kind'], `issue.${string}`>
export type UntoldFact = {
  factId: string
  writtenIn: string
  at: Date
  kind: IssueKind
  issueId: string
  /** Customers that entered, of `issue.extent-changed`. */
  entered: number
  /** Of `issue.updated`: an advisory became an incident. */
  raised: boolean
  /** Of `issue.updated`: an incident became an advisory. */
  lowered: boolean
  /** Of `issue.resolved`. */
  why: OverReason | null
}

const mostAtOnce = 200

/** Locks the cursor: whoever else tells this partner's changes waits, then finds them told. */
export async function readUntold(trx: Transaction<Database>, partnerId: string): Promise<UntoldFact[]> {
  await sql`insert into notice_cursors values (${partnerId}, '0', 0) on conflict do nothing`.execute(trx)
  const cursor = await trx
    .selectFrom('notice_cursors')
    .where('partner_id', '=', partnerId)
    .select(['written_in', 'fact_id'])
    .forUpdate()
    .executeTakeFirstOrThrow()
  const { rows } = await sql<{
    fact_id: string
    written_in: string
    at: Date
    kind: IssueKind
    data: { issueId: string; entered?: number; raised?: true; lowered?: true; why?: OverReason }
  }>`
    select fact_id, written_in::text, at, kind, data from facts
    where partner_id = ${partnerId} and kind like 'issue.%'
      and (written_in, fact_id) > (${cursor.written_in}::xid8, ${cursor.fact_id}::bigint)
      and written_in < pg_snapshot_xmin(pg_current_snapshot())
    order by written_in, fact_id limit ${mostAtOnce}
  `.execute(trx)
  return rows.map(({ fact_id, written_in, at, kind, data }) => ({
    factId: fact_id,
    writtenIn: written_in,
    at,
    kind,
    issueId: data.issueId,
    entered: data.entered ?? 0,
    raised: data.raised ?? false,
    lowered: data.lowered ?? false,
    why: data.why ?? null,
  }))
}

export async function moveCursor(trx: Transaction<Database>, partnerId: string, { writtenIn, factId }: UntoldFact): Promise<void> {
  await trx.updateTable('notice_cursors').set({ written_in: writtenIn, fact_id: factId }).where('partner_id', '=', partnerId).execute()
}

export type Earlier = {
  entryId: string
  ruleId: string | null
  channelId: string
  recipient: string
  issueId: string
  moment: RuleMoment
  reason: NoticeReason | null
  /** Of a resolved one, what it says. */
  why: OverReason | null
  dueAt: Date | null
  /** Null where it was not. */
  sentAt: Date | null
  /** Being sent now. */
  taken: boolean
}

/** What was sent, is open or is just being sent about these issues. */
export async function readEarlier(
  trx: Transaction<Database>,
  partnerId: string,
  issueIds: readonly string[],
  now: Date,
): Promise<Earlier[]> {
  const rows = await trx
    .selectFrom('notice_entries')
    .where('partner_id', '=', partnerId)
    .where('issue_id', 'in', [...new Set(issueIds)])
    .where('state', 'in', ['waiting', 'held', 'failed', 'sent'])
    .where('moment', 'in', ['opened', 'updated', 'resolved'])
    .select(['entry_id', 'rule_id', 'channel_id', 'channel_kind', 'target', 'issue_id', 'moment', 'reason', 'due_at', 'state', 'why'])
    .select(['sent_at', 'taken_until'])
    .orderBy('at')
    .execute()
  return rows.map((row) => ({
    entryId: row.entry_id,
    ruleId: row.rule_id,
    channelId: row.channel_id,
    recipient: recipientOf({ kind: row.channel_kind, channelId: row.channel_id, target: row.target }),
    issueId: row.issue_id as string,
    moment: row.moment as RuleMoment,
    reason: row.reason,
    why: row.why,
    dueAt: row.due_at,
    sentAt: row.state === 'sent' ? row.sent_at : null,
    taken: row.taken_until !== null && row.taken_until > now,
  }))
}
