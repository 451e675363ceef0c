// A delegated session: recorded, then the browser is sent to the customer's admin center (S27, S36).
import { AppError } from '../../../base/errors.ts'
import type { Scope } from '../../../db/scope.ts'
import { announce } from '../../../facts/announce.ts'
import type { Services } from '../../../feature.ts'
import { readCustomer } from '../queries/read-customer.ts'
import { recordVisit } from './record-visit.ts'

/** The address of the admin center, from Microsoft's own list for the customer or from the documented table. */
export async function enterAdminCenter({ microsoft }: Services, scope: Scope, tenantId: string, center: string): Promise<string> {
  const customer = await readCustomer(scope, tenantId)
  if (customer.delegation !== 'active')
    throw new AppError('delegation_missing', {
      detail: 'Ask the customer to approve a delegated admin relationship (GDAP), then synchronise.',
    })
  const { listed } = await scope.db
    .selectFrom('customers')
    .where('partner_id', '=', scope.partnerId)
    .where('tenant_id', '=', tenantId)
    .select('admin_centers as listed')
    .executeTakeFirstOrThrow()
  const domains = [customer.domain, ...customer.otherDomains].filter((domain) => domain !== null)
  const url = listed.find((entry) => entry.center === center)?.url ?? microsoft.portals.link(center, { tenantId, domains })
  if (!url) throw new AppError('not_found', { detail: `There is no admin center named ${center}.` })
  await scope.db.transaction().execute((trx) => announce(trx, scope, { kind: 'delegated-session.opened', tenantId, data: { center } }))
  await recordVisit(scope, tenantId)
  return url
}
