// Stores what Microsoft said of one customer when it was opened: relationships, details, other domains; what is equal is left alone.
// Entered by customers.sync.ts.
import { sql, type Transaction, type Updateable } from 'kysely'
import { renewTerms } from '../../../db/customer-terms.ts'
import { oncePerRelationship, saveDelegations, summariseDelegations } from '../../../db/save-delegations.ts'
import { type CustomersTable, termKinds } from '../../../db/tables/customers.ts'
import type { Database } from '../../../db/tables/database.ts'
import type { DelegatedRelationship } from '../../../microsoft/graph/delegated-admin-relationships.ts'
import type { ServiceManagementDetail } from '../../../microsoft/graph/service-management-details.ts'
import type { PartnerCenterCustomer } from '../../../microsoft/partner-center/customers.ts'
import { detailColumns } from '../customers.mapping.ts'

type Trx = Transaction<Database>
type Of = { partnerId: string; tenantId: string }

export type FoundCustomer = {
  /** Null where Partner Center does not know it, or is closed to us. */
  customer: PartnerCenterCustomer | null
  relationships: readonly DelegatedRelationship[]
  /** Where some could not be read, none counts as gone. */
  relationshipsWhole: boolean
  /** Null where there is no way in, or where they may not be read. */
  centers: readonly ServiceManagementDetail[] | null
}

/** Relationships before the customer, as the synchronisation does: in another order the two would wait for each other. */
export async function saveFoundCustomer(
  trx: Trx,
  of: Of,
  { customer, relationships, relationshipsWhole, centers }: FoundCustomer,
  readAt: Date,
): Promise<void> {
  const delegationsDiffer = await replaceDelegations(trx, of, { relationships, relationshipsWhole })
  const detailsDiffer = await saveDetails(trx, of, {
    ...detailColumns(customer),
    ...(centers && { admin_centers: JSON.stringify(centers) }),
  })
  await theCustomer(trx, of).set({ details_read_at: readAt }).execute()
  if (detailsDiffer) await renewTerms(trx, of.partnerId, [of.tenantId], [termKinds.otherDomain])
  // What totals are remembered under: they hold as long as nothing that is shown has changed.
  if (delegationsDiffer || detailsDiffer)
    await trx
      .updateTable('partners')
      .set({ customers_version: sql`customers_version + 1` })
      .where('partner_id', '=', of.partnerId)
      .execute()
}

const theCustomer = (trx: Trx, { partnerId, tenantId }: Of) =>
  trx.updateTable('customers').where('partner_id', '=', partnerId).where('tenant_id', '=', tenantId)

/** Written where any of it differs; says whether it did. */
async function saveDetails(trx: Trx, of: Of, columns: Updateable<CustomersTable>): Promise<boolean> {
  const differs = Object.entries(columns).map(([column, value]) => sql<boolean>`${sql.ref(column)} is distinct from ${value}`)
  // The parentheses matter: without them, "or" reaches past the customer to all of the partner's.
  const { numUpdatedRows } = await theCustomer(trx, of)
    .set(columns)
    .where(sql<boolean>`(${sql.join(differs, sql` or `)})`)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** Says whether anything differed. */
async function replaceDelegations(
  trx: Trx,
  { partnerId, tenantId }: Of,
  { relationships, relationshipsWhole }: Pick<FoundCustomer, 'relationships' | 'relationshipsWhole'>,
): Promise<boolean> {
  const now = oncePerRelationship(relationships)
  const dropped = relationshipsWhole ? await dropOthers(trx, { partnerId, tenantId }, now) : 0n
  const { written } = await saveDelegations(trx, partnerId, now)
  const summarised = await summariseDelegations(trx, partnerId, [tenantId])
  return dropped > 0n || written > 0 || summarised.length > 0
}

async function dropOthers(trx: Trx, { partnerId, tenantId }: Of, now: readonly DelegatedRelationship[]): Promise<bigint> {
  const ids = now.map((relationship) => relationship.id)
  const { numDeletedRows } = await trx
    .deleteFrom('delegations')
    .where('partner_id', '=', partnerId)
    .where('tenant_id', '=', tenantId)
    .$if(ids.length > 0, (query) => query.where('relationship_id', 'not in', ids))
    .executeTakeFirst()
  return numDeletedRows
}
