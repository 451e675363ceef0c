// What is known of a notice when its turn has come, and what it says. Entered by actions/deliver.ts.
import type { Selectable } from 'kysely'
import type { RuleMoment, RuleSettings } from '../../../../contract/notifications.ts'
import type { OverReason } from '../../../../contract/service-health.ts'
import { htmlOfText, safeHtml } from '../../../base/safe-html.ts'
import type { WorkScope } from '../../../db/scope.ts'
import type { NoticeEntriesTable } from '../../../db/tables/notifications.ts'
import type { ServiceIssuesTable, StoredPost } from '../../../db/tables/service-health.ts'
import type { Due } from '../notifications.rules.ts'
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
  const [issue, lastTold, other, folded] = await Promise.all([
    readIssue(scope, entry.issue_id),
    readLastTold(scope, entry),
    wasToldByOther(scope, entry),
    hasFolded(scope, entry),
  ])
  return {
    rule,
    channel: channel?.state ?? null,
    moment: entry.moment,
    why: whyOver(entry, issue),
    reason: entry.reason,
    affected: await countAffected(scope, { issueId: entry.issue_id, choice: rule?.customers ?? {}, ever: entry.moment === 'resolved' }),
    lastTold,
    folds: folded,
    onlyGrowth: isGrowth(entry.change_id),
    toldByOther: other,
    interruption: issue?.classification !== 'advisory' && issue?.status.toLowerCase() === 'serviceinterruption',
  }
}

/** What Microsoft calls resolved by now is, whatever the change was. */
function whyOver({ moment, why }: IssueEntry, issue: Selectable<ServiceIssuesTable> | undefined): OverReason | null {
  if (moment !== 'resolved') return null
  return issue?.resolved ? 'resolved' : why === 'noAccess' ? 'noAccess' : 'nobodyHit'
}

const sentOf = ({ db, partnerId }: WorkScope, { issue_id, channel_id }: IssueEntry) =>
  db
    .selectFrom('notice_entries')
    .where('partner_id', '=', partnerId)
    .where('issue_id', '=', issue_id)
    .where('channel_id', '=', channel_id)
    .where('state', '=', 'sent')
    .where('moment', 'in', ['opened', 'updated', 'resolved'])

async function readLastTold(scope: WorkScope, entry: IssueEntry): Promise<number | null> {
  const row = await sentOf(scope, entry).orderBy('sent_at', 'desc').select('affected').executeTakeFirst()
  return row ? (row.affected ?? 0) : null
}

/** What is sent shows how things stand then, so it covers every change before. */
async function wasToldByOther(scope: WorkScope, entry: IssueEntry): Promise<boolean> {
  const row = await sentOf(scope, entry)
    .where('rule_id', '<>', entry.rule_id)
    .where((is) => is.or([is('sent_at', '>=', entry.at), is('change_id', '=', entry.change_id)]))
    .select('entry_id')
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
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

/** The mails of an issue that went through this channel by themselves, oldest first: the thread. */
export async function readThread(scope: WorkScope, entry: IssueEntry): Promise<string[]> {
  const rows = await sentOf(scope, entry).where('digest_id', 'is', null).orderBy('sent_at').select('entry_id').execute()
  return rows.map((row) => row.entry_id)
}

const readIssue = ({ db, partnerId }: WorkScope, issueId: string): Promise<Selectable<ServiceIssuesTable> | undefined> =>
  db.selectFrom('service_issues').where('partner_id', '=', partnerId).where('issue_id', '=', issueId).selectAll().executeTakeFirst()

export type Told = { affected: number; lastTold: number | null; rule: RuleSettings; baseUrl: string }

/** As things stand now: whatever happened since the change is in it. Null where the issue is not stored any more. */
export async function readNotice(scope: WorkScope, entry: IssueEntry, told: Told): Promise<IssueNotice | null> {
  const issue = await readIssue(scope, entry.issue_id)
  if (!issue) return null
  const { rule, affected, lastTold, baseUrl } = told
  const choice = rule.customers
  return {
    // Who was told already is updated; who was not learns of it now, whatever the change was called.
    moment: entry.moment === 'opened' && lastTold !== null && isGrowth(entry.change_id) ? 'updated' : entry.moment,
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
