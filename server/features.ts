// The only file that knows all features.

import type { Feature } from './feature.ts'
import { accountsFeature } from './features/accounts/accounts.feature.ts'
import { connectionFeature } from './features/connection/connection.feature.ts'
import { customerNoticesFeature } from './features/customer-notices/customer-notices.feature.ts'
import { customersFeature } from './features/customers/customers.feature.ts'
import { homeFeature } from './features/home/home.feature.ts'
import { messagesFeature } from './features/messages/messages.feature.ts'
import { notificationsFeature } from './features/notifications/notifications.feature.ts'
import { serviceHealthFeature } from './features/service-health/service-health.feature.ts'
import { settingsFeature } from './features/settings/settings.feature.ts'
import { statusPageFeature } from './features/status-page/status-page.feature.ts'
import { subscriptionsFeature } from './features/subscriptions/subscriptions.feature.ts'
import { syncFeature } from './features/sync/sync.feature.ts'
import { tagsFeature } from './features/tags/tags.feature.ts'

export const features: readonly Feature[] = [
  accountsFeature,
  homeFeature,
  customersFeature,
  tagsFeature,
  serviceHealthFeature,
  messagesFeature,
  statusPageFeature,
  subscriptionsFeature,
  settingsFeature,
  syncFeature,
  connectionFeature,
  notificationsFeature,
  customerNoticesFeature,
]
