// Stores which messages each customer gets now; what is equal is left alone. Entered by messages.pulls.ts, for many customers at once.
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
  const { numAffectedRows } = await sql`
    with sent as (
      select tenant_id, whole, array(select jsonb_array_elements_text(ids) collate "C") as ids
      from unnest(
        ${sorted.map(({ tenantId }) => tenantId)}::uuid[],
        ${sorted.map(({ read }) => read.unreadable === 0)}::boolean[],
        ${sorted.map(({ read }) => JSON.stringify(read.ids))}::jsonb[]
      ) as sent (tenant_id, whole, ids)
    ), now_got as (
      -- Where some could not be read, none counts as gone.
      select sent.tenant_id,
        case when sent.whole or m.tenant_id is null then sent.ids else array(select unnest(m.message_ids) union select unnest(sent.ids) order by 1) end as ids
      from sent left join customer_messages m on m.partner_id = ${partnerId} and m.tenant_id = sent.tenant_id
      order by sent.tenant_id
    )
    insert into customer_messages as m (partner_id, tenant_id, message_ids)
    select ${partnerId}, tenant_id, ids from now_got
    on conflict (partner_id, tenant_id) do update set message_ids = excluded.message_ids
      where m.message_ids <> excluded.message_ids
  `.execute(trx)
  return Number(numAffectedRows ?? 0)
}
