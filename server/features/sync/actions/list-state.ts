// How far a run has come in each list: kept with every page, taken over by the run after one that died. Entered by run-state.ts and read-list.ts.
import { sql, type Transaction } from 'kysely'
import type { WorkScope } from '../../../db/scope.ts'
import type { Database } from '../../../db/tables/database.ts'
import type { Place } from '../../../microsoft/page.ts'
import type { ListStage, Stage } from '../sync.rules.ts'

export type Reached = {
  /** Saved, without a gap from the first. */
  pages: number
  records: number
  skipped: number
  /** Where the next page begins; null after the last. */
  next: Place | null
  contractTypes: readonly string[]
  /** How many records the list was about to have. */
  expected: number | null
  /** What reading so far has taken. */
  spentMs: number
}

export type Progress = Pick<Reached, 'pages' | 'records' | 'skipped' | 'next' | 'contractTypes'>
type ListOf = Pick<WorkScope, 'db' | 'partnerId'> & { runId: string }

/** Microsoft says of no place in a list how long it is good; what has been seen longer ago is better read again in any case. */
const placesAreGoodFor = sql`interval '1 hour'`

/**
 * Gives the new run what the one before it had read, pages and whom they named, and forgets all else. Lists of runs that came to an end
 * are forgotten by then. A list whose pages are not all noted is not taken over: whoever stands on the missing ones would count as gone.
 */
export async function takeOver(
  trx: Transaction<Database>,
  partnerId: string,
  runId: string,
): Promise<{ reached: Map<Stage, Reached>; since: Date | null }> {
  const { rows } = await sql<Omit<Reached, 'next'> & { kind: ListStage; begunAt: Date; address: string | null; token: string | null }>`
    with former as (
      select max(run_id) as run_id from sync_runs where partner_id = ${partnerId} and run_id < ${runId}
    ), taken as (
      update sync_lists l set run_id = ${runId} from former f
      where l.partner_id = ${partnerId} and l.run_id = f.run_id and l.pages > 0 and l.begun_at > now() - ${placesAreGoodFor}
        and l.pages = (
          select count(*) from sync_seen s
          where s.partner_id = l.partner_id and s.run_id = l.run_id and s.kind = l.kind and s.page <= l.pages)
      returning l.*
    ), noted as (
      update sync_seen s set run_id = ${runId} from former f, taken t
      where s.partner_id = ${partnerId} and s.run_id = f.run_id and s.kind = t.kind and s.page <= t.pages
    )
    select kind, pages, records, skipped, expected, next_address as address, next_token as token, contract_types as "contractTypes",
      begun_at as "begunAt", (extract(epoch from read_at - begun_at) * 1000)::integer as "spentMs"
    from taken
  `.execute(trx)
  for (const table of ['sync_lists', 'sync_seen'] as const)
    await trx.deleteFrom(table).where('partner_id', '=', partnerId).where('run_id', '<>', runId).execute()
  const reached = rows.map(({ kind, begunAt, address, token, ...list }): [Stage, Reached] => [
    kind,
    { ...list, next: address === null ? null : { address, token } },
  ])
  const begun = rows.map((row) => row.begunAt.getTime())
  return { reached: new Map(reached), since: begun.length > 0 ? new Date(Math.min(...begun)) : null }
}

/** Before the first page is asked for, so that all it brings is younger. */
export async function beginList({ db, partnerId, runId }: ListOf, kind: ListStage): Promise<void> {
  await db
    .insertInto('sync_lists')
    .values({ partner_id: partnerId, run_id: runId, kind })
    .onConflict((on) => on.doNothing())
    .execute()
}

/** Two pages that are saved at a time may come here in either order: the one that is further stays. */
export async function keepReached({ db, partnerId, runId }: ListOf, kind: ListStage, progress: Progress): Promise<void> {
  const { pages, records, skipped, next, contractTypes } = progress
  await db
    .updateTable('sync_lists')
    .set((of) => ({
      pages,
      records,
      skipped,
      next_address: next?.address ?? null,
      next_token: next?.token ?? null,
      contract_types: [...contractTypes],
      read_at: sql`now()`,
      expected: of.selectFrom('sync_runs').where('partner_id', '=', partnerId).where('run_id', '=', runId).select('expected'),
    }))
    .where('partner_id', '=', partnerId)
    .where('run_id', '=', runId)
    .where('kind', '=', kind)
    .where('pages', '<', pages)
    .execute()
}

/** Everything a list has named: it is to be read from its beginning. */
export async function forgetList({ db, partnerId, runId }: ListOf, kind: ListStage): Promise<void> {
  for (const table of ['sync_lists', 'sync_seen'] as const)
    await db.deleteFrom(table).where('partner_id', '=', partnerId).where('run_id', '=', runId).where('kind', '=', kind).execute()
}
