// Every customer's subscriptions: those the partner sells, from Partner Center, and all that its directory holds, from its own tenant.
import type { Services } from '../../feature.ts'
import { directorySubscriptions } from '../../microsoft/graph/directory-subscriptions.ts'
import type { Skipped } from '../../microsoft/page.ts'
import { isNotOurs } from '../../microsoft/partner-center/failures.ts'
import { subscriptionPages } from '../../microsoft/partner-center/subscriptions.ts'
import { noteUnreadable } from '../../pulls/note-unreadable.ts'
import { type Pull, pull } from '../../pulls/pull.ts'
import { saveSubscriptions } from './actions/save-subscriptions.ts'
import { fromDirectory, fromPartnerCenter, inOrder, type ReadSubscription, type SubscriptionsRead } from './subscriptions.mapping.ts'
import { nextSubscriptionsMs } from './subscriptions.rules.ts'

const common = {
  version: 2,
  concurrency: 8,
  nextInMs: ({ subscriptions }: SubscriptionsRead, _: unknown, now: Date): number => nextSubscriptionsMs(subscriptions, now),
}

export const subscriptionsPulls = ({ microsoft, log }: Services): Pull[] => [
  pull<SubscriptionsRead>({
    ...common,
    resource: 'subscriptions',
    read: async ({ partnerId, customer, ...limits }) => {
      const all: ReadSubscription[] = []
      const skipped: Skipped[] = []
      try {
        for await (const page of subscriptionPages(microsoft.partnerCenter(partnerId), customer.tenantId, {}, limits)) {
          all.push(...page.records.map(fromPartnerCenter))
          skipped.push(...page.skipped)
        }
      } catch (error) {
        // A customer the partner does not sell to has none of ours; that is no failure.
        if (!isNotOurs(error, customer)) throw error
      }
      noteUnreadable(log, { partnerId, tenantId: customer.tenantId, resource: 'subscriptions' }, skipped)
      return { subscriptions: inOrder(all), unreadable: skipped.length }
    },
    save: (trx, partnerId, found) => saveSubscriptions(trx, partnerId, { source: 'partnerCenter', found }),
  }),
  pull<SubscriptionsRead>({
    ...common,
    resource: 'directory',
    read: async ({ partnerId, customer, ...limits }) => {
      const { records, skipped } = await directorySubscriptions(microsoft.graphOfCustomer(partnerId, customer.tenantId), limits)
      noteUnreadable(log, { partnerId, tenantId: customer.tenantId, resource: 'directory' }, skipped)
      return { subscriptions: inOrder(records.map(fromDirectory)), unreadable: skipped.length }
    },
    save: (trx, partnerId, found) => saveSubscriptions(trx, partnerId, { source: 'directory', found }),
  }),
]
