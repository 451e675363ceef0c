// Takes pulls that are due for one run, and puts back what it did not get to. Any number of runs share the work: a row is with one of them
// until its lease ends, so a run that dies holds nothing up for longer. Entered by run-pull.ts.
import { sql } from 'kysely'
import type { Log } from '../base/log.ts'
import type { Db } from '../db/db.ts'
import { prepared } from '../db/prepared.ts'
import { isOpen, urgencies } from './line.ts'
import type { Pull, PulledCustomer } from './pull.ts'

/** The longest reading of one customer. */
export const longestPatienceMs = 60_000
/** What is taken waits for its turn, is read and is saved within this time; after it another run may take it. */
const leaseMs = 180_000
/** Enough for the saving of a batch. */
const savingMs = 20_000

export type Run = {
  db: Db
  partnerId: string
  sweepId: string
  pull: Pull
  now: () => Date
  log: Log
  /** Tenant IDs of what was taken and neither written down nor put back; a connection that broke in between may have left more until its lease ends. */
  held: Set<string>
}
export type Claimed = { customer: PulledCustomer; digest: Buffer | null; failures: number; takenAt: Date }
/** `silent`: those whose last reading was left without an answer; the others otherwise. */
export type Wanted = { silent: boolean; most: number }

/** Whether the lease lasts long enough to begin the reading now. */
export const mayBeginToRead = ({ takenAt }: Claimed, now: Date): boolean =>
  now.getTime() - takenAt.getTime() <= leaseMs - longestPatienceMs - savingMs

/** Those that somebody waits for come first, then those there is news about, then by how long they are due. */
export async function claimDue({ db, partnerId, sweepId, pull, now, held }: Run, { silent, most }: Wanted): Promise<Claimed[]> {
  const takenAt = now()
  const ofThisLine = silent ? sql`p.failure->>'kind' = 'broken'` : sql`p.failure->>'kind' is distinct from 'broken'`
  const { rows } = await sql<{
    tenant_id: string
    name: string
    domain: string | null
    ends_at: Date | null
    listed: boolean
    digest: Buffer
    failures: number
  }>`
    with ${prepared} due as materialized (
      select p.tenant_id, c.name, c.domain, c.delegation_ends_at as ends_at, c.in_partner_center as listed
      from pulls p
      join customers c on c.partner_id = p.partner_id and c.tenant_id = p.tenant_id
      where p.partner_id = ${partnerId} and p.resource = ${pull.resource} and p.due_at <= ${takenAt}
        and (p.taken_until is null or p.taken_until <= ${takenAt})
        and p.urgency < ${sql.lit(urgencies.closed)} and ${isOpen} and ${ofThisLine}
      order by p.urgency, p.due_at
      limit ${most}
      for update of p skip locked
    )
    update pulls p set taken_until = ${new Date(takenAt.getTime() + leaseMs)}, taken_by = ${sweepId}
    from due
    where p.partner_id = ${partnerId} and p.resource = ${pull.resource} and p.tenant_id = due.tenant_id
    returning p.tenant_id, due.name, due.domain, due.ends_at, due.listed, p.digest, p.failures
  `.execute(db)
  for (const { tenant_id } of rows) held.add(tenant_id)
  return rows.map(({ tenant_id, name, domain, ends_at, listed, digest, failures }) => ({
    customer: { tenantId: tenant_id, name, domain, delegationEndsAt: ends_at, inPartnerCenter: listed },
    digest,
    failures,
    takenAt,
  }))
}

/** Puts back what this run still holds, due as before: some of it, or all. */
export async function letGo({ db, partnerId, sweepId, pull, held }: Run, some?: readonly Claimed[]): Promise<void> {
  const tenantIds = some?.map(({ customer }) => customer.tenantId) ?? [...held]
  if (tenantIds.length === 0) return
  await db
    .updateTable('pulls')
    .set({ taken_until: null, taken_by: null })
    .where('partner_id', '=', partnerId)
    .where('resource', '=', pull.resource)
    .where('taken_by', '=', sweepId)
    .where('tenant_id', '=', sql<string>`any(${tenantIds}::uuid[])`)
    .execute()
  for (const tenantId of tenantIds) held.delete(tenantId)
}

/** Rows added at once after which PostgreSQL is told what the table looks like now. It looks by itself, but minutes later. */
const manyAdded = 1000

/** Gives every customer its row for each resource; a new customer is due at once. Returns how many rows that were. */
export async function addMissing(db: Db, partnerId: string, resources: readonly string[], now: Date): Promise<number> {
  const { numAffectedRows } = await sql`
    insert into pulls (partner_id, tenant_id, resource, due_at)
    select c.partner_id, c.tenant_id, wanted.resource, ${now}
    from customers c cross join unnest(${[...resources]}::text[]) as wanted (resource)
    where c.partner_id = ${partnerId} and c.departed_at is null
      and not exists (
        select from pulls p
        where p.partner_id = ${partnerId} and p.tenant_id = c.tenant_id and p.resource = wanted.resource
      )
    on conflict do nothing
  `.execute(db)
  const added = Number(numAffectedRows ?? 0)
  // Without it a taking in the first synchronisation, planned for an empty table, goes through all rows for each that it takes.
  if (added >= manyAdded) await sql`analyze (skip_locked) pulls`.execute(db)
  return added
}

/** How many are due, counted up to `most`. */
export async function countDue(db: Db, partnerId: string, pull: Pull, { now, most }: { now: Date; most: number }): Promise<number> {
  const { rows } = await sql<{ due: number }>`
    select count(*)::int as due from (
      select from pulls p
      join customers c on c.partner_id = p.partner_id and c.tenant_id = p.tenant_id
      where p.partner_id = ${partnerId} and p.resource = ${pull.resource} and p.due_at <= ${now}
        and (p.taken_until is null or p.taken_until <= ${now})
        and p.urgency < ${sql.lit(urgencies.closed)} and ${isOpen}
      limit ${most}
    ) as due_pulls
  `.execute(db)
  return rows[0]?.due ?? 0
}
