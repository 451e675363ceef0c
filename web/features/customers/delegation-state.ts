// How a customer's delegated access reads in the interface: which shape, how many days are left. Pure.
import type { CustomerRow } from '../../../contract/customers.ts'
import type { StatusKind } from '../../ui/StatusBadge.tsx'
import { endsSoonDays } from './contract-values.ts'

const dayMs = 86_400_000
type Delegated = Pick<CustomerRow, 'delegation' | 'delegationEndsAt'>

/** Whole days until an active delegation ends; null where there is no end to wait for. */
export function daysLeft({ delegation, delegationEndsAt }: Delegated, now: number): number | null {
  if (delegation !== 'active' || !delegationEndsAt) return null
  return Math.max(0, Math.floor((Date.parse(delegationEndsAt) - now) / dayMs))
}

export function delegationKind(customer: Delegated, now: number): StatusKind {
  switch (customer.delegation) {
    case 'active': {
      const left = daysLeft(customer, now)
      // Renewing one takes the customer's approval, so it is not left to the last day.
      return left !== null && left < endsSoonDays ? 'warning' : 'healthy'
    }
    case 'pending':
      return 'pending'
    case 'expired':
      return 'danger'
    case 'unknown':
      return 'unknown'
    default:
      return 'off'
  }
}

/** Why no admin center can be entered; null where one can. */
export type NoEntry = 'role' | 'departed' | 'pending' | 'expired' | 'terminated' | 'none' | 'unknown'

export function noEntryReason(
  { delegation, departedAt }: Pick<CustomerRow, 'delegation' | 'departedAt'>,
  mayEnter: boolean,
): NoEntry | null {
  if (!mayEnter) return 'role'
  if (departedAt) return 'departed'
  return delegation === 'active' ? null : delegation
}
