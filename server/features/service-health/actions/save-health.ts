// Stores how customers stand: who entered an issue, who left it, and each customer's state; what is equal is left alone.
// Entered by service-health.pulls.ts, for many customers at once.
import { sql, type Transaction } from 'kysely'
import type { Database } from '../../../db/tables/database.ts'
import type { Found } from '../../../pulls/pull.ts'
import type { HealthRead } from '../service-health.mapping.ts'
import { standingOf } from '../service-health.rules.ts'
import { followMoves, type Moves } from './follow-moves.ts'

type Trx = Transaction<Database>

/** `changed`: how many customers had changes. `lookAround`: an issue is new, so that the others are to be asked. */
export type Saved = { changed: number; lookAround: boolean }

export async function saveHealth(trx: Trx, partnerId: string, found: readonly Found<HealthRead>[], now: Date): Promise<Saved> {
  // In order of their IDs, so that two batches wait for each other rather than in a circle.
  const sorted = [...found].sort((one, other) => (one.tenantId < other.tenantId ? -1 : 1))
  const moves = await saveMembership(trx, partnerId, sorted, now)
  const standing = await saveStandings(trx, partnerId, sorted, now)
  const lookAround = await followMoves(trx, partnerId, moves, now)
  const moved = [...moves.left, ...moves.entered].map((row) => row.tenant_id)
  return { changed: new Set([...moved, ...standing]).size, lookAround }
}

async function saveMembership(trx: Trx, partnerId: string, found: readonly Found<HealthRead>[], now: Date): Promise<Moves> {
  const open = found.flatMap(({ tenantId, read }) => read.issues.map(({ id }) => ({ tenantId, id })))
  const sent = sql`unnest(${open.map(({ tenantId }) => tenantId)}::uuid[], ${open.map(({ id }) => id)}::text[]) as sent (tenant_id, issue_id)`
  // Where some could not be read, nobody leaves an issue.
  const whole = found.filter(({ read }) => read.unreadable === 0).map(({ tenantId }) => tenantId)
  const { rows: left } = await sql<Moves['left'][number]>`
    update service_issue_customers m set until = ${now}, left_because = 'notReported'
    where m.partner_id = ${partnerId} and m.until is null and m.tenant_id = any(${whole}::uuid[])
      and not exists (select from ${sent} where sent.tenant_id = m.tenant_id and sent.issue_id = m.issue_id)
    returning m.tenant_id, m.issue_id, m.left_because
  `.execute(trx)
  if (open.length === 0) return { left, entered: [] }
  // Who is in it already is the conflict, found by key. What a statement inserts it does not see itself, so `first` is about the time before;
  // `limit 1` has it looked up one by one, where all who were ever in any issue would be read for each batch.
  const { rows: entered } = await sql<Moves['entered'][number]>`
    with entered as (
      insert into service_issue_customers (partner_id, issue_id, tenant_id, since)
      select ${partnerId}, sent.issue_id, sent.tenant_id, ${now} from ${sent}
      on conflict do nothing
      returning tenant_id, issue_id
    )
    select e.tenant_id, e.issue_id, (
      select true from service_issue_customers m
      where m.partner_id = ${partnerId} and m.issue_id = e.issue_id and m.tenant_id = e.tenant_id limit 1
    ) is null as first
    from entered e
  `.execute(trx)
  return { left, entered }
}

async function saveStandings(trx: Trx, partnerId: string, found: readonly Found<HealthRead>[], now: Date): Promise<string[]> {
  const rows = found.map(({ tenantId, read }) => {
    const { state, incidents, advisories } = standingOf(read)
    return {
      partner_id: partnerId,
      tenant_id: tenantId,
      state,
      incidents,
      advisories,
      services: JSON.stringify(read.services),
      changed_at: now,
    }
  })
  const written = await trx
    .insertInto('customer_health')
    .values(rows)
    .onConflict((on) =>
      on
        .columns(['partner_id', 'tenant_id'])
        .doUpdateSet((is) => ({
          state: is.ref('excluded.state'),
          incidents: is.ref('excluded.incidents'),
          advisories: is.ref('excluded.advisories'),
          services: is.ref('excluded.services'),
          changed_at: is.ref('excluded.changed_at'),
        }))
        .where(
          sql<boolean>`(customer_health.state, customer_health.incidents, customer_health.advisories, customer_health.services)
            is distinct from (excluded.state, excluded.incidents, excluded.advisories, excluded.services)`,
        ),
    )
    .returning('tenant_id')
    .execute()
  return written.map((row) => row.tenant_id)
}
