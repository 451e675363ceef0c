// The synchronisation of one partner, as a story: read what Microsoft lists, page by page, save what differs, then settle what the lists
// say together. Entered by sync.jobs.ts.
import { giveBackMemory } from '../../base/give-back-memory.ts'
import type { Services } from '../../feature.ts'
import { contractPages } from '../../microsoft/graph/contracts.ts'
import { delegatedCustomerPages } from '../../microsoft/graph/delegated-admin-customers.ts'
import { relationshipPages } from '../../microsoft/graph/delegated-admin-relationships.ts'
import { organization } from '../../microsoft/graph/organization.ts'
import { MicrosoftError } from '../../microsoft/microsoft-error.ts'
import type { Page, Skipped } from '../../microsoft/page.ts'
import { customerPages } from '../../microsoft/partner-center/customers.ts'
import { atMostTwo, oneAhead } from './actions/page-flow.ts'
import { lockPartner, type PartnerLock } from './actions/partner-lock.ts'
import { beginRun, countSkipped, endRun, enterStage, expectAbout, type Run, RunLost, showAlive } from './actions/run-state.ts'
import { saveCustomers } from './actions/save-customers.ts'
import type { PageSaved } from './actions/save-page.ts'
import { saveRelationships } from './actions/save-relationships.ts'
import { savePartner, settle } from './actions/settle.ts'
import { fromContract, fromDelegatedCustomer, fromPartnerCenter, type IncomingCustomer } from './sync.mapping.ts'
import {
  absenceMeansLeft,
  type CustomerStage,
  emptyFailure,
  type Failure,
  failureOf,
  lostFailure,
  type Stage,
  stoppedFailure,
  wantsTidying,
} from './sync.rules.ts'

const aliveEveryMs = 10_000

/** The lists go before what is read customer by customer under the same rate: few calls, and everything else hangs on them. */
const asking = (signal: AbortSignal) => ({ signal, urgent: true })

/** As many leave enough garbage behind for it to be worth collecting at once. */
const manyRecords = 5000

/** Runs one synchronisation, or returns `joined` at once where one is running. Failures of Microsoft end the run, not the job. */
export async function syncCustomers(services: Services, partnerId: string, signal: AbortSignal): Promise<'ran' | 'joined'> {
  const { door, log } = services
  const lock = await lockPartner(door.pool, partnerId, log)
  if (!lock) return 'joined'
  const db = door.ofPartner(partnerId)
  try {
    const run = await beginRun(db, partnerId)
    const alive = setInterval(
      () => void showAlive(run).catch((error: Error) => log.warn({ err: error }, 'the synchronisation could not show that it lives')),
      aliveEveryMs,
    )
    try {
      await runThrough({ services, run, lock, signal: AbortSignal.any([signal, lock.lost]) })
    } finally {
      clearInterval(alive)
    }
    return 'ran'
  } finally {
    await lock.release()
  }
}

type Work = { services: Services; run: Run; lock: PartnerLock; signal: AbortSignal }

/** What came of the lists. `failure` is that of the first list that could not be read to its end. */
type Outcome = {
  /** Where the run is. */
  stage: Stage
  read: CustomerStage[]
  /** Records of customers in all lists together. */
  named: number
  relationshipsRead: boolean
  advisor: boolean | null
  /** Records of any kind that were read. */
  records: number
  written: number
  skipped: number
  failure: Failure | null
}

async function runThrough(work: Work): Promise<void> {
  const { services, run, lock, signal } = work
  const outcome: Outcome = {
    stage: 'customers',
    read: [],
    named: 0,
    records: 0,
    relationshipsRead: false,
    advisor: null,
    written: 0,
    skipped: 0,
    failure: null,
  }
  try {
    await readPartner(work)
    await readCustomers(work, outcome)
    await readContracts(work, outcome)
    await readDelegatedCustomers(work, outcome)
    await readRelationships(work, outcome)
    if (outcome.named === 0 && run.known > 0) outcome.failure ??= emptyFailure
    outcome.stage = 'finishing'
    await enterStage(run, 'finishing', null)
    await settle(run, {
      ...outcome,
      absenceMeansLeft: absenceMeansLeft({
        listsRead: outcome.read.length,
        named: outcome.named,
        relationshipsRead: outcome.relationshipsRead,
        skipped: outcome.skipped,
        skippedBefore: run.skippedBefore,
      }),
    })
  } catch (error) {
    if (error instanceof RunLost) return
    outcome.failure = lock.lost.aborted ? lostFailure : signal.aborted ? stoppedFailure : failureOf(error, outcome.stage)
    if (!signal.aborted) services.log.error({ err: error, partnerId: run.partnerId }, 'a synchronisation failed on our side')
  }
  await endRun(run, outcome.failure)
  if (outcome.records >= manyRecords) giveBackMemory()
  if (outcome.written >= 1000) await lock.tidy()
}

/** The organisation's name is a nicety: without it everything else goes on. */
async function readPartner({ services, run, signal }: Work): Promise<void> {
  try {
    const own = await organization(services.microsoft.graph(run.partnerId), { signal, patienceMs: 30_000 })
    if (own?.name) await savePartner(run.db, run, { name: own.name })
  } catch (error) {
    if (!(error instanceof MicrosoftError)) throw error
    services.log.warn({ err: error, partnerId: run.partnerId }, "the partner's name could not be read")
  }
}

async function readCustomers(work: Work, outcome: Outcome): Promise<void> {
  const { services, run, signal } = work
  const over = new AbortController()
  const counted = run.first && countAhead({ ...work, signal: AbortSignal.any([signal, over.signal]) })
  try {
    const pages = customerPages(services.microsoft.partnerCenter(run.partnerId), asking(signal))
    await readCustomerList(work, outcome, { stage: 'customers', pages, toCustomer: fromPartnerCenter })
  } finally {
    over.abort()
    await counted
  }
}

