// Which faults on demand can befall which grant at the token endpoint. Pure. Entered by token-rules.ts.
import type { FaultKind } from '../faults/kinds.ts'

const EVERY: readonly FaultKind[] = ['wrong-tenant', 'secret-wrong', 'secret-expired', 'application-unknown', 'conditional-access']
const PERSON: readonly FaultKind[] = [...EVERY, 'consent-revoked', 'mfa-missing', 'mfa-claim-missing']
const REFRESH: readonly FaultKind[] = [...PERSON, 'refresh-token-expired', 'refresh-token-revoked']

export function faultsOfGrant(grant: string): readonly FaultKind[] {
  if (grant === 'refresh_token') return REFRESH
  return grant === 'client_credentials' ? EVERY : PERSON
}
