// Every customer's message center, read in the customer's own tenant: which messages it gets; their texts once for all customers.
import type { Services } from '../../feature.ts'
import { serviceMessageMarks } from '../../microsoft/graph/service-messages.ts'
import { type Pull, pull } from '../../pulls/pull.ts'
import { createKnowMessages } from './actions/know-messages.ts'
import { saveMessageCustomers } from './actions/save-message-customers.ts'
import { messageIdsOf } from './messages.mapping.ts'

/** Announcements are made weeks ahead: a few times a day is soon enough. */
const everyMs = 4 * 3_600_000

export function messagePulls(services: Services): Pull[] {
  const knowMessages = createKnowMessages(services)
  return [
    pull({
      resource: 'messages',
      version: 2,
      concurrency: 8,
      read: async ({ partnerId, customer, ...limits }) => {
        const source = services.microsoft.graphOfCustomer(partnerId, customer.tenantId)
        const marks = await serviceMessageMarks(source, limits)
        await knowMessages({ partnerId, source, limits }, marks.records)
        return { ids: messageIdsOf(marks.records), unreadable: marks.skipped.length }
      },
      save: saveMessageCustomers,
      nextInMs: () => everyMs,
    }),
  ]
}
