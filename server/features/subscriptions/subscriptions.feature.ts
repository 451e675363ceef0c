// Subscriptions of all customers: what they have, when it ends.
import type { Feature } from '../../feature.ts'
import { subscriptionsPulls } from './subscriptions.pulls.ts'

export const subscriptionsFeature: Feature = { name: 'subscriptions', pulls: subscriptionsPulls }
