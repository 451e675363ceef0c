// The access assignments of a relationship: which of the partner's security groups may use which roles, and from when. Pure. Entered by graph/ and access.ts.
import { ACCOUNTS, delegatedGroupOf, type Group } from '../accounts.ts'
import type { PartnerIdentity } from '../partner.ts'
import { guidFor } from '../random.ts'
import { type Assignment, type Relationship, rolesOf, statusOf } from '../relationship.ts'

export type AssignmentStatus = 'pending' | 'active' | 'deleting' | 'deleted' | 'error'

/** How long Microsoft's machinery takes, by the world's clock. */
export const ASSIGNING_MS = 5_000
export const DELETING_MS = 5_000
const REMEMBERED_MS = 30 * 86_400_000

export function groupsOf(partnerTenantId: string): Group[] {
  const groups = new Map<string, Group>()
  for (const account of ACCOUNTS) if (account.tenantId === partnerTenantId) for (const group of account.groups) groups.set(group.id, group)
  return [...groups.values()]
}

/** Those of a seeded relationship that nobody has touched: one, for the technicians, with every role. */
export function assignmentsOf(relationship: Relationship, partner: PartnerIdentity, now: number): Assignment[] {
  const { assignments, activatedAt, key } = relationship
  if (assignments) return assignments.filter((one) => one.deletedAt === undefined || now - one.deletedAt < REMEMBERED_MS)
  if (activatedAt === null || activatedAt > now) return []
  return [
    {
      id: guidFor(key, 'assignment'),
      groupId: delegatedGroupOf(partner).id,
      roles: rolesOf(relationship, now),
      createdAt: activatedAt,
      failed: false,
      version: 1,
    },
  ]
}

export function assignmentStatus(assignment: Assignment, relationship: Relationship, now: number): AssignmentStatus {
  const { deletedAt, createdAt, failed } = assignment
  if (deletedAt !== undefined) return now < deletedAt + DELETING_MS ? 'deleting' : 'deleted'
  const status = statusOf(relationship, now)
  if (status === 'terminating' || status === 'expiring') return 'deleting'
  if (status === 'terminated' || status === 'expired') return 'deleted'
  if (now < createdAt + ASSIGNING_MS) return 'pending'
  return failed ? 'error' : 'active'
}

export function assignmentRoles(assignment: Assignment, now: number): readonly string[] {
  return assignment.later && assignment.later.at <= now ? assignment.later.roles : assignment.roles
}

export function assignmentChangedAt(assignment: Assignment, now: number): number {
  const { createdAt, changedAt, deletedAt, later } = assignment
  const moments = [createdAt + ASSIGNING_MS, changedAt, deletedAt, deletedAt === undefined ? undefined : deletedAt + DELETING_MS, later?.at]
  return Math.max(createdAt, ...moments.filter((at): at is number => at !== undefined && at <= now))
}
