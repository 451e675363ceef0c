// The customers that have given the partner granular delegated admin privileges.
// https://learn.microsoft.com/graph/api/tenantrelationship-list-delegatedadmincustomers
import { z } from 'zod'
import type { CallOptions } from '../http.ts'
import { listOperation, operation } from '../operation.ts'
import type { ListPage } from '../page.ts'
import { type ListOptions, pagesOf } from '../pages.ts'
import { perform } from '../perform.ts'
import type { Source } from '../source.ts'
import { anything, guid, guidOf, text } from '../tolerant.ts'
import { entity } from './entity.ts'

/** The identity is `tenantId`, or `id` where that is no GUID: both are the customer's tenant. */
export const DelegatedCustomer = z
  .object({ id: anything, tenantId: guid, displayName: text })
  .transform(({ id, tenantId, displayName }) => ({ tenantId: tenantId ?? guidOf(id) ?? '', name: displayName }))
export type DelegatedCustomer = z.output<typeof DelegatedCustomer>

export const listDelegatedCustomers = listOperation({
  api: 'graph',
  method: 'GET',
  path: '/v1.0/tenantRelationships/delegatedAdminCustomers',
  resource: 'delegatedAdmin',
  paging: 'odata',
  item: DelegatedCustomer,
  usable: (customer) => (customer.tenantId ? null : 'no tenant ID'),
})

export function delegatedCustomerPages(
  source: Source,
  options?: ListOptions,
): AsyncGenerator<ListPage<DelegatedCustomer>, void, undefined> {
  return pagesOf(source, listDelegatedCustomers, { ...options, query: { $top: 300 } })
}

export const getDelegatedCustomer = operation({
  api: 'graph',
  method: 'GET',
  path: '/v1.0/tenantRelationships/delegatedAdminCustomers/{tenantId}',
  resource: 'delegatedAdmin',
  answer: entity(DelegatedCustomer.refine((customer) => customer.tenantId !== '', 'no tenant ID')),
})

/** One customer. Throws MicrosoftError, `gone` for a tenant that is no delegated customer. */
export async function delegatedCustomerById(source: Source, tenantId: string, options?: CallOptions): Promise<DelegatedCustomer> {
  return (await perform(source, getDelegatedCustomer, { ...options, parameters: { tenantId } })).data
}
