// Pins are a person's own: a pinned customer is on that person's Home (S40, S41, S44).
import type { CustomerRow } from '../../../../contract/customers.ts'
import { rowOf } from '../../../db/customer-rows.ts'
import type { Scope } from '../../../db/scope.ts'

export async function pinCustomer(scope: Scope, tenantId: string): Promise<CustomerRow> {
  await rowOf(scope, tenantId)
  await scope.db
    .insertInto('pins')
    .values({ partner_id: scope.partnerId, user_id: scope.userId, tenant_id: tenantId })
    .onConflict((on) => on.doNothing())
    .execute()
  return await rowOf(scope, tenantId)
}

export async function unpinCustomer(scope: Scope, tenantId: string): Promise<CustomerRow> {
  await scope.db
    .deleteFrom('pins')
    .where('partner_id', '=', scope.partnerId)
    .where('user_id', '=', scope.userId)
    .where('tenant_id', '=', tenantId)
    .execute()
  return await rowOf(scope, tenantId)
}
