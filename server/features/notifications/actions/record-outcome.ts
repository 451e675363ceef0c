// Writes down how the sending of a notice ended: in the ledger, with each try, and on the channel. Entered by actions/deliver.ts.
import type { Transaction, Updateable } from 'kysely'
import type { NoticeReason } from '../../../../contract/notice-ledger.ts'
import type { OverReason } from '../../../../contract/service-health.ts'
import { onceReachable } from '../../../db/database-error.ts'
import type { WorkScope } from '../../../db/scope.ts'
import type { Database } from '../../../db/tables/database.ts'
import type { NoticeEntriesTable } from '../../../db/tables/notifications.ts'
import type { Services } from '../../../feature.ts'
import { nextTry } from '../notice-times.rules.ts'
import { type Claim, settleEntry } from './claim-entry.ts'
import type { Outcome } from './send-notice.ts'

export type Ended = { claim: Claim; outcome: Outcome | { suppressed: NoticeReason }; affected: number | null; why?: OverReason | null }

/** A mail that was taken must not be sent again because the database was away for a moment. Shorter than what is left of a lease. */
const patienceMs = 50_000

export async function recordOutcome({ clock }: Pick<Services, 'clock'>, scope: WorkScope, ended: Ended): Promise<void> {
  const { claim, outcome, affected, why } = ended
  const now = clock.now()
  const change = changeOf(ended, now)
  const write = async (trx: Transaction<Database>): Promise<void> => {
    const inside = { ...scope, db: trx }
    if (!('suppressed' in outcome)) await recordAttempt(inside, claim.entry.entry_id, { now, outcome })
    // Sent is sent, also where the lease has ended meanwhile: the attempt tells of it.
    if (!(await settleEntry(inside, claim, { ...change, ...(affected !== null && { affected }), ...(why !== undefined && { why }) })))
      return
    if (claim.entry.moment === 'digest') await settleCarried(inside, claim.entry.entry_id, change)
    if (!('suppressed' in outcome)) await markChannel(inside, claim.entry.channel_id, { now, outcome })
  }
  await onceReachable(() => scope.db.transaction().execute(write), patienceMs)
}

function changeOf({ claim, outcome }: Ended, now: Date): Updateable<NoticeEntriesTable> {
  if ('suppressed' in outcome) return { state: 'suppressed', reason: outcome.suppressed, due_at: null }
  const { response } = outcome
  if (outcome.ok) return { state: 'sent', reason: null, due_at: null, sent_at: now, response }
  if (outcome.kind === 'refused') return { state: 'givenUp', reason: 'refusedAddress', due_at: null, response }
  if (outcome.kind === 'permanent') return { state: 'givenUp', reason: 'permanent', due_at: null, response }
  // As countTry counts it, also where it failed before that.
  const tries = claim.entry.tries + 1
  const again = nextTry(now, tries)
  return again
    ? { state: 'failed', reason: 'temporary', due_at: again, response, tries }
    : { state: 'givenUp', reason: 'triesUsedUp', due_at: null, response }
}

type Attempt = { now: Date; outcome: Outcome }

export async function recordAttempt(scope: WorkScope, entryId: string, { now, outcome }: Attempt): Promise<void> {
  await scope.db
    .insertInto('notice_attempts')
    .values({ partner_id: scope.partnerId, entry_id: entryId, at: now, ok: outcome.ok, response: outcome.response })
    .onConflict((on) => on.columns(['partner_id', 'entry_id', 'at']).doUpdateSet({ ok: outcome.ok, response: outcome.response }))
    .execute()
}

/** What a digest carries shares its end; while it is tried again they stay held. */
async function settleCarried({ db, partnerId }: WorkScope, digestId: string, change: Updateable<NoticeEntriesTable>): Promise<void> {
  if (change.state === 'failed') return
  await db
    .updateTable('notice_entries')
    .set(change)
    .where('partner_id', '=', partnerId)
    .where('digest_id', '=', digestId)
    .where('state', '=', 'held')
    .execute()
}

/** A refusal pauses the channel: what is sent to a mailbox that is not there harms the sender's name. */
export async function markChannel({ db, partnerId }: WorkScope, channelId: string, { now, outcome }: Attempt): Promise<void> {
  const refused = !outcome.ok && outcome.kind === 'refused'
  if (!outcome.ok && !refused) return
  await db
    .updateTable('notice_channels')
    .set(outcome.ok ? { last_sent_at: now } : { state: 'paused', paused_at: now, paused_reason: outcome.response })
    .where('partner_id', '=', partnerId)
    .where('channel_id', '=', channelId)
    .execute()
}
