// Telling the customers an incident hits (B3): a ready message for each in its language, sent or left by hand, and recorded.
import type { Feature } from '../../feature.ts'
import { takeReturnedMessage } from './actions/take-returned.ts'
import { customerNoticesJobs } from './customer-notices.jobs.ts'
import { mountCustomerNotices } from './customer-notices.routes.ts'

export const customerNoticesFeature: Feature = {
  name: 'customer-notices',
  routes: mountCustomerNotices,
  jobs: customerNoticesJobs,
  returnedMail: takeReturnedMessage,
}
