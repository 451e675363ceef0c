// Microsoft's subscriptions -> ours: those the partner sells (Partner Center) and those the customer's directory holds (Graph). Pure.
import type { SubscriptionState } from '../../../contract/subscriptions.ts'
import type { DirectorySubscription } from '../../microsoft/graph/directory-subscriptions.ts'
import type { Subscription } from '../../microsoft/partner-center/subscription.ts'

/** As JSON: instants are ISO 8601 in UTC. */
export type ReadSubscription = {
  id: string
  name: string
  sku: string | null
  orderId: string | null
  state: SubscriptionState
  status: string
  quantity: number | null
  isTrial: boolean
  autoRenews: boolean | null
  term: string | null
  billingCycle: string | null
  startsAt: string | null
  endsAt: string | null
  endsNever: boolean
  cancellableUntil: string | null
}

/** All of a customer's in one source; `unreadable`: how many more Microsoft sent that could not be read. */
export type SubscriptionsRead = { subscriptions: ReadSubscription[]; unreadable: number }

/** Maps, as Microsoft's words look things up here: `constructor` must find nothing. */
const soldStates: ReadonlyMap<string, SubscriptionState> = new Map([
  ['active', 'active'],
  ['pending', 'pending'],
  ['suspended', 'suspended'],
  ['expired', 'expired'],
  ['disabled', 'disabled'],
  ['deleted', 'deleted'],
])
/** `Warning` is past its end and still works; `LockedOut` keeps its data and works no more. */
const directoryStates: ReadonlyMap<string, SubscriptionState> = new Map([
  ['enabled', 'active'],
  ['warning', 'grace'],
  ['suspended', 'suspended'],
  ['lockedout', 'disabled'],
  ['deleted', 'deleted'],
])

const stateOf = (states: ReadonlyMap<string, SubscriptionState>, status: string): SubscriptionState =>
  states.get(status.toLowerCase()) ?? 'other'
const isoOf = (at: Date | null): string | null => at?.toISOString() ?? null

export const fromPartnerCenter = (sent: Subscription): ReadSubscription => ({
  id: sent.id,
  name: sent.name || sent.offerId || sent.id,
  sku: sent.offerId,
  orderId: sent.orderId,
  state: stateOf(soldStates, sent.status),
  status: sent.status,
  quantity: sent.quantity,
  isTrial: sent.isTrial ?? false,
  autoRenews: sent.autoRenewEnabled,
  term: sent.termDuration,
  billingCycle: sent.billingCycle,
  startsAt: isoOf(sent.effectiveStartDate ?? sent.creationDate),
  endsAt: sent.endsAt instanceof Date ? isoOf(sent.endsAt) : null,
  endsNever: sent.endsAt === 'never',
  cancellableUntil: isoOf(sent.cancellationAllowedUntilDate),
})

export const fromDirectory = (sent: DirectorySubscription): ReadSubscription => ({
  id: sent.commerceSubscriptionId ?? sent.id,
  name: sent.skuPartNumber ?? sent.skuId ?? sent.id,
  sku: sent.skuPartNumber,
  orderId: null,
  state: stateOf(directoryStates, sent.status),
  status: sent.status,
  quantity: sent.licences,
  isTrial: sent.trial,
  autoRenews: null,
  term: null,
  billingCycle: null,
  startsAt: isoOf(sent.createdAt),
  endsAt: isoOf(sent.nextLifecycleAt),
  endsNever: false,
  cancellableUntil: null,
})

/** In one order, so that an equal answer is equal. */
export const inOrder = (subscriptions: readonly ReadSubscription[]): ReadSubscription[] =>
  [...subscriptions].sort((one, other) => (one.id < other.id ? -1 : 1))
