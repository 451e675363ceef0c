// The few lists of the customers contract that the browser needs as values, checked against it by type: the contract itself would
// bring the validation library along. Entered by the filters.
import type { endsSoonDays as soon, delegationStates as states } from '../../../contract/customers.ts'

export type { CustomersOverview, CustomerView, DelegationState } from '../../../contract/customers.ts'

export const delegationStates: typeof states = ['active', 'pending', 'expired', 'terminated', 'none', 'unknown']

export const endsSoonDays: typeof soon = 30
