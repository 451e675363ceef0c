// Stores delegated admin relationships and keeps each customer's summary of them in step.
// Shared by the synchronisation (pages of everything) and the customers feature (one customer read again).
import { type RawBuilder, sql, type Transaction } from 'kysely'
import type { DelegationState } from '../../contract/customers.ts'
import type { Database } from './tables/database.ts'

export type DelegationRow = {
  /** Of the relationship. */
  id: string
  /** Null as long as no customer has been named. */
  tenantId: string | null
  name: string
  /** Microsoft's own status, as sent, and what it means. */
  status: string
  state: Exclude<DelegationState, 'none' | 'unknown'>
  roles: number
  createdAt: Date | null
  activatedAt: Date | null
  endsAt: Date | null
  autoExtends: boolean
}

type Trx = Transaction<Database>

/**
 * One row a relationship: a list that shifts while it is read repeats some; the later one counts. In order of their IDs, so that two
 * that are saved at the same time wait for each other rather than in a circle.
 */
export function oncePerRelationship<Row extends Pick<DelegationRow, 'id'>>(rows: readonly Row[]): Row[] {
  const once = [...new Map(rows.map((row) => [row.id, row])).values()]
  return once.sort((one, other) => (one.id < other.id ? -1 : 1))
}

/**
 * The rows, in the table's columns, that are new or differ from what is stored. `limit 1` makes each a look-up by its key: a join is planned by
 * what PostgreSQL last knew of the table, and while it grows that is to read all of the partner's once for each page.
 */
export const differingDelegations = (partnerId: string, rows: readonly DelegationRow[]) => sql`
  select r.id as relationship_id, r."tenantId" as tenant_id, r.name, r.status, r.state, r.roles,
    r."createdAt" as created_at, r."activatedAt" as activated_at, r."endsAt" as ends_at, r."autoExtends" as auto_extends
  from json_to_recordset(${JSON.stringify(rows)}::json) as r(
    id text, "tenantId" uuid, name text, status text, state text, roles integer,
    "createdAt" timestamptz, "activatedAt" timestamptz, "endsAt" timestamptz, "autoExtends" boolean)
  left join lateral (
    select * from delegations where partner_id = ${partnerId} and relationship_id = r.id limit 1
  ) d on true
  where d.relationship_id is null
    or (d.tenant_id, d.name, d.status, d.state, d.roles, d.created_at, d.activated_at, d.ends_at, d.auto_extends)
      is distinct from (r."tenantId", r.name, r.status, r.state, r.roles, r."createdAt", r."activatedAt", r."endsAt", r."autoExtends")
`

/** Writes the rows that are new or differ; of each relationship there may be one (oncePerRelationship). Returns the customers these belong to, and how many were written. */
export async function saveDelegations(
  trx: Trx,
  partnerId: string,
  rows: readonly DelegationRow[],
): Promise<{ written: number; tenantIds: string[] }> {
  if (rows.length === 0) return { written: 0, tenantIds: [] }
  // Equal rows are left out before the insert: a conflict would lock, and so write, even where nothing is to change.
  const { rows: written } = await sql<{ tenant_id: string | null }>`
    insert into delegations (partner_id, relationship_id, tenant_id, name, status, state, roles, created_at, activated_at, ends_at, auto_extends)
    select ${partnerId}::uuid, differing.* from (${differingDelegations(partnerId, rows)}) as differing
    on conflict (partner_id, relationship_id) do update set
      tenant_id = excluded.tenant_id, name = excluded.name, status = excluded.status, state = excluded.state, roles = excluded.roles,
      created_at = excluded.created_at, activated_at = excluded.activated_at, ends_at = excluded.ends_at, auto_extends = excluded.auto_extends
    returning tenant_id
  `.execute(trx)
  return { written: written.length, tenantIds: [...new Set(written.flatMap((row) => row.tenant_id ?? []))] }
}

/** Each customer's best relationship (active, then pending, expired, terminated; among equals the one that ends last) with its end. */
export const bestDelegations = (partnerId: string, which: RawBuilder<unknown> = sql`true`) => sql`
  select distinct on (d.tenant_id) d.tenant_id, d.state, case when d.state = 'pending' then null else d.ends_at end as ends_at
  from delegations d
  where d.partner_id = ${partnerId} and d.tenant_id is not null and ${which}
  order by d.tenant_id, array_position(array['active', 'pending', 'expired', 'terminated'], d.state), d.ends_at desc nulls first
`

/** Brings the summary on these customers up to date: their best relationship, or `none`. Returns those that changed. */
export async function summariseDelegations(
  trx: Trx,
  partnerId: string,
  tenantIds: readonly string[],
): Promise<{ tenant_id: string; added_at: Date }[]> {
  if (tenantIds.length === 0) return []
  const ids = [...tenantIds]
  const { rows } = await sql<{ tenant_id: string; added_at: Date }>`
    with best as (${bestDelegations(partnerId, sql`d.tenant_id = any(${ids}::uuid[])`)}), differing as (
      select c.tenant_id, coalesce(b.state, 'none') as state, b.ends_at
      from customers c
      left join best b on b.tenant_id = c.tenant_id
      where c.partner_id = ${partnerId} and c.tenant_id = any(${ids}::uuid[])
        and (c.delegation, c.delegation_ends_at) is distinct from (coalesce(b.state, 'none'), b.ends_at)
    )
    update customers c set delegation = d.state, delegation_ends_at = d.ends_at
    from differing d
    where c.partner_id = ${partnerId} and c.tenant_id = d.tenant_id
    returning c.tenant_id, c.added_at
  `.execute(trx)
  return rows
}
