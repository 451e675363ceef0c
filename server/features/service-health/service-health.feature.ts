// Service health: incidents and advisories over all customers, and how each customer stands.
import type { Feature } from '../../feature.ts'
import { serviceHealthJobs } from './service-health.jobs.ts'
import { serviceHealthPulls } from './service-health.pulls.ts'
import { mountServiceHealth } from './service-health.routes.ts'

export const serviceHealthFeature: Feature = {
  name: 'service-health',
  routes: mountServiceHealth,
  jobs: serviceHealthJobs,
  pulls: serviceHealthPulls,
}
