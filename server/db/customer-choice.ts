// From a choice of customers to SQL conditions. Shared by every feature that filters by customer or has rules for some of them.
import { type Expression, type SqlBool, sql } from 'kysely'
import { type CustomerChoice, isEveryone } from '../../contract/customer-choice.ts'

/**
 * Whether the customer that `tenantId` names is chosen: `.where(isChosen(scope, choice, sql.ref('x.tenant_id')))`. Says nothing about
 * whether it has left. Each condition looks its customers up by an index.
 */
export function isChosen({ partnerId }: { partnerId: string }, choice: CustomerChoice, tenantId: Expression<unknown>): Expression<SqlBool> {
  const { flagged, tagIds, country } = choice
  if (isEveryone(choice)) return sql<SqlBool>`true`
  return sql<SqlBool>`(${sql.join(
    [
      ...(flagged ? [sql`${tenantId} in (select f.tenant_id from flags f where f.partner_id = ${partnerId})`] : []),
      ...(tagIds?.length
        ? [
            sql`${tenantId} in (select t.tenant_id from customer_tags t where t.partner_id = ${partnerId} and t.tag_id = any(${tagIds}::uuid[]))`,
          ]
        : []),
      ...(country
        ? [sql`exists (select from customers k where k.partner_id = ${partnerId} and k.tenant_id = ${tenantId} and k.country = ${country})`]
        : []),
    ],
    sql` and `,
  )})`
}
