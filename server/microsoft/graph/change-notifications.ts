// Subscriptions to changes of users and groups: Graph then calls our address. There are none for GDAP, service health or licences.
// https://learn.microsoft.com/graph/api/resources/subscription

import { z } from 'zod'
import type { CallOptions } from '../http.ts'
import { listOperation, operation } from '../operation.ts'
import type { Page } from '../page.ts'
import { allOf } from '../pages.ts'
import { perform } from '../perform.ts'
import { sending } from '../sent-body.ts'
import type { Source } from '../source.ts'
import { instant, text } from '../tolerant.ts'
import { entity, nothing } from './entity.ts'

export const ChangeSubscription = z
  .object({
    id: text,
    resource: text,
    changeType: text,
    notificationUrl: text,
    lifecycleNotificationUrl: text,
    expirationDateTime: instant,
    applicationId: text,
    creatorId: text,
  })
  .transform((sent) => ({
    id: sent.id ?? '',
    resource: sent.resource ?? '',
    changeTypes: (sent.changeType ?? '').split(',').flatMap((type) => type.trim() || []),
    url: sent.notificationUrl,
    lifecycleUrl: sent.lifecycleNotificationUrl,
    expiresAt: sent.expirationDateTime,
    applicationId: sent.applicationId,
    creatorId: sent.creatorId,
  }))
export type ChangeSubscription = z.output<typeof ChangeSubscription>

const subscriptions = '/v1.0/subscriptions'
const resource = 'changeNotifications'
const Subscription = ChangeSubscription.refine(({ id }) => id !== '', 'no id')
const Instant = z.iso.datetime({ offset: true })
/** Ours is a web address; documentation also has event hubs. */
const OurAddress = z.url({ protocol: /^(https|eventhub|eventgrid)$/i })
/** Any mixture of the three, separated by commas. */
const ChangeType = z.string().regex(/^(created|updated|deleted)(,\s*(created|updated|deleted))*$/i)

export const listChangeSubscriptions = listOperation({
  api: 'graph',
  method: 'GET',
  path: subscriptions,
  resource,
  paging: 'odata',
  item: ChangeSubscription,
  usable: ({ id }) => (id ? null : 'no id'),
})

export function changeSubscriptions(source: Source, options?: CallOptions): Promise<Page<ChangeSubscription>> {
  return allOf(source, listChangeSubscriptions, options)
}

export const getChangeSubscription = operation({
  api: 'graph',
  method: 'GET',
  path: `${subscriptions}/{subscriptionId}`,
  resource,
  answer: entity(Subscription),
})

/** Throws MicrosoftError, `gone` where it has expired or been removed. */
export async function changeSubscriptionById(source: Source, subscriptionId: string, options?: CallOptions): Promise<ChangeSubscription> {
  return (await perform(source, getChangeSubscription, { ...options, parameters: { subscriptionId } })).data
}

export const ChangeSubscriptionBody = sending({
  changeType: ChangeType,
  notificationUrl: OurAddress,
  lifecycleNotificationUrl: OurAddress.optional(),
  resource: z.string().min(1).max(1000),
  expirationDateTime: Instant,
  /** Comes back with each notification, which is how we know that it is Microsoft's. */
  clientState: z.string().min(1).max(128).optional(),
  latestSupportedTlsVersion: z
    .string()
    .regex(/^v1_[0-3]$/i)
    .optional(),
})

export const createChangeSubscriptionOperation = operation({
  api: 'graph',
  method: 'POST',
  path: subscriptions,
  resource,
  body: ChangeSubscriptionBody,
  answer: entity(Subscription),
})

/** Microsoft calls the address at once and wants its token back. Throws MicrosoftError, `invalid` where it did not get it. */
export async function createChangeSubscription(
  source: Source,
  body: z.input<typeof ChangeSubscriptionBody>,
  options?: CallOptions,
): Promise<ChangeSubscription> {
  return (await perform(source, createChangeSubscriptionOperation, { ...options, body })).data
}

export const updateChangeSubscriptionOperation = operation({
  api: 'graph',
  method: 'PATCH',
  path: `${subscriptions}/{subscriptionId}`,
  resource,
  body: sending({ expirationDateTime: Instant.optional(), notificationUrl: OurAddress.optional() }),
  answer: entity(Subscription),
  // The same new end twice is the same.
  repeatable: true,
})

/** Puts the end further away. Throws MicrosoftError, `gone` where it has ended already. */
export async function renewChangeSubscription(
  source: Source,
  subscriptionId: string,
  until: Date,
  options?: CallOptions,
): Promise<ChangeSubscription> {
  const asked = { ...options, parameters: { subscriptionId }, body: { expirationDateTime: until.toISOString() } }
  return (await perform(source, updateChangeSubscriptionOperation, asked)).data
}

export const deleteChangeSubscriptionOperation = operation({
  api: 'graph',
  method: 'DELETE',
  path: `${subscriptions}/{subscriptionId}`,
  resource,
  // Gone is what was wished.
  alsoAnswers: [404],
  answer: nothing,
})

export async function deleteChangeSubscription(source: Source, subscriptionId: string, options?: CallOptions): Promise<void> {
  await perform(source, deleteChangeSubscriptionOperation, { ...options, parameters: { subscriptionId } })
}
