// How an incident or advisory looks in a list: which shape, and the state of D9 it brings about. Pure.
import type { IssueRow } from '../../../contract/service-health.ts'
import type { StatusKind } from '../../ui/StatusBadge.tsx'

/** What goes on is red or yellow; what is over, or hits nobody any more, is quiet. */
export function issueKind({ state, classification }: Pick<IssueRow, 'state' | 'classification'>): StatusKind {
  if (state === 'resolved') return 'healthy'
  if (state === 'nobodyHit') return 'off'
  return classification === 'incident' ? 'danger' : 'warning'
}

export const issueAddress = (issueId: string): string => `/service-health/issues/${encodeURIComponent(issueId)}`

/** Through the product, which records the delegated session, to Microsoft's own page of the customer's service health. */
export const microsoftPage = (tenantId: string): string => `/go/${tenantId}/servicehealth`
