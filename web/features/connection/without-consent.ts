// Which failures of readings come from missing consent. Pure; entered by connection.data.ts.
import type { PullFailureGroup } from '../../../contract/pulls.ts'

export type Unconsented = { tenantId: string; name: string }

const causes: readonly (string | null)[] = ['consent_missing', 'customer_consent_missing']

export const withoutConsent = (groups: readonly PullFailureGroup[]): PullFailureGroup[] =>
  groups.filter(({ cause }) => causes.includes(cause))
