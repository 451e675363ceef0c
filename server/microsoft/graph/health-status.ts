// What the status of a service or an issue means. Pure; used by mappings.
// https://learn.microsoft.com/graph/api/resources/servicehealthissue#servicehealthstatus-values
import { memberOf, textOf } from '../tolerant.ts'

/** Documented statuses, and whether nothing is wrong any more. */
const statuses: Readonly<Record<string, 'open' | 'closed'>> = {
  serviceOperational: 'closed',
  investigating: 'open',
  restoringService: 'open',
  verifyingService: 'open',
  serviceRestored: 'closed',
  postIncidentReviewPublished: 'closed',
  serviceDegradation: 'open',
  serviceInterruption: 'open',
  extendedRecovery: 'open',
  falsePositive: 'closed',
  investigationSuspended: 'open',
  resolved: 'closed',
  mitigatedExternal: 'closed',
  mitigated: 'closed',
  resolvedExternal: 'closed',
  confirmed: 'open',
  reported: 'open',
}

/** By lower-case word; documentation prints one of them misspelt. */
const known: ReadonlyMap<string | null, string> = new Map([
  ...Object.keys(statuses).map((status) => [memberOf(status), status] as const),
  ['servicaoperational', 'serviceOperational'],
])

/** The documented word whatever its casing; a word that is new to us as it was sent; empty for none. */
export const healthStatusOf = (sent: unknown): string => known.get(memberOf(sent)) ?? textOf(sent, 100) ?? ''

/** Whether nothing is wrong any more. A status that is new to us is open: nothing is called over that may still last. */
export const isClosedStatus = (sent: unknown): boolean => statuses[known.get(memberOf(sent)) ?? ''] === 'closed'
