// Every customer's subscriptions: those the partner sells, from Partner Center, and all that its directory holds, from its own tenant.
import type { Services } from '../../feature.ts'
import { directorySubscriptions } from '../../microsoft/graph/directory-subscriptions.ts'
import { MicrosoftError } from '../../microsoft/microsoft-error.ts'
import { meaningOf } from '../../microsoft/partner-center/failures.ts'
import { subscriptionPages } from '../../microsoft/partner-center/subscriptions.ts'
import { type Pull, pull } from '../../pulls/pull.ts'
import { saveSubscriptions } from './actions/save-subscriptions.ts'
import { fromDirectory, fromPartnerCenter, inOrder, type ReadSubscription } from './subscriptions.mapping.ts'
import { nextSubscriptionsMs } from './subscriptions.rules.ts'

const common = {
  version: 1,
  concurrency: 8,
  nextInMs: (read: readonly ReadSubscription[], _: unknown, now: Date): number => nextSubscriptionsMs(read, now),
}

export const subscriptionsPulls = ({ microsoft }: Services): Pull[] => [
  pull<ReadSubscription[]>({
    ...common,
    resource: 'subscriptions',
    read: async ({ partnerId, customer, ...limits }) => {
      const all: ReadSubscription[] = []
      try {
        for await (const page of subscriptionPages(microsoft.partnerCenter(partnerId), customer.tenantId, {}, limits))
          all.push(...page.records.map(fromPartnerCenter))
      } catch (error) {
        // A customer the partner does not sell to has none of ours; that is no failure.
        if (!sellsNothing(error)) throw error
      }
      return inOrder(all)
    },
    save: (trx, partnerId, found) => saveSubscriptions(trx, partnerId, { source: 'partnerCenter', found }),
  }),
  pull<ReadSubscription[]>({
    ...common,
    resource: 'directory',
    read: async ({ partnerId, customer, ...limits }) => {
      const { records } = await directorySubscriptions(microsoft.graphOfCustomer(partnerId, customer.tenantId), limits)
      return inOrder(records.map(fromDirectory))
    },
    save: (trx, partnerId, found) => saveSubscriptions(trx, partnerId, { source: 'directory', found }),
  }),
]

/** Partner Center's 403/20002 and 404, for advisors and for customers of others; not a refusal of the partner as a whole. */
const sellsNothing = (error: unknown): boolean =>
  error instanceof MicrosoftError && !error.wholePartner && (error.kind === 'gone' || meaningOf(error) === 'noCommerceRelationship')
