// Stores who gets which message now; what is equal is left alone. Entered by messages.pulls.ts, for many customers at once.
import { sql, type Transaction } from 'kysely'
import type { Database } from '../../../db/tables/database.ts'
import type { Found } from '../../../pulls/pull.ts'

/** Returns how many customers had changes. */
export async function saveMessageCustomers(
  trx: Transaction<Database>,
  partnerId: string,
  found: readonly Found<{ ids: string[]; unreadable: number }>[],
): Promise<number> {
  // In order of their IDs, so that two batches wait for each other rather than in a circle.
  const sorted = [...found].sort((one, other) => (one.tenantId < other.tenantId ? -1 : 1))
  const pairs = sorted.flatMap(({ tenantId, read }) => read.ids.map((id) => ({ tenantId, id })))
  const sent = sql`unnest(${pairs.map(({ tenantId }) => tenantId)}::uuid[], ${pairs.map(({ id }) => id)}::text[]) as sent (tenant_id, message_id)`
  // Where some could not be read, none counts as gone.
  const whole = sorted.filter(({ read }) => read.unreadable === 0).map(({ tenantId }) => tenantId)
  const left = await sql<{ tenant_id: string }>`
    delete from service_message_customers m
    where m.partner_id = ${partnerId} and m.tenant_id = any(${whole}::uuid[])
      and not exists (select from ${sent} where sent.tenant_id = m.tenant_id and sent.message_id = m.message_id)
    returning m.tenant_id`.execute(trx)
  const entered = await sql<{ tenant_id: string }>`
    insert into service_message_customers (partner_id, message_id, tenant_id)
    select ${partnerId}, sent.message_id, sent.tenant_id from ${sent}
    on conflict do nothing
    returning tenant_id`.execute(trx)
  return new Set([...left.rows, ...entered.rows].map(({ tenant_id }) => tenant_id)).size
}
