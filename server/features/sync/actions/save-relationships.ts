// Saves one page of delegated admin relationships and brings the customers they belong to up to date.
import { sql } from 'kysely'
import { type DelegationRow, differingDelegations, saveDelegations, summariseDelegations } from '../../../db/save-delegations.ts'
import { countChanges, type Run, RunLost, takeIn } from './run-state.ts'

export type RelationshipPage = { records: readonly DelegationRow[]; skipped: number; expected: number | null; number: number }

export async function saveRelationships(run: Run, page: RelationshipPage): Promise<{ written: number }> {
  const records = [...new Map(page.records.map((record) => [record.id, record])).values()]
  const differing = new Set(await takeInAndCompare(run, page, records))
  if (differing.size === 0) return { written: 0 }
  return await run.db.transaction().execute(async (trx) => {
    await sql`set local synchronous_commit = off`.execute(trx)
    const { written, tenantIds } = await saveDelegations(
      trx,
      run.partnerId,
      records.filter((record) => differing.has(record.id)),
    )
    // The first time every customer gets its summary: once, at the end, with all else that is settled there.
    const changed = run.first ? 0 : await summariseDelegations(trx, run.partnerId, tenantIds)
    await countChanges(trx, run, { changed, unseen: written })
    return { written }
  })
}

/** In one statement, which for most pages is all. */
async function takeInAndCompare(run: Run, page: RelationshipPage, records: readonly DelegationRow[]): Promise<string[]> {
  const seen = { ...page, stage: 'delegations' as const, ids: records.map((record) => record.id), seen: page.records.length }
  const { rows } = await sql<{ taken: string; differing: string[] }>`
    with ${takeIn(run, seen)}, differing as (${differingDelegations(run.partnerId, records)})
    select (select count(*) from taken) as taken, array(select relationship_id from differing) as differing
  `.execute(run.db)
  if (rows[0]?.taken !== '1') throw new RunLost()
  return rows[0].differing
}
