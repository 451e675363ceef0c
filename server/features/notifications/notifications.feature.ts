// Notifications: who is told what when an issue opens, changes and ends, through mail, Teams and webhooks, and the ledger of it (S55, S56, B4).
import type { Feature } from '../../feature.ts'
import { takeReturnedNotice } from './actions/take-returned.ts'
import { notificationJobs, startWatching } from './notifications.jobs.ts'
import { mountNotifications } from './notifications.routes.ts'

export const notificationsFeature: Feature = {
  name: 'notifications',
  routes: mountNotifications,
  jobs: notificationJobs,
  returnedMail: takeReturnedNotice,
  started: startWatching,
}
