// Reads one list of Microsoft page by page and saves it, from its beginning or from where a run that died had come to. Entered by sync.sync.ts.
import type { PullFailure } from '../../../../contract/pulls.ts'
import type { Services } from '../../../feature.ts'
import { MicrosoftError } from '../../../microsoft/microsoft-error.ts'
import type { ListPage, Page, Place, Skipped } from '../../../microsoft/page.ts'
import { pullFailureOf } from '../../../pulls/pull-failure.ts'
import { type CustomerStage, type Failure, failureOf, isPlaceRefused, type ListStage, type Stage, wantsTidying } from '../sync.rules.ts'
import { beginList, forgetList, keepReached, type Reached } from './list-state.ts'
import { noteList } from './note-list.ts'
import { atMostTwo, oneAhead, withoutGap } from './page-flow.ts'
import type { PartnerLock } from './partner-lock.ts'
import { countSkipped, enterStage, type Run } from './run-state.ts'
import type { PageSaved } from './save-page.ts'

export type Work = { services: Services; run: Run; lock: PartnerLock; signal: AbortSignal }

/** What came of the lists. `failure` is that of the first list that could not be read to its end. */
export type Outcome = {
  /** Where the run is. */
  stage: Stage
  read: CustomerStage[]
  /** Records of customers in all lists together. */
  named: number
  relationshipsRead: boolean
  /** Read to their end, and every record could be. */
  relationshipsWhole: boolean
  advisor: boolean | null
  /** Records of any kind that were read. */
  records: number
  written: number
  skipped: number
  failure: Failure | null
  /** The longest wait that Microsoft has asked for. */
  retryAfterMs: number
}

export type List<Item> = {
  stage: ListStage
  pages: (from: Place | undefined) => AsyncGenerator<ListPage<Item>>
  save: (page: Page<Item>, number: number) => Promise<PageSaved>
  contractTypes?: ReadonlySet<string>
}

type Tally = Pick<Reached, 'pages' | 'records' | 'skipped'>

/** Says whether the list could be read to its end. One that fails does not keep the others from being read. */
export async function readList<Item>(work: Work, outcome: Outcome, list: List<Item>): Promise<boolean> {
  const { services, run, signal } = work
  const { stage } = list
  const reached = run.reached.get(stage)
  const tally: Tally = { pages: reached?.pages ?? 0, records: reached?.records ?? 0, skipped: reached?.skipped ?? 0 }
  let complete = true
  let failure: PullFailure | null = null
  outcome.stage = stage
  try {
    if (reached?.next !== null) await readPages(work, { ...list, reached, tally, outcome })
  } catch (error) {
    if (!(error instanceof MicrosoftError) || signal.aborted) throw error
    if (reached && tally.pages === reached.pages && isPlaceRefused(error)) {
      services.log.info(
        { err: error, partnerId: run.partnerId, stage },
        'a list is read from its beginning: its place is not known any more',
      )
      await forgetList(run, stage)
      run.reached.delete(stage)
      return await readList(work, outcome, list)
    }
    complete = stage === 'customers' && error.kind === 'denied' && (await isWithoutPartnerCenter(run))
    if (!complete) {
      services.log.warn({ err: error, partnerId: run.partnerId, stage }, 'a list of Microsoft could not be read to its end')
      failure = pullFailureOf(error)
      outcome.failure ??= failureOf(error, stage)
      outcome.retryAfterMs = Math.max(outcome.retryAfterMs, error.retryAfterMs ?? 0)
    }
  }
  if (reached) await countSkipped(run, reached.skipped)
  await noteList(run, stage, failure ? { failure } : { records: tally.records, unreadable: tally.skipped })
  outcome.records += tally.records
  outcome.skipped += tally.skipped
  if (stage !== 'delegations') outcome.named += tally.records
  return complete
}

type Reading<Item> = List<Item> & { reached: Reached | undefined; tally: Tally; outcome: Outcome }

async function readPages<Item>(work: Work, { stage, pages, save, contractTypes, reached, tally, outcome }: Reading<Item>): Promise<void> {
  const { run, lock, signal } = work
  await enterStage(run, stage, reached?.expected ?? (run.first ? null : run.known))
  await beginList(run, stage)
  const saves = atMostTwo()
  const saved = withoutGap(reached ?? { pages: 0, records: 0, skipped: 0, next: null })
  const saveWhole = async (page: ListPage<Item>, number: number): Promise<void> => {
    const { written, lost } = await save(page, number)
    outcome.written += written
    tally.skipped += lost
    if (lost > 0) await noteLost(work, stage, lost)
    const further = saved(number, { records: page.records.length, skipped: page.skipped.length + lost, next: page.next })
    if (further) await keepReached(run, stage, { ...further, contractTypes: [...(contractTypes ?? [])] })
  }
  let tidiedAt = outcome.written
  try {
    for await (const page of oneAhead(pages(reached?.next ?? undefined))) {
      signal.throwIfAborted()
      noteSkipped(work, stage, page.skipped)
      tally.records += page.records.length
      tally.skipped += page.skipped.length
      tally.pages += 1
      await saves.begin(saveWhole(page, tally.pages))
      if (wantsTidying(outcome.written - tidiedAt, tidiedAt + run.known)) {
        tidiedAt = outcome.written
        void lock.tidy()
      }
    }
    await saves.end()
  } catch (error) {
    // Pages that came before may still be on their way into the database; one that cannot be saved ends the run.
    if (error instanceof MicrosoftError) await saves.end()
    throw error
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

async function noteLost({ services, run }: Work, stage: Stage, lost: number): Promise<void> {
  services.log.warn({ partnerId: run.partnerId, stage, number: lost }, 'Microsoft sent records that the database cannot store')
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
