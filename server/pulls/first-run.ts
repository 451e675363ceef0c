// Whether the very first synchronisation of the lists is still on its way: until it has ended, nobody is read one by one. Entered by pulls.jobs.ts.
import type { Db } from '../db/db.ts'

/** A run that gave no sign of life for so long (three are missed then) is over, whatever its row says. */
export const runDeadAfterMs = 35_000

/**
 * Lists come first, and quickest alone: a customer one cannot find yet needs no details. Later runs change little and hold nothing up.
 */
export async function firstRunGoesOn(db: Db, partnerId: string, now: Date): Promise<boolean> {
  const runs = await db
    .selectFrom('sync_runs')
    .where('partner_id', '=', partnerId)
    .where('outcome', 'in', ['complete', 'running'])
    .select(['outcome', 'alive_at'])
    .execute()
  const isAlive = ({ alive_at }: (typeof runs)[number]) => now.getTime() - alive_at.getTime() <= runDeadAfterMs
  return runs.some(isAlive) && runs.every(({ outcome }) => outcome === 'running')
}
