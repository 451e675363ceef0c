// A message as every screen shows it: its fields, whether the caller has read it, whether it is to be acted on soon.
import { type Selectable, sql } from 'kysely'
import { actSoonDays, type MessageRow } from '../../../../contract/messages.ts'
import type { Scope } from '../../../db/scope.ts'
import type { ServiceMessagesTable } from '../../../db/tables/messages.ts'

export const actsSoon = sql<boolean>`coalesce(m.act_by between now() and now() + ${sql.lit(actSoonDays)} * interval '1 day', false)`

/** A message that was changed since is to be read again. */
export const isRead = sql<boolean>`coalesce(r.read_at >= coalesce(m.modified_at, r.read_at), false)`

/** Messages that have not run out, with the caller's marks. */
export const currentMessages = (scope: Scope) =>
  scope.db
    .selectFrom('service_messages as m')
    .leftJoin('message_reads as r', (on) =>
      on.onRef('r.partner_id', '=', 'm.partner_id').onRef('r.message_id', '=', 'm.message_id').on('r.user_id', '=', scope.userId),
    )
    .where('m.partner_id', '=', scope.partnerId)
    .where((is) => is.or([is('m.ends_at', 'is', null), is('m.ends_at', '>', sql<Date>`now()`)]))

type Found = Pick<
  Selectable<ServiceMessagesTable>,
  'message_id' | 'title' | 'category' | 'severity' | 'major_change' | 'services' | 'starts_at' | 'modified_at' | 'ends_at' | 'act_by'
> & { soon: boolean; read: boolean; customers: string }

export const toMessageRow = (row: Found): MessageRow => ({
  messageId: row.message_id,
  title: row.title,
  category: row.category,
  severity: row.severity,
  majorChange: row.major_change,
  services: row.services,
  publishedAt: row.starts_at?.toISOString() ?? null,
  modifiedAt: row.modified_at?.toISOString() ?? null,
  endsAt: row.ends_at?.toISOString() ?? null,
  actBy: row.act_by?.toISOString() ?? null,
  actsSoon: row.soon,
  read: row.read,
  customers: Number(row.customers),
})
