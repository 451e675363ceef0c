// Sends what is due: takes an entry, judges it by its rule as things stand now, sends it and writes down how that ended.
// Entered by notifications.jobs.ts; any number of workers may do it at once.
import type { Updateable } from 'kysely'
import type { WorkScope } from '../../../db/scope.ts'
import type { NoticeEntriesTable } from '../../../db/tables/notifications.ts'
import type { Services } from '../../../feature.ts'
import { triesUsedUp } from '../notice-times.rules.ts'
import { closedBy, type Judgement, judgeDue } from '../notifications.rules.ts'
import { type IssueEntry, readDue, readWay } from '../queries/due.ts'
import { type Claim, claimEntry, countTry, settleEntry } from './claim-entry.ts'
import { putIntoDigest } from './digest.ts'
import { type Ended, recordOutcome } from './record-outcome.ts'
import { sendDigest, sendIssue } from './send-entry.ts'

const atOnce = 4

/** Returns how many entries were dealt with. Ends when nothing is due, or the worker stops. */
export async function deliverDue(services: Services, partnerId: string, signal: AbortSignal): Promise<number> {
  const scope: WorkScope = { partnerId, db: services.door.ofPartner(partnerId), userId: null }
  let done = 0
  const worker = async (): Promise<void> => {
    while (!signal.aborted) {
      const claim = await claimEntry(scope, services.clock.now())
      if (!claim) return
      await deal(services, scope, claim)
      done += 1
    }
  }
  const ends = await Promise.allSettled(Array.from({ length: atOnce }, worker))
  const failed = ends.find((end) => end.status === 'rejected')
  if (failed) throw failed.reason
  return done
}

/** What fails here is one try of this entry, as if a server had put it off: the others are not held up, and the ledger tells of it. */
async function deal(services: Services, scope: WorkScope, claim: Claim): Promise<void> {
  const { entry } = claim
  const outcome = (response: string) => ({ claim, outcome: { ok: false, kind: 'temporary', response } as const, affected: null })
  const deliver = entry.moment === 'digest' ? deliverDigest : deliverIssue
  const ended = triesUsedUp(entry.tries)
    ? outcome('Each try ended before an answer was there.')
    : await deliver(services, scope, claim).catch((error: unknown) => {
        services.log.error({ err: error, partnerId: scope.partnerId, entryId: entry.entry_id }, 'a notice could not be sent')
        return outcome(`It could not be sent: ${error instanceof Error ? error.message : String(error)}`)
      })
  if (ended) await recordOutcome(services, scope, ended)
}

/** Null where nothing was to be sent, and that is written down. */
async function deliverIssue(services: Services, scope: WorkScope, claim: Claim): Promise<Ended | null> {
  const entry = claim.entry as IssueEntry
  const way = await readWay(scope, entry)
  const due = await readDue(scope, entry, way)
  const judgement = judgeDue(due, services.clock.now())
  const { rule, channel } = way
  if (judgement.verdict === 'digest') await putIntoDigest(scope, claim, services.clock.now())
  else if (judgement.verdict !== 'send') await settleEntry(scope, claim, { ...settled(judgement), affected: due.affected, why: due.why })
  else if (rule && channel && (await countTry(scope, claim)))
    return { claim, outcome: await sendIssue(services, scope, { entry, rule, channel, due }), affected: due.affected, why: due.why }
  return null
}

function settled(judgement: Exclude<Judgement, { verdict: 'send' | 'digest' }>): Updateable<NoticeEntriesTable> {
  return judgement.verdict === 'hold'
    ? { state: 'held', reason: judgement.reason, due_at: judgement.until }
    : { state: 'suppressed', reason: judgement.reason, due_at: null }
}

async function deliverDigest(services: Services, scope: WorkScope, claim: Claim): Promise<Ended | null> {
  const { rule, channel } = await readWay(scope, claim.entry)
  const reason = closedBy({ rule, channel: channel?.state ?? null })
  if (reason || !rule || !channel) return { claim, outcome: { suppressed: reason ?? 'ruleRemoved' }, affected: null }
  if (!(await countTry(scope, claim))) return null
  return { claim, outcome: await sendDigest(services, scope, { entry: claim.entry, rule, channel }), affected: null }
}
