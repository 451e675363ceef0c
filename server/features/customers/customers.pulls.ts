// The details of every customer, read in the background: country, address and further verified domains are in none of Microsoft's lists.
import type { Services } from '../../feature.ts'
import { customerById } from '../../microsoft/partner-center/customers.ts'
import { isNotOurs } from '../../microsoft/partner-center/failures.ts'
import { type Pull, pull } from '../../pulls/pull.ts'
import { saveDetails } from './actions/save-details.ts'
import { detailsOf } from './customers.mapping.ts'
import { nextDetailsMs } from './customers.rules.ts'

export const customersPulls = ({ microsoft }: Services): Pull[] => [
  pull({
    resource: 'details',
    version: 3,
    concurrency: 8,
    read: async ({ partnerId, customer, ...limits }) => {
      try {
        return detailsOf(await customerById(microsoft.partnerCenter(partnerId), customer.tenantId, limits))
      } catch (error) {
        // A customer that is not in Partner Center, or closed to us there, is still a customer: its details are not readable.
        if (isNotOurs(error, customer)) return detailsOf(null)
        throw error
      }
    },
    save: saveDetails,
    nextInMs: ({ readable }) => nextDetailsMs(readable, Math.random()),
  }),
]
