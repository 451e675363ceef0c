// Delegated admin relationships (GDAP): what each customer is born with, and what state one is in at a moment of the world's clock.
import type { Random } from './random.ts'
import { GLOBAL_ADMINISTRATOR, ROLE_SETS } from './roles.ts'

export const DAY = 86_400_000

export type RelationshipStatus =
  | 'created'
  | 'approvalPending'
  | 'approved'
  | 'activating'
  | 'active'
  | 'expiring'
  | 'expired'
  | 'terminationRequested'
  | 'terminating'
  | 'terminated'

/** What the partner wrote when it asked for the relationship. */
export type Asked = {
  displayName: string
  /** As sent. */
  duration: string
  roles: readonly string[]
  customer: { tenantId: string; displayName: string | null } | null
}

export type Relationship = {
  /** The first half of Microsoft's `{guid}-{guid}`; the second is the partner's. */
  key: string
  roleSet: number
  durationDays: number
  autoExtends: boolean
  /** An indirect reseller's relationship: carries its provider. */
  reseller: boolean
  locked: boolean
  createdAt: number
  activatedAt: number | null
  endAt: number | null
  terminatedAt: number | null
  /** Only where somebody asked for it through the API; a seeded one is described by its role set. */
  asked?: Asked
  /** The customer's administrator said yes. */
  approvedAt?: number
  /** An indirect reseller has yet to agree to what its provider asked for. */
  consentPending?: boolean
  terminationAt?: number
  /** Counts changes the dates do not show. */
  version?: number
  changedAt?: number
  /** Roles that take the place of the ones asked for, once the operation is done. */
  later?: { roles: readonly string[]; at: number }
  assignments?: Assignment[]
  requests?: RelationshipRequest[]
  operations?: Operation[]
}

/** Which security group of the partner's may use which of the roles. */
export type Assignment = {
  id: string
  groupId: string
  roles: readonly string[]
  createdAt: number
  /** No group of the partner's has this ID. */
  failed: boolean
  later?: { roles: readonly string[]; at: number }
  deletedAt?: number
  changedAt?: number
  version: number
}
export type RelationshipRequest = { id: string; action: 'lockForApproval' | 'approve' | 'reject' | 'terminate'; at: number }
export type Operation = {
  id: string
  type: 'delegatedAdminAccessAssignmentUpdate' | 'delegatedAdminRelationshipUpdate'
  data: string
  at: number
}

const LAPSE_DAYS = 90
const EXTENSION_DAYS = 180
/** How long Microsoft's machinery takes, by the world's clock. */
export const APPROVED_MS = 2_000
export const ACTIVATING_MS = 10_000
export const EXPIRING_MS = 60_000
export const TERMINATION_REQUESTED_MS = 5_000
export const TERMINATING_MS = 30_000

export function roleSetOf(relationship: Relationship) {
  return ROLE_SETS[relationship.roleSet] ?? ROLE_SETS[0]
}

export function displayNameOf(relationship: Relationship): string {
  return relationship.asked?.displayName ?? `${roleSetOf(relationship).label} ${relationship.key.slice(0, 13)}`
}

export function rolesOf(relationship: Relationship, now: number): readonly string[] {
  if (relationship.later && relationship.later.at <= now) return relationship.later.roles
  return relationship.asked?.roles ?? roleSetOf(relationship).roles
}

export function lapsesAt(relationship: Relationship): number {
  return relationship.createdAt + LAPSE_DAYS * DAY
}

/** When it ends, each automatic extension that has happened by `now` counted. */
export function endOf(relationship: Relationship, now: number): number | null {
  const { endAt, autoExtends, terminatedAt } = relationship
  if (terminatedAt !== null && terminatedAt <= now) return terminatedAt
  if (endAt === null || !autoExtends || endAt > now) return endAt
  return endAt + Math.ceil((now - endAt + 1) / (EXTENSION_DAYS * DAY)) * EXTENSION_DAYS * DAY
}

export function statusOf(relationship: Relationship, now: number): RelationshipStatus {
  const { terminatedAt, terminationAt, activatedAt, approvedAt, locked } = relationship
  if (terminatedAt !== null && terminatedAt <= now) return 'terminated'
  if (terminationAt !== undefined && terminationAt <= now)
    return now < terminationAt + TERMINATION_REQUESTED_MS ? 'terminationRequested' : 'terminating'
  if (activatedAt === null || activatedAt > now) {
    if (!locked) return 'created'
    if (approvedAt === undefined || approvedAt > now) return lapsesAt(relationship) <= now ? 'expired' : 'approvalPending'
    return activatedAt === null || now < approvedAt + APPROVED_MS ? 'approved' : 'activating'
  }
  const end = endOf(relationship, now)
  if (end === null || end > now) return 'active'
  return now < end + EXPIRING_MS ? 'expiring' : 'expired'
}

