// Counts whom each issue hits and tells what follows, in the transaction in which customers enter or leave it.
// Entered by save-health.ts and by tend-health.ts.
import { sql, type Transaction } from 'kysely'
import type { LeftReason } from '../../../../contract/service-health.ts'
import type { Database } from '../../../db/tables/database.ts'
import { announceAll } from '../../../facts/announce.ts'
import { afterMove, type Move } from '../issue-story.rules.ts'

type Pair = { tenant_id: string; issue_id: string }
/** `first`: it had never hit this customer before. */
export type Moves = { left: (Pair & { left_because: LeftReason })[]; entered: (Pair & { first: boolean })[] }

type Count = Move & { first: number }

/** Returns whether the other customers are to be asked as well. */
export async function followMoves(trx: Transaction<Database>, partnerId: string, moves: Moves, now: Date): Promise<boolean> {
  const counts = countMoves(moves)
  if (counts.size === 0) return false
  // In order of their IDs, so that two batches wait for each other rather than in a circle.
  const issues = await trx
    .selectFrom('service_issues')
    .where('partner_id', '=', partnerId)
    .where('issue_id', 'in', [...counts.keys()])
    .orderBy('issue_id')
    .forUpdate()
    .select(['issue_id', 'service', 'classification', 'title', 'status', 'resolved', 'affected_now', 'told'])
    .execute()
  const chapters = issues.map((issue) => {
    const count = counts.get(issue.issue_id) as Count
    return { issue, count, ...afterMove(issue, count) }
  })
  await sql`
    update service_issues i set
      affected_now = i.affected_now + v.moved,
      affected_ever = i.affected_ever + v.first,
      told = v.told,
      opened_at = case when v.look_around then ${now} else i.opened_at end,
      others_asked_at = case when v.look_around then null else i.others_asked_at end
    from unnest(
      ${chapters.map(({ issue }) => issue.issue_id)}::text[],
      ${chapters.map(({ count }) => count.entered - count.left)}::integer[],
      ${chapters.map(({ count }) => count.first)}::integer[],
      ${chapters.map(({ told }) => told)}::text[],
      ${chapters.map(({ lookAround }) => lookAround)}::boolean[]
    ) as v (issue_id, moved, first, told, look_around)
    where i.partner_id = ${partnerId} and i.issue_id = v.issue_id
  `.execute(trx)
  await announceAll(
    trx,
    { partnerId, userId: null },
    chapters.flatMap(({ facts }) => facts),
  )
  return chapters.some(({ lookAround }) => lookAround)
}

function countMoves({ left, entered }: Moves): Map<string, Count> {
  const counts = new Map<string, Count>()
  const of = (issueId: string): Count => {
    const count = counts.get(issueId) ?? { entered: 0, left: 0, lost: 0, first: 0 }
    counts.set(issueId, count)
    return count
  }
  for (const { issue_id, left_because } of left) {
    of(issue_id).left += 1
    if (left_because !== 'notReported') of(issue_id).lost += 1
  }
  for (const { issue_id, first } of entered) {
    of(issue_id).entered += 1
    if (first) of(issue_id).first += 1
  }
  return counts
}
