// Whether the extent of a new issue is known: every customer that was asked how it stands has answered, or cannot be asked.
import { sql } from 'kysely'
import type { WorkScope } from '../../../db/scope.ts'

/** The others are asked within a second or two of the first report; before that nobody has been asked, which is no answer. */
const askedWithinMs = 10_000

export async function isExtentKnown({ db, partnerId }: WorkScope, { since, now }: { since: Date; now: Date }): Promise<boolean> {
  if (now.getTime() - since.getTime() < askedWithinMs) return false
  const { rows } = await sql`
    select from pulls p join customers c on c.partner_id = p.partner_id and c.tenant_id = p.tenant_id
    where p.partner_id = ${partnerId} and p.resource = 'health' and p.asked_at is not null
      and c.departed_at is null and c.delegation = 'active'
    limit 1
  `.execute(db)
  return rows.length === 0
}
