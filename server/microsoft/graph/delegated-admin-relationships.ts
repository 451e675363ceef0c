// Granular delegated admin relationships (GDAP): what each customer has agreed to, for how long.
// https://learn.microsoft.com/graph/api/tenantrelationship-list-delegatedadminrelationships
import { z } from 'zod'
import type { CallOptions } from '../http.ts'
import { listOperation } from '../operation.ts'
import type { Page } from '../page.ts'
import { pagesOf } from '../pages.ts'
import type { Source } from '../source.ts'
import { guid, instant, listOf, nested, text } from '../tolerant.ts'
import { phaseOf } from './relationship-phase.ts'

export const DelegatedRelationship = z
  .object({
    id: text,
    displayName: text,
    customer: nested({ tenantId: guid, displayName: text }),
    accessDetails: nested({ unifiedRoles: listOf(z.unknown()) }),
    status: text,
    autoExtendDuration: text,
    createdDateTime: instant,
    activatedDateTime: instant,
    endDateTime: instant,
  })
  .transform((sent) => ({
    id: sent.id ?? '',
    name: sent.displayName ?? '',
    /** Null as long as no customer has been named or has accepted. */
    tenantId: sent.customer.tenantId,
    customerName: sent.customer.displayName,
    /** As sent. */
    status: sent.status ?? '',
    state: phaseOf(sent.status ?? ''),
    roles: sent.accessDetails.unifiedRoles.length,
    autoExtends: extends_(sent.autoExtendDuration),
    createdAt: sent.createdDateTime,
    activatedAt: sent.activatedDateTime,
    endsAt: sent.endDateTime,
  }))
export type DelegatedRelationship = z.output<typeof DelegatedRelationship>

/** An ISO 8601 duration: `P0D` and `PT0S` mean "is not extended". */
const extends_ = (duration: string | null): boolean => duration !== null && /[1-9]/.test(duration)

export const listRelationships = listOperation({
  api: 'graph',
  method: 'GET',
  path: '/v1.0/tenantRelationships/delegatedAdminRelationships',
  paging: 'odata',
  item: DelegatedRelationship,
  usable: (relationship) => (relationship.id ? null : 'no id'),
})

/** All relationships, or those with one customer. */
export function relationshipPages(
  source: Source,
  of: { tenantId?: string } = {},
  options?: CallOptions,
): AsyncGenerator<Page<DelegatedRelationship>, void, undefined> {
  const $filter = of.tenantId && `customer/tenantId eq '${of.tenantId}'`
  return pagesOf(source, listRelationships, { ...options, query: { $top: 300, $filter } })
}
