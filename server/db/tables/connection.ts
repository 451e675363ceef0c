// Row type of sign-ins of the integration account that have begun.
import type { Instant } from './identity.ts'

export type ConnectionAttemptsTable = {
  partner_id: string
  state_hash: Buffer
  user_id: string
  nonce: string
  code_verifier: string
  started_at: Instant
}
