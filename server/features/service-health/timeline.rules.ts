// The last days of a service, and its state now, out of its issues. Pure.
import { type HealthDay, type IssueClass, type ServiceRow, timelineDays } from '../../../contract/service-health.ts'
import { stateOfStatus } from './service-health.rules.ts'

const dayMs = 86_400_000

/** From when to when an issue was going on; `to` null while it is. */
export type Span = { classification: IssueClass; from: Date; to: Date | null }

const midnight = (at: Date): number => Date.UTC(at.getUTCFullYear(), at.getUTCMonth(), at.getUTCDate())

/** Oldest day first, today last; days are Microsoft's, in UTC. Before `knownSince` a day without issues is unknown rather than healthy. */
export function timelineOf(spans: readonly Span[], knownSince: Date | null, now: Date): HealthDay[] {
  const today = midnight(now)
  return Array.from({ length: timelineDays }, (_, index) => {
    const begins = today - (timelineDays - 1 - index) * dayMs
    const ends = begins + dayMs
    const during = spans.filter(({ from, to }) => from.getTime() < ends && (to === null || to.getTime() >= begins))
    const incidents = during.filter(({ classification }) => classification === 'incident').length
    const isKnown = knownSince !== null && knownSince.getTime() < ends
    const state = incidents > 0 ? 'incident' : during.length > 0 ? 'advisory' : isKnown ? 'healthy' : 'unknown'
    return { day: new Date(begins).toISOString().slice(0, 10), state, incidents, advisories: during.length - incidents }
  })
}

/** The worst over all customers; `read`: how many of them were read, and not long ago. */
export function stateOfService(
  { openIncidents, openAdvisories, statuses }: Pick<ServiceRow, 'openIncidents' | 'openAdvisories' | 'statuses'>,
  read: number,
): ServiceRow['state'] {
  if (openIncidents > 0 || statuses.some(({ status }) => stateOfStatus(status) === 'incident')) return 'incident'
  if (openAdvisories > 0 || statuses.length > 0) return 'advisory'
  return read > 0 ? 'healthy' : 'unknown'
}
