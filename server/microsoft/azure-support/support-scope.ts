// Where a support ticket stands: in an Azure subscription, or in the tenant as such (billing and subscription management only).
// Entered by every operation of this folder.
import { z } from 'zod'

/** `null` is the tenant as such. */
export type SupportScope = { subscriptionId: string | null }

export const version = { 'api-version': '2024-04-01' }

export const inTenant = '/providers/Microsoft.Support'
export const inSubscription = `/subscriptions/{subscriptionId}${inTenant}`

/** Parameters of an operation of that scope. */
export const parametersOf = ({ subscriptionId }: SupportScope, others: Record<string, string> = {}): Record<string, string> =>
  subscriptionId === null ? others : { ...others, subscriptionId }

export const YesNo = z.enum(['Yes', 'No'])
export const Text = z.string().min(1).max(500)
