// A notice that its server had taken came back: the ledger says so, and an address that takes no mail is paused as if it had been refused.
// Entered by server/returned-mail for each report.
import { sql, type Transaction } from 'kysely'
import type { NoticeReason } from '../../../../contract/notice-ledger.ts'
import type { Database } from '../../../db/tables/database.ts'
import { announce } from '../../../facts/announce.ts'
import type { ReturnedMail, TakeReturnedMail } from '../../../returned-mail/returned-mail.ts'
import type { EntryRow } from '../queries/due.ts'

type Trx = Transaction<Database>

export const takeReturnedNotice: TakeReturnedMail = ({ door }, partnerId, returned) =>
  door
    .ofPartner(partnerId)
    .transaction()
    .execute(async (trx) => {
      const entry = await trx
        .selectFrom('notice_entries')
        .where('partner_id', '=', partnerId)
        .where('entry_id', '=', returned.id)
        .where('channel_kind', '=', 'mail')
        .selectAll()
        .forUpdate()
        .executeTakeFirst()
      if (!entry) return 'notMine'
      if (!returned.addresses.includes(entry.target.toLowerCase())) return 'otherAddress'
      if (entry.state !== 'sent') return 'known'
      const later = { ...returned, at: afterSending(entry, returned) }
      await writeDown(trx, entry, later)
      const paused = returned.isOfAddress && (await pause(trx, entry, later))
      const { target, issue_id: issueId } = entry
      await announce(
        trx,
        { partnerId, userId: null },
        { kind: 'notifications.mail-returned', data: { target, issueId, said: returned.said, paused } },
      )
      return 'taken'
    })

/** The mailbox has a clock of its own, which tells seconds alone. */
const afterSending = ({ sent_at }: EntryRow, { at }: ReturnedMail): Date => new Date(Math.max(at.getTime(), (sent_at?.getTime() ?? 0) + 1))

/** What a digest carried came back with it. */
async function writeDown(trx: Trx, { partner_id, entry_id, moment }: EntryRow, { said, at, isOfAddress }: ReturnedMail): Promise<void> {
  const reason: NoticeReason = isOfAddress ? 'returnedAddress' : 'returnedMail'
  await trx
    .updateTable('notice_entries')
    .set({ state: 'returned', reason, returned_at: at, response: said })
    .where('partner_id', '=', partner_id)
    .where((is) =>
      moment === 'digest' ? is.or([is('entry_id', '=', entry_id), is('digest_id', '=', entry_id)]) : is('entry_id', '=', entry_id),
    )
    .where('state', '=', 'sent')
    .execute()
  await trx
    .insertInto('notice_attempts')
    .values({ partner_id, entry_id, at, ok: false, response: said })
    .onConflict((on) => on.doNothing())
    .execute()
}

/** Unless it was verified after that mail had left: then a mail has arrived there since. */
async function pause(trx: Trx, { partner_id, channel_id, sent_at }: EntryRow, { said, at }: ReturnedMail): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable('notice_channels')
    .set({ state: 'paused', paused_at: at, paused_reason: said })
    .where('partner_id', '=', partner_id)
    .where('channel_id', '=', channel_id)
    .where('state', '=', 'active')
    .where(sql<boolean>`coalesce(verified_at < ${sent_at}, true)`)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}
