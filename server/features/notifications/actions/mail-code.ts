// Mails a 6-digit code to an address, so that nobody makes others receive notices. Few in an hour, few tries, kept as a hash.
import { createHmac, randomInt, timingSafeEqual } from 'node:crypto'
import { sql } from 'kysely'
import { AppError } from '../../../base/errors.ts'
import { newId } from '../../../base/ids.ts'
import type { Scope } from '../../../db/scope.ts'
import type { Services } from '../../../feature.ts'
import type { ChannelRow } from '../queries/read-settings.ts'
import { codeMail } from '../templates/code-mail.ts'

const holdsMinutes = 30
const mostTries = 5
const mostAnHour = 5
const mostAPersonADay = 20

/**
 * Bound to its channel: the same code of another one hashes differently. This keeps it from whoever glances at the row, not from whoever may
 * read the database: a million codes are tried in a moment. Against guessing stand the five tries and the 30 minutes.
 */
const codeHash = (channelId: string, code: string): Buffer => createHmac('sha256', channelId).update(code).digest()

/** Throws too_many_requests beyond the limits, not_ready where the mail server did not take it. */
export async function mailCode(services: Services, scope: Scope, channel: ChannelRow): Promise<void> {
  const { mailer, clock } = services
  const now = clock.now()
  await countCode(scope, channel.target, now)
  const code = String(randomInt(1_000_000)).padStart(6, '0')
  await scope.db
    .updateTable('notice_channels')
    .set({
      code_hash: codeHash(channel.channel_id, code),
      code_tries: 0,
      code_sent_at: now,
      code_expires_at: new Date(now.getTime() + holdsMinutes * 60_000),
    })
    .where('partner_id', '=', scope.partnerId)
    .where('channel_id', '=', channel.channel_id)
    .execute()
  const outcome = await mailer.send({
    partnerId: scope.partnerId,
    to: channel.target,
    messageId: mailer.messageIdOf(newId()),
    ...codeMail(code, holdsMinutes),
  })
  if (!outcome.accepted)
    throw new AppError('mail_not_accepted', {
      detail: `The mail server did not take the code: ${outcome.response}`,
      context: { kind: outcome.kind, response: outcome.response },
    })
}

async function countCode({ db, partnerId, userId }: Scope, address: string, now: Date): Promise<void> {
  const ago = (hours: number) => new Date(now.getTime() - hours * 3_600_000)
  await db.transaction().execute(async (trx) => {
    // One after the other, so that two at the same time do not both see room for one.
    await sql`select pg_advisory_xact_lock(hashtextextended(${`notice_codes ${partnerId}`}, 0))`.execute(trx)
    await trx.deleteFrom('notice_codes').where('partner_id', '=', partnerId).where('sent_at', '<', ago(24)).execute()
    const { of_address: ofAddress, of_person: ofPerson } = await trx
      .selectFrom('notice_codes')
      .where('partner_id', '=', partnerId)
      .select([
        sql<number>`count(*) filter (where lower(address) = lower(${address}) and sent_at > ${ago(1)})::int`.as('of_address'),
        sql<number>`count(*) filter (where user_id = ${userId})::int`.as('of_person'),
      ])
      .executeTakeFirstOrThrow()
    if (ofAddress >= mostAnHour || ofPerson >= mostAPersonADay)
      throw new AppError('too_many_requests', {
        detail: `At most ${mostAnHour} codes an hour are mailed to one address, and ${mostAPersonADay} a day for one person. Try again later.`,
      })
    await trx
      .insertInto('notice_codes')
      .values({ partner_id: partnerId, code_id: newId(), user_id: userId, address, sent_at: now })
      .execute()
  })
}

/** Throws invalid_input for a code that is wrong, too old or tried too often. */
export async function verifyCode({ clock }: Services, scope: Scope, channel: ChannelRow, code: string): Promise<void> {
  const now = clock.now()
  const row = scope.db.updateTable('notice_channels').where('partner_id', '=', scope.partnerId).where('channel_id', '=', channel.channel_id)
  // Counted before it is looked at, in one statement: tries at the same time all count.
  const counted = await row
    .set({ code_tries: sql<number>`code_tries + 1` })
    .where('code_tries', '<', mostTries)
    .where('code_expires_at', '>', now)
    .where('code_hash', 'is not', null)
    .returning('code_hash')
    .executeTakeFirst()
  if (!counted?.code_hash) throw wrongCode('This code no longer holds. Ask for a new one.')
  if (!timingSafeEqual(counted.code_hash, codeHash(channel.channel_id, code)))
    throw wrongCode('This is not the code that was mailed last. After five tries it no longer holds.')
  await row
    .set({
      state: 'active',
      code_hash: null,
      code_expires_at: null,
      code_sent_at: null,
      verified_at: now,
      paused_at: null,
      paused_reason: null,
    })
    .execute()
}

const wrongCode = (detail: string): AppError => new AppError('code_not_valid', { detail })
