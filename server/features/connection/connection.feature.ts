// Connecting a real tenant: the integration account, consent, and live checks of every step.
import type { Feature } from '../../feature.ts'
import { mountConnection } from './connection.routes.ts'

export const connectionFeature: Feature = { name: 'connection', routes: mountConnection }
