// What can be done to delegated admin relationships, as plain records that can be journaled and replayed. Entered by ../commands.ts.
import type { Customer } from '../customer.ts'
import type { Partner } from '../partner.ts'
import { guidFor } from '../random.ts'
import {
  ACTIVATING_MS,
  type Asked,
  type Assignment,
  DAY,
  displayNameOf,
  type Operation,
  type Relationship,
  type RelationshipRequest,
  statusOf,
  TERMINATING_MS,
} from '../relationship.ts'
import { ASSIGNING_MS, assignmentsOf, DELETING_MS } from './assignments.ts'
import { findHeld, holdOne, note } from './book.ts'

/** How long a change of an active relationship or assignment takes. */
export const OPERATION_MS = 10_000

type Act =
  | { act: 'create'; asked: Asked; durationDays: number; autoExtends: boolean }
  | { act: 'update'; asked: Asked; durationDays: number; autoExtends: boolean; operation?: Operation }
  | { act: 'remove' }
  | { act: 'request'; request: RelationshipRequest }
  | { act: 'approve'; customer: string }
  | { act: 'assign'; assignment: Assignment }
  | { act: 'reassign'; assignmentId: string; roles: readonly string[]; operation: Operation }
  | { act: 'unassign'; assignmentId: string }

export type GdapCommand = { name: 'gdap'; partner: string; key: string; by?: string } & Act

type Turn = { partner: Partner; relationship: Relationship; customer: Customer | undefined; at: number; by: { by?: string } }

/** Whoever sends a command has checked that it is allowed. */
export function applyGdap(partner: Partner, command: GdapCommand, at: number): Customer | undefined {
  if (command.act === 'create') return create(partner, command, at)
  const held = holdOne(partner, command.key)
  if (!held) return undefined
  const turn: Turn = { ...held, partner, at, by: command.by === undefined ? {} : { by: command.by } }
  if (command.act === 'update') update(turn, command)
  else if (command.act === 'remove') remove(turn)
  else if (command.act === 'request') request(turn, command.request)
  else if (command.act === 'approve') return approve(turn, command.customer)
  else changeAssignments(turn, command)
  return held.customer
}

function create(partner: Partner, command: GdapCommand & { act: 'create' }, at: number): Customer | undefined {
  const { asked, durationDays, autoExtends, key } = command
  const relationship: Relationship = {
    key,
    roleSet: 0,
    durationDays,
    autoExtends,
    reseller: false,
    locked: false,
    createdAt: at,
    activatedAt: null,
    endAt: null,
    terminatedAt: null,
    asked,
    assignments: [],
    requests: [],
    operations: [],
    version: 1,
  }
  partner.gdap.names.add(asked.displayName.toLowerCase())
  const customer = asked.customer === null ? undefined : partner.find(asked.customer.tenantId)
  if (customer) customer.held().push(relationship)
  else partner.gdap.open.push(relationship)
  return customer
}

function touch({ relationship, at }: Turn): void {
  relationship.version = (relationship.version ?? 1) + 1
  relationship.changedAt = at
}

function update(turn: Turn, command: GdapCommand & { act: 'update' }): void {
  const { partner, relationship, customer, at } = turn
  const { operation, asked } = command
  touch(turn)
  relationship.autoExtends = command.autoExtends
  if (operation) {
    relationship.operations = [...(relationship.operations ?? []), operation]
    relationship.later = { roles: asked.roles, at: at + OPERATION_MS }
    return
  }
  if (statusOf(relationship, at) !== 'created') return
  partner.gdap.names.delete(displayNameOf(relationship).toLowerCase())
  partner.gdap.names.add(asked.displayName.toLowerCase())
  Object.assign(relationship, { asked, durationDays: command.durationDays })
  const named = asked.customer === null ? undefined : partner.find(asked.customer.tenantId)
  if (named === customer) return
  takeOut(partner, relationship, customer)
  if (named) move(partner, relationship, named)
  else partner.gdap.open.push(relationship)
}

function takeOut(partner: Partner, relationship: Relationship, customer: Customer | undefined): void {
  if (customer) customer.relationships = customer.held().filter((one) => one !== relationship)
  else partner.gdap.open = partner.gdap.open.map((one) => (one === relationship ? undefined : one))
  partner.gdap.moved.delete(relationship.key)
}

