// Reads the facts about issues that are not told yet and writes down, once for each rule and channel, what is to become of them.
// Entered by notifications.jobs.ts.
import type { Insertable, Transaction } from 'kysely'
import type { OverReason } from '../../../../contract/service-health.ts'
import { newId } from '../../../base/ids.ts'
import type { Database } from '../../../db/tables/database.ts'
import type { NoticeEntriesTable } from '../../../db/tables/notifications.ts'
import type { Services } from '../../../feature.ts'
import { type Before, type Change, type ChangeMoment, decideChange } from '../notifications.rules.ts'
import type { ChannelRow, RuleRow } from '../queries/read-settings.ts'
import { type Earlier, moveCursor, readEarlier, readUntold, type UntoldFact } from '../queries/untold-facts.ts'
import { conditionsOf, covers, recipientOf } from '../recipients.rules.ts'
import { lookAgain } from './look-again.ts'

type Trx = Transaction<Database>
type Issue = { issue_id: string; title: string; service: string; classification: string }
type Ground = {
  trx: Trx
  partnerId: string
  now: Date
  rules: readonly RuleRow[]
  channels: ReadonlyMap<string, ChannelRow>
  issues: ReadonlyMap<string, Issue>
  /** Grows with what is written down. */
  earlier: Earlier[]
}

const mostRounds = 50

/** Returns how many facts were read. What is written and how far it was read stand or fall together, so no fact is told twice or lost. */
export async function tellChanges({ door, clock }: Pick<Services, 'door' | 'clock'>, partnerId: string): Promise<number> {
  const db = door.ofPartner(partnerId)
  let read = 0
  for (let round = 0; round < mostRounds; round += 1) {
    const facts = await db.transaction().execute((trx) => tellBatch(trx, partnerId, clock.now()))
    read += facts
    if (facts === 0) break
  }
  return read
}

async function tellBatch(trx: Trx, partnerId: string, now: Date): Promise<number> {
  const facts = await readUntold(trx, partnerId)
  const last = facts.at(-1)
  if (!last) return 0
  const ground = await prepare(trx, { partnerId, now, facts })
  for (const fact of facts) await tellFact(ground, fact)
  await lookAgain(trx, partnerId, facts, now)
  await moveCursor(trx, partnerId, last)
  return facts.length
}

type Preparing = { partnerId: string; now: Date; facts: readonly UntoldFact[] }

async function prepare(trx: Trx, { partnerId, now, facts }: Preparing): Promise<Ground> {
  const issueIds = facts.map((fact) => fact.issueId)
  const rules = await trx.selectFrom('notice_rules').where('partner_id', '=', partnerId).orderBy('created_at').selectAll().execute()
  const channels = await trx.selectFrom('notice_channels').where('partner_id', '=', partnerId).selectAll().execute()
  const issues = await trx
    .selectFrom('service_issues')
    .where('partner_id', '=', partnerId)
    .where('issue_id', 'in', issueIds)
    .select(['issue_id', 'title', 'service', 'classification'])
    .execute()
  return {
    trx,
    partnerId,
    now,
    rules,
    channels: new Map(channels.map((channel) => [channel.channel_id, channel])),
    issues: new Map(issues.map((issue) => [issue.issue_id, issue])),
    earlier: await readEarlier(trx, partnerId, issueIds, now),
  }
}

const moments: Record<UntoldFact['kind'], ChangeMoment> = {
  'issue.opened': 'opened',
  'issue.reopened': 'opened',
  'issue.updated': 'updated',
  'issue.extent-changed': 'grown',
  'issue.resolved': 'resolved',
}

async function tellFact(ground: Ground, fact: UntoldFact): Promise<void> {
  const issue = ground.issues.get(fact.issueId)
  const moment = fact.raised ? 'raised' : fact.lowered ? 'lowered' : moments[fact.kind]
  if (!issue || (moment === 'grown' && fact.entered === 0)) return
  const kind = issue.classification === 'advisory' ? 'advisory' : 'incident'
  const change: Change = { kind, moment, service: issue.service, at: fact.at }
  for (const rule of ground.rules) {
    // A rule is for changes from then on; one that is off is as none.
    if (!rule.settings.enabled || rule.created_at > fact.at) continue
    for (const channelId of rule.settings.channelIds) {
      const channel = ground.channels.get(channelId)
      if (channel) await tellRecipient(ground, { fact, issue, change, rule, channel })
    }
  }
}

type Telling = { fact: UntoldFact; issue: Issue; change: Change; rule: RuleRow; channel: ChannelRow }

