// Takes ledger entries that are due, one at a time, and gives them back as what became of them. Entered by actions/deliver.ts.
import { sql, type Transaction, type Updateable } from 'kysely'
import { newId } from '../../../base/ids.ts'
import type { WorkScope } from '../../../db/scope.ts'
import type { Database } from '../../../db/tables/database.ts'
import type { NoticeEntriesTable } from '../../../db/tables/notifications.ts'
import type { EntryRow } from '../queries/due.ts'

/** Longer than the longest sending. A worker that dies holds its entry up for so long, then it is sent again under the same Message-ID. */
export const leaseMs = 180_000

export type Claim = { entry: EntryRow; takenBy: string }

/**
 * One after the other, so that no two workers take two notices of one issue for one recipient: they would arrive in any order. A digest
 * leaves when everything that is due for it has been put into it.
 */
export async function claimEntry({ db, partnerId }: WorkScope, now: Date): Promise<Claim | null> {
  const takenBy = newId()
  return await db.transaction().execute(async (trx) => {
    await oneAtATime(trx, partnerId)
    const { rows } = await sql<EntryRow>`
      update notice_entries e set taken_until = ${new Date(now.getTime() + leaseMs)}, taken_by = ${takenBy}
      where e.partner_id = ${partnerId} and e.entry_id = (
        select d.entry_id from notice_entries d
        where d.partner_id = ${partnerId} and d.due_at <= ${now} and (d.taken_until is null or d.taken_until <= ${now})
          and not exists (
            select from notice_entries f
            where f.partner_id = d.partner_id and f.issue_id = d.issue_id
              and (f.channel_id = d.channel_id or f.channel_kind = 'mail' and d.channel_kind = 'mail' and lower(f.target) = lower(d.target))
              and f.entry_id <> d.entry_id and f.taken_until > ${now}
          )
          and not (d.moment = 'digest' and exists (
            select from notice_entries m
            where m.partner_id = d.partner_id and m.due_at <= ${now} and m.rule_id = d.rule_id and m.channel_id = d.channel_id
              and m.reason = 'digest'
          ))
        order by d.due_at, d.at, d.conditions, d.entry_id limit 1
      )
      returning e.*
    `.execute(trx)
    const [entry] = rows
    return entry ? { entry, takenBy } : null
  })
}

/** Until the transaction ends: who takes entries, and who gathers them, does it one after the other. */
export async function oneAtATime(trx: Transaction<Database>, partnerId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`notice_entries ${partnerId}`}, 0))`.execute(trx)
}

/** False where the lease has ended and another has taken it: then nothing is written. */
export async function settleEntry({ db, partnerId }: WorkScope, claim: Claim, change: Updateable<NoticeEntriesTable>): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('notice_entries')
    .set({ ...change, taken_until: null, taken_by: null })
    .where('partner_id', '=', partnerId)
    .where('entry_id', '=', claim.entry.entry_id)
    .where('taken_by', '=', claim.takenBy)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

/** Counted before it is sent, so that a notice that ends the process each time is given up: see actions/deliver.ts. False where the lease has ended. */
export async function countTry({ db, partnerId }: WorkScope, { entry, takenBy }: Claim): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('notice_entries')
    .set({ tries: sql<number>`tries + 1` })
    .where('partner_id', '=', partnerId)
    .where('entry_id', '=', entry.entry_id)
    .where('taken_by', '=', takenBy)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}
