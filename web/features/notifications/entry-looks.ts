// With which shape and colour each state of the ledger is shown.
import type { LedgerEntry } from '../../../contract/notice-ledger.ts'
import type { StatusKind } from '../../ui/StatusBadge.tsx'

export const entryLooks: Record<LedgerEntry['state'], StatusKind> = {
  waiting: 'pending',
  held: 'pending',
  failed: 'warning',
  sent: 'healthy',
  suppressed: 'off',
  givenUp: 'danger',
  returned: 'danger',
}
