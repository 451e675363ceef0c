// One message with its text, and the customers that get it.
import { type SqlBool, sql } from 'kysely'
import type { z } from 'zod'
import type { listMessageCustomers as contract, Message } from '../../../../contract/messages.ts'
import { AppError } from '../../../base/errors.ts'
import { htmlOfText, safeHtml } from '../../../base/safe-html.ts'
import type { Scope } from '../../../db/scope.ts'
import { actsSoon, isRead, toMessageRow } from './message-rows.ts'

/** Also of one that has run out: a link to it goes on telling. Throws not_found for a number nobody has, or another partner's alone. */
export async function readMessage(scope: Scope, messageId: string): Promise<Message> {
  const row = await scope.db
    .selectFrom('service_messages as m')
    .leftJoin('message_reads as r', (on) =>
      on.onRef('r.partner_id', '=', 'm.partner_id').onRef('r.message_id', '=', 'm.message_id').on('r.user_id', '=', scope.userId),
    )
    .where('m.partner_id', '=', scope.partnerId)
    .where('m.message_id', '=', messageId)
    .selectAll('m')
    .select([actsSoon.as('soon'), isRead.as('read')])
    .executeTakeFirst()
  if (!row) throw unknownMessage()
  const { customers } = await customersOf(scope, messageId)
    .select((of) => of.fn.countAll<string>().as('customers'))
    .executeTakeFirstOrThrow()
  return {
    ...toMessageRow({ ...row, customers }),
    tags: row.tags,
    html: row.content_type === 'text' ? htmlOfText(row.content) : safeHtml(row.content),
    hasAttachments: row.has_attachments,
    details: row.details,
  }
}

type Window = z.output<(typeof contract)['query']>
type Customers = z.output<(typeof contract)['response']>

/** Throws not_found as `readMessage` does. */
export async function listMessageCustomers(scope: Scope, messageId: string, { offset, limit }: Window): Promise<Customers> {
  const [known, { total }, rows] = await Promise.all([
    scope.db
      .selectFrom('service_messages')
      .where('partner_id', '=', scope.partnerId)
      .where('message_id', '=', messageId)
      .select('message_id')
      .executeTakeFirst(),
    customersOf(scope, messageId)
      .select((of) => of.fn.countAll<string>().as('total'))
      .executeTakeFirstOrThrow(),
    customersOf(scope, messageId)
      .orderBy('c.name_key')
      .orderBy('c.tenant_id')
      .offset(offset)
      .limit(limit)
      .select(['c.tenant_id as tenantId', 'c.name', sql<boolean>`c.delegation = 'active'`.as('mayOpen')])
      .execute(),
  ])
  if (!known) throw unknownMessage()
  return { total: Number(total), rows }
}

const customersOf = (scope: Scope, messageId: string) =>
  scope.db
    .selectFrom('customer_messages as s')
    .innerJoin('customers as c', (on) => on.onRef('c.partner_id', '=', 's.partner_id').onRef('c.tenant_id', '=', 's.tenant_id'))
    .where('s.partner_id', '=', scope.partnerId)
    .where(sql<SqlBool>`${messageId} = any(s.message_ids)`)
    .where('c.departed_at', 'is', null)

const unknownMessage = (): AppError =>
  new AppError('not_found', { detail: 'No message of this number was read from Microsoft. A new one appears within a few hours.' })
