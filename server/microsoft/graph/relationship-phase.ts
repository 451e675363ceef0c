// What the status of a delegated admin relationship means for the way in. Pure; used by mappings.
import { memberOf } from '../tolerant.ts'

export type RelationshipPhase = 'active' | 'pending' | 'expired' | 'terminated'

/** A map, as Microsoft's words look things up here: `constructor` must find nothing. */
const phases: ReadonlyMap<string | null, RelationshipPhase> = new Map([
  ['active', 'active'],
  ['expiring', 'active'],
  ['terminationrequested', 'active'],
  ['created', 'pending'],
  ['approvalpending', 'pending'],
  ['approved', 'pending'],
  ['activating', 'pending'],
  ['expired', 'expired'],
  ['terminating', 'terminated'],
  ['terminated', 'terminated'],
])

/**
 * What a status means for the way in, whatever its case. A relationship lets people in until it has expired or is being taken down
 * (`expiring` and `terminationRequested` still do). A status we do not know counts as `pending`: nobody is promised an entrance
 * that may not be there, and nothing is called over that may still come.
 */
export function phaseOf(status: string): RelationshipPhase {
  return phases.get(memberOf(status)) ?? 'pending'
}
