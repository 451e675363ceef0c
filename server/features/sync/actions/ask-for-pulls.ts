// "Sync now" for one customer, a selection, those that fail for one reason, or all.
import type { z } from 'zod'
import type { askForPulls as contract } from '../../../../contract/pulls.ts'
import { unknownCustomer } from '../../../db/customer-rows.ts'
import type { Scope } from '../../../db/scope.ts'
import type { Services } from '../../../feature.ts'
import { askForPulls } from '../../../pulls/ask.ts'
import { failingPulls } from '../queries/pull-states.ts'

type Body = z.output<typeof contract.body>

export async function askForPullsNow(services: Services, scope: Scope, body: Body): Promise<z.output<typeof contract.response>> {
  const at = services.clock.now().toISOString()
  return { asked: await ask(services, scope, body), at }
}

async function ask(services: Services, scope: Scope, { resources, customers }: Body): Promise<number> {
  if ('all' in customers) return await askForPulls(services, scope.partnerId, { resources })
  if ('tenantIds' in customers) {
    await refuseUnknown(scope, customers.tenantIds)
    return await askForPulls(services, scope.partnerId, { resources, tenantIds: customers.tenantIds })
  }
  let asked = 0
  for (const resource of resources) {
    const failing = await failingPulls(scope, { ...customers.failing, resource })
      .select('p.tenant_id')
      .execute()
    const tenantIds = failing.map(({ tenant_id }) => tenant_id)
    asked += await askForPulls(services, scope.partnerId, { resources: [resource], tenantIds })
  }
  return asked
}

/** A mistyped ID must not pass for a customer that needs no reading. */
async function refuseUnknown(scope: Scope, tenantIds: readonly string[]): Promise<void> {
  const known = await scope.db
    .selectFrom('customers')
    .where('partner_id', '=', scope.partnerId)
    .where('tenant_id', 'in', [...tenantIds])
    .select('tenant_id')
    .execute()
  const found = new Set(known.map(({ tenant_id }) => tenant_id))
  const unknown = tenantIds.filter((tenantId) => !found.has(tenantId))
  if (unknown.length > 0) throw unknownCustomer({ tenantIds: unknown })
}
