// Whether a partner has anything to tell or to send: one row, by three small indexes. Asked every second.
import { sql } from 'kysely'
import type { WorkScope } from '../../../db/scope.ts'

export async function hasWork({ db, partnerId }: WorkScope, now: Date): Promise<boolean> {
  const { rows } = await sql<{ work: boolean }>`
    select exists (
      select from facts f left join notice_cursors c on c.partner_id = f.partner_id
      where f.partner_id = ${partnerId} and f.kind like 'issue.%'
        and (c.partner_id is null or (f.written_in, f.fact_id) > (c.written_in, c.fact_id))
    ) or exists (
      select from notice_entries e
      where e.partner_id = ${partnerId} and e.due_at is not null and (e.taken_until is null or e.taken_until <= ${now})
        and (e.due_at <= ${now} or e.reason = 'extentUnknown')
    ) as work
  `.execute(db)
  return rows[0]?.work ?? false
}
