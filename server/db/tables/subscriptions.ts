// Row type of the customers' subscriptions.
import type { SubscriptionState } from '../../../contract/subscriptions.ts'
import type { OptionalInstant } from './identity.ts'

export type SubscriptionsTable = {
  partner_id: string
  tenant_id: string
  source: 'partnerCenter' | 'directory'
  subscription_id: string
  name: string
  /** Microsoft's product or SKU part number, where it says. */
  sku: string | null
  order_id: string | null
  state: SubscriptionState
  /** Microsoft's own word, as sent. */
  status: string
  quantity: number | null
  is_trial: boolean
  auto_renews: boolean | null
  /** ISO 8601 duration: P1M, P1Y, P3Y. */
  term: string | null
  billing_cycle: string | null
  starts_at: OptionalInstant
  ends_at: OptionalInstant
  ends_never: boolean
  cancellable_until: OptionalInstant
}
