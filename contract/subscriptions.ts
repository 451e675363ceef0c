// Subscriptions: the states of their life.
import { z } from 'zod'

/** `grace`: past its end but still usable; `other`: a state that is new to us, shown under Microsoft's own word. */
export const subscriptionStates = ['active', 'pending', 'grace', 'suspended', 'disabled', 'expired', 'deleted', 'other'] as const
export const SubscriptionState = z.enum(subscriptionStates)
export type SubscriptionState = z.infer<typeof SubscriptionState>
