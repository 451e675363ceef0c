// What one tenant holds of each product: licences bought and used. In each customer's tenant.
// https://learn.microsoft.com/graph/api/resources/subscribedsku
import { z } from 'zod'
import type { CallOptions } from '../http.ts'
import { listOperation, operation } from '../operation.ts'
import type { Page } from '../page.ts'
import { allOf } from '../pages.ts'
import { perform } from '../perform.ts'
import type { Source } from '../source.ts'
import { guid, nested, number, readable, text, texts } from '../tolerant.ts'
import { capabilityStatus, SentServicePlan } from './directory-subscriptions.ts'
import { entity } from './entity.ts'

export const SubscribedSku = z
  .object({
    id: text,
    accountId: guid,
    accountName: text,
    appliesTo: text,
    capabilityStatus,
    consumedUnits: number,
    prepaidUnits: nested({ enabled: number, suspended: number, warning: number, lockedOut: number }),
    servicePlans: readable(SentServicePlan),
    skuId: text,
    skuPartNumber: text,
    subscriptionIds: texts,
  })
  .transform((sent) => ({
    id: sent.id ?? '',
    accountId: sent.accountId,
    accountName: sent.accountName,
    appliesTo: sent.appliesTo,
    status: sent.capabilityStatus ?? '',
    used: sent.consumedUnits ?? 0,
    enabled: sent.prepaidUnits.enabled ?? 0,
    suspended: sent.prepaidUnits.suspended ?? 0,
    /** In the days of grace after their end. */
    inGrace: sent.prepaidUnits.warning ?? 0,
    lockedOut: sent.prepaidUnits.lockedOut ?? 0,
    servicePlans: sent.servicePlans,
    skuId: sent.skuId?.toLowerCase() ?? null,
    skuPartNumber: sent.skuPartNumber,
    /** Of directory-subscriptions.ts. */
    subscriptionIds: sent.subscriptionIds,
  }))
export type SubscribedSku = z.output<typeof SubscribedSku>

export const listSubscribedSkus = listOperation({
  api: 'graph',
  method: 'GET',
  path: '/v1.0/subscribedSkus',
  resource: 'directory',
  paging: 'odata',
  item: SubscribedSku,
  usable: ({ id }) => (id ? null : 'no id'),
})

/** Takes no parameter but `$select`. Throws MicrosoftError, `denied` without a role in that tenant. */
export function subscribedSkus(source: Source, options?: CallOptions): Promise<Page<SubscribedSku>> {
  return allOf(source, listSubscribedSkus, options)
}

export const getSubscribedSku = operation({
  api: 'graph',
  method: 'GET',
  path: '/v1.0/subscribedSkus/{subscribedSkuId}',
  resource: 'directory',
  answer: entity(SubscribedSku.refine(({ id }) => id !== '', 'no id')),
})

export async function subscribedSkuById(source: Source, subscribedSkuId: string, options?: CallOptions): Promise<SubscribedSku> {
  return (await perform(source, getSubscribedSku, { ...options, parameters: { subscribedSkuId } })).data
}
