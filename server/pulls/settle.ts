// Writes down how pulls ended, many at a time: what was read and that it was read in one transaction. Entered by run-pull.ts.
import { type Kysely, sql, type Transaction } from 'kysely'
import type { PullFailure } from '../../contract/pulls.ts'
import { againAfterCollision, isDataError } from '../db/database-error.ts'
import { prepared } from '../db/prepared.ts'
import type { Database } from '../db/tables/database.ts'
import type { Claimed, Run } from './claim.ts'
import { urgencies } from './line.ts'

type Common = { claimed: Claimed; triedAt: Date; dueAt: Date }
export type Good = Common & { read: unknown; digest: Buffer }
export type Bad = Common & { failure: PullFailure }
export type Outcome = Good | Bad

const isGood = (outcome: Outcome): outcome is Good => 'read' in outcome

/** `unreadable`: records of good answers that could not be read. */
export type Settled = { good: number; changed: number; failed: number; throttled: number; unreadable: number }

export const nothingSettled = (): Settled => ({ good: 0, changed: 0, failed: 0, throttled: 0, unreadable: 0 })

/** A customer whose answer the database refuses fails by itself; the others of its batch are saved. */
export async function settle(run: Run, outcomes: readonly Outcome[]): Promise<Settled> {
  try {
    const settled = await againAfterCollision(() => run.db.transaction().execute((trx) => settleTogether(trx, run, outcomes)))
    for (const { claimed } of outcomes) run.held.delete(claimed.customer.tenantId)
    return settled
  } catch (error) {
    if (!isDataError(error)) throw error
    const [only] = outcomes
    if (outcomes.length === 1 && only) return await settle(run, [unstorable(only)])
  }
  const sum = nothingSettled()
  for (const outcome of outcomes) {
    const one = await settle(run, [outcome])
    for (const key of Object.keys(sum) as (keyof Settled)[]) sum[key] += one[key]
  }
  return sum
}

async function settleTogether(trx: Transaction<Database>, run: Run, outcomes: readonly Outcome[]): Promise<Settled> {
  const good = outcomes.filter(isGood)
  const news = good.filter(({ claimed, digest }) => !claimed.digest?.equals(digest))
  const found = news.map(({ claimed, read }) => ({ tenantId: claimed.customer.tenantId, read }))
  const changed = found.length > 0 ? await run.pull.save(trx, run.partnerId, found) : 0
  await writeStates(trx, run, outcomes)
  const throttled = outcomes.filter((outcome) => !isGood(outcome) && outcome.failure.kind === 'throttled').length
  const unreadable = good.reduce((sum, { read }) => sum + unreadableIn(read), 0)
  return { good: good.length, changed, failed: outcomes.length - good.length - throttled, throttled, unreadable }
}

/** Readings that may lose records say how many. */
const unreadableIn = (read: unknown): number => {
  const count = read && typeof read === 'object' && 'unreadable' in read ? read.unreadable : 0
  return typeof count === 'number' ? count : 0
}

/** One statement for the batch, only for rows this run still holds: one that lost its lease has been taken by another. */
async function writeStates(db: Kysely<Database>, { partnerId, sweepId, pull }: Run, outcomes: readonly Outcome[]): Promise<void> {
  // In order of their IDs, so that two batches wait for each other rather than in a circle.
  const sorted = [...outcomes].sort((one, other) => (one.claimed.customer.tenantId < other.claimed.customer.tenantId ? -1 : 1))
  await sql`
    update ${prepared} pulls p set
      taken_until = null,
      taken_by = null,
      tried_at = v.tried_at,
      good_at = case when v.failure is null then v.tried_at else p.good_at end,
      due_at = case when p.asked_at > v.taken_at then p.due_at else v.due_at end,
      asked_at = case when p.asked_at > v.taken_at then p.asked_at end,
      urgency = case when p.asked_at > v.taken_at then p.urgency else ${sql.lit(urgencies.due)} end,
      digest = coalesce(v.digest, p.digest),
      failures = case when v.failure is null then 0 else p.failures + 1 end,
      failure = v.failure
    from unnest(
      ${sorted.map(({ claimed }) => claimed.customer.tenantId)}::uuid[],
      ${sorted.map(({ claimed }) => claimed.takenAt)}::timestamptz[],
      ${sorted.map(({ triedAt }) => triedAt)}::timestamptz[],
      ${sorted.map(({ dueAt }) => dueAt)}::timestamptz[],
      ${sorted.map((outcome) => (isGood(outcome) ? outcome.digest : null))}::bytea[],
      ${sorted.map((outcome) => (isGood(outcome) ? null : JSON.stringify(outcome.failure)))}::jsonb[]
    ) as v (tenant_id, taken_at, tried_at, due_at, digest, failure)
    where p.partner_id = ${partnerId} and p.resource = ${pull.resource} and p.tenant_id = v.tenant_id and p.taken_by = ${sweepId}
  `.execute(db)
}

const unstorable = (outcome: Outcome): Bad => ({
  claimed: outcome.claimed,
  triedAt: outcome.triedAt,
  dueAt: outcome.dueAt,
  failure: { kind: 'invalid', code: 'not_storable', cause: null, status: null, requestId: null },
})
