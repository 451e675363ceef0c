// Hands the messages of one sending to the mail server, a few at a time, and puts down what it answered. Entered by customer-notices.jobs.ts.
import { sql, type Transaction } from 'kysely'
import type { NoticeFailure } from '../../../../contract/customer-notices.ts'
import { onceReachable } from '../../../db/database-error.ts'
import type { Db } from '../../../db/db.ts'
import type { Database } from '../../../db/tables/database.ts'
import { announce } from '../../../facts/announce.ts'
import type { Services } from '../../../feature.ts'
import type { MailFailureKind } from '../../../mail/mail.ts'
import { asHtml } from '../customer-notices.rules.ts'
import { addressKeyOf, leaveOut } from './leave-out.ts'

type Means = Pick<Services, 'door' | 'mailer' | 'clock'>
type Sending = { partnerId: string; key: string; signal: AbortSignal }

/** After so many tries, a minute apart, a mail server that takes nothing counts as a failure a person should see. */
const mostTries = 5

/** One recipient may be busy; so many with nothing taken between them mean the server itself. */
const mostPutOffInARow = 3

/** How many are with the mail server at once: of the four connections that are kept to it, one is left to notices. */
const atOnce = 3

/**
 * Ends when each that waits was tried once, or when the mail server takes none: what is left is tried again in a minute. The queue lets one
 * job a sending run, so no message is with two at once; a crash repeats those that were just with the server, each under its Message-ID.
 */
export async function deliver(means: Means, { partnerId, key, signal }: Sending): Promise<void> {
  const db = means.door.ofPartner(partnerId)
  const putOff = new Set<string>()
  let inARow = 0
  const isOver = (): boolean => signal.aborted || inARow >= mostPutOffInARow
  const handOver = async (noticeId: string): Promise<void> => {
    const notice = await waitingOne(db, partnerId, noticeId)
    if (!notice) return
    const isSettled = await hand(means, db, notice)
    inARow = isSettled ? 0 : inARow + 1
    if (!isSettled) putOff.add(noticeId)
  }
  while (!isOver()) {
    const noticeIds = (await nextOf(db, partnerId, key)).filter((noticeId) => !putOff.has(noticeId))
    if (noticeIds.length === 0) return
    const worker = async (): Promise<void> => {
      for (let next = noticeIds.shift(); next !== undefined && !isOver(); next = noticeIds.shift()) await handOver(next)
    }
    const ends = await Promise.allSettled(Array.from({ length: atOnce }, worker))
    const failed = ends.find((end) => end.status === 'rejected')
    if (failed) throw failed.reason
  }
}

/** Read so many at a time: to look for the next one after each would go over all the others every time. */
const idsAtOnce = 100

async function nextOf(db: Db, partnerId: string, key: string): Promise<string[]> {
  const rows = await db
    .selectFrom('customer_notices')
    .where('partner_id', '=', partnerId)
    .where('key', '=', key)
    .where('state', '=', 'waiting')
    // One that a busy server put off lets the others go first.
    .orderBy('tries')
    .orderBy('notice_id')
    .select('notice_id')
    .limit(idsAtOnce)
    .execute()
  return rows.map((row) => row.notice_id)
}

const waitingOne = (db: Db, partnerId: string, noticeId: string) =>
  db
    .selectFrom('customer_notices')
    .where('partner_id', '=', partnerId)
    .where('notice_id', '=', noticeId)
    .where('state', '=', 'waiting')
    .selectAll()
    .executeTakeFirst()

type Waiting = NonNullable<Awaited<ReturnType<typeof waitingOne>>>

/** False where it was put off. The message ID is the notice's, so that one sent twice by a crash is known as the same. */
async function hand(means: Means, db: Db, notice: Waiting): Promise<boolean> {
  const { mailer } = means
  const outcome = await mailer.send({
    partnerId: notice.partner_id,
    to: notice.address ?? '',
    subject: notice.subject,
    text: notice.body,
    html: asHtml(notice.body, notice.language),
    messageId: mailer.messageIdOf(notice.notice_id),
  })
  if (outcome.accepted) {
    await settle(means, db, notice, { state: 'sent', failure: null, said: outcome.response })
    return true
  }
  if (outcome.kind === 'temporary' && notice.tries + 1 < mostTries) {
    await putBack(db, notice, outcome.response)
    return false
  }
  await settle(means, db, notice, { state: 'failed', failure: failures[outcome.kind], said: outcome.response })
  return true
}

const failures: Record<MailFailureKind, NoticeFailure> = {
  temporary: 'unreachable',
  permanent: 'refused',
  'refused-address': 'refusedAddress',
}

const putBack = (db: Db, notice: Waiting, said: string) =>
  db
    .updateTable('customer_notices')
    .set({ tries: notice.tries + 1, said })
    .where('partner_id', '=', notice.partner_id)
    .where('notice_id', '=', notice.notice_id)
    .execute()

/** A mail that was taken must not be sent again because the database was away for a moment. */
const patienceMs = 50_000

type Outcome = { state: 'sent' | 'failed'; failure: NoticeFailure | null; said: string }

async function settle({ clock }: Means, db: Db, notice: Waiting, outcome: Outcome): Promise<void> {
  const { partner_id: partnerId, notice_id: noticeId, issue_id: issueId, tenant_id: tenantId, kind, way, address } = notice
  const now = clock.now()
  const write = async (trx: Transaction<Database>): Promise<void> => {
    const { numUpdatedRows } = await trx
      // Where a mail arrives, the address is good again. In one statement, as this is done for each of thousands.
      .with('served', (of) =>
        of
          .deleteFrom('refused_addresses')
          .where('partner_id', '=', partnerId)
          .where('tenant_id', '=', tenantId)
          .where('address', '=', addressKeyOf(notice))
          .where(sql.lit<boolean>(outcome.state === 'sent')),
      )
      .updateTable('customer_notices')
      .set({ ...outcome, tries: notice.tries + 1, settled_at: now })
      .where('partner_id', '=', partnerId)
      .where('notice_id', '=', noticeId)
      // Written already, where the database broke off before it could say so.
      .where('state', '=', 'waiting')
      .executeTakeFirstOrThrow()
    if (numUpdatedRows === 0n) return
    if (outcome.failure === 'refusedAddress') await leaveOut(trx, notice, outcome.said, now)
    if (outcome.state === 'failed') return
    const data = { noticeId, issueId, kind, way, address }
    await announce(trx, { partnerId, userId: notice.made_by }, { kind: 'customer.told', tenantId, data })
  }
  await onceReachable(() => db.transaction().execute(write), patienceMs)
}
