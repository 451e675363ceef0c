// The ledger as a screen reads it: what became of each change for each recipient.
import { type ExpressionBuilder, type Selectable, type SqlBool, sql } from 'kysely'
import type { LedgerEntry, LedgerWindow, NoticeLedger } from '../../../../contract/notice-ledger.ts'
import type { NoticeOwner } from '../../../../contract/notifications.ts'
import { AppError } from '../../../base/errors.ts'
import { searchKey } from '../../../base/search-key.ts'
import type { Scope } from '../../../db/scope.ts'
import type { Database } from '../../../db/tables/database.ts'
import type { NoticeEntriesTable } from '../../../db/tables/notifications.ts'
import { listPeople } from './list-people.ts'

type Joined = Selectable<NoticeEntriesTable> & { person_name: string | null }

/** `own`: of the caller's addresses. `partner`: of every recipient, people's own included. */
export async function readLedger(scope: Scope, owner: NoticeOwner, window: LedgerWindow): Promise<NoticeLedger> {
  const { state, issueId, channelId, userId, offset, limit } = window
  const key = searchKey(window.search)
  const named = key === '' ? [] : await peopleNamed(scope, key)
  const entries = scope.db
    .selectFrom('notice_entries as e')
    .leftJoin('users as u', (on) => on.onRef('u.partner_id', '=', 'e.partner_id').onRef('u.user_id', '=', 'e.user_id'))
    .where('e.partner_id', '=', scope.partnerId)
    .$if(owner === 'own', (query) => query.where('e.user_id', '=', scope.userId))
    .$if(state !== undefined, (query) => query.where('e.state', '=', state as NonNullable<typeof state>))
    .$if(issueId !== undefined, (query) => query.where('e.issue_id', '=', issueId as string))
    .$if(channelId !== undefined, (query) => query.where('e.channel_id', '=', (channelId as string).toLowerCase()))
    .$if(userId !== undefined, (query) => query.where('e.user_id', '=', userId as string))
    .$if(key !== '', (query) => query.where((is) => matches(is, key, named)))
  const { total } = await entries.select(sql<number>`count(*)::int`.as('total')).executeTakeFirstOrThrow()
  const rows = await entries
    .selectAll('e')
    .select('u.name as person_name')
    .orderBy('e.at', 'desc')
    .orderBy('e.entry_id')
    .offset(offset)
    .limit(limit)
    .execute()
  return { entries: rows.map(entryOf), total, offset }
}

type Tables = Database & { e: NoticeEntriesTable; u: Database['users'] }

function matches(is: ExpressionBuilder<Tables, 'e' | 'u'>, key: string, named: readonly string[]) {
  const within = sql<SqlBool>`position(${key} in e.search_key) > 0`
  return named.length === 0 ? within : is.or([within, is('e.user_id', 'in', named)])
}

/** People are few, and may be called otherwise since an entry was written. */
async function peopleNamed(scope: Scope, key: string): Promise<string[]> {
  const { people } = await listPeople(scope)
  return people.filter(({ name }) => searchKey(name).includes(key)).map(({ userId }) => userId)
}

const instant = (at: Date | null): string | null => at?.toISOString() ?? null

function entryOf(row: Joined): LedgerEntry {
  return {
    entryId: row.entry_id,
    at: row.at.toISOString(),
    kind: row.kind,
    moment: row.moment,
    ending: row.moment === 'resolved' ? row.why : null,
    issueId: row.issue_id,
    title: row.title,
    service: row.service,
    rule: row.rule_id && row.rule_name ? { ruleId: row.rule_id, name: row.rule_name } : null,
    channel: { channelId: row.channel_id, kind: row.channel_kind, target: row.target },
    person: row.user_id ? { userId: row.user_id, name: row.person_name ?? '' } : null,
    state: row.state,
    reason: row.reason,
    affected: row.affected,
    tries: row.tries,
    nextAt: instant(row.due_at),
    sentAt: instant(row.sent_at),
    returnedAt: instant(row.returned_at),
    response: row.response,
  }
}

/** Of the caller, or of anyone for who may see the whole ledger. */
export async function readAttempts(scope: Scope, entryId: string): Promise<{ at: string; ok: boolean; response: string }[]> {
  const entry = await scope.db
    .selectFrom('notice_entries')
    .where('partner_id', '=', scope.partnerId)
    .where('entry_id', '=', entryId)
    .select('user_id')
    .executeTakeFirst()
  if (!entry || (entry.user_id !== scope.userId && !scope.permissions.includes('notifications.partner')))
    throw new AppError('not_found', { detail: 'There is no such entry.' })
  const rows = await scope.db
    .selectFrom('notice_attempts')
    .where('partner_id', '=', scope.partnerId)
    .where('entry_id', '=', entryId)
    .orderBy('at')
    .select(['at', 'ok', 'response'])
    .execute()
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }))
}
