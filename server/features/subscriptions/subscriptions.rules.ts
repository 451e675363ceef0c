// Decisions about subscriptions: how soon a customer's are read again. Pure.
import type { ReadSubscription } from './subscriptions.mapping.ts'

const hourMs = 3_600_000
const dayMs = 24 * hourMs

/** Something ends, or has ended, within the month: looked at every six hours; otherwise once a day. */
export function nextSubscriptionsMs(subscriptions: readonly ReadSubscription[], now: Date): number {
  const soon = now.getTime() + 30 * dayMs
  const urgent = subscriptions.some(
    ({ state, endsAt }) => state !== 'deleted' && endsAt !== null && Math.abs(Date.parse(endsAt) - now.getTime()) < soon - now.getTime(),
  )
  return urgent ? 6 * hourMs : dayMs
}
