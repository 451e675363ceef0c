// The test button: sends a notice marked as a test now and hands back what the receiving server said. Written in the ledger like any other.
import type { NoticeOwner, TestOutcome } from '../../../../contract/notifications.ts'
import { AppError } from '../../../base/errors.ts'
import { newId } from '../../../base/ids.ts'
import type { Scope } from '../../../db/scope.ts'
import type { Services } from '../../../feature.ts'
import { type ChannelRow, findChannel, findRule, type RuleRow } from '../queries/read-settings.ts'
import type { Reader } from '../templates/notice.ts'
import { testMail } from '../templates/test-mail.ts'
import { markChannel, recordAttempt } from './record-outcome.ts'
import { settingsUrl } from './send-entry.ts'
import { type Outcome, sendNotice } from './send-notice.ts'

const plainReader: Reader = { language: 'en-US', timeZone: 'UTC' }

export async function testChannel(services: Services, scope: Scope, owner: NoticeOwner, channelId: string): Promise<TestOutcome[]> {
  const channel = await findChannel(scope, owner, channelId)
  const [rule] = await scope.db
    .selectFrom('notice_rules')
    .where('partner_id', '=', scope.partnerId)
    .where('user_id', 'is not distinct from', channel.user_id)
    .orderBy('created_at')
    .selectAll()
    .execute()
    .then((rules) => rules.filter((one) => one.settings.channelIds.includes(channelId)))
  return [await test(services, scope, channel, { reader: rule?.settings ?? plainReader, rule: null })]
}

export async function testRule(services: Services, scope: Scope, owner: NoticeOwner, ruleId: string): Promise<TestOutcome[]> {
  const rule = await findRule(scope, owner, ruleId)
  const outcomes: TestOutcome[] = []
  for (const channelId of rule.settings.channelIds) {
    const channel = await findChannel(scope, owner, channelId)
    outcomes.push(await test(services, scope, channel, { reader: rule.settings, rule }))
  }
  return outcomes
}

type As = { reader: Reader; rule: RuleRow | null }

async function test(services: Services, scope: Scope, channel: ChannelRow, { reader, rule }: As): Promise<TestOutcome> {
  const { channel_id: channelId, target, kind } = channel
  // An address that is not verified may be anybody's; one that is paused is verified again first. A webhook resumes by a test that arrives.
  if (kind === 'mail' && channel.state !== 'active') {
    if (rule) return { channelId, target, ok: false, response: `Not sent: the address is ${channel.state}.` }
    throw new AppError('invalid_input', { detail: 'Verify the address first: a code is mailed to it.' })
  }
  const now = services.clock.now()
  const entryId = newId()
  const outcome = await sendNotice(services, {
    entryId,
    channel,
    content: { what: 'test', at: now },
    reader,
    thread: [],
    mail: async () => testMail(reader, { now, settingsUrl: settingsUrl(services.config.TENANTRY_BASE_URL) }),
  })
  await record(scope, { channel, rule, entryId, now, outcome })
  return { channelId, target, ok: outcome.ok, response: outcome.response }
}

type Recording = { channel: ChannelRow; rule: RuleRow | null; entryId: string; now: Date; outcome: Outcome }

async function record(scope: Scope, { channel, rule, entryId, now, outcome }: Recording): Promise<void> {
  const { partnerId, db } = scope
  const { channel_id: channelId, kind, target, user_id } = channel
  await db.transaction().execute(async (trx) => {
    const inside = { partnerId, db: trx, userId: null }
    await trx
      .insertInto('notice_entries')
      .values({
        partner_id: partnerId,
        entry_id: entryId,
        change_id: `test ${entryId}`,
        rule_id: rule?.rule_id ?? null,
        rule_name: rule?.settings.name ?? null,
        channel_id: channelId,
        channel_kind: kind,
        target,
        user_id,
        moment: 'test',
        state: outcome.ok ? 'sent' : 'givenUp',
        reason: outcome.ok ? null : outcome.kind === 'refused' ? 'refusedAddress' : outcome.kind,
        tries: 1,
        at: now,
        sent_at: outcome.ok ? now : null,
        response: outcome.response,
      })
      .execute()
    await recordAttempt(inside, entryId, { now, outcome })
    await markChannel(inside, channelId, { now, outcome })
    if (outcome.ok && channel.state === 'paused')
      await trx
        .updateTable('notice_channels')
        .set({ state: 'active', paused_at: null, paused_reason: null })
        .where('partner_id', '=', partnerId)
        .where('channel_id', '=', channelId)
        .execute()
  })
}
