// Azure subscriptions that the token may see in the customer's tenant: where a ticket about a service is opened.
// https://learn.microsoft.com/rest/api/resources/subscriptions/list
import { z } from 'zod'
import type { CallOptions } from '../http.ts'
import { listOperation } from '../operation.ts'
import type { Page } from '../page.ts'
import { allOf } from '../pages.ts'
import type { Source } from '../source.ts'
import { guid, text } from '../tolerant.ts'
import { wordOf } from '../words.ts'

export const AzureSubscription = z
  .object({
    subscriptionId: guid,
    tenantId: guid,
    displayName: text,
    state: wordOf('Enabled', 'Warned', 'PastDue', 'Disabled', 'Deleted'),
  })
  .transform((sent) => ({
    subscriptionId: sent.subscriptionId ?? '',
    tenantId: sent.tenantId,
    name: sent.displayName ?? sent.subscriptionId ?? '',
    state: sent.state ?? '',
  }))
export type AzureSubscription = z.output<typeof AzureSubscription>

export const listAzureSubscriptions = listOperation({
  api: 'azureSupport',
  method: 'GET',
  path: '/subscriptions',
  resource: 'azureResources',
  paging: 'link',
  item: AzureSubscription,
  usable: ({ subscriptionId }) => (subscriptionId ? null : 'no subscriptionId'),
})

export function azureSubscriptions(source: Source, options?: CallOptions): Promise<Page<AzureSubscription>> {
  return allOf(source, listAzureSubscriptions, { ...options, query: { 'api-version': '2022-12-01' } })
}
