// Gathers what is known of a person and an issue for "why did I get no mail?".
import { sql } from 'kysely'
import type { WhyNoMail } from '../../../../contract/notice-ledger.ts'
import { AppError } from '../../../base/errors.ts'
import type { Scope } from '../../../db/scope.ts'
import type { Services } from '../../../feature.ts'
import { type Known, whyNoMail } from '../why.rules.ts'

const dayMs = 86_400_000

/** Newest first; an issue with more changes than this has others that say the same. */
const mostEntries = 100

export async function explainSilence(
  scope: Scope,
  { mailer, config, clock }: Pick<Services, 'mailer' | 'config' | 'clock'>,
  { issueId, userId }: { issueId: string; userId: string },
): Promise<WhyNoMail> {
  const { db, partnerId } = scope
  const person = await db
    .selectFrom('users')
    .where('partner_id', '=', partnerId)
    .where('user_id', '=', userId)
    .select(['user_id', 'name'])
    .executeTakeFirst()
  if (!person) throw new AppError('not_found', { detail: 'There is no such person in your organisation.' })
  const [issue, known] = [await readIssue(scope, issueId), await readKnown(scope, issueId, userId)]
  const answers = whyNoMail({
    ...known,
    mailConfigured: mailer.configured,
    keptSince: new Date(clock.now().getTime() - config.NOTIFY_KEEP_DAYS * dayMs),
    issue: issue && { firstSeenAt: issue.at, hitsAnyone: issue.hits, overWhenFound: issue.over },
  })
  // What came back later had reached it as well.
  const sent = known.entries.filter(({ state }) => state === 'sent' || state === 'returned').length
  return { issueId, title: issue?.title ?? null, person: { userId: person.user_id, name: person.name }, sent, answers }
}

type StoredIssue = { title: string; at: Date; hits: boolean; over: boolean }

async function readIssue({ db, partnerId }: Scope, issueId: string): Promise<StoredIssue | null> {
  const { rows } = await sql<StoredIssue>`
    select title, first_seen_at as at, exists (
      select from service_issue_customers m where m.partner_id = i.partner_id and m.issue_id = i.issue_id
    ) as hits, resolved and told is null as over
    from service_issues i where partner_id = ${partnerId} and issue_id = ${issueId}
  `.execute(db)
  return rows[0] ?? null
}

async function readKnown(
  { db, partnerId }: Scope,
  issueId: string,
  userId: string,
): Promise<Omit<Known, 'issue' | 'mailConfigured' | 'keptSince'>> {
  const of = { partnerId, userId }
  const channels = await db
    .selectFrom('notice_channels')
    .where('partner_id', '=', of.partnerId)
    .where('user_id', '=', of.userId)
    .select(['channel_id as channelId', 'target', 'state', 'paused_at as pausedAt', 'paused_reason as pausedReason'])
    .execute()
  const rules = await db
    .selectFrom('notice_rules')
    .where('partner_id', '=', of.partnerId)
    .where('user_id', '=', of.userId)
    .select(['rule_id as ruleId', 'settings', 'created_at as createdAt', 'changed_at as changedAt'])
    .execute()
  const entries = await db
    .selectFrom('notice_entries')
    .where('partner_id', '=', of.partnerId)
    .where('user_id', '=', of.userId)
    .where('issue_id', '=', issueId)
    .orderBy('at', 'desc')
    .limit(mostEntries)
    .select([
      'rule_id as ruleId',
      'rule_name as ruleName',
      'channel_id as channelId',
      'target',
      'moment',
      'state',
      'reason',
      'at',
      'due_at as dueAt',
    ])
    .select(['sent_at as sentAt', 'response', 'why as ending'])
    .execute()
  return { channels, rules, entries }
}
