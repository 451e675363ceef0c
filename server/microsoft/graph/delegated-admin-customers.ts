// The customers that have given the partner granular delegated admin privileges.
// https://learn.microsoft.com/graph/api/tenantrelationship-list-delegatedadmincustomers
import { z } from 'zod'
import type { CallOptions } from '../http.ts'
import type { Page } from '../page.ts'
import type { Source } from '../source.ts'
import { anything, guid, guidOf, text } from '../tolerant.ts'
import { graphPages } from './graph-pages.ts'

/** The identity is `tenantId`, or `id` where that is no GUID: both are the customer's tenant. */
export const DelegatedCustomer = z
  .object({ id: anything, tenantId: guid, displayName: text })
  .transform(({ id, tenantId, displayName }) => ({ tenantId: tenantId ?? guidOf(id) ?? '', name: displayName }))
export type DelegatedCustomer = z.output<typeof DelegatedCustomer>

export function delegatedCustomerPages(source: Source, options?: CallOptions): AsyncGenerator<Page<DelegatedCustomer>, void, undefined> {
  return graphPages(source, {
    path: '/v1.0/tenantRelationships/delegatedAdminCustomers?$top=300',
    schema: DelegatedCustomer,
    usable: (customer) => (customer.tenantId ? null : 'no tenant ID'),
    options,
  })
}
