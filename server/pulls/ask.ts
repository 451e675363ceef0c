// Asks for pulls before their time: someone opened the customer, pressed "sync now", or there is news that may concern the customer.
// Entered by features.
import { type SqlBool, sql } from 'kysely'
import type { PullResource } from '../../contract/pulls.ts'
import { againAfterCollision } from '../db/database-error.ts'
import type { Services } from '../feature.ts'
import { isOpen, urgencies } from './line.ts'
import { wakeRuns } from './wake.ts'

export type Ask = {
  /** Of these customers; all of the partner's where none are named. */
  tenantIds?: readonly string[]
  resources: readonly PullResource[]
  /** What was read well this recently is left alone, in milliseconds. */
  unlessWithinMs?: number
  /** Nobody waits for it, something new is to be looked into: behind what people wait for, ahead of what is merely due. */
  news?: boolean
}

type Asking = Pick<Services, 'door' | 'queue' | 'clock'>

/** Returns how many will be read. One that is being read now is read once more. */
export async function askForPulls({ door, queue, clock }: Asking, partnerId: string, ask: Ask): Promise<number> {
  const { tenantIds, resources, unlessWithinMs, news } = ask
  const urgency = news ? urgencies.news : urgencies.person
  const now = clock.now()
  const db = door.ofPartner(partnerId)
  // In the order in which sweeps write their batches, so that the two wait for each other rather than in a circle.
  const wanted = db
    .selectFrom('pulls as p')
    .where('partner_id', '=', partnerId)
    .where('resource', 'in', resources)
    .$if(tenantIds !== undefined, (query) => query.where('tenant_id', '=', sql<string>`any(${[...(tenantIds ?? [])]}::uuid[])`))
    // Those that let nobody in are read as soon as they do, and not before, however often one asks.
    .where(
      sql<SqlBool>`exists (
        select from customers c
        where c.partner_id = p.partner_id and c.tenant_id = p.tenant_id and ${isOpen} ${news ? sql`and c.delegation = 'active'` : sql``}
      )`,
    )
    .$if(unlessWithinMs !== undefined, (query) =>
      query.where((is) => is.or([is('good_at', 'is', null), is('good_at', '<', new Date(now.getTime() - (unlessWithinMs ?? 0)))])),
    )
    .orderBy('tenant_id')
    .orderBy('resource')
    .select(['tenant_id', 'resource'])
    .forUpdate()
  const update = db
    .with('wanted', () => wanted)
    .updateTable('pulls as p')
    .from('wanted')
    .set({ asked_at: now, due_at: sql<Date>`least(due_at, ${now})`, urgency: sql<number>`least(urgency, ${sql.lit(urgency)})` })
    .where('p.partner_id', '=', partnerId)
    .whereRef('p.tenant_id', '=', 'wanted.tenant_id')
    .whereRef('p.resource', '=', 'wanted.resource')
  const { numUpdatedRows } = await againAfterCollision(() => update.executeTakeFirst())
  const asked = Number(numUpdatedRows)
  if (asked === 0) return 0
  for (const resource of resources) await wakeRuns(queue, { partnerId, resource, due: Math.ceil(asked / resources.length) })
  return asked
}
