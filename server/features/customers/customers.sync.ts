// Reads one customer again from Microsoft when someone opens it: details, relationships and admin centers, then saves what differs.
import { sql, type Transaction } from 'kysely'
import { searchKey } from '../../base/search-key.ts'
import { rowOf } from '../../db/customer-rows.ts'
import { saveDelegations, summariseDelegations } from '../../db/save-delegations.ts'
import type { Scope } from '../../db/scope.ts'
import { termKinds } from '../../db/tables/customers.ts'
import type { Database } from '../../db/tables/database.ts'
import type { Services } from '../../feature.ts'
import type { DelegatedRelationship } from '../../microsoft/graph/delegated-admin-relationships.ts'
import type { Microsoft } from '../../microsoft/microsoft.ts'
import { MicrosoftError } from '../../microsoft/microsoft-error.ts'
import type { PartnerCenterCustomer } from '../../microsoft/partner-center/customers.ts'
import { detailColumns, otherDomainsOf } from './customers.mapping.ts'

/** People wait for this, so it gives up early; the last known state stays. */
const patience = { patienceMs: 12_000 }

export async function refreshCustomer({ microsoft, clock }: Services, scope: Scope, tenantId: string): Promise<void> {
  const { partnerId, db } = scope
  await rowOf(scope, tenantId)
  const [customer, relationships] = await Promise.all([
    readDetails(microsoft, partnerId, tenantId),
    readRelationships(microsoft, partnerId, tenantId),
  ])
  const open = relationships.some((relationship) => relationship.state === 'active')
  const centers = open ? await orNothing(microsoft.graph(partnerId).serviceManagementDetails(tenantId, patience)) : null
  await db.transaction().execute(async (trx) => {
    await trx
      .updateTable('customers')
      .set({ ...detailColumns(customer, clock.now()), ...(centers && { admin_centers: JSON.stringify(centers) }) })
      .where('partner_id', '=', partnerId)
      .where('tenant_id', '=', tenantId)
      .execute()
    if (customer) await saveOtherDomains(trx, partnerId, tenantId, otherDomainsOf(customer))
    await replaceDelegations(trx, partnerId, tenantId, relationships)
    await trx.updateTable('partners').set({ customers_version: sql`customers_version + 1` }).where('partner_id', '=', partnerId).execute()
  })
}

const readDetails = (microsoft: Microsoft, partnerId: string, tenantId: string): Promise<PartnerCenterCustomer | null> =>
  orNothing(microsoft.partnerCenter(partnerId).customer(tenantId, patience))

/** A customer that is not in Partner Center, or closed to us there, is still a customer. */
async function orNothing<Found>(asked: Promise<Found>): Promise<Found | null> {
  try {
    return await asked
  } catch (error) {
    if (error instanceof MicrosoftError && (error.kind === 'gone' || error.kind === 'denied')) return null
    throw error
  }
}

async function readRelationships(microsoft: Microsoft, partnerId: string, tenantId: string): Promise<DelegatedRelationship[]> {
  const found: DelegatedRelationship[] = []
  // Graph may not honour the filter on every version: only this customer's are taken.
  for await (const page of microsoft.graph(partnerId).relationshipPages({ tenantId }, patience)) found.push(...page.records)
  return found.filter((relationship) => relationship.tenantId === tenantId)
}

async function replaceDelegations(
  trx: Transaction<Database>,
  partnerId: string,
  tenantId: string,
  relationships: readonly DelegatedRelationship[],
): Promise<void> {
  const ids = relationships.map((relationship) => relationship.id)
  await trx
    .deleteFrom('delegations')
    .where('partner_id', '=', partnerId)
    .where('tenant_id', '=', tenantId)
    .$if(ids.length > 0, (query) => query.where('relationship_id', 'not in', ids))
    .execute()
  await saveDelegations(trx, partnerId, relationships)
  await summariseDelegations(trx, partnerId, [tenantId])
}

async function saveOtherDomains(
  trx: Transaction<Database>,
  partnerId: string,
  tenantId: string,
  domains: readonly string[],
): Promise<void> {
  if (domains.length === 0) return
  await trx
    .deleteFrom('customer_terms')
    .where('partner_id', '=', partnerId)
    .where('tenant_id', '=', tenantId)
    .where('kind', '=', termKinds.otherDomain)
    .execute()
  const { departed_at: departedAt } = await trx
    .selectFrom('customers')
    .where('partner_id', '=', partnerId)
    .where('tenant_id', '=', tenantId)
    .select('departed_at')
    .executeTakeFirstOrThrow()
  await trx
    .insertInto('customer_terms')
    .values(
      domains.map((domain) => ({
        partner_id: partnerId,
        departed: departedAt !== null,
        kind: termKinds.otherDomain,
        term: searchKey(domain),
        tenant_id: tenantId,
      })),
    )
    .onConflict((on) => on.doNothing())
    .execute()
}
