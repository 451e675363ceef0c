// Adds, verifies, renews and removes channels: a person's addresses, and the partner's mailboxes, Teams and webhooks.
import { type Insertable, sql } from 'kysely'
import type { z } from 'zod'
import type { addPartnerChannel, Channel, ChannelAdded, NoticeOwner, RuleSettings } from '../../../../contract/notifications.ts'
import { AppError } from '../../../base/errors.ts'
import { newId } from '../../../base/ids.ts'
import type { Scope } from '../../../db/scope.ts'
import type { NoticeChannelsTable } from '../../../db/tables/notifications.ts'
import { announce } from '../../../facts/announce.ts'
import type { Services } from '../../../feature.ts'
import { newWebhookSecret } from '../../../webhooks/webhook-sender.ts'
import { type ChannelRow, channelOf, findChannel, ownerId } from '../queries/read-settings.ts'
import { sealed } from './channel-secrets.ts'
import { mailCode, verifyCode } from './mail-code.ts'

const most: Record<NoticeOwner, number> = { own: 10, partner: 100 }

type NewChannel = Pick<Insertable<NoticeChannelsTable>, 'kind' | 'name' | 'target' | 'state'> & { url?: string; secret?: string }

/** An address that is there already is given back, with a new code where it is not verified. */
export async function addAddress(services: Services, scope: Scope, owner: NoticeOwner, address: string): Promise<Channel> {
  const known = await scope.db
    .selectFrom('notice_channels')
    .where('partner_id', '=', scope.partnerId)
    .where('user_id', 'is not distinct from', ownerId(scope, owner))
    .where('kind', '=', 'mail')
    .where(sql`lower(target)`, '=', address.toLowerCase())
    .selectAll()
    .executeTakeFirst()
  const channel =
    known ?? (await insertChannel(services, scope, owner, { kind: 'mail', name: address, target: address, state: 'unverified' }))
  if (channel.state !== 'active') await mailCode(services, scope, channel)
  return channelOf(await findChannel(scope, owner, channel.channel_id))
}

type PartnerChannel = z.output<typeof addPartnerChannel.body>

export async function addChannel(services: Services, scope: Scope, added: PartnerChannel): Promise<z.output<typeof ChannelAdded>> {
  if (added.kind === 'mail') return { channel: await addAddress(services, scope, 'partner', added.address), secret: null }
  const refusal = services.webhooks.refusal(added.url)
  if (refusal) throw new AppError('invalid_input', { detail: refusal })
  const secret = added.kind === 'webhook' ? newWebhookSecret() : undefined
  const { host } = new URL(added.url)
  const { kind, name, url } = added
  const row = await insertChannel(services, scope, 'partner', { kind, name, target: host, state: 'active', url, ...(secret && { secret }) })
  return { channel: channelOf(row), secret: secret ?? null }
}

async function insertChannel(services: Services, scope: Scope, owner: NoticeOwner, added: NewChannel): Promise<ChannelRow> {
  const { db, partnerId } = scope
  const { url, secret, ...shown } = added
  const channelId = newId()
  const seal = (text: string | undefined, use: 'url' | 'secret') =>
    text === undefined ? null : sealed(services.secretKeys, text, { channelId, use })
  return await db.transaction().execute(async (trx) => {
    const userId = ownerId(scope, owner)
    // One after the other, so that the most are never exceeded.
    await sql`select pg_advisory_xact_lock(hashtextextended(${`notice_channels ${partnerId}`}, 0))`.execute(trx)
    const { n } = await trx
      .selectFrom('notice_channels')
      .where('partner_id', '=', partnerId)
      .where('user_id', 'is not distinct from', userId)
      .select(sql<number>`count(*)::int`.as('n'))
      .executeTakeFirstOrThrow()
    if (n >= most[owner]) throw new AppError('invalid_input', { detail: `There are ${n} already, which is the most. Remove one first.` })
    await announce(trx, scope, { kind: 'notifications.channel-added', data: { owner, kind: shown.kind, target: shown.target } })
    return await trx
      .insertInto('notice_channels')
      .values({
        partner_id: partnerId,
        channel_id: channelId,
        user_id: userId,
        ...shown,
        sealed_url: seal(url, 'url'),
        sealed_secret: seal(secret, 'secret'),
        code_hash: null,
        paused_reason: null,
        created_at: services.clock.now(),
      })
      .returningAll()
      .executeTakeFirstOrThrow()
  })
}

type Of = { owner: NoticeOwner; channelId: string }

export async function sendCode(services: Services, scope: Scope, { owner, channelId }: Of): Promise<Channel> {
  const channel = await findChannel(scope, owner, channelId)
  if (channel.kind !== 'mail')
    throw new AppError('invalid_input', { detail: 'Only an address is verified by a code; test this channel instead.' })
  if (channel.state !== 'active') await mailCode(services, scope, channel)
  return channelOf(await findChannel(scope, owner, channelId))
}

export async function verifyAddress(services: Services, scope: Scope, { owner, channelId, code }: Of & { code: string }): Promise<Channel> {
  const channel = await findChannel(scope, owner, channelId)
  if (channel.state !== 'active') await verifyCode(services, scope, channel, code)
  return channelOf(await findChannel(scope, owner, channelId))
}

export async function renewSecret({ secretKeys }: Services, scope: Scope, channelId: string): Promise<z.output<typeof ChannelAdded>> {
  const channel = await findChannel(scope, 'partner', channelId)
  if (channel.kind !== 'webhook') throw new AppError('invalid_input', { detail: 'Only a webhook has a secret.' })
  const secret = newWebhookSecret()
  await scope.db
    .updateTable('notice_channels')
    .set({ sealed_secret: sealed(secretKeys, secret, { channelId, use: 'secret' }) })
    .where('partner_id', '=', scope.partnerId)
    .where('channel_id', '=', channelId)
    .execute()
  return { channel: channelOf(channel), secret }
}

/** What waits for it is suppressed when it is due; a rule that has no channel left goes with it. */
export async function removeChannel(scope: Scope, { owner, channelId }: Of): Promise<void> {
  const channel = await findChannel(scope, owner, channelId)
  const { db, partnerId } = scope
  await db.transaction().execute(async (trx) => {
    const rules = await trx
      .selectFrom('notice_rules')
      .where('partner_id', '=', partnerId)
      .where('user_id', 'is not distinct from', ownerId(scope, owner))
      .select(['rule_id', 'settings'])
      .forUpdate()
      .execute()
    for (const { rule_id: ruleId, settings } of rules.filter((rule) => rule.settings.channelIds.includes(channelId))) {
      const channelIds = settings.channelIds.filter((id) => id !== channelId)
      const left: RuleSettings = { ...settings, channelIds }
      const rule = { partner_id: partnerId, rule_id: ruleId }
      if (channelIds.length > 0)
        await trx
          .updateTable('notice_rules')
          .set({ settings: JSON.stringify(left) })
          .where('partner_id', '=', rule.partner_id)
          .where('rule_id', '=', rule.rule_id)
          .execute()
      else await trx.deleteFrom('notice_rules').where('partner_id', '=', rule.partner_id).where('rule_id', '=', rule.rule_id).execute()
    }
    await trx.deleteFrom('notice_channels').where('partner_id', '=', partnerId).where('channel_id', '=', channelId).execute()
    await announce(trx, scope, { kind: 'notifications.channel-removed', data: { owner, kind: channel.kind, target: channel.target } })
  })
}
