// Marks messages read or unread for one person. Microsoft's own marks need that person's sign-in in each tenant, so these are ours alone.
import { sql } from 'kysely'
import type { Scope } from '../../../db/scope.ts'

/** Returns those that were not so already; what is unknown is left out. */
export async function markMessages(scope: Scope, messageIds: readonly string[], read: boolean): Promise<{ changed: string[] }> {
  const { rows } = await (read
    ? sql<{ message_id: string }>`
        insert into message_reads as r (partner_id, user_id, message_id, read_at)
        select m.partner_id, ${scope.userId}, m.message_id, now() from service_messages m
        where m.partner_id = ${scope.partnerId} and m.message_id = any(${messageIds}::text[])
        on conflict (partner_id, user_id, message_id) do update set read_at = excluded.read_at
          where r.read_at < (select modified_at from service_messages m where m.partner_id = r.partner_id and m.message_id = r.message_id)
        returning r.message_id`
    : sql<{ message_id: string }>`
        delete from message_reads
        where partner_id = ${scope.partnerId} and user_id = ${scope.userId} and message_id = any(${messageIds}::text[])
        returning message_id`
  ).execute(scope.db)
  return { changed: rows.map((row) => row.message_id) }
}
