// Saves one page of delegated admin relationships and brings the customers they belong to up to date.
import { type RawBuilder, sql } from 'kysely'
import { againAfterCollision } from '../../../db/database-error.ts'
import {
  type DelegationRow,
  differingDelegations,
  oncePerRelationship,
  saveDelegations,
  summariseDelegations,
} from '../../../db/save-delegations.ts'
import { fromRelationship, oncePerCustomer } from '../sync.mapping.ts'
import { countChanges, type Run } from './run-state.ts'
import { type Differing, differingCustomers, saveDiffering } from './save-customers.ts'
import { countTaken, holdsRun, type PageOf, type PageSaved, savePage } from './save-page.ts'

export type Relationship = DelegationRow & { customerName: string | null }

/** `unknown`: customers of active relationships that no list has named. Who lets us in is a customer, even where the lists lag behind. */
type Found = { differing: Relationship[]; unknown: Differing[] }

export async function saveRelationships(run: Run, page: PageOf<Relationship>): Promise<PageSaved> {
  const records = oncePerRelationship(page.records)
  const taken = { ...page, stage: 'delegations' as const, ids: records.map((record) => record.id), seen: page.records.length }
  return await savePage<Relationship, Found>(run, taken, {
    records,
    compare: (some, begin) => compare(run, some, begin),
    write: async ({ differing, unknown }) => {
      const customers = await saveDiffering(run, 'delegatedCustomers', unknown)
      return customers + (await saveDifferingRelationships(run, differing))
    },
  })
}

async function saveDifferingRelationships(run: Run, differing: readonly Relationship[]): Promise<number> {
  if (differing.length === 0) return 0
  const save = () =>
    run.db.transaction().execute(async (trx) => {
      await sql`set local synchronous_commit = off`.execute(trx)
      const { written, tenantIds } = await saveDelegations(trx, run.partnerId, differing)
      // The first time every customer gets its summary: once, at the end, with all else that is settled there.
      const summarised = run.first ? [] : await summariseDelegations(trx, run.partnerId, tenantIds)
      const changed = summarised.filter((row) => row.added_at < run.startedAt).length
      await countChanges(trx, run, { changed, unseen: written })
      return written
    })
  return await againAfterCollision(save)
}

/** In one statement, which for most pages is all. */
async function compare(run: Run, records: readonly Relationship[], taken: RawBuilder<unknown>): Promise<Found> {
  const customers = oncePerCustomer(records.flatMap(fromRelationship))
  const { rows } = await sql<{ taken: string; differing: string[]; unknown: Differing[] }>`
    with ${taken}, differing as (${differingDelegations(run.partnerId, records)}),
    unknown as (select * from (${differingCustomers(run, 'delegatedCustomers', customers)}) as d where d."knownName" is null or d.departed)
    select ${countTaken}, array(select relationship_id from differing) as differing,
      coalesce((select json_agg(u) from unknown u), '[]') as unknown
  `.execute(run.db)
  const { differing, unknown } = holdsRun(rows[0])
  const ids = new Set(differing)
  return { differing: records.filter((record) => ids.has(record.id)), unknown }
}
