// Counts openings per person, customer and day: what the recent view is made of (S66).
import { sql } from 'kysely'
import { rowOf, visitMinutes } from '../../../db/customer-rows.ts'
import type { Scope } from '../../../db/scope.ts'

export async function recordVisit(scope: Scope, tenantId: string): Promise<void> {
  await rowOf(scope, tenantId)
  await sql`
    insert into visits (partner_id, user_id, tenant_id, day, openings, last_at)
    values (${scope.partnerId}, ${scope.userId}, ${tenantId}, (now() at time zone 'utc')::date, 1, now())
    on conflict (partner_id, user_id, day, tenant_id) do update set openings = visits.openings + 1, last_at = excluded.last_at,
      before_at = case when visits.last_at < now() - ${sql.lit(visitMinutes)} * interval '1 minute' then visits.last_at else visits.before_at end
  `.execute(scope.db)
}
