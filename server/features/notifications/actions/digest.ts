// Gathers what is held for a digest into one entry for each rule and channel. Entered by actions/deliver.ts.
import { newId } from '../../../base/ids.ts'
import type { WorkScope } from '../../../db/scope.ts'
import { type Claim, oneAtATime } from './claim-entry.ts'

/** Into the digest that has not left yet, or a new one. What comes while a digest is being sent goes into the next. */
export async function putIntoDigest({ db, partnerId }: WorkScope, { entry, takenBy }: Claim, now: Date): Promise<void> {
  await db.transaction().execute(async (trx) => {
    // Two that find no digest yet would each begin one.
    await oneAtATime(trx, partnerId)
    const waiting = await trx
      .selectFrom('notice_entries')
      .where('partner_id', '=', partnerId)
      .where('rule_id', '=', entry.rule_id)
      .where('channel_id', '=', entry.channel_id)
      .where('moment', '=', 'digest')
      .where('state', 'in', ['waiting', 'failed'])
      .where((is) => is.or([is('taken_until', 'is', null), is('taken_until', '<=', now)]))
      .orderBy('at')
      .select('entry_id')
      .limit(1)
      .executeTakeFirst()
    const digestId = waiting?.entry_id ?? newId()
    if (!waiting) {
      const { rule_id, rule_name, channel_id, channel_kind, target, user_id } = entry
      await trx
        .insertInto('notice_entries')
        .values({
          partner_id: partnerId,
          entry_id: digestId,
          change_id: `digest ${digestId}`,
          ...{ rule_id, rule_name, channel_id, channel_kind, target, user_id },
          moment: 'digest',
          state: 'waiting',
          reason: 'due',
          at: now,
          due_at: now,
        })
        .execute()
    }
    await trx
      .updateTable('notice_entries')
      .set({ digest_id: digestId, due_at: null, taken_until: null, taken_by: null })
      .where('partner_id', '=', partnerId)
      .where('entry_id', '=', entry.entry_id)
      .where('taken_by', '=', takenBy)
      .execute()
  })
}
