// The synchronisation of one partner, as a story: read what Microsoft lists, page by page, save what differs, then settle what the lists
// say together. Entered by sync.jobs.ts.
import { giveBackMemory } from '../../base/give-back-memory.ts'
import type { Services } from '../../feature.ts'
import { contractPages } from '../../microsoft/graph/contracts.ts'
import { delegatedCustomerPages } from '../../microsoft/graph/delegated-admin-customers.ts'
import { relationshipPages } from '../../microsoft/graph/delegated-admin-relationships.ts'
import { organization } from '../../microsoft/graph/organization.ts'
import { MicrosoftError } from '../../microsoft/microsoft-error.ts'
import type { Place } from '../../microsoft/page.ts'
import { customerPages } from '../../microsoft/partner-center/customers.ts'
import { lockPartner } from './actions/partner-lock.ts'
import { type List, type Outcome, readList, type Work } from './actions/read-list.ts'
import { beginRun, endRun, enterStage, expectAbout, RunLost, showAlive } from './actions/run-state.ts'
import { saveCustomers } from './actions/save-customers.ts'
import { saveRelationships } from './actions/save-relationships.ts'
import { savePartner, settle } from './actions/settle.ts'
import { fromContract, fromDelegatedCustomer, fromPartnerCenter, type IncomingCustomer } from './sync.mapping.ts'
import { absenceMeansLeft, type CustomerStage, emptyFailure, failureOf, lostFailure, stoppedFailure } from './sync.rules.ts'

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

async function runThrough(work: Work): Promise<void> {
  const { services, run, lock, signal } = work
  const outcome: Outcome = {
    stage: 'customers',
    read: [],
    named: 0,
    records: 0,
    relationshipsRead: false,
    relationshipsWhole: false,
    advisor: null,
    written: 0,
    skipped: 0,
    failure: null,
    retryAfterMs: 0,
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
        known: run.known,
      }),
    })
  } catch (error) {
    if (error instanceof RunLost) return
    outcome.failure = lock.lost.aborted ? lostFailure : signal.aborted ? stoppedFailure : failureOf(error, outcome.stage)
    if (!signal.aborted) services.log.error({ err: error, partnerId: run.partnerId }, 'a synchronisation failed on our side')
  }
  await endRun(run, outcome.failure, outcome.retryAfterMs)
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
  const reached = run.reached.get('customers')
  const isCounted = reached && (reached.next === null || reached.expected !== null)
  const counted = run.first && !isCounted && countAhead({ ...work, signal: AbortSignal.any([signal, over.signal]) })
  try {
    const source = services.microsoft.partnerCenter(run.partnerId)
    const pages = (from?: Place) => customerPages(source, { ...asking(signal), from })
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
  const source = services.microsoft.graph(run.partnerId)
  const types = new Set(run.reached.get('contracts')?.contractTypes)
  await readCustomerList(work, outcome, {
    stage: 'contracts',
    pages: (from) => contractPages(source, { ...asking(signal), from }),
    contractTypes: types,
    toCustomer: (contract) => {
      types.add(contract.type)
      return fromContract(contract)
    },
  })
  if (outcome.read.includes('contracts')) outcome.advisor = types.has('advisor') && !types.has('reseller')
}

async function readDelegatedCustomers(work: Work, outcome: Outcome): Promise<void> {
  const { services, run, signal } = work
  const source = services.microsoft.graph(run.partnerId)
  const pages = (from?: Place) => delegatedCustomerPages(source, { ...asking(signal), from })
  await readCustomerList(work, outcome, { stage: 'delegatedCustomers', pages, toCustomer: fromDelegatedCustomer })
}

async function readRelationships(work: Work, outcome: Outcome): Promise<void> {
  const { services, run, signal } = work
  const source = services.microsoft.graph(run.partnerId)
  const skippedBefore = outcome.skipped
  outcome.relationshipsRead = await readList(work, outcome, {
    stage: 'delegations',
    pages: (from) => relationshipPages(source, {}, { ...asking(signal), from }),
    save: ({ records, skipped, total }, number) => saveRelationships(run, { records, skipped: skipped.length, expected: total, number }),
  })
  outcome.relationshipsWhole = outcome.relationshipsRead && outcome.skipped === skippedBefore
}

type CustomerList<Item> = Omit<List<Item>, 'stage' | 'save'> & { stage: CustomerStage; toCustomer: (item: Item) => IncomingCustomer }

async function readCustomerList<Item>(work: Work, outcome: Outcome, { toCustomer, ...list }: CustomerList<Item>): Promise<void> {
  const { stage } = list
  const complete = await readList(work, outcome, {
    ...list,
    save: ({ records, skipped, total }, number) =>
      saveCustomers(work.run, { stage, records: records.map(toCustomer), skipped: skipped.length, expected: total, number }),
  })
  if (complete) outcome.read.push(stage)
}
