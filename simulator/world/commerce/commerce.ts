// What customers hold and what was done for them, behind one door: drawn from seeds, with the records that requests changed laid over. Entered by simulator.ts.
import type { Customer } from '../customer.ts'
import type { Journal } from '../journal.ts'
import type { World } from '../world.ts'
import { drawSubscriptions } from './draw-subscriptions.ts'
import { createKept, type Kept } from './kept.ts'
import { isListed, type Subscription, settled } from './subscription.ts'

export type Commerce = {
  kept: Kept
  now(): number
  /** Everything ever bought, as it stands now, oldest first. */
  bought(customer: Customer): Subscription[]
  /** Of these, those Partner Center still lists. */
  subscriptions(customer: Customer): Subscription[]
  subscription(customer: Customer, id: string): Subscription | undefined
  putSubscription(customer: Customer, subscription: Subscription): void
}

export function createCommerce(world: World, journal: Journal): Commerce {
  const kept = createKept(journal)
  const now = () => world.now()
  const bought = (customer: Customer): Subscription[] => {
    const at = now()
    const changed = kept.all<Subscription>(customer.tenantId, 'subscription')
    const partner = world.customer(customer.tenantId)?.partner
    // An advisor resells nothing.
    const drawn = partner?.relationship === 'reseller' ? drawSubscriptions(customer, partner) : []
    const all = [
      ...drawn.map((one) => changed.get(one.id) ?? one),
      ...[...changed.values()].filter((one) => !drawn.some((other) => other.id === one.id)),
    ]
    return all
      .filter((one) => one.createdAt <= at)
      .map((one) => settled(one, at))
      .sort((a, b) => a.createdAt - b.createdAt || (a.id < b.id ? -1 : 1))
  }
  const subscriptions = (customer: Customer) => bought(customer).filter((one) => isListed(one, now()))
  return {
    kept,
    bought,
    now,
    subscriptions,
    subscription: (customer, id) => subscriptions(customer).find((one) => one.id === id.toLowerCase()),
    putSubscription: (customer, subscription) => kept.put(customer.tenantId, 'subscription', subscription.id, subscription),
  }
}
