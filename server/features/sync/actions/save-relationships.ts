// Saves one page of delegated admin relationships and brings the customers they belong to up to date.
import { sql } from 'kysely'
import { type DelegationRow, saveDelegations, summariseDelegations } from '../../../db/save-delegations.ts'
import { moveOn, noteSeen, type Run } from './run-state.ts'
import { countChange } from './save-customers.ts'

export type RelationshipPage = { records: readonly DelegationRow[]; skipped: number; expected: number | null; number: number }

export async function saveRelationships(run: Run, page: RelationshipPage): Promise<{ written: number }> {
  const records = [...new Map(page.records.map((record) => [record.id, record])).values()]
  return await run.db.transaction().execute(async (trx) => {
    // As for pages of customers: what a crash takes back is read again.
    await sql`set local synchronous_commit = off`.execute(trx)
    await noteSeen(trx, run, { kind: 'delegations', page: page.number, ids: records.map((record) => record.id) })
    const { written, tenantIds } = await saveDelegations(trx, run.partnerId, records)
    // The first time every customer gets its summary: once, at the end, with all else that is settled there.
    const changed = run.first ? 0 : await summariseDelegations(trx, run.partnerId, tenantIds)
    if (written > 0) await countChange(trx, run)
    await moveOn(trx, run, { seen: page.records.length, changed, skipped: page.skipped, expected: page.expected })
    return { written }
  })
}
