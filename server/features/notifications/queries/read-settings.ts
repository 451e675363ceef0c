// Channels and rules as their owners see them. The owner is a person, or nobody: then they are the partner's.
import type { Selectable } from 'kysely'
import type { Channel, NoticeOwner, Notifications, Rule } from '../../../../contract/notifications.ts'
import { AppError } from '../../../base/errors.ts'
import type { Scope } from '../../../db/scope.ts'
import type { NoticeChannelsTable, NoticeRulesTable } from '../../../db/tables/notifications.ts'
import type { Services } from '../../../feature.ts'
import { mailboxesOf } from '../../../returned-mail/mailboxes.ts'

export type ChannelRow = Selectable<NoticeChannelsTable>
export type RuleRow = Selectable<NoticeRulesTable>

/** What `user_id` is of the rows that this owner may see and change. */
export const ownerId = ({ userId }: Pick<Scope, 'userId'>, owner: NoticeOwner): string | null => (owner === 'own' ? userId : null)

type Means = Pick<Services, 'mailer' | 'config'>

export async function listNotifications(scope: Scope, owner: NoticeOwner, { mailer, config }: Means): Promise<Notifications> {
  const { db, partnerId } = scope
  const userId = ownerId(scope, owner)
  const channels = await db
    .selectFrom('notice_channels')
    .where('partner_id', '=', partnerId)
    .where('user_id', 'is not distinct from', userId)
    .orderBy('created_at')
    .selectAll()
    .execute()
  const rules = await db
    .selectFrom('notice_rules')
    .where('partner_id', '=', partnerId)
    .where('user_id', 'is not distinct from', userId)
    .orderBy('created_at')
    .selectAll()
    .execute()
  const services = await db
    .selectFrom('service_issues')
    .where('partner_id', '=', partnerId)
    .select('service')
    .distinct()
    .orderBy('service')
    .execute()
  return {
    channels: channels.map(channelOf),
    rules: rules.map(ruleOf),
    services: services.map((row) => row.service),
    mail: { configured: mailer.configured, via: mailer.via, readsReturned: readsReturned(config, partnerId) },
  }
}

/** By SMTP all partners send from one mailbox, whoever's tenant it is in. */
const readsReturned = (config: Services['config'], partnerId: string): boolean =>
  mailboxesOf(config).some((one) => config.MAIL_VIA === 'smtp' || one.partnerId === partnerId)

/** Throws not_found for what is not of this owner, as for what is not there. */
export async function findChannel(scope: Scope, owner: NoticeOwner, channelId: string): Promise<ChannelRow> {
  const row = await scope.db
    .selectFrom('notice_channels')
    .where('partner_id', '=', scope.partnerId)
    .where('channel_id', '=', channelId)
    .where('user_id', 'is not distinct from', ownerId(scope, owner))
    .selectAll()
    .executeTakeFirst()
  if (!row) throw new AppError('not_found', { detail: 'There is no such channel. Read the list again.' })
  return row
}

export async function findRule(scope: Scope, owner: NoticeOwner, ruleId: string): Promise<RuleRow> {
  const row = await scope.db
    .selectFrom('notice_rules')
    .where('partner_id', '=', scope.partnerId)
    .where('rule_id', '=', ruleId)
    .where('user_id', 'is not distinct from', ownerId(scope, owner))
    .selectAll()
    .executeTakeFirst()
  if (!row) throw new AppError('not_found', { detail: 'There is no such rule. Read the list again.' })
  return row
}

const instant = (at: Date | null): string | null => at?.toISOString() ?? null

export const channelOf = (row: ChannelRow): Channel => ({
  channelId: row.channel_id,
  kind: row.kind,
  name: row.name,
  target: row.target,
  state: row.state,
  codeSentAt: row.state === 'active' ? null : instant(row.code_sent_at),
  pausedAt: instant(row.paused_at),
  pausedReason: row.paused_reason,
  createdAt: row.created_at.toISOString(),
  lastSentAt: instant(row.last_sent_at),
})

export const ruleOf = (row: RuleRow): Rule => ({
  ...row.settings,
  ruleId: row.rule_id,
  createdAt: row.created_at.toISOString(),
  changedAt: row.changed_at.toISOString(),
})
