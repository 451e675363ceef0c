// Lets notices of new issues go as soon as all customers that were asked have answered, before their five minutes are over.
// Entered by notifications.jobs.ts.
import type { Services } from '../../../feature.ts'
import { entriesOfKnownExtent } from '../queries/extent.ts'

/** Returns how many became due. */
export async function releaseKnownExtents({ door, clock }: Pick<Services, 'door' | 'clock'>, partnerId: string): Promise<number> {
  const db = door.ofPartner(partnerId)
  const now = clock.now()
  const entryIds = await entriesOfKnownExtent({ db, partnerId, userId: null }, now)
  if (entryIds.length === 0) return 0
  await db
    .updateTable('notice_entries')
    .set({ due_at: now, reason: 'due' })
    .where('partner_id', '=', partnerId)
    .where('entry_id', 'in', entryIds)
    .where('reason', '=', 'extentUnknown')
    .execute()
  return entryIds.length
}