/**
 * The first time nobody knows how many customers will come, and Partner Center counts only the page it sends. The contracts are the
 * same customers in larger pages, so counting them beside it tells long before the list has ended. Without them there is no number.
 */
async function countAhead({ services, run, signal }: Work): Promise<void> {
  try {
    let customers = 0
    for await (const page of contractPages(services.microsoft.graph(run.partnerId), asking(signal))) customers += page.records.length
    if (!signal.aborted) await expectAbout(run, 'customers', customers)
  } catch (error) {
    if (!(error instanceof MicrosoftError) && !signal.aborted) throw error
  }
}

async function readContracts(work: Work, outcome: Outcome): Promise<void> {
  const { services, run, signal } = work
  const pages = contractPages(services.microsoft.graph(run.partnerId), asking(signal))
  const types = new Set<string>()
  await readCustomerList(work, outcome, {
    stage: 'contracts',
    pages,
    toCustomer: (contract) => {
      types.add(contract.type)
      return fromContract(contract)
    },
  })
  if (outcome.read.includes('contracts')) outcome.advisor = types.has('advisor') && !types.has('reseller')
}

async function readDelegatedCustomers(work: Work, outcome: Outcome): Promise<void> {
  const { services, run, signal } = work
  const pages = delegatedCustomerPages(services.microsoft.graph(run.partnerId), asking(signal))
  await readCustomerList(work, outcome, { stage: 'delegatedCustomers', pages, toCustomer: fromDelegatedCustomer })
}

async function readRelationships(work: Work, outcome: Outcome): Promise<void> {
  const { services, run, signal } = work
  outcome.relationshipsRead = await readList(work, outcome, {
    stage: 'delegations',
    pages: relationshipPages(services.microsoft.graph(run.partnerId), {}, asking(signal)),
    save: ({ records, skipped, total }, number) => saveRelationships(run, { records, skipped: skipped.length, expected: total, number }),
  })
}

type CustomerList<Item> = { stage: CustomerStage; pages: AsyncGenerator<Page<Item>>; toCustomer: (item: Item) => IncomingCustomer }

async function readCustomerList<Item>(work: Work, outcome: Outcome, { stage, pages, toCustomer }: CustomerList<Item>): Promise<void> {
  const complete = await readList(work, outcome, {
    stage,
    pages,
    save: ({ records, skipped, total }, number) => {
      outcome.named += records.length
      return saveCustomers(work.run, { stage, records: records.map(toCustomer), skipped: skipped.length, expected: total, number })
    },
  })
  if (complete) outcome.read.push(stage)
}

type List<Item> = { stage: Stage; pages: AsyncGenerator<Page<Item>>; save: (page: Page<Item>, number: number) => Promise<PageSaved> }

/** Reads one list to its end and says whether it could. A list that fails does not keep the others from being read. */
async function readList<Item>(work: Work, outcome: Outcome, { stage, pages, save }: List<Item>): Promise<boolean> {
  const { services, run, lock, signal } = work
  outcome.stage = stage
  await enterStage(run, stage, run.first ? null : run.known)
  const saves = atMostTwo()
  const saveCounted = async (page: Page<Item>, at: number): Promise<void> => {
    const { written, lost } = await save(page, at)
    outcome.written += written
    if (lost > 0) await noteLost(work, outcome, stage, lost)
  }
  let tidiedAt = outcome.written
  let number = 0
  try {
    for await (const page of oneAhead(pages)) {
      signal.throwIfAborted()
      noteSkipped(work, stage, page.skipped)
      outcome.records += page.records.length
      outcome.skipped += page.skipped.length
      number += 1
      await saves.begin(saveCounted(page, number))
      if (wantsTidying(outcome.written - tidiedAt, tidiedAt + run.known)) {
        tidiedAt = outcome.written
        void lock.tidy()
      }
    }
    await saves.end()
    return true
  } catch (error) {
    if (!(error instanceof MicrosoftError) || signal.aborted) throw error
    // Pages that came before may still be on their way into the database; one that cannot be saved ends the run.
    await saves.end()
    if (stage === 'customers' && error.kind === 'denied' && (await isWithoutPartnerCenter(run))) return true
    services.log.warn({ err: error, partnerId: run.partnerId, stage }, 'a list of Microsoft could not be read to its end')
    outcome.failure ??= failureOf(error, stage)
    return false
  } finally {
    await saves.settled()
  }
}

function noteSkipped({ services, run }: Work, stage: Stage, skipped: readonly Skipped[]): void {
  if (skipped.length === 0) return
  services.log.warn(
    { partnerId: run.partnerId, stage, number: skipped.length, some: skipped.slice(0, 5) },
    'Microsoft sent records that cannot be read',
  )
}

async function noteLost({ services, run }: Work, outcome: Outcome, stage: Stage, lost: number): Promise<void> {
  services.log.warn({ partnerId: run.partnerId, stage, number: lost }, 'Microsoft sent records that the database cannot store')
  outcome.skipped += lost
  await countSkipped(run, lost)
}

/**
 * Advisors have no Partner Center API: being refused there is nothing. Where customers came from it before, it is a failure, lest
 * a consent that was withdrawn make all of them leave.
 */
async function isWithoutPartnerCenter({ db, partnerId }: Run): Promise<boolean> {
  const one = await db
    .selectFrom('customers')
    .where('partner_id', '=', partnerId)
    .where('in_partner_center', '=', true)
    .select('tenant_id')
    .limit(1)
    .executeTakeFirst()
  return one === undefined
}