async function tellRecipient(ground: Ground, { fact, issue, change, rule, channel }: Telling): Promise<void> {
  const { channel_id: channelId, kind, target } = channel
  const recipient = recipientOf({ kind, channelId, target })
  const same = ground.earlier.filter((one) => one.issueId === fact.issueId && one.recipient === recipient)
  const open = same.filter((one) => one.ruleId === rule.rule_id && one.channelId === channelId && !one.sentAt && !one.taken)
  const told = same.filter(tellsAllOf(ground, rule))
  const before: Before = { toldAt: lastToldAt(told, ground.now), ended: endingOf(told), open: open.at(-1) ?? null }
  const decision = decideChange(rule.settings, change, before, ground.now)
  if (!decision) return
  const row: Insertable<NoticeEntriesTable> = {
    partner_id: ground.partnerId,
    entry_id: newId(),
    change_id: changeId(fact, change),
    rule_id: rule.rule_id,
    rule_name: rule.settings.name,
    channel_id: channelId,
    channel_kind: kind,
    target,
    user_id: channel.user_id,
    kind: change.kind,
    moment: decision.moment,
    issue_id: issue.issue_id,
    title: issue.title,
    service: issue.service,
    state: decision.state,
    reason: decision.reason,
    affected: null,
    at: fact.at,
    due_at: decision.state === 'waiting' ? decision.dueAt : null,
    taken_by: null,
    digest_id: null,
    response: null,
    why: decision.moment === 'resolved' && fact.lowered ? 'lowered' : fact.why,
    conditions: conditionsOf(rule.settings.customers),
  }
  if (!(await writeOnce(ground.trx, row)) || decision.state !== 'waiting') return
  await fold(ground, open)
  ground.earlier = [
    ...ground.earlier.filter((one) => !open.includes(one)),
    {
      entryId: row.entry_id,
      ruleId: rule.rule_id,
      channelId,
      recipient,
      issueId: issue.issue_id,
      moment: decision.moment,
      reason: decision.reason,
      why: row.why ?? null,
      dueAt: decision.dueAt,
      sentAt: null,
      taken: false,
    },
  ]
}

/** Of what was told by others for the same recipient; what a removed rule told counts. */
const tellsAllOf =
  ({ rules }: Ground, rule: RuleRow) =>
  ({ ruleId }: Earlier): boolean => {
    const other = rules.find((one) => one.rule_id === ruleId)
    return !other || covers(other.settings.customers, rule.settings.customers)
  }

function lastToldAt(earlier: readonly Earlier[], now: Date): Date | null {
  const times = earlier.flatMap(({ sentAt, taken }) => (sentAt ? [sentAt.getTime()] : taken ? [now.getTime()] : []))
  return times.length > 0 ? new Date(Math.max(...times)) : null
}

/** What was told last, where that is an end. */
function endingOf(earlier: readonly Earlier[]): OverReason | null {
  const [last] = earlier
    .flatMap(({ sentAt, ...one }) => (sentAt ? [{ ...one, sentAt }] : []))
    .sort((a, b) => b.sentAt.getTime() - a.sentAt.getTime())
  return last?.moment === 'resolved' ? last.why : null
}

/** Growth alone is told only where the number is larger than the one told last, so it is known by its name. */
const changeId = ({ factId }: UntoldFact, { moment }: Change): string => `${moment === 'grown' ? 'growth' : 'fact'} ${factId}`

async function writeOnce(trx: Trx, row: Insertable<NoticeEntriesTable>): Promise<boolean> {
  const written = await trx
    .insertInto('notice_entries')
    .values(row)
    .onConflict((on) => on.constraint('notice_entries_once').doNothing())
    .returning('entry_id')
    .executeTakeFirst()
  return written !== undefined
}

/** The newest says it all. One that a worker has taken meanwhile is left: it is being sent, and the newest waits for it. */
async function fold({ trx, partnerId, now }: Ground, older: readonly Earlier[]): Promise<void> {
  if (older.length === 0) return
  await trx
    .updateTable('notice_entries')
    .set({ state: 'suppressed', reason: 'foldedIntoNewer', due_at: null, digest_id: null })
    .where('partner_id', '=', partnerId)
    .where(
      'entry_id',
      'in',
      older.map((one) => one.entryId),
    )
    .where('state', 'in', ['waiting', 'held', 'failed'])
    .where((is) => is.or([is('taken_until', 'is', null), is('taken_until', '<=', now)]))
    .execute()
}
