// One sweep of one resource of one partner, as a story: take what is due, ask Microsoft for several customers at a time, save in batches,
// until nothing is due. Entered by pulls.jobs.ts; any number of them may run at once, in any number of processes.
import { createHash } from 'node:crypto'
import type { PullFailure } from '../../contract/pulls.ts'
import { newId } from '../base/ids.ts'
import type { Services } from '../feature.ts'
import type { MicrosoftError } from '../microsoft/microsoft-error.ts'
import { type Claimed, claimDue, letGo, type Run } from './claim.ts'
import type { Pull } from './pull.ts'
import { pullFailureOf, restMs } from './pull-failure.ts'
import { type Outcome, type Settled, settle } from './settle.ts'
import { beginSweep, countInSweep, endSweep } from './sweep.ts'

/** One customer may take this long; the other readings of the run go on meanwhile. */
const patienceMs = 60_000
/** Saved when so many have gathered, or after so long. */
const batch = 50
const longestWaitMs = 1000

/** Returns how many were read. What fails for one customer is written down with it; what concerns all of them ends the sweep. */
export async function runPull(services: Services, pull: Pull, partnerId: string, signal: AbortSignal): Promise<Settled> {
  const run: Run = { db: services.door.ofPartner(partnerId), partnerId, sweepId: newId(), pull, now: () => services.clock.now() }
  const total: Settled = { good: 0, changed: 0, failed: 0, throttled: 0 }
  const first = await claimDue(run)
  if (first.length === 0) return total
  await beginSweep(run)
  const stop = new AbortController()
  const saver = createSaver(run, total)
  let failure: PullFailure | null = null
  try {
    const customers = claimedOneByOne(run, first, AbortSignal.any([signal, stop.signal]))
    const reader = async (): Promise<void> => {
      for await (const claimed of shared(customers)) {
        const outcome = await readOne(run, claimed, AbortSignal.any([signal, stop.signal]))
        if (outcome === 'stopped') return
        if (!('whole' in outcome)) await saver.add(outcome)
        else {
          failure ??= outcome.whole
          stop.abort()
        }
      }
    }
    await Promise.all(Array.from({ length: pull.concurrency }, reader))
  } finally {
    stop.abort()
    await saver.end()
    await letGo(run)
    await endSweep(run, failure)
  }
  if (failure)
    services.log.warn({ partnerId, resource: pull.resource, failure }, 'a sweep was stopped: the failure concerns every customer')
  return total
}

async function* claimedOneByOne(run: Run, first: Claimed[], signal: AbortSignal): AsyncGenerator<Claimed, void, undefined> {
  for (let claimed = first; claimed.length > 0; claimed = await claimDue(run)) {
    for (const one of claimed) {
      if (signal.aborted) return
      yield one
    }
  }
}

/** Lets several loops draw from one generator without one of them closing it for the others. */
const shared = <Item>(items: AsyncGenerator<Item, void, undefined>): AsyncIterable<Item> => ({
  [Symbol.asyncIterator]: () => ({ next: () => items.next() }),
})

async function readOne(run: Run, claimed: Claimed, signal: AbortSignal): Promise<Outcome | { whole: PullFailure } | 'stopped'> {
  const { partnerId, pull, now } = run
  const { customer, failures } = claimed
  try {
    const read = await pull.read({ partnerId, customer, signal, patienceMs })
    const triedAt = now()
    const digest = createHash('sha256')
      .update(JSON.stringify([pull.version, read]))
      .digest()
    return { claimed, read, digest, triedAt, dueAt: later(triedAt, pull.nextInMs(read, customer, triedAt)) }
  } catch (error) {
    if (signal.aborted) return 'stopped'
    const failure = pullFailureOf(error)
    if (!failure) throw error
    const { retryAfterMs, wholePartner } = error as MicrosoftError
    if (wholePartner) return { whole: failure }
    const triedAt = now()
    return { claimed, failure, triedAt, dueAt: later(triedAt, restMs(failure, failures + 1, retryAfterMs, Math.random())) }
  }
}

const later = (from: Date, ms: number): Date => new Date(from.getTime() + ms)

/** Gathers outcomes and saves them a batch at a time; a reader that comes while a full batch is being saved waits for it. */
function createSaver(run: Run, total: Settled) {
  let waiting: Outcome[] = []
  let saving: Promise<void> = Promise.resolve()
  let timer: NodeJS.Timeout | undefined
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
