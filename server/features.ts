// The only file that knows all features.

import type { Feature } from './feature.ts'
import { accountsFeature } from './features/accounts/accounts.feature.ts'
import { customersFeature } from './features/customers/customers.feature.ts'
import { homeFeature } from './features/home/home.feature.ts'
import { settingsFeature } from './features/settings/settings.feature.ts'
import { syncFeature } from './features/sync/sync.feature.ts'

export const features: readonly Feature[] = [accountsFeature, homeFeature, customersFeature, settingsFeature, syncFeature]
