// Hands the messages of one sending to the mail server, one after the other, and puts down what it answered. Entered by customer-notices.jobs.ts.
import type { NoticeFailure } from '../../../../contract/customer-notices.ts'
import type { Db } from '../../../db/db.ts'
import { announce } from '../../../facts/announce.ts'
import type { Services } from '../../../feature.ts'
import type { MailFailureKind } from '../../../mail/mail.ts'
import { asHtml } from '../customer-notices.rules.ts'

type Means = Pick<Services, 'door' | 'mailer' | 'clock'>
type Sending = { partnerId: string; key: string; signal: AbortSignal }

/** After so many tries, a minute apart, a mail server that does not answer counts as a failure a person should see. */
const mostTries = 5

/** Ends when nothing waits any more, or when the mail server does not answer: what is left is tried again in a minute. */
export async function deliver(means: Means, { partnerId, key, signal }: Sending): Promise<void> {
  const db = means.door.ofPartner(partnerId)
  while (!signal.aborted) {
    const notice = await nextOf(db, partnerId, key)
    if (!notice || !(await hand(means, db, notice))) return
  }
}

const nextOf = (db: Db, partnerId: string, key: string) =>
  db
    .selectFrom('customer_notices')
    .where('partner_id', '=', partnerId)
    .where('key', '=', key)
    .where('state', '=', 'waiting')
    // One that a busy server put off lets the others go first.
    .orderBy('tries')
    .orderBy('notice_id')
    .selectAll()
    .limit(1)
    .executeTakeFirst()

type Waiting = NonNullable<Awaited<ReturnType<typeof nextOf>>>

/** False where the mail server did not answer. The message ID is the notice's, so that one sent twice by a crash is known as the same. */
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

type Outcome = { state: 'sent' | 'failed'; failure: NoticeFailure | null; said: string }

async function settle({ clock }: Means, db: Db, notice: Waiting, outcome: Outcome): Promise<void> {
  const { partner_id: partnerId, notice_id: noticeId, issue_id: issueId, tenant_id: tenantId, kind, way, address } = notice
  await db.transaction().execute(async (trx) => {
    await trx
      .updateTable('customer_notices')
      .set({ ...outcome, tries: notice.tries + 1, settled_at: clock.now() })
      .where('partner_id', '=', partnerId)
      .where('notice_id', '=', noticeId)
      .execute()
    if (outcome.state === 'failed') return
    const data = { noticeId, issueId, kind, way, address }
    await announce(trx, { partnerId, userId: notice.made_by }, { kind: 'customer.told', tenantId, data })
  })
}
