// The row of a synchronisation run: begun, moved on, ended. One runs at a time for each partner.
import { type RawBuilder, sql, type Transaction } from 'kysely'
import type { Db } from '../../../db/db.ts'
import type { WorkScope } from '../../../db/scope.ts'
import type { Database } from '../../../db/tables/database.ts'
import { announce } from '../../../facts/announce.ts'
import { diedFailure, type Failure, goesOn, isWorthAFact, type Stage } from '../sync.rules.ts'
import { type Reached, takeOver } from './list-state.ts'

export type Run = WorkScope & {
  runId: string
  /** Of the first of the runs whose lists this one goes on with. */
  startedAt: Date
  /** The lists that the run before, which did not come to its end, has read or begun. */
  reached: Map<Stage, Reached>
  /** No synchronisation of this partner has ever ended well. */
  first: boolean
  /** Records that could not be read in the last one that took absent customers for gone. */
  skippedBefore: number
  /** Customers stored when it began. */
  known: number
}

export type PageTaken = { stage: Stage; number: number; ids: readonly string[]; seen: number; skipped: number; expected: number | null }

/** `unseen`: changes that are none of a customer but that totals may depend on. */
export type Changes = { added?: number; changed?: number; departed?: number; returned?: number; unseen?: number }

/** Another process has taken the run over, or someone ended it: whoever gets this must stop writing. */
export class RunLost extends Error {
  constructor() {
    super('This synchronisation run has been ended by another process')
    this.name = 'RunLost'
  }
}

/**
 * Begins a run. The caller holds the partner's lock, so a run that still counts as running belongs to a process that died: it is ended
 * first, and what it had read of the lists is taken over.
 */
export async function beginRun(db: Db, partnerId: string): Promise<Run> {
  return await db.transaction().execute(async (trx) => {
    await trx
      .insertInto('partners')
      .values({ partner_id: partnerId })
      .onConflict((on) => on.doNothing())
      .execute()
    await trx
      .updateTable('sync_runs')
      .set({ outcome: 'failed', ended_at: sql`now()`, failure: JSON.stringify(diedFailure) })
      .where('partner_id', '=', partnerId)
      .where('outcome', '=', 'running')
      .execute()
    const { run_id: runId, started_at: startedAt } = await trx
      .insertInto('sync_runs')
      .values({ partner_id: partnerId })
      .returning(['run_id', 'started_at'])
      .executeTakeFirstOrThrow()
    const { reached, since } = await takeOver(trx, partnerId, runId)
    const ended = trx.selectFrom('sync_runs').where('partner_id', '=', partnerId).where('outcome', '=', 'complete')
    const complete = await ended.select('run_id').limit(1).executeTakeFirst()
    const counted = await ended.where('absence_counted', '=', true).select('skipped').orderBy('run_id', 'desc').limit(1).executeTakeFirst()
    const { known } = await trx
      .selectFrom('customers')
      .where('partner_id', '=', partnerId)
      .where('departed_at', 'is', null)
      .select((of) => of.fn.countAll<string>().as('known'))
      .executeTakeFirstOrThrow()
    return {
      partnerId,
      db,
      userId: null,
      runId,
      startedAt: since ?? startedAt,
      reached,
      first: complete === undefined,
      skippedBefore: counted?.skipped ?? 0,
      known: Number(known),
    }
  })
}

const running = (db: Db | Transaction<Database>, { partnerId, runId }: Run) =>
  db.updateTable('sync_runs').where('partner_id', '=', partnerId).where('run_id', '=', runId).where('outcome', '=', 'running')

export const noteAbsenceCounted = (trx: Transaction<Database>, run: Run) => running(trx, run).set({ absence_counted: true }).execute()

/** Of a list that is gone on with counts what has been read of it, and the time that took. */
export async function enterStage(run: Run, stage: Stage, expected: number | null): Promise<void> {
  const { records: seen = 0, spentMs = 0 } = run.reached.get(stage) ?? {}
  const since = sql<Date>`now() - ${spentMs} * interval '1 millisecond'`
  // The count that is made beside the first list may be there before the list is.
  const about = sql<number | null>`coalesce(${expected}::integer, case when stage = ${stage} then expected end)`
  const result = await running(run.db, run)
    .set({ stage, stage_started_at: since, alive_at: sql`now()`, seen, expected: about })
    .executeTakeFirst()
  if (result.numUpdatedRows === 0n) throw new RunLost()
}

/**
 * The beginning of the statement that takes a page in: counts it and notes whom it named. `taken` has no row where the run is lost.
 * It does not wait for the disk: a page that a crash takes back is read again, and the end of the run waits for all before it.
 */
