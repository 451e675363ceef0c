// Decisions about service health: how a customer stands, and how soon it is looked at again. Pure.
import type { HealthState } from '../../../contract/health-states.ts'
import type { HealthRead } from './service-health.mapping.ts'

/** D9 for one service: red where people cannot work with it, yellow for anything less than operational. */
export const stateOfStatus = (status: string): 'incident' | 'advisory' =>
  status.toLowerCase() === 'serviceinterruption' ? 'incident' : 'advisory'

export type Standing = { state: HealthState; incidents: number; advisories: number }

/** D9: red for an incident or an interruption, yellow for an advisory or a degraded service, otherwise healthy. */
export function standingOf({ services, issues }: HealthRead): Standing {
  const incidents = issues.filter((issue) => issue.classification === 'incident').length
  const advisories = issues.length - incidents
  const isInterrupted = services.some(({ status }) => stateOfStatus(status) === 'incident')
  const state = incidents > 0 || isInterrupted ? 'incident' : issues.length > 0 || services.length > 0 ? 'advisory' : 'healthy'
  return { state, incidents, advisories }
}

const minuteMs = 60_000

/**
 * Where something is going on within five minutes, elsewhere within fifteen: three calls each, far below what Microsoft allows a tenant
 * (240 a minute, 800 an hour). Never at the same distance: customers that were read together, as in a first reading, drift apart, so
 * among many there is mostly one about to be read. `random` is between 0 and 1.
 */
export const nextHealthMs = (read: HealthRead, random: number): number =>
  (standingOf(read).state === 'healthy' ? 15 : 5) * minuteMs * (1 - random / 2)

const dayMs = 86_400_000

/**
 * How far back issues that are over are still asked for, so that their last posts are stored: two days, and more than a customer is ever
 * left unread. From midnight, so that the question is the same for all customers of a day.
 */
export function changedSince(now: Date): Date {
  const from = new Date(now.getTime() - 2 * dayMs)
  return new Date(Date.UTC(from.getUTCFullYear(), from.getUTCMonth(), from.getUTCDate()))
}
