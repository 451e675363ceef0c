// One sweep of one resource of one partner, as a story: take what is due, ask Microsoft for several customers at a time, save in batches,
// until nothing is due. Entered by pulls.jobs.ts; any number of them may run at once, in any number of processes.
import { createHash } from 'node:crypto'
import type { PullFailure } from '../../contract/pulls.ts'
import { newId } from '../base/ids.ts'
import { timeLimit } from '../base/time-limit.ts'
import type { Services } from '../feature.ts'
import { type Claimed, countDue, letGo, longestPatienceMs, type Run } from './claim.ts'
import { createDueLines } from './due-lines.ts'
import type { Pull } from './pull.ts'
import { isMistake, isOfWholePartner, pullFailureOf, restMs, retryAfterMsOf, tooLate } from './pull-failure.ts'
import { nothingSettled, type Outcome, type Settled, settle } from './settle.ts'
import { beginSweep, countInSweep, endSweep } from './sweep.ts'

/** Saved when so many have gathered, or after so long. */
const batch = 100
const longestWaitMs = 1000
/** How often the count of the sweep is written down meanwhile. */
const countEveryMs = 1000

/** Returns how many were read. What fails for one customer is written down with it; what concerns all of them ends the sweep. */
export async function runPull(services: Services, pull: Pull, partnerId: string, signal: AbortSignal): Promise<Settled> {
  const now = (): Date => services.clock.now()
  const run: Run = { db: services.door.ofPartner(partnerId), partnerId, sweepId: newId(), pull, now, log: services.log, held: new Set() }
  const total = nothingSettled()
  if ((await countDue(run.db, partnerId, pull, { now: run.now(), most: 1 })) === 0) return total
  await beginSweep(run)
  const stop = new AbortController()
  const saver = createSaver(run, total)
  let failure: PullFailure | null = null
  try {
    await readAll(run, AbortSignal.any([signal, stop.signal]), async (outcome) => {
      if (!('whole' in outcome)) return saver.add(outcome)
      failure ??= outcome.whole
      stop.abort()
    })
  } finally {
    stop.abort()
    await saver.end()
    await letGo(run)
    await endSweep(run, total, failure)
  }
  if (failure)
    services.log.warn({ partnerId, resource: pull.resource, failure }, 'a sweep was stopped: the failure concerns every customer')
  return total
}

type Take = (outcome: Outcome | { whole: PullFailure }) => Promise<void>

/**
 * Several readers at a time. A quarter of them leave alone who did not answer last time: however many such customers there are, and
 * however long each of them takes, the others are read.
 */
async function readAll(run: Run, signal: AbortSignal, take: Take): Promise<void> {
  const lines = createDueLines(run, signal)
  const impatient = Math.ceil(run.pull.concurrency / 4)
  const reader = async (_: unknown, index: number): Promise<void> => {
    for (let claimed = await lines.next(index >= impatient); claimed; claimed = await lines.next(index >= impatient)) {
      try {
        const outcome = await readOne(run, claimed, signal)
        if (outcome === 'stopped') return
        await take(outcome)
      } finally {
        lines.done()
      }
    }
  }
  await Promise.all(Array.from({ length: run.pull.concurrency }, reader))
}

async function readOne(run: Run, claimed: Claimed, signal: AbortSignal): Promise<Outcome | { whole: PullFailure } | 'stopped'> {
  const { partnerId, pull, now, log } = run
  const { customer, failures } = claimed
  const patienceMs = Math.min(longestPatienceMs, pull.patienceMs ?? longestPatienceMs)
  const patience = timeLimit(patienceMs, signal)
  try {
    const read = await pull.read({ partnerId, customer, signal: patience.signal, patienceMs })
    const triedAt = now()
    const digest = createHash('sha256')
      .update(JSON.stringify([pull.version, read]))
      .digest()
    return { claimed, read, digest, triedAt, dueAt: later(triedAt, pull.nextInMs(read, customer, triedAt)) }
  } catch (error) {
    if (signal.aborted) return 'stopped'
    const failure = pullFailureOf(error) ?? (patience.isOver() ? tooLate : null)
    if (!failure) throw error
    if (isMistake(error)) log.error({ err: error, partnerId, tenantId: customer.tenantId, resource: pull.resource }, 'a mistake of ours')
    if (isOfWholePartner(error)) return { whole: failure }
    const triedAt = now()
    return { claimed, failure, triedAt, dueAt: later(triedAt, restMs(failure, failures + 1, retryAfterMsOf(error), Math.random())) }
  } finally {
    patience.end()
  }
}

const later = (from: Date, ms: number): Date => new Date(from.getTime() + ms)

/** Gathers outcomes and saves them a batch at a time; a reader that comes while a full batch is being saved waits for it. */
function createSaver(run: Run, total: Settled) {
  let waiting: Outcome[] = []
  let saving: Promise<void> = Promise.resolve()
  let timer: NodeJS.Timeout | undefined
  let countedAt = performance.now()
  const flush = (): Promise<void> => {
    clearTimeout(timer)
    timer = undefined
    const outcomes = waiting
    waiting = []
    if (outcomes.length > 0) saving = saving.then(() => save(outcomes))
    return saving
  }
  const save = async (outcomes: Outcome[]): Promise<void> => {
    const settled = await settle(run, outcomes)
    for (const key of Object.keys(total) as (keyof Settled)[]) total[key] += settled[key]
    if (performance.now() - countedAt < countEveryMs) return
    countedAt = performance.now()
    await countInSweep(run, total)
  }
  return {
    async add(outcome: Outcome): Promise<void> {
      waiting.push(outcome)
      if (waiting.length >= batch) return flush()
      // A failure to save is met by whoever comes next.
      timer ??= setTimeout(() => void flush().catch(() => {}), longestWaitMs)
    },
    end: flush,
  }
}
