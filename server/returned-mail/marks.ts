// How far each mailbox of returned mail has been read, and what came of it.
import { sql } from 'kysely'
import type { Db } from '../db/db.ts'
import type { Mailbox } from './mailboxes.ts'

/** `seen`: messages from that moment on that have been dealt with, by their IDs. */
export type Mark = { readTo: Date; seen: readonly string[] }

/** `taken`: reports that were believed, ever; `ignored`: those that were not. */
export type Progress = Mark & { readAt: Date; taken: number; ignored: number }

export async function readMark(db: Db, { partnerId, mailbox }: Mailbox): Promise<Progress | null> {
  const row = await db
    .selectFrom('returned_mail_marks')
    .where('partner_id', '=', partnerId)
    .where('mailbox', '=', mailbox)
    .selectAll()
    .executeTakeFirst()
  return row ? { readTo: row.read_to, seen: row.seen, readAt: row.read_at, taken: row.taken, ignored: row.ignored } : null
}

/** `taken` and `ignored` are those that have come since. Should two read at once, one goes over some of it again: taking the same report twice changes nothing. */
export async function moveMark(db: Db, { partnerId, mailbox }: Mailbox, { readTo, seen, readAt, taken, ignored }: Progress): Promise<void> {
  const place = { read_to: readTo, seen: [...seen], read_at: readAt }
  await db
    .insertInto('returned_mail_marks')
    .values({ partner_id: partnerId, mailbox, ...place, taken, ignored })
    .onConflict((on) =>
      on.columns(['partner_id', 'mailbox']).doUpdateSet({
        ...place,
        taken: sql<number>`returned_mail_marks.taken + ${taken}`,
        ignored: sql<number>`returned_mail_marks.ignored + ${ignored}`,
      }),
    )
    .execute()
}
