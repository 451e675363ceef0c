// Commercial subscriptions of one tenant, whoever sold them, with the day of their next change of state. In each customer's tenant.
// https://learn.microsoft.com/graph/api/resources/companysubscription
import { z } from 'zod'
import type { CallOptions } from '../http.ts'
import { listOperation, operation } from '../operation.ts'
import type { Page } from '../page.ts'
import { allOf } from '../pages.ts'
import { perform } from '../perform.ts'
import type { Source } from '../source.ts'
import { flag, guid, instant, number, readable, text } from '../tolerant.ts'
import { wordOf } from '../words.ts'
import { entity, quoted } from './entity.ts'

export const SentServicePlan = z
  .object({ servicePlanId: text, servicePlanName: text, provisioningStatus: text, appliesTo: text })
  .transform((sent) => ({
    id: sent.servicePlanId?.toLowerCase() ?? null,
    name: sent.servicePlanName ?? '',
    status: sent.provisioningStatus,
    appliesTo: sent.appliesTo,
  }))

/** What a subscription or its licences may be in; a word that is new to us comes as it was sent. */
export const capabilityStatus = wordOf('Enabled', 'Warning', 'Suspended', 'Deleted', 'LockedOut')

export const DirectorySubscription = z
  .object({
    id: text,
    commerceSubscriptionId: text,
    createdDateTime: instant,
    isTrial: flag,
    nextLifecycleDateTime: instant,
    ownerId: text,
    ownerTenantId: guid,
    ownerType: text,
    serviceStatus: readable(SentServicePlan),
    skuId: text,
    skuPartNumber: text,
    status: capabilityStatus,
    totalLicenses: number,
  })
  .transform((sent) => ({
    id: sent.id ?? '',
    /** The subscription's ID in Partner Center. */
    commerceSubscriptionId: sent.commerceSubscriptionId?.toLowerCase() ?? null,
    createdAt: sent.createdDateTime,
    trial: sent.isTrial ?? false,
    /** When it ends, is renewed or goes to its next state. */
    nextLifecycleAt: sent.nextLifecycleDateTime,
    ownerId: sent.ownerId,
    /** The tenant of the partner who sold it, where one did. */
    ownerTenantId: sent.ownerTenantId,
    ownerType: sent.ownerType,
    services: sent.serviceStatus,
    skuId: sent.skuId?.toLowerCase() ?? null,
    skuPartNumber: sent.skuPartNumber,
    status: sent.status ?? '',
    licences: sent.totalLicenses,
  }))
export type DirectorySubscription = z.output<typeof DirectorySubscription>

const subscriptions = '/v1.0/directory/subscriptions'
const resource = 'directory'
const Subscription = DirectorySubscription.refine(({ id }) => id !== '', 'no id')

export const listDirectorySubscriptions = listOperation({
  api: 'graph',
  method: 'GET',
  path: subscriptions,
  resource,
  paging: 'odata',
  item: DirectorySubscription,
  usable: ({ id }) => (id ? null : 'no id'),
})

/** Throws MicrosoftError, `denied` without a role in that tenant. */
export function directorySubscriptions(source: Source, options?: CallOptions): Promise<Page<DirectorySubscription>> {
  return allOf(source, listDirectorySubscriptions, options)
}

export const getDirectorySubscription = operation({
  api: 'graph',
  method: 'GET',
  path: `${subscriptions}/{subscriptionId}`,
  resource,
  answer: entity(Subscription),
})

/** Throws MicrosoftError, `gone` where the tenant has none of this ID. */
export async function directorySubscriptionById(
  source: Source,
  subscriptionId: string,
  options?: CallOptions,
): Promise<DirectorySubscription> {
  return (await perform(source, getDirectorySubscription, { ...options, parameters: { subscriptionId } })).data
}

export const getSubscriptionOfCommerce = operation({
  api: 'graph',
  method: 'GET',
  path: `${subscriptions}(commerceSubscriptionId='{commerceSubscriptionId}')`,
  resource,
  answer: entity(Subscription),
})

/** By its ID in Partner Center. Throws MicrosoftError, `gone` where the tenant has none of this ID. */
export async function directorySubscriptionOfCommerce(
  source: Source,
  commerceSubscriptionId: string,
  options?: CallOptions,
): Promise<DirectorySubscription> {
  const parameters = { commerceSubscriptionId: quoted(commerceSubscriptionId) }
  return (await perform(source, getSubscriptionOfCommerce, { ...options, parameters })).data
}
