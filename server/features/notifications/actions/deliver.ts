// Sends what is due: takes an entry, judges it by its rule as things stand now, sends it and writes down how that ended.
// Entered by notifications.jobs.ts; any number of workers may do it at once.
import type { Updateable } from 'kysely'
import type { WorkScope } from '../../../db/scope.ts'
import type { NoticeEntriesTable } from '../../../db/tables/notifications.ts'
import type { Services } from '../../../feature.ts'
import { type Judgement, judgeDue } from '../notifications.rules.ts'
import { type IssueEntry, readDue, readWay } from '../queries/due.ts'
import { type Claim, claimEntry, countTry, settleEntry } from './claim-entry.ts'
import { putIntoDigest } from './digest.ts'
import { recordOutcome } from './record-outcome.ts'
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

async function deal(services: Services, scope: WorkScope, claim: Claim): Promise<void> {
  if (claim.entry.moment === 'digest') return await deliverDigest(services, scope, claim)
  const entry = claim.entry as IssueEntry
  const way = await readWay(scope, entry)
  const due = await readDue(scope, entry, way)
  const judgement = judgeDue(due, services.clock.now())
  if (judgement.verdict === 'digest') return await putIntoDigest(scope, claim, services.clock.now())
  if (judgement.verdict !== 'send') return void (await settleEntry(scope, claim, { ...settled(judgement), affected: due.affected }))
  const { rule, channel } = way
  if (!rule || !channel || !(await countTry(scope, claim))) return
  const outcome = await sendIssue(services, scope, { entry, rule, channel, due })
  await recordOutcome(services, scope, { claim, outcome, affected: due.affected })
}

function settled(judgement: Exclude<Judgement, { verdict: 'send' | 'digest' }>): Updateable<NoticeEntriesTable> {
  return judgement.verdict === 'hold'
    ? { state: 'held', reason: judgement.reason, due_at: judgement.until }
    : { state: 'suppressed', reason: judgement.reason, due_at: null }
}

async function deliverDigest(services: Services, scope: WorkScope, claim: Claim): Promise<void> {
  const { rule, channel } = await readWay(scope, claim.entry)
  const reason = !rule ? 'ruleRemoved' : !channel ? 'channelRemoved' : channel.state === 'paused' ? 'channelPaused' : null
  if (reason || !rule || !channel) {
    await recordOutcome(services, scope, { claim, outcome: { suppressed: reason ?? 'ruleRemoved' }, affected: null })
    return
  }
  if (!(await countTry(scope, claim))) return
  const outcome = await sendDigest(services, scope, { entry: claim.entry, rule, channel })
  await recordOutcome(services, scope, { claim, outcome, affected: null })
}
