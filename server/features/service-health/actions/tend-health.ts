// What no reading tells: how customers stand who are no longer read. A customer that has left, or whose delegation has ended, leaves
// every issue, and its state is unknown, not healthy; so is that of one that could not be read for long.
// Entered by service-health.jobs.ts every minute.
import { sql, type Transaction } from 'kysely'
import { healthStaleMs } from '../../../db/health-freshness.ts'
import type { Database } from '../../../db/tables/database.ts'
import type { Services } from '../../../feature.ts'
import { customersOf } from '../queries/read-service-health.ts'
import { followMoves, type Moves } from './follow-moves.ts'

type Trx = Transaction<Database>
type Tending = Pick<Services, 'door' | 'clock'>

/** Costs a look at every customer, so it is done where customers have changed. Returns how many were marked as unknown. */
export async function letGoOfUnreadable({ door, clock }: Tending, partnerId: string): Promise<number> {
  const now = clock.now()
  return await door
    .ofPartner(partnerId)
    .transaction()
    .execute(async (trx) => {
      const { rows: left } = await sql<Moves['left'][number]>`
        update service_issue_customers m set
          until = ${now}, left_because = case when c.departed_at is null then 'noAccess' else 'departed' end
        from customers c
        where m.partner_id = ${partnerId} and m.until is null and c.partner_id = m.partner_id and c.tenant_id = m.tenant_id
          and (c.departed_at is not null or c.delegation <> 'active')
        returning m.tenant_id, m.issue_id, m.left_because
      `.execute(trx)
      await followMoves(trx, partnerId, { left, entered: [] }, now)
      await sql`
        insert into customer_health (partner_id, tenant_id, state, incidents, advisories, services, changed_at)
        select c.partner_id, c.tenant_id, 'unknown', 0, 0, '[]', ${now} from customers c
        where c.partner_id = ${partnerId} and c.departed_at is null and not exists (
          select from customer_health h where h.partner_id = c.partner_id and h.tenant_id = c.tenant_id
        )
        on conflict do nothing
      `.execute(trx)
      return await markUnknown(
        trx,
        partnerId,
        now,
        sql`select c.tenant_id from customers c where c.partner_id = ${partnerId} and (c.departed_at is not null or c.delegation <> 'active')`,
      )
    })
}

/** What is stale either failed or waits since long: two small parts of the table, each with an index. */
export async function markStale({ door, clock }: Tending, partnerId: string): Promise<number> {
  const now = clock.now()
  return await door
    .ofPartner(partnerId)
    .transaction()
    .execute((trx) =>
      markUnknown(
        trx,
        partnerId,
        now,
        sql`select p.tenant_id from pulls p where p.partner_id = ${partnerId} and p.resource = 'health'
          and (p.failure is not null or p.due_at <= ${now}) and p.good_at < ${new Date(now.getTime() - healthStaleMs)}`,
      ),
    )
}

/** How much is known over all customers, as service health counts it: for Home, which must not look at every customer. */
export async function countKnown({ door }: Pick<Services, 'door'>, partnerId: string): Promise<void> {
  const db = door.ofPartner(partnerId)
  const { readings, customers } = await customersOf({ db, partnerId }, {})
  const known = { unknown: customers.unknown, read_at: readings.newestAt }
  await db
    .insertInto('health_known')
    .values({ partner_id: partnerId, ...known })
    .onConflict((on) => on.column('partner_id').doUpdateSet(known))
    .execute()
}

/** The next good answer is saved even if it is equal to the last one: its digest is forgotten. */
async function markUnknown(trx: Trx, partnerId: string, now: Date, tenants: ReturnType<typeof sql>): Promise<number> {
  const { rows } = await sql`
    with marked as (
      update customer_health h set state = 'unknown', changed_at = ${now}
      where h.partner_id = ${partnerId} and h.state <> 'unknown' and h.tenant_id in (${tenants})
      returning h.tenant_id
    ), forgotten as (
      update pulls p set digest = null from marked
      where p.partner_id = ${partnerId} and p.resource = 'health' and p.tenant_id = marked.tenant_id
    )
    select from marked
  `.execute(trx)
  return rows.length
}