function move(partner: Partner, relationship: Relationship, customer: Customer): void {
  customer.held().push(relationship)
  partner.gdap.moved.set(relationship.key, customer)
}

function remove({ partner, relationship, customer }: Turn): void {
  takeOut(partner, relationship, customer)
  partner.gdap.names.delete(displayNameOf(relationship).toLowerCase())
}

function request(turn: Turn, { action, id }: RelationshipRequest): void {
  const { partner, relationship, at, by } = turn
  touch(turn)
  relationship.requests = [...requestsOf(relationship), { id, action, at }]
  if (action === 'lockForApproval') relationship.locked = true
  if (action === 'terminate') {
    relationship.terminationAt = at
    relationship.terminatedAt = at + TERMINATING_MS
    note(partner, { event: 'granular-admin-relationship-terminated', key: relationship.key, at: relationship.terminatedAt, ...by })
  }
  if (action === 'reject') relationship.terminatedAt = at
  if (action === 'approve') {
    relationship.consentPending = false
    if (relationship.approvedAt !== undefined) activate(turn)
  }
}

/** The requests of a seeded relationship nobody has touched: it was sent to its customer. */
export function requestsOf(relationship: Relationship): RelationshipRequest[] {
  if (relationship.requests) return relationship.requests
  return relationship.locked ? [{ id: guidFor(relationship.key, 'request'), action: 'lockForApproval', at: relationship.createdAt }] : []
}

function approve(turn: Turn, customerTenantId: string): Customer | undefined {
  const { partner, relationship, at } = turn
  const customer = turn.customer ?? partner.find(customerTenantId)
  if (!customer) return undefined
  touch(turn)
  if (!turn.customer) {
    takeOut(partner, relationship, undefined)
    move(partner, relationship, customer)
  }
  relationship.approvedAt = at
  note(partner, { event: 'granular-admin-relationship-approved', key: relationship.key, at })
  if (!relationship.consentPending) activate(turn)
  return customer
}

function activate({ partner, relationship, at }: Turn): void {
  const activatedAt = at + ACTIVATING_MS
  Object.assign(relationship, { activatedAt, endAt: activatedAt + relationship.durationDays * DAY })
  note(partner, { event: 'granular-admin-relationship-activated', key: relationship.key, at: activatedAt })
}

function changeAssignments(turn: Turn, command: GdapCommand & { act: 'assign' | 'reassign' | 'unassign' }): void {
  const { partner, relationship, at, by } = turn
  relationship.assignments ??= assignmentsOf(relationship, partner, at)
  const told = (event: 'created' | 'activated' | 'updated' | 'deleted', assignmentId: string, when: number) =>
    note(partner, { event: `granular-admin-access-assignment-${event}`, key: relationship.key, at: when, assignmentId, ...by })
  if (command.act === 'assign') {
    relationship.assignments.push({ ...command.assignment })
    told('created', command.assignment.id, at)
    if (!command.assignment.failed) told('activated', command.assignment.id, at + ASSIGNING_MS)
    return
  }
  const assignment = relationship.assignments.find((one) => one.id === command.assignmentId)
  if (!assignment) return
  assignment.version++
  assignment.changedAt = at
  if (command.act === 'unassign') {
    assignment.deletedAt = at
    told('deleted', assignment.id, at + DELETING_MS)
    return
  }
  relationship.operations = [...(relationship.operations ?? []), command.operation]
  assignment.later = { roles: command.roles, at: at + OPERATION_MS }
  told('updated', assignment.id, at + OPERATION_MS)
}

const LIVE = ['active', 'terminationRequested', 'terminating']

/** Lets something happen to a customer and notes what it did to its relationships. */
export function noting(partner: Partner, customer: Customer, at: number, happen: () => void): void {
  const before = new Map(customer.relationships.map((one) => [one.key, statusOf(one, at)]))
  happen()
  for (const one of customer.relationships) {
    const [was, is] = [before.get(one.key) ?? 'created', statusOf(one, at)]
    if (was === is || !findHeld(partner, one.key)) continue
    if (is === 'active') {
      note(partner, { event: 'granular-admin-relationship-approved', key: one.key, at })
      note(partner, { event: 'granular-admin-relationship-activated', key: one.key, at })
    } else if (LIVE.includes(was) && (is === 'terminated' || is === 'expired'))
      note(partner, { event: `granular-admin-relationship-${is}`, key: one.key, at })
  }
}
