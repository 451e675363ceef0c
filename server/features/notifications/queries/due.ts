// What is known of a notice when its turn has come, and what it says. Entered by actions/deliver.ts.
import type { Selectable } from 'kysely'
import type { RuleMoment, RuleSettings } from '../../../../contract/notifications.ts'
import type { OverReason } from '../../../../contract/service-health.ts'
import { htmlOfText, safeHtml } from '../../../base/safe-html.ts'
import type { WorkScope } from '../../../db/scope.ts'
import type { NoticeEntriesTable } from '../../../db/tables/notifications.ts'
import type { ServiceIssuesTable, StoredPost } from '../../../db/tables/service-health.ts'
import type { Due } from '../notifications.rules.ts'
import { isToldByOther, type Told as Sent, whatIsKnown } from '../recipients.rules.ts'
import { plainText } from '../templates/layout.ts'
import type { IssueNotice } from '../templates/notice.ts'
import { countAffected, firstNames } from './affected.ts'
import type { ChannelRow } from './read-settings.ts'

export type EntryRow = Selectable<NoticeEntriesTable>
export type IssueEntry = EntryRow & { issue_id: string; rule_id: string; moment: RuleMoment }

/** Where a notice goes, and the rule that sends it; null where it was removed. */
export type Way = { rule: RuleSettings | null; channel: ChannelRow | null }

export async function readWay({ db, partnerId }: WorkScope, entry: Pick<EntryRow, 'rule_id' | 'channel_id'>): Promise<Way> {
  const rule = entry.rule_id
    ? await db
        .selectFrom('notice_rules')
        .where('partner_id', '=', partnerId)
        .where('rule_id', '=', entry.rule_id)
        .select('settings')
        .executeTakeFirst()
    : undefined
  const channel = await db
    .selectFrom('notice_channels')
    .where('partner_id', '=', partnerId)
    .where('channel_id', '=', entry.channel_id)
    .selectAll()
    .executeTakeFirst()
  return { rule: rule?.settings ?? null, channel: channel ?? null }
}

/** Of growth the change is known by its name: see actions/tell-changes.ts. */
const isGrowth = (changeId: string): boolean => changeId.startsWith('growth ')

export async function readDue(scope: WorkScope, entry: IssueEntry, { rule, channel }: Way): Promise<Due> {
  const choice = rule?.customers ?? {}
  const [issue, told, affected, folded] = await Promise.all([
    readIssue(scope, entry.issue_id),
    readTold(scope, entry),
    countAffected(scope, { issueId: entry.issue_id, choice, ever: entry.moment === 'resolved' }),
    hasFolded(scope, entry),
  ])
  const why = whyOver(entry, issue)
  const telling = { ruleId: entry.rule_id, changeId: entry.change_id, at: entry.at, choice, affected }
  return {
    rule,
    channel: channel?.state ?? null,
    moment: entry.moment,
    kind: issue?.classification === 'advisory' ? 'advisory' : 'incident',
    why,
    reason: entry.reason,
    affected,
    ...whatIsKnown(told, choice),
    folds: folded,
    onlyGrowth: isGrowth(entry.change_id),
    toldResolved: why === 'resolved' && told.some((one) => one.ruleId === entry.rule_id && one.resolved && one.sentAt >= entry.at),
    toldByOther: isToldByOther(told, telling),
    interruption: issue?.classification !== 'advisory' && issue?.status.toLowerCase() === 'serviceinterruption',
  }
}

/** What Microsoft calls resolved by now is, whatever the change was. */
function whyOver({ moment, why }: IssueEntry, issue: Selectable<ServiceIssuesTable> | undefined): OverReason | null {
  if (moment !== 'resolved') return null
  return issue?.resolved ? 'resolved' : why === 'noAccess' || why === 'lowered' ? why : 'nobodyHit'
}

/** What the recipient was sent of the issue, through whichever channel: see recipientOf. */
const sentOf = ({ db, partnerId }: WorkScope, { issue_id, channel_id, channel_kind, target }: IssueEntry) =>
  db
    .selectFrom('notice_entries as e')
    .where('e.partner_id', '=', partnerId)
    .where('e.issue_id', '=', issue_id)
    .where((is) =>
      channel_kind === 'mail'
        ? is.and([is('e.channel_kind', '=', 'mail'), is(is.fn('lower', ['e.target']), '=', target.toLowerCase())])
        : is('e.channel_id', '=', channel_id),
    )
    .where('e.state', '=', 'sent')
    .where('e.moment', 'in', ['opened', 'updated', 'resolved'])

