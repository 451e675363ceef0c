// What an account of the partner may do in a customer's tenant: the roles of active assignments, in active relationships, of the groups it is in.
// Entered by graph/, azure-support/, login/ and portals/.
import type { Account } from '../accounts.ts'
import type { Customer } from '../customer.ts'
import type { PartnerIdentity } from '../partner.ts'
import { rolesOf, statusOf } from '../relationship.ts'
import { assignmentRoles, assignmentStatus, assignmentsOf } from './assignments.ts'

/** Role templates; empty where the account is not let in. */
export function delegatedRoles(account: Account, customer: Customer, partner: PartnerIdentity, now: number): string[] {
  if (customer.leftAt !== null) return []
  const groups = new Set(account.groups.map((group) => group.id))
  const roles = new Set<string>()
  for (const relationship of customer.relationships) {
    const status = statusOf(relationship, now)
    if (status !== 'active' && status !== 'terminationRequested') continue
    const allowed = rolesOf(relationship, now)
    for (const assignment of assignmentsOf(relationship, partner, now)) {
      if (!groups.has(assignment.groupId) || assignmentStatus(assignment, relationship, now) !== 'active') continue
      for (const role of assignmentRoles(assignment, now)) if (allowed.includes(role)) roles.add(role)
    }
  }
  return [...roles]
}