/** The last moment at or before `now` at which anything about it changed. */
export function changedAt(relationship: Relationship, now: number): number {
  const { later, createdAt } = relationship
  const known = [relationship.changedAt, relationship.terminationAt, relationship.approvedAt, later?.at]
  return Math.max(createdAt, stateChangedAt(relationship, now), ...known.filter((at): at is number => at !== undefined && at <= now))
}

function stateChangedAt(relationship: Relationship, now: number): number {
  const { createdAt, activatedAt, terminatedAt, endAt, autoExtends } = relationship
  if (terminatedAt !== null && terminatedAt <= now) return terminatedAt
  if (activatedAt === null || activatedAt > now)
    return Math.min(now, statusOf(relationship, now) === 'expired' ? lapsesAt(relationship) : createdAt)
  const end = endOf(relationship, now)
  if (end !== null && end <= now) return end
  if (autoExtends && end !== null && endAt !== null && end > endAt) return end - EXTENSION_DAYS * DAY
  return activatedAt
}

export function activeRelationship(chance: Random, now: number, endAt?: number): Relationship {
  const durationDays = chance.pick([730, 730, 730, 365, 365, 180])
  const left = endAt === undefined ? Math.floor(durationDays * DAY * (0.02 + 0.96 * chance.next())) : endAt - now
  const activatedAt = now + left - durationDays * DAY
  const roleSet = chance.pick([0, 0, 0, 1, 1, 2, 3, 4])
  const extendable = !ROLE_SETS[roleSet]?.roles.includes(GLOBAL_ADMINISTRATOR)
  return {
    key: chance.guid(),
    roleSet,
    durationDays,
    autoExtends: extendable && chance.chance(0.35),
    reseller: chance.chance(0.04),
    locked: true,
    createdAt: activatedAt - chance.between(60_000, 6 * DAY),
    activatedAt,
    endAt: now + left,
    terminatedAt: null,
  }
}

export function pendingRelationship(chance: Random, now: number): Relationship {
  const drawn = {
    key: chance.guid(),
    roleSet: chance.between(0, 4),
    durationDays: 730,
    autoExtends: false,
    reseller: chance.chance(0.1),
    locked: true,
    createdAt: now - chance.between(60_000, 80 * DAY),
    activatedAt: null,
    endAt: null,
    terminatedAt: null,
  }
  return drawn.reseller ? { ...drawn, consentPending: true } : drawn
}

export function expiredRelationship(chance: Random, now: number): Relationship {
  const endAt = now - chance.between(EXPIRING_MS, 500 * DAY)
  return { ...activeRelationship(chance, endAt, endAt), autoExtends: false }
}

export function terminatedRelationship(chance: Random, now: number): Relationship {
  const was = activeRelationship(chance, now - 30 * DAY)
  return { ...was, terminatedAt: Math.max((was.activatedAt ?? 0) + 3_600_000, now - chance.between(60_000, 29 * DAY)) }
}

/** What a customer of the seeded world starts with; about 78 in 100 hold an active relationship. */
export function startingRelationships(chance: Random, now: number): Relationship[] {
  const kind = chance.next()
  if (kind < 0.08) return [activeRelationship(chance, now, now + chance.between(DAY, 30 * DAY))]
  if (kind < 0.6) return [activeRelationship(chance, now)]
  if (kind < 0.68) return [expiredRelationship(chance, now), activeRelationship(chance, now)]
  if (kind < 0.72) return [terminatedRelationship(chance, now), expiredRelationship(chance, now), activeRelationship(chance, now)]
  if (kind < 0.76) return [activeRelationship(chance, now), activeRelationship(chance, now)]
  if (kind < 0.78) return [activeRelationship(chance, now), pendingRelationship(chance, now)]
  if (kind < 0.84) return [pendingRelationship(chance, now)]
  if (kind < 0.85) return [{ ...pendingRelationship(chance, now), locked: false }]
  if (kind < 0.89) return [expiredRelationship(chance, now)]
  if (kind < 0.93) return [terminatedRelationship(chance, now)]
  return []
}
