// Stores the subscriptions of many customers as they were read: new and changed ones written, those that are gone removed, equal ones left
// alone. Entered by subscriptions.pulls.ts.
import { type Insertable, sql, type Transaction } from 'kysely'
import type { Database } from '../../../db/tables/database.ts'
import type { SubscriptionsTable } from '../../../db/tables/subscriptions.ts'
import type { Found } from '../../../pulls/pull.ts'
import type { ReadSubscription, SubscriptionsRead } from '../subscriptions.mapping.ts'

type Trx = Transaction<Database>
type Source = SubscriptionsTable['source']

/** Everything but the key: what makes a stored one differ from a sent one. */
const columns = [
  'name',
  'sku',
  'order_id',
  'state',
  'status',
  'quantity',
  'is_trial',
  'auto_renews',
  'term',
  'billing_cycle',
  'starts_at',
  'ends_at',
  'ends_never',
  'cancellable_until',
] as const satisfies readonly (keyof SubscriptionsTable)[]

/**
 * `found` holds all of a customer's subscriptions in `source`; where some could not be read, none counts as gone. Returns how many customers
 * had changes.
 */
export async function saveSubscriptions(
  trx: Trx,
  partnerId: string,
  { source, found }: { source: Source; found: readonly Found<SubscriptionsRead>[] },
): Promise<number> {
  const rows = found.flatMap(({ tenantId, read }) => oncePerId(read.subscriptions).map((one) => rowOf(partnerId, tenantId, source, one)))
  const whole = found.filter(({ read }) => read.unreadable === 0).map(({ tenantId }) => tenantId)
  const touched = [...(await removeGone(trx, partnerId, { source, tenantIds: whole, rows })), ...(await upsert(trx, rows))]
  return new Set(touched).size
}

type Row = Insertable<SubscriptionsTable>

const oncePerId = (all: readonly ReadSubscription[]): ReadSubscription[] => [
  ...new Map(all.map((subscription) => [subscription.id, subscription])).values(),
]

const rowOf = (partnerId: string, tenantId: string, source: Source, read: ReadSubscription): Row => ({
  partner_id: partnerId,
  tenant_id: tenantId,
  source,
  subscription_id: read.id,
  name: read.name,
  sku: read.sku,
  order_id: read.orderId,
  state: read.state,
  status: read.status,
  quantity: read.quantity,
  is_trial: read.isTrial,
  auto_renews: read.autoRenews,
  term: read.term,
  billing_cycle: read.billingCycle,
  starts_at: read.startsAt,
  ends_at: read.endsAt,
  ends_never: read.endsNever,
  cancellable_until: read.cancellableUntil,
})

const key = ['partner_id', 'tenant_id', 'source', 'subscription_id'] as const satisfies readonly (keyof SubscriptionsTable)[]

const list = (names: readonly string[], of = '') => sql.join(names.map((name) => sql.ref(of + name)))

/**
 * All rows as one parameter, since a statement takes no more than 65,535 of them. In order of their keys, so that two batches wait for each
 * other rather than in a circle.
 */
async function upsert(trx: Trx, rows: readonly Row[]): Promise<string[]> {
  if (rows.length === 0) return []
  const sorted = [...rows].sort((one, other) => (keyOf(one) < keyOf(other) ? -1 : 1))
  const all = list([...key, ...columns])
  const { rows: written } = await sql<{ tenant_id: string }>`
    insert into subscriptions (${all})
    select ${all} from jsonb_populate_recordset(null::subscriptions, ${JSON.stringify(sorted)}::jsonb)
    on conflict (${list(key)}) do update set (${list(columns)}) = (${list(columns, 'excluded.')})
    where (${list(columns, 'subscriptions.')}) is distinct from (${list(columns, 'excluded.')})
    returning tenant_id
  `.execute(trx)
  return written.map((row) => row.tenant_id)
}

const keyOf = ({ tenant_id, subscription_id }: Row): string => `${tenant_id} ${subscription_id}`

type Kept = { source: Source; tenantIds: readonly string[]; rows: readonly Row[] }

async function removeGone(trx: Trx, partnerId: string, { source, tenantIds, rows }: Kept): Promise<string[]> {
  const { rows: gone } = await sql<{ tenant_id: string }>`
    delete from subscriptions s
    where s.partner_id = ${partnerId} and s.source = ${source} and s.tenant_id = any(${[...tenantIds]}::uuid[])
      and not exists (
        select from unnest(${rows.map((row) => row.tenant_id)}::uuid[], ${rows.map((row) => row.subscription_id)}::text[]) as v (tenant_id, id)
        where v.tenant_id = s.tenant_id and v.id = s.subscription_id
      )
    returning s.tenant_id
  `.execute(trx)
  return gone.map((row) => row.tenant_id)
}
