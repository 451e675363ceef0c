// Changes the partner's limits and records from what to what.
import type { Limits } from '../../../contract/settings.ts'
import type { Scope } from '../../db/scope.ts'
import { announce } from '../../facts/announce.ts'

export async function changeLimits(scope: Scope, limits: Limits): Promise<Limits> {
  await scope.db.transaction().execute(async (trx) => {
    await trx
      .updateTable('partners')
      .set({ limits: JSON.stringify(limits) })
      .where('partner_id', '=', scope.partnerId)
      .execute()
    await announce(trx, scope, { kind: 'limits.changed', data: { from: scope.limits, to: limits } })
  })
  return limits
}
