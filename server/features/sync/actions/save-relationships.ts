// Saves one page of delegated admin relationships and brings the customers they belong to up to date.
import { sql } from 'kysely'
import { type DelegationRow, differingDelegations, saveDelegations, summariseDelegations } from '../../../db/save-delegations.ts'
import { fromRelationship, oncePerCustomer } from '../sync.mapping.ts'
import { countChanges, type Run, RunLost, takeIn } from './run-state.ts'
import { type Differing, differingCustomers, saveDiffering } from './save-customers.ts'

export type Relationship = DelegationRow & { customerName: string | null }
export type RelationshipPage = { records: readonly Relationship[]; skipped: number; expected: number | null; number: number }

export async function saveRelationships(run: Run, page: RelationshipPage): Promise<{ written: number }> {
  const records = [...new Map(page.records.map((record) => [record.id, record])).values()]
  const { differing, unknown } = await takeInAndCompare(run, page, records)
  const { added, returned } = await saveDiffering(run, 'delegatedCustomers', unknown)
  if (differing.length === 0) return { written: added + returned }
  const ids = new Set(differing)
  return await run.db.transaction().execute(async (trx) => {
    await sql`set local synchronous_commit = off`.execute(trx)
    const { written, tenantIds } = await saveDelegations(
      trx,
      run.partnerId,
      records.filter((record) => ids.has(record.id)),
    )
    // The first time every customer gets its summary: once, at the end, with all else that is settled there.
    const summarised = run.first ? [] : await summariseDelegations(trx, run.partnerId, tenantIds)
    const changed = summarised.filter((row) => row.added_at < run.startedAt).length
    await countChanges(trx, run, { changed, unseen: written })
    return { written: written + added + returned }
  })
}

/**
 * In one statement, which for most pages is all: the relationships that differ, and the customers of active ones that no list has
 * named. Who lets us in is a customer, even where the lists lag behind.
 */
async function takeInAndCompare(
  run: Run,
  page: RelationshipPage,
  records: readonly Relationship[],
): Promise<{ differing: string[]; unknown: Differing[] }> {
  const seen = { ...page, stage: 'delegations' as const, ids: records.map((record) => record.id), seen: page.records.length }
  const customers = oncePerCustomer(records.flatMap(fromRelationship))
  const { rows } = await sql<{ taken: string; differing: string[]; unknown: Differing[] }>`
    with ${takeIn(run, seen)}, differing as (${differingDelegations(run.partnerId, records)}),
    unknown as (select * from (${differingCustomers(run, 'delegatedCustomers', customers)}) as d where d."knownName" is null or d.departed)
    select (select count(*) from taken) as taken, array(select relationship_id from differing) as differing,
      coalesce((select json_agg(u) from unknown u), '[]') as unknown
  `.execute(run.db)
  if (rows[0]?.taken !== '1') throw new RunLost()
  return rows[0]
}
