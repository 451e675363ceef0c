// Service health: incidents and advisories over all customers, and how each customer stands.
import type { Feature } from '../../feature.ts'
import { serviceHealthPulls } from './service-health.pulls.ts'

export const serviceHealthFeature: Feature = { name: 'service-health', pulls: serviceHealthPulls }
