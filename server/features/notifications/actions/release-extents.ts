// Lets notices of new issues go as soon as all customers that were asked have answered, before their five minutes are over.
// Entered by notifications.jobs.ts.
import type { Services } from '../../../feature.ts'
import { isExtentKnown } from '../queries/extent.ts'

/** Returns how many became due. */
export async function releaseKnownExtents({ door, clock }: Pick<Services, 'door' | 'clock'>, partnerId: string): Promise<number> {
  const db = door.ofPartner(partnerId)
  const now = clock.now()
  const waiting = await db
    .selectFrom('notice_entries')
    .where('partner_id', '=', partnerId)
    .where('due_at', '>', now)
    .where('reason', '=', 'extentUnknown')
    .select(['entry_id', 'at'])
    .execute()
  const released: string[] = []
  for (const { entry_id: entryId, at } of waiting)
    if (await isExtentKnown({ db, partnerId, userId: null }, { since: at, now })) released.push(entryId)
  if (released.length === 0) return 0
  await db
    .updateTable('notice_entries')
    .set({ due_at: now, reason: 'due' })
    .where('partner_id', '=', partnerId)
    .where('entry_id', 'in', released)
    .where('reason', '=', 'extentUnknown')
    .execute()
  return released.length
}
