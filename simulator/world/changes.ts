// What can happen to one customer while the world runs: renamed, delegation changed, left, come back. Entered by evolution.ts and control/.
import type { Customer, Delegation } from './customer.ts'
import { mix, random } from './random.ts'
import {
  activeRelationship,
  DAY,
  EXPIRING_MS,
  expiredRelationship,
  pendingRelationship,
  statusOf,
  terminatedRelationship,
} from './relationship.ts'

export function rename(customer: Customer, change: { name?: string; domain?: string }): void {
  if (change.name !== undefined) customer.name = change.name
  if (change.domain !== undefined) customer.domain = change.domain
}

/** Ends or adds relationships so that the customer's summary becomes the wanted one. */
export function setDelegation(customer: Customer, wanted: Delegation, now: number): void {
  const chance = random(mix(customer.seed, wanted, Math.floor(now / 1000), customer.relationships.length))
  if (wanted === 'active') {
    if (!customer.relationships.some((relationship) => statusOf(relationship, now) === 'active')) customer.hold(activatedNow(customer, now))
    return
  }
  if (wanted === 'none') {
    customer.relationships = []
    return
  }
  if (wanted === 'terminated') {
    // An expired or pending one would outrank it in the summary, so those make way.
    customer.relationships = customer.held().filter((relationship) => ['active', 'terminated'].includes(statusOf(relationship, now)))
    endActive(customer, now)
    if (customer.relationships.length === 0) customer.hold(terminatedRelationship(chance, now))
    return
  }
  if (wanted === 'expired') {
    customer.relationships = customer.held().filter((relationship) => ['active', 'expired'].includes(statusOf(relationship, now)))
    for (const relationship of customer.held())
      Object.assign(relationship, { autoExtends: false, endAt: Math.min(relationship.endAt ?? now, now - EXPIRING_MS) })
    if (customer.relationships.length === 0) customer.hold(expiredRelationship(chance, now))
    return
  }
  endActive(customer, now)
  // It waits for the customer alone: what becomes of it must not hang on the second in which somebody asked for it.
  customer.hold({ ...pendingRelationship(chance, now), reseller: false, consentPending: false, createdAt: now - 60_000 })
}

export function leave(customer: Customer, now: number): void {
  customer.leftAt = now
  endActive(customer, now)
}

/** Comes back with a new relationship where the old one ended with the departure. */
export function comeBack(customer: Customer, now: number): void {
  const left = customer.leftAt
  customer.leftAt = null
  if (left !== null && customer.relationships.some((relationship) => relationship.terminatedAt === left))
    customer.hold(activatedNow(customer, now))
}

/** The customer's administrator approves what was pending. */
export function approvePending(customer: Customer, now: number): void {
  for (const relationship of customer.held()) {
    if (statusOf(relationship, now) === 'approvalPending')
      Object.assign(relationship, {
        consentPending: false,
        approvedAt: now,
        activatedAt: now,
        endAt: now + relationship.durationDays * DAY,
      })
  }
}

function activatedNow(customer: Customer, now: number) {
  const fresh = activeRelationship(random(mix(customer.seed, 'active', Math.floor(now / 1000), customer.relationships.length)), now)
  // A minute ago, so that its access assignment is in force.
  const activatedAt = now - 60_000
  return { ...fresh, createdAt: now - 3_600_000, activatedAt, endAt: activatedAt + fresh.durationDays * DAY }
}

function endActive(customer: Customer, now: number): void {
  for (const relationship of customer.held()) if (statusOf(relationship, now) === 'active') relationship.terminatedAt = now
}
