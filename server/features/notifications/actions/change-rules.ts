// Adds, changes and removes rules. A person's rules go to the person's addresses, the partner's to the partner's channels.
import { sql } from 'kysely'
import type { NoticeOwner, Rule, RuleSettings } from '../../../../contract/notifications.ts'
import { AppError } from '../../../base/errors.ts'
import { newId } from '../../../base/ids.ts'
import type { Scope } from '../../../db/scope.ts'
import { announce } from '../../../facts/announce.ts'
import type { Services } from '../../../feature.ts'
import { findRule, ownerId, ruleOf } from '../queries/read-settings.ts'

const most: Record<NoticeOwner, number> = { own: 20, partner: 100 }

export async function addRule({ clock }: Services, scope: Scope, owner: NoticeOwner, settings: RuleSettings): Promise<Rule> {
  const { db, partnerId } = scope
  const checked = await withOwnChannels(scope, owner, settings)
  const now = clock.now()
  const row = await db.transaction().execute(async (trx) => {
    await sql`select pg_advisory_xact_lock(hashtextextended(${`notice_rules ${partnerId}`}, 0))`.execute(trx)
    const { n } = await trx
      .selectFrom('notice_rules')
      .where('partner_id', '=', partnerId)
      .where('user_id', 'is not distinct from', ownerId(scope, owner))
      .select(sql<number>`count(*)::int`.as('n'))
      .executeTakeFirstOrThrow()
    if (n >= most[owner]) throw new AppError('invalid_input', { detail: `There are ${n} already, which is the most. Remove one first.` })
    await announce(trx, scope, { kind: 'notifications.rule-added', data: { owner, name: checked.name } })
    return await trx
      .insertInto('notice_rules')
      .values({
        partner_id: partnerId,
        rule_id: newId(),
        user_id: ownerId(scope, owner),
        settings: JSON.stringify(checked),
        created_at: now,
        changed_at: now,
      })
      .returningAll()
      .executeTakeFirstOrThrow()
  })
  return ruleOf(row)
}

type Changing = { owner: NoticeOwner; ruleId: string; settings: RuleSettings }

export async function changeRule({ clock }: Services, scope: Scope, { owner, ruleId, settings }: Changing): Promise<Rule> {
  await findRule(scope, owner, ruleId)
  const checked = await withOwnChannels(scope, owner, settings)
  return await scope.db.transaction().execute(async (trx) => {
    await announce(trx, scope, { kind: 'notifications.rule-changed', data: { owner, name: checked.name } })
    const row = await trx
      .updateTable('notice_rules')
      .set({ settings: JSON.stringify(checked), changed_at: clock.now() })
      .where('partner_id', '=', scope.partnerId)
      .where('rule_id', '=', ruleId)
      .returningAll()
      .executeTakeFirst()
    if (!row) throw new AppError('not_found', { detail: 'The rule was removed meanwhile.' })
    return ruleOf(row)
  })
}

export async function removeRule(scope: Scope, owner: NoticeOwner, ruleId: string): Promise<void> {
  const { settings } = await findRule(scope, owner, ruleId)
  await scope.db.transaction().execute(async (trx) => {
    await announce(trx, scope, { kind: 'notifications.rule-removed', data: { owner, name: settings.name } })
    await trx.deleteFrom('notice_rules').where('partner_id', '=', scope.partnerId).where('rule_id', '=', ruleId).execute()
  })
}

/** Otherwise one person could make others receive notices. */
async function withOwnChannels(scope: Scope, owner: NoticeOwner, settings: RuleSettings): Promise<RuleSettings> {
  const channelIds = [...new Set(settings.channelIds)]
  const rows = await scope.db
    .selectFrom('notice_channels')
    .where('partner_id', '=', scope.partnerId)
    .where('user_id', 'is not distinct from', ownerId(scope, owner))
    .where('channel_id', 'in', channelIds)
    .select('channel_id')
    .execute()
  if (rows.length < channelIds.length)
    throw new AppError('invalid_input', { detail: 'channelIds: a channel is not there any more, or belongs to somebody else.' })
  return { ...settings, channelIds }
}
