// B1: what a finding means to the reader, and the one thing that mends it. Pure; entered by AbsencePanel.
import type { Absence } from '../../../contract/absence.ts'
import type { DelegationState } from '../../../contract/customers.ts'
import type { StatusKind } from '../../ui/StatusBadge.tsx'
import { delegationKind } from './delegation-state.ts'

export type AbsenceReason =
  | { word: 'hidden' | 'seen'; kind: StatusKind; action: 'show' }
  | { word: 'departed'; kind: StatusKind; action: 'page' }
  | { word: `delegation.${Exclude<DelegationState, 'active'>}`; kind: StatusKind; action: 'delegation' }
  | { word: 'waiting'; kind: StatusKind; action: 'syncNow' }
  | { word: 'notACustomer'; kind: StatusKind; action: 'partnerCenter' }

/** `hidden`: the list was asked for it and did not show it, so its view or filters are the reason. */
export function reasonOf(finding: Absence, hidden: boolean, now: number): AbsenceReason {
  if (finding.kind === 'departed') return { word: 'departed', kind: 'off', action: 'page' }
  if (finding.kind === 'waiting') return { word: 'waiting', kind: 'pending', action: 'syncNow' }
  if (finding.kind === 'notACustomer') return { word: 'notACustomer', kind: 'off', action: 'partnerCenter' }
  if (hidden) return { word: 'hidden', kind: 'unknown', action: 'show' }
  const { delegation } = finding.customer
  if (delegation === 'active') return { word: 'seen', kind: 'healthy', action: 'show' }
  return { word: `delegation.${delegation}`, kind: delegationKind(finding.customer, now), action: 'delegation' }
}
