// Writes down how the reading of one list ended, for Settings > Synchronisation. Entered by read-list.ts.
import { sql } from 'kysely'
import type { PullFailure } from '../../../../contract/pulls.ts'
import type { WorkScope } from '../../../db/scope.ts'
import type { ListStage } from '../sync.rules.ts'

/** What was known of the last reading to the end stays where this one failed. */
export type ListRead = { records: number; unreadable: number } | { failure: PullFailure }

export async function noteList({ db, partnerId }: Pick<WorkScope, 'db' | 'partnerId'>, list: ListStage, read: ListRead): Promise<void> {
  const now = sql<Date>`now()`
  const state =
    'failure' in read
      ? { tried_at: now, failure: JSON.stringify(read.failure) }
      : { tried_at: now, good_at: now, records: read.records, unreadable: read.unreadable, failure: null }
  await db
    .insertInto('sync_list_states')
    .values({ partner_id: partnerId, list, ...state })
    .onConflict((on) => on.columns(['partner_id', 'list']).doUpdateSet(state))
    .execute()
}
