// The synchronisation with Microsoft: keeps a partner's customers and their delegated access as Microsoft lists them.
import type { Feature } from '../../feature.ts'
import { requestDueSyncs, requestWebhooks, syncJobs } from './sync.jobs.ts'
import { mountSync } from './sync.routes.ts'

export const syncFeature: Feature = {
  name: 'sync',
  routes: mountSync,
  jobs: syncJobs,
  async started(services) {
    await requestDueSyncs(services, { atStart: true })
    await requestWebhooks(services)
  },
}
