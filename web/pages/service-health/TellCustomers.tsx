// The place on an issue's page for telling the customers it hits (B3). Empty until there is something to offer; entered by IssuePage.
import type { ReactNode } from 'react'
import type { IssueDetails } from '../../../contract/service-health.ts'

export function TellCustomers(_: { issue: IssueDetails }): ReactNode {
  return null
}
