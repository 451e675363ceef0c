// The states of D9 as values, checked against the contract by type, with the shape each has. Entered by HealthBadge and by filters.
import type { HealthState, healthStates as states } from '../../contract/health-states.ts'
import type { StatusKind } from './StatusBadge.tsx'

export type { HealthState } from '../../contract/health-states.ts'

export const healthStates: typeof states = ['healthy', 'advisory', 'incident', 'unknown']

export const healthKinds: Record<HealthState, StatusKind> = {
  healthy: 'healthy',
  advisory: 'warning',
  incident: 'danger',
  unknown: 'unknown',
}
