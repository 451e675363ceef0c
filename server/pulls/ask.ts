// Asks for pulls before their time: someone opened the customer, pressed "sync now", or Microsoft told that something changed.
// Entered by features.
import { sql } from 'kysely'
import type { PullResource } from '../../contract/pulls.ts'
import type { Services } from '../feature.ts'
import { wakeRuns } from './wake.ts'

export type Ask = {
  /** Of these customers; all of the partner's where none are named. */
  tenantIds?: readonly string[]
  resources: readonly PullResource[]
  /** What was read well this recently is left alone, in milliseconds. */
  unlessWithinMs?: number
}

type Asking = Pick<Services, 'door' | 'queue' | 'clock'>

/** Returns how many will be read. One that is being read now is read once more. */
export async function askForPulls({ door, queue, clock }: Asking, partnerId: string, ask: Ask): Promise<number> {
  const { tenantIds, resources, unlessWithinMs } = ask
  const now = clock.now()
  const { numUpdatedRows } = await door
    .ofPartner(partnerId)
    .updateTable('pulls')
    .set({ asked_at: now, due_at: sql<Date>`least(due_at, ${now})` })
    .where('partner_id', '=', partnerId)
    .where('resource', 'in', resources)
    .$if(tenantIds !== undefined, (query) => query.where('tenant_id', '=', sql<string>`any(${[...(tenantIds ?? [])]}::uuid[])`))
    .$if(unlessWithinMs !== undefined, (query) =>
      query.where((is) => is.or([is('good_at', 'is', null), is('good_at', '<', new Date(now.getTime() - (unlessWithinMs ?? 0)))])),
    )
    .executeTakeFirst()
  const asked = Number(numUpdatedRows)
  if (asked === 0) return 0
  for (const resource of resources) await wakeRuns(queue, { partnerId, resource, due: Math.ceil(asked / resources.length) })
  return asked
}
