// Flags belong to the partner. At the limit the one set longest ago goes out, but only if the caller has agreed to that one (S63, S64, D7).
import { sql, type Transaction } from 'kysely'
import type { FlagChange } from '../../../../contract/customers.ts'
import { AppError } from '../../../base/errors.ts'
import { rowOf } from '../../../db/customer-rows.ts'
import type { Scope } from '../../../db/scope.ts'
import type { Database } from '../../../db/tables/database.ts'
import { announce } from '../../../facts/announce.ts'
import { countFlags } from '../queries/overview.ts'

type Trx = Transaction<Database>

export async function flagCustomer(scope: Scope, tenantId: string, acceptedDrop: string | null): Promise<FlagChange> {
  await rowOf(scope, tenantId)
  const done = await scope.db.transaction().execute(async (trx) => {
    await oneAtATime(trx, scope)
    const already = await trx
      .selectFrom('flags')
      .where('partner_id', '=', scope.partnerId)
      .where('tenant_id', '=', tenantId)
      .select('flagged_at')
      .executeTakeFirst()
    if (already) return { changeId: '0', dropped: null }
    const oldest = await oldestBeyondLimit(trx, scope)
    if (oldest && oldest.tenant_id !== acceptedDrop) {
      throw new AppError('flag_would_drop', {
        detail: `The limit of ${scope.limits.flagged} flagged customers is reached. Send drop with the tenant ID of the customer to unflag, or raise the limit under Settings.`,
        context: { limit: scope.limits.flagged, tenantId: oldest.tenant_id, name: oldest.name, flaggedAt: oldest.flagged_at.toISOString() },
      })
    }
    if (oldest) await trx.deleteFrom('flags').where('partner_id', '=', scope.partnerId).where('tenant_id', '=', oldest.tenant_id).execute()
    await trx.insertInto('flags').values({ partner_id: scope.partnerId, tenant_id: tenantId, flagged_by: scope.userId }).execute()
    const dropped = oldest
      ? { tenantId: oldest.tenant_id, name: oldest.name, flaggedAt: oldest.flagged_at.toISOString(), flaggedBy: oldest.flagged_by }
      : null
    return { changeId: await announce(trx, scope, { kind: 'customer.flagged', tenantId, data: { dropped } }), dropped }
  })
  const dropped = done.dropped && { tenantId: done.dropped.tenantId, name: done.dropped.name }
  return { changeId: done.changeId, dropped, customer: await rowOf(scope, tenantId), flagged: await countFlags(scope) }
}

export async function unflagCustomer(scope: Scope, tenantId: string): Promise<FlagChange> {
  await rowOf(scope, tenantId)
  const changeId = await scope.db.transaction().execute(async (trx) => {
    await oneAtATime(trx, scope)
    const flag = await trx
      .deleteFrom('flags')
      .where('partner_id', '=', scope.partnerId)
      .where('tenant_id', '=', tenantId)
      .returning(['flagged_at', 'flagged_by'])
      .executeTakeFirst()
    if (!flag) return '0'
    return await announce(trx, scope, {
      kind: 'customer.unflagged',
      tenantId,
      data: { flaggedAt: flag.flagged_at.toISOString(), flaggedBy: flag.flagged_by },
    })
  })
  return { changeId, dropped: null, customer: await rowOf(scope, tenantId), flagged: await countFlags(scope) }
}

/** Two people flagging at once must not both take the last place. */
export const oneAtATime = (trx: Trx, scope: Scope) =>
  sql`select pg_advisory_xact_lock(hashtextextended(${`flags ${scope.partnerId}`}, 0))`.execute(trx)

async function oldestBeyondLimit(trx: Trx, scope: Scope) {
  const flags = await trx
    .selectFrom('flags as f')
    .innerJoin('customers as c', (on) => on.onRef('c.partner_id', '=', 'f.partner_id').onRef('c.tenant_id', '=', 'f.tenant_id'))
    .where('f.partner_id', '=', scope.partnerId)
    .orderBy('f.flagged_at')
    .orderBy('f.tenant_id')
    .select(['f.tenant_id', 'f.flagged_at', 'f.flagged_by', 'c.name'])
    .execute()
  return flags.length >= scope.limits.flagged ? flags[0] : undefined
}