async function readTold(scope: WorkScope, entry: IssueEntry): Promise<(Sent & { resolved: boolean })[]> {
  const rows = await sentOf(scope, entry)
    .leftJoin('notice_rules as r', (on) => on.onRef('r.partner_id', '=', 'e.partner_id').onRef('r.rule_id', '=', 'e.rule_id'))
    .select(['e.rule_id', 'e.change_id', 'e.affected', 'e.sent_at', 'e.moment', 'e.why', 'r.settings'])
    .execute()
  return rows.map((row) => ({
    ruleId: row.rule_id,
    choice: row.settings?.customers ?? null,
    changeId: row.change_id,
    affected: row.affected ?? 0,
    sentAt: row.sent_at ?? new Date(0),
    resolved: row.moment === 'resolved' && row.why === 'resolved',
  }))
}

async function hasFolded({ db, partnerId }: WorkScope, { issue_id, channel_id, rule_id }: IssueEntry): Promise<boolean> {
  const row = await db
    .selectFrom('notice_entries')
    .where('partner_id', '=', partnerId)
    .where('issue_id', '=', issue_id)
    .where('channel_id', '=', channel_id)
    .where('rule_id', '=', rule_id)
    .where('reason', '=', 'foldedIntoNewer')
    .select('entry_id')
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/** The mails of an issue that went to this recipient by themselves, oldest first: the thread. */
export async function readThread(scope: WorkScope, entry: IssueEntry): Promise<string[]> {
  const rows = await sentOf(scope, entry).where('e.digest_id', 'is', null).orderBy('e.sent_at').select('e.entry_id').execute()
  return rows.map((row) => row.entry_id)
}

const readIssue = ({ db, partnerId }: WorkScope, issueId: string): Promise<Selectable<ServiceIssuesTable> | undefined> =>
  db.selectFrom('service_issues').where('partner_id', '=', partnerId).where('issue_id', '=', issueId).selectAll().executeTakeFirst()

export type Told = Pick<Due, 'affected' | 'wasTold' | 'lastTold'> & { rule: RuleSettings; baseUrl: string }

/** As things stand now: whatever happened since the change is in it. Null where the issue is not stored any more. */
export async function readNotice(scope: WorkScope, entry: IssueEntry, told: Told): Promise<IssueNotice | null> {
  const issue = await readIssue(scope, entry.issue_id)
  if (!issue) return null
  const { rule, affected, wasTold, lastTold, baseUrl } = told
  const choice = rule.customers
  return {
    // Who was told already is updated; who was not learns of it now, whatever the change was called.
    moment: entry.moment === 'opened' && wasTold && isGrowth(entry.change_id) ? 'updated' : entry.moment,
    why: whyOver(entry, issue),
    kind: issue.classification === 'advisory' ? 'advisory' : 'incident',
    issueId: issue.issue_id,
    service: issue.service,
    feature: issue.feature,
    title: issue.title,
    status: issue.status,
    resolved: issue.resolved,
    impact: issue.impact,
    startsAt: issue.starts_at,
    endsAt: issue.ends_at,
    post: newestPost(issue.posts),
    affected,
    lastTold,
    names: await firstNames(scope, { issueId: entry.issue_id, choice, ever: entry.moment === 'resolved' }),
    someOnly: Boolean(choice.flagged || choice.tagIds?.length || choice.country),
    url: `${baseUrl}/service-health/issues/${encodeURIComponent(issue.issue_id)}`,
  }
}

function newestPost(posts: readonly StoredPost[]): IssueNotice['post'] {
  const newest = posts.reduce<StoredPost | undefined>((last, post) => (last && (last.at ?? '') >= (post.at ?? '') ? last : post), undefined)
  if (!newest) return null
  const html = newest.contentType === 'html' ? safeHtml(newest.content) : htmlOfText(newest.content)
  return { at: newest.at ? new Date(newest.at) : null, html, text: plainText(html) }
}
