// What happens to delegated admin relationships is announced when it happens by the world's clock, once, and what is only drawn too.
import { expect, test } from 'vitest'
import { type Announcement, createAnnouncements } from '../world/announcements.ts'
import { createClock } from '../world/clock.ts'
import { applyCommand, type Command } from '../world/commands.ts'
import { hasActiveDelegation } from '../world/customer.ts'
import { groupsOf } from '../world/gdap/assignments.ts'
import { DAY, endOf, statusOf } from '../world/relationship.ts'
import { keyOf } from '../world/relationship-key.ts'
import { createWorld } from '../world/world.ts'
import { createHerald } from './herald.ts'

function begin(customers = 60) {
  let real = Date.UTC(2026, 0, 5, 9)
  const clock = createClock(() => real)
  const world = createWorld({ seed: 7, customers, beganAt: Date.UTC(2026, 0, 5), clock })
  const announcements = createAnnouncements()
  const told: Announcement[] = []
  announcements.listen((one) => told.push(one))
  const herald = createHerald(world, announcements)
  herald.stop()
  const pass = (milliseconds: number) => {
    real += milliseconds
    herald.pump()
  }
  const run = (command: Command) => applyCommand(world, command, world.now())
  herald.pump()
  return { world, told, pass, run, herald, events: () => told.splice(0).map((one) => one.event.replace('granular-admin-', '')) }
}

test('approved, activated, assigned, changed, taken away, terminated: each at its moment', () => {
  const { world, told, pass, run, events } = begin()
  const [partner] = world.partners
  const customer = partner.customers[3]
  if (!customer) throw new Error('no customer')
  told.splice(0)
  const key = keyOf('00000000-0000-4000-8000-000000000001', customer.index)
  const common = { name: 'gdap', partner: partner.tenantId, key, by: 'a@b.example' } as const
  const asked = { displayName: 'Told', duration: 'P30D', roles: ['r'], customer: { tenantId: customer.tenantId, displayName: null } }
  run({ ...common, act: 'create', asked, durationDays: 30, autoExtends: false })
  run({ ...common, act: 'request', request: { id: 'q', action: 'lockForApproval', at: world.now() } })
  run({ ...common, act: 'approve', customer: customer.tenantId })
  pass(1_000)
  expect(told).toMatchObject([
    { event: 'granular-admin-relationship-approved', customerTenantId: customer.tenantId, value: { displayName: 'Told' } },
  ])
  expect(events()).toEqual(['relationship-approved'])
  pass(15_000)
  expect(events()).toEqual(['relationship-activated'])
  const groupId = groupsOf(partner.tenantId)[0]?.id ?? ''
  const at = world.now()
  run({ ...common, act: 'assign', assignment: { id: 'as', groupId, roles: ['r'], createdAt: at, failed: false, version: 1 } })
  pass(0)
  expect(told).toMatchObject([{ by: 'a@b.example', resourceName: 'GranularAdminAccessAssignment', value: { status: 'pending' } }])
  expect(events()).toEqual(['access-assignment-created'])
  pass(6_000)
  expect(events()).toEqual(['access-assignment-activated'])
  const operation = { id: 'op', type: 'delegatedAdminAccessAssignmentUpdate', data: '{}', at: world.now() } as const
  run({ ...common, act: 'reassign', assignmentId: 'as', roles: ['s'], operation })
  run({ ...common, act: 'unassign', assignmentId: 'as' })
  run({ ...common, act: 'request', request: { id: 't', action: 'terminate', at: world.now() } })
  pass(60_000)
  expect(events()).toEqual(['access-assignment-deleted', 'access-assignment-updated', 'relationship-terminated'])
  pass(60_000)
  expect(events()).toEqual([])
})

test('relationships that end are told of, also where the clock jumps over their end', () => {
  const { world, told, pass } = begin(400)
  told.splice(0)
  const [partner] = world.partners
  const now = world.now()
  const ending = partner.customers
    .flatMap((customer) => customer.relationships)
    .filter((one) => !one.autoExtends && statusOf(one, now) === 'active')
    .filter((one) => (endOf(one, now) ?? 0) <= now + 20 * DAY)
  expect(ending.length).toBeGreaterThan(5)
  pass(20 * DAY)
  const expired = told.filter((one) => one.event === 'granular-admin-relationship-expired' && one.partnerTenantId === partner.tenantId)
  const ids = expired.map((one) => one.resourcePath.split('/').at(-1)?.slice(0, 36))
  // Some were ended otherwise in those twenty days: their customers left.
  const still = ending.filter((one) => statusOf(one, world.now()) === 'expired')
  for (const one of still) expect(ids).toContain(one.key)
  expect(new Set(ids).size).toBe(ids.length)
  told.splice(0)
  pass(1_000)
  expect(told).toEqual([])
})

test('a customer that leaves, and one whose delegation a command changes', () => {
  const { world, run, pass, events } = begin()
  events()
  const held = world.partners[0].customers.filter((one) => hasActiveDelegation(one, world.now()) && one.relationships.length === 1)
  const [first, second] = held
  if (!first || !second) throw new Error('no customers')
  run({ name: 'leave', tenantId: first.tenantId })
  run({ name: 'change', tenantId: second.tenantId, change: { delegation: 'expired' } })
  pass(1_000)
  expect(events()).toEqual(['relationship-terminated', 'relationship-expired'])
  run({ name: 'return', tenantId: first.tenantId })
  pass(1_000)
  expect(events()).toEqual(['relationship-approved', 'relationship-activated'])
})
