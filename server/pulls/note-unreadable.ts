// Says that Microsoft sent records of a customer that cannot be read: only these are lost, and what is stored of them stays. Entered by features.
import type { Log } from '../base/log.ts'
import type { Skipped } from '../microsoft/page.ts'
import type { Pull } from './pull.ts'

type Of = { partnerId: string; tenantId: string; resource: Pull['resource'] }

export function noteUnreadable(log: Log, of: Of, skipped: readonly Skipped[]): void {
  if (skipped.length > 0)
    log.warn({ ...of, number: skipped.length, some: skipped.slice(0, 5) }, 'Microsoft sent records that cannot be read')
}