export const takeIn = ({ partnerId, runId }: Run, { stage, number, ids, seen, skipped, expected }: PageTaken): RawBuilder<unknown> => sql`
  lazily as materialized (select set_config('synchronous_commit', 'off', true) as setting),
  taken as (
    update sync_runs set alive_at = now(), seen = seen + ${seen}, skipped = skipped + ${skipped}, expected = coalesce(${expected}::integer, expected)
    where partner_id = ${partnerId} and run_id = ${runId} and outcome = 'running' and (select setting from lazily) = 'off'
    returning partner_id, run_id
  ), noted as (
    insert into sync_seen (partner_id, run_id, kind, page, ids)
    select partner_id, run_id, ${stage}::text, ${number}::integer, ${ids}::text[] from taken
  )`

/** Begins a statement in the same way where nothing is to be taken in any more. */
export const stillRuns = ({ partnerId, runId }: Run): RawBuilder<unknown> => sql`
  taken as (select from sync_runs where partner_id = ${partnerId} and run_id = ${runId} and outcome = 'running')`

/** Records that turned out unusable only when they were to be stored. */
export async function countSkipped(run: Run, records: number): Promise<void> {
  await running(run.db, run)
    .set((of) => ({ skipped: of('skipped', '+', records) }))
    .execute()
}

/** Adds to the run's figures and to the number under which totals are remembered. Throws RunLost, and with it goes what the transaction did. */
export async function countChanges(trx: Transaction<Database>, run: Run, changes: Changes): Promise<void> {
  const { added = 0, changed = 0, departed = 0, returned = 0, unseen = 0 } = changes
  const { rows } = await sql`
    with version as (
      update partners set customers_version = customers_version + 1
      where partner_id = ${run.partnerId} and ${added + changed + departed + returned + unseen} > 0
    )
    update sync_runs set alive_at = now(), added = added + ${added}, changed = changed + ${changed}, departed = departed + ${departed}, returned = returned + ${returned}
    where partner_id = ${run.partnerId} and run_id = ${run.runId} and outcome = 'running'
    returning run_id
  `.execute(trx)
  if (rows.length === 0) throw new RunLost()
}

/** What the current stage may expect, where that is learned while it runs. */
export async function expectAbout(run: Run, stage: Stage, customers: number): Promise<void> {
  await running(run.db, run).set({ expected: customers }).where('stage', '=', stage).execute()
}

export async function showAlive(run: Run): Promise<void> {
  await running(run.db, run).set({ alive_at: sql`now()` }).execute()
}

/** Ends the run and forgets what it has seen, unless the next goes on with it. Runs older than 30 days go with it. */
export async function endRun(run: Run, failure: Failure | null, retryAfterMs = 0): Promise<void> {
  const { db, partnerId } = run
  const outcome = failure ? 'failed' : 'complete'
  await db.transaction().execute(async (trx) => {
    const previous = await trx
      .selectFrom('sync_runs')
      .where('partner_id', '=', partnerId)
      .where('run_id', '<', run.runId)
      .orderBy('run_id', 'desc')
      .select('outcome')
      .executeTakeFirst()
    const ended = await running(trx, run)
      .set({ outcome, ended_at: sql`now()`, failure: failure && JSON.stringify({ ...failure, ...(retryAfterMs > 0 && { retryAfterMs }) }) })
      .returning(['added', 'changed', 'departed', 'returned'])
      .executeTakeFirst()
    if (!ended) return
    if (!goesOn(failure)) await trx.deleteFrom('sync_lists').where('partner_id', '=', partnerId).where('run_id', '=', run.runId).execute()
    const touched = ended.added + ended.changed + ended.departed + ended.returned
    if (isWorthAFact({ outcome, touched }, previous?.outcome ?? null))
      await announce(trx, run, { kind: 'sync.ended', data: { outcome, ...ended } })
    await trx
      .deleteFrom('sync_runs')
      .where('partner_id', '=', partnerId)
      .where('ended_at', '<', sql<Date>`now() - interval '30 days'`)
      // Without the newest complete one this would look like a partner whose customers were never read.
      .where('run_id', 'is distinct from', (query) =>
        query
          .selectFrom('sync_runs')
          .where('partner_id', '=', partnerId)
          .where('outcome', '=', 'complete')
          .select((of) => of.fn.max('run_id').as('newest')),
      )
      .execute()
  })
  // Its own alone: where the run was lost, another has begun.
  if (!goesOn(failure)) await db.deleteFrom('sync_seen').where('partner_id', '=', partnerId).where('run_id', '=', run.runId).execute()
}
