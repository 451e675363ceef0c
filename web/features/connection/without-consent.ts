// Which failures of readings come from missing consent. Pure; entered by connection.data.ts and by pages that show failures.
import type { PullFailure, PullFailureGroup } from '../../../contract/pulls.ts'

export type Unconsented = { tenantId: string; name: string }

const causes: readonly (string | null)[] = ['consent_missing', 'customer_consent_missing']

export const isWithoutConsent = ({ cause }: Pick<PullFailure, 'cause'>): boolean => causes.includes(cause)

export const withoutConsent = (groups: readonly PullFailureGroup[]): PullFailureGroup[] => groups.filter(isWithoutConsent)
