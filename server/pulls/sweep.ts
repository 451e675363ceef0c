// The record of one sweep: that it runs, how far it is, how it ended. What Settings > Synchronisation shows as history. Entered by run-pull.ts.
import type { PullFailure, PullResource } from '../../contract/pulls.ts'
import type { Db } from '../db/db.ts'
import type { Run } from './claim.ts'
import type { Settled } from './settle.ts'

/** Older ones are forgotten. */
const keptDays = 30

export async function beginSweep({ db, partnerId, sweepId, pull, now }: Run): Promise<void> {
  await db
    .deleteFrom('pull_sweeps')
    .where('partner_id', '=', partnerId)
    .where('resource', '=', pull.resource)
    .where('started_at', '<', new Date(now().getTime() - keptDays * 86_400_000))
    .execute()
  await db
    .insertInto('pull_sweeps')
    .values({ partner_id: partnerId, sweep_id: sweepId, resource: pull.resource, started_at: now(), alive_at: now() })
    .execute()
}

export async function countInSweep(run: Run, { good, changed, failed, throttled, unreadable }: Settled): Promise<void> {
  await theSweep(run).set({ good, changed, failed, throttled, unreadable, alive_at: run.now() }).execute()
}

/** One that found nothing left to read, because others were faster, is not worth a line of history. */
export async function endSweep(run: Run, total: Settled, failure: PullFailure | null): Promise<void> {
  const { db, partnerId, sweepId } = run
  const { good, changed, failed, throttled, unreadable } = total
  if (!failure && good + failed + throttled === 0) {
    await db.deleteFrom('pull_sweeps').where('partner_id', '=', partnerId).where('sweep_id', '=', sweepId).execute()
    return
  }
  await theSweep(run)
    .set({ good, changed, failed, throttled, unreadable, ended_at: run.now(), failure: failure && JSON.stringify(failure) })
    .execute()
}

const theSweep = ({ db, partnerId, sweepId }: Run) =>
  db.updateTable('pull_sweeps').where('partner_id', '=', partnerId).where('sweep_id', '=', sweepId)

/** After a failure that concerns every customer, a resource rests as a whole; someone who asks for it is served at once. */
const restAsAWholeMs = 5 * 60_000

export async function restsAsAWhole(db: Db, partnerId: string, resource: PullResource, now: Date): Promise<boolean> {
  const last = await db
    .selectFrom('pull_sweeps')
    .where('partner_id', '=', partnerId)
    .where('resource', '=', resource)
    .orderBy('started_at', 'desc')
    .limit(1)
    .select(['ended_at', 'failure'])
    .executeTakeFirst()
  return Boolean(last?.failure && last.ended_at && now.getTime() - last.ended_at.getTime() < restAsAWholeMs)
}
