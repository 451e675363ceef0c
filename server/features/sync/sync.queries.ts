// How fresh a partner's customers are and how far a running synchronisation has come.
import type { SyncRun, SyncStatus } from '../../../contract/sync.ts'
import type { Db } from '../../db/db.ts'
import type { Scope, WorkScope } from '../../db/scope.ts'
import { runDeadAfterMs } from '../../pulls/first-run.ts'
import { type LastRun, nextDueAt, secondsLeft } from './sync.rules.ts'

export type SyncTimes = { everyMinutes: number; now: Date }

export async function readSync(scope: Scope, times: SyncTimes): Promise<SyncStatus> {
  const { db, partnerId } = scope
  const [run, complete, counted] = await Promise.all([
    lastRun(db, partnerId),
    lastComplete(db, partnerId),
    db
      .selectFrom('customers')
      .where('partner_id', '=', partnerId)
      .where('departed_at', 'is', null)
      .select((of) => of.fn.countAll<string>().as('customers'))
      .executeTakeFirstOrThrow(),
  ])
  const due = nextDueAt(run && timesOf(run), complete !== undefined, times.everyMinutes, times.now)
  return {
    first: complete === undefined,
    lastCompleteAt: complete?.ended_at?.toISOString() ?? null,
    nextDueAt: due?.toISOString() ?? null,
    run: run ? shown(run, times.now) : null,
    customers: Number(counted.customers),
  }
}

/** The last readings of the lists, newest first. */
export async function lastRuns({ db, partnerId }: Scope, most: number, now: Date): Promise<SyncRun[]> {
  const rows = await db
    .selectFrom('sync_runs')
    .where('partner_id', '=', partnerId)
    .orderBy('run_id', 'desc')
    .limit(most)
    .selectAll()
    .execute()
  return rows.map((row) => shown(row, now))
}

/** Whether a synchronisation should begin now. A run that died keeps its row: whether its process lives is the lock's to say. */
export async function isSyncDue(scope: WorkScope, times: SyncTimes & { atStart: boolean }): Promise<boolean> {
  const { db, partnerId } = scope
  const [run, complete] = await Promise.all([lastRun(db, partnerId), lastComplete(db, partnerId)])
  if (run?.outcome === 'running') return times.atStart || times.now.getTime() - run.alive_at.getTime() > runDeadAfterMs
  if (run?.outcome === 'failed' && times.atStart) return true
  const due = nextDueAt(run && timesOf(run), complete !== undefined, times.everyMinutes, times.now)
  return due !== null && due <= times.now
}

type RunRow = NonNullable<Awaited<ReturnType<typeof lastRun>>>

const lastRun = async (db: Db, partnerId: string) =>
  (await db
    .selectFrom('sync_runs')
    .where('partner_id', '=', partnerId)
    .orderBy('run_id', 'desc')
    .limit(1)
    .selectAll()
    .executeTakeFirst()) ?? null

const lastComplete = (db: Db, partnerId: string) =>
  db
    .selectFrom('sync_runs')
    .where('partner_id', '=', partnerId)
    .where('outcome', '=', 'complete')
    .orderBy('run_id', 'desc')
    .limit(1)
    .select('ended_at')
    .executeTakeFirst()

const timesOf = (run: RunRow): LastRun => ({
  startedAt: run.started_at,
  endedAt: run.ended_at,
  outcome: run.outcome,
  retryAfterMs: run.failure?.retryAfterMs,
})

function shown(run: RunRow, now: Date): SyncRun {
  // An estimate that has been overtaken is none.
  const expected = run.expected !== null && run.expected >= run.seen ? run.expected : null
  return {
    startedAt: run.started_at.toISOString(),
    endedAt: run.ended_at?.toISOString() ?? null,
    outcome: run.outcome,
    stage: run.stage,
    seen: run.seen,
    expected,
    secondsLeft: run.outcome === 'running' ? secondsLeft(run.seen, expected, now.getTime() - run.stage_started_at.getTime()) : null,
    added: run.added,
    changed: run.changed,
    departed: run.departed,
    returned: run.returned,
    skippedRecords: run.skipped,
    failure: run.failure,
  }
}
