// The end of a run: what the lists say only together. Who is in which list, who has left, which relationships are gone.
import { sql, type Transaction } from 'kysely'
import { bestDelegations } from '../../../db/save-delegations.ts'
import type { Database } from '../../../db/tables/database.ts'
import { announceAll } from '../../../facts/announce.ts'
import type { CustomerStage } from '../sync.rules.ts'
import { countChanges, noteAbsenceCounted, type Run } from './run-state.ts'

type Trx = Transaction<Database>

export type Settlement = {
  /** Lists that were read to their end. Only these tell who is in them. */
  read: readonly CustomerStage[]
  /** Whether a customer that no list names has left. */
  absenceMeansLeft: boolean
  /** Whether a relationship that the list does not name is gone: one that could not be read may be any. */
  relationshipsWhole: boolean
  /** From the contracts; null where these were not read. */
  advisor: boolean | null
}

export async function settle(run: Run, settlement: Settlement): Promise<void> {
  await run.db.transaction().execute(async (trx) => {
    await sql`set local statement_timeout = '15min'`.execute(trx)
    const ended = settlement.relationshipsWhole ? await dropRelationships(trx, run) : 0
    const { summarised, changed } = await settleCustomers(trx, run, settlement.read)
    const departed = settlement.absenceMeansLeft ? await markDeparted(trx, run) : 0
    if (settlement.absenceMeansLeft) await noteAbsenceCounted(trx, run)
    if (settlement.advisor !== null) await savePartner(trx, run, { advisor: settlement.advisor })
    await countChanges(trx, run, { departed, changed, unseen: ended + summarised })
  })
}

async function dropRelationships(trx: Trx, run: Run): Promise<number> {
  // Not "not in": that compares each with each, which is minutes at 100,000.
  const { numAffectedRows } = await sql`
    delete from delegations d where d.partner_id = ${run.partnerId} and not exists (
      select from sync_seen s, unnest(s.ids) as id
      where s.partner_id = ${run.partnerId} and s.run_id = ${run.runId} and s.kind = 'delegations' and id = d.relationship_id)
  `.execute(trx)
  return Number(numAffectedRows ?? 0)
}

const columns = { customers: 'in_partner_center', contracts: 'in_contracts', delegatedCustomers: 'in_delegated' } as const satisfies Record<
  CustomerStage,
  string
>

/**
 * One update for a row, whichever lists it entered or left and whatever became of its delegation. A customer that is neither sold to
 * nor advised any more loses its relationship. Returns how many have another delegation, and how
 * many of these are not new.
 */
async function settleCustomers(trx: Trx, run: Run, read: readonly CustomerStage[]): Promise<{ summarised: number; changed: number }> {
  const now = (stage: CustomerStage) =>
    read.includes(stage) ? sql`coalesce(s.${sql.ref(stage)}, false)` : sql`c.${sql.ref(columns[stage])}`
  const { rows } = await sql<{ summarised: number; changed: number }>`
    with seen as (
      select id::uuid as tenant_id, bool_or(kind = 'customers') as customers, bool_or(kind = 'contracts') as contracts,
        bool_or(kind = 'delegatedCustomers') as "delegatedCustomers"
      from sync_seen, unnest(ids) as id
      where partner_id = ${run.partnerId} and run_id = ${run.runId} and kind <> 'delegations'
      group by id::uuid
    ), best as (${bestDelegations(run.partnerId)}), settled as (
      select c.tenant_id, ${now('customers')} as pc, ${now('contracts')} as contract, ${now('delegatedCustomers')} or coalesce(b.state = 'active', false) as delegated,
        coalesce(b.state, 'none') as delegation, b.ends_at, c.delegation as former, c.delegation_ends_at as former_end
      from customers c
      left join seen s on s.tenant_id = c.tenant_id
      left join best b on b.tenant_id = c.tenant_id
      where c.partner_id = ${run.partnerId}
    ), done as (
      update customers c set in_partner_center = n.pc, in_contracts = n.contract, in_delegated = n.delegated,
        delegation = n.delegation, delegation_ends_at = n.ends_at,
        relationship = case when n.pc or n.contract or not (c.in_partner_center or c.in_contracts) then c.relationship else 'none' end
      from settled n
      where c.partner_id = ${run.partnerId} and c.tenant_id = n.tenant_id
        and (c.in_partner_center, c.in_contracts, c.in_delegated, c.delegation, c.delegation_ends_at)
          is distinct from (n.pc, n.contract, n.delegated, n.delegation, n.ends_at)
      returning (n.delegation, n.ends_at) is distinct from (n.former, n.former_end) as summarised, c.added_at < ${run.startedAt} as known
    )
    select count(*) filter (where summarised)::integer as summarised, count(*) filter (where summarised and known)::integer as changed from done
  `.execute(trx)
  return rows[0] ?? { summarised: 0, changed: 0 }
}

/** Kept with everything that hangs on them, so that they can come back. */
async function markDeparted(trx: Trx, run: Run): Promise<number> {
  const gone = await trx
    .updateTable('customers')
    .set({ departed_at: sql`now()` })
    .where('partner_id', '=', run.partnerId)
    .where('departed_at', 'is', null)
    // Whoever was found at Microsoft by hand since the lists were begun may stand on a page that was read before.
    .where('added_at', '<', run.startedAt)
    .where((is) =>
      is.not(is.or(['in_partner_center', 'in_contracts', 'in_delegated'].map((column) => is(column as 'in_contracts', '=', true)))),
    )
    .returning(['tenant_id', 'name'])
    .execute()
  if (gone.length === 0) return 0
  await sql`
    update customer_terms set departed = true
    where partner_id = ${run.partnerId} and not departed and tenant_id = any(${gone.map((row) => row.tenant_id)}::uuid[])
  `.execute(trx)
  for (let from = 0; from < gone.length; from += 1000) {
    const some = gone.slice(from, from + 1000)
    await announceAll(
      trx,
      run,
      some.map((row) => ({ kind: 'customer.departed', tenantId: row.tenant_id, data: { name: row.name } }) as const),
    )
  }
  return gone.length
}

/** What Microsoft says of the partner itself; written where it differs. */
export async function savePartner(trx: Trx | Run['db'], run: Run, facts: { name?: string; advisor?: boolean }): Promise<void> {
  const differs = Object.entries(facts).map(([column, value]) => sql<boolean>`${sql.ref(column)} is distinct from ${value}`)
  if (differs.length === 0) return
  await trx
    .updateTable('partners')
    .set(facts)
    .where('partner_id', '=', run.partnerId)
    // The parentheses matter: without them, "or" reaches past this partner to all of them.
    .where(sql<boolean>`(${sql.join(differs, sql` or `)})`)
    .execute()
}
