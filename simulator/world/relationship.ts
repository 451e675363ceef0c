// Delegated admin relationships (GDAP): what each customer is born with, and what state one is in at a moment of the world's clock.
import type { Random } from './random.ts'
import { GLOBAL_ADMINISTRATOR, ROLE_SETS } from './roles.ts'

export const DAY = 86_400_000

export type RelationshipStatus = 'created' | 'approvalPending' | 'active' | 'expired' | 'terminated'

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
}

const LAPSE_DAYS = 90
const EXTENSION_DAYS = 180

export function roleSetOf(relationship: Relationship) {
  return ROLE_SETS[relationship.roleSet] ?? ROLE_SETS[0]
}

/** When it ends, each automatic extension that has happened by `now` counted. */
export function endOf(relationship: Relationship, now: number): number | null {
  const { endAt, autoExtends, terminatedAt } = relationship
  if (terminatedAt !== null && terminatedAt <= now) return terminatedAt
  if (endAt === null || !autoExtends || endAt > now) return endAt
  return endAt + Math.ceil((now - endAt + 1) / (EXTENSION_DAYS * DAY)) * EXTENSION_DAYS * DAY
}

export function statusOf(relationship: Relationship, now: number): RelationshipStatus {
  if (relationship.terminatedAt !== null && relationship.terminatedAt <= now) return 'terminated'
  if (relationship.activatedAt === null) {
    if (!relationship.locked) return 'created'
    return relationship.createdAt + LAPSE_DAYS * DAY <= now ? 'expired' : 'approvalPending'
  }
  const end = endOf(relationship, now)
  return end !== null && end <= now ? 'expired' : 'active'
}

/** The last moment at or before `now` at which anything about it changed. */
export function changedAt(relationship: Relationship, now: number): number {
  const { createdAt, activatedAt, terminatedAt, endAt, autoExtends } = relationship
  if (terminatedAt !== null && terminatedAt <= now) return terminatedAt
  if (activatedAt === null) return Math.min(now, statusOf(relationship, now) === 'expired' ? createdAt + LAPSE_DAYS * DAY : createdAt)
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
  return {
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
}

export function expiredRelationship(chance: Random, now: number): Relationship {
  const endAt = now - chance.between(60_000, 500 * DAY)
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
