// Tells the announcements what happens to delegated admin relationships, when it happens by the world's clock: also those that simply end.
// Entered by simulator.ts.

import type { Announcement, Announcements } from '../world/announcements.ts'
import { assignmentsOf } from '../world/gdap/assignments.ts'
import { findHeld, idOf } from '../world/gdap/book.ts'
import type { Happening } from '../world/gdap/notes.ts'
import type { Partner } from '../world/partner.ts'
import { DAY, endOf, lapsesAt, type Relationship, statusOf } from '../world/relationship.ts'
import type { World } from '../world/world.ts'
import { assignmentJson, relationshipJson } from './relationship-json.ts'

export type Herald = { pump(): void; stop(): void }

const EVERY_MS = 1_000
/** Customers looked at in one go for relationships that end. */
const STRIDE = 4_000

type Watch = { partner: Partner; place: number; covered: number; until: number }

export function createHerald(world: World, announcements: Announcements): Herald {
  const begun = world.now()
  const queues = new Map<Partner, Happening[]>()
  const watches = world.partners.map((partner): Watch => {
    // What happened before the start was told then.
    partner.gdap.happened = partner.gdap.happened.filter((one) => one.at > begun)
    queues.set(partner, [])
    return { partner, place: 0, covered: begun, until: begun + DAY }
  })
  const pump = () => {
    const now = world.now()
    for (const watch of watches) {
      const { partner } = watch
      const queue = queues.get(partner) ?? []
      queue.push(...partner.gdap.happened.splice(0), ...ending(watch, now))
      const due = queue.filter((one) => one.at <= now).sort((a, b) => a.at - b.at)
      queues.set(
        partner,
        queue.filter((one) => one.at > now),
      )
      for (const happening of due) {
        const announcement = announcementOf(partner, happening, now)
        if (announcement) announcements.announce(announcement)
      }
    }
  }
  const timer = setInterval(pump, EVERY_MS)
  timer.unref()
  return { pump, stop: () => clearInterval(timer) }
}

/** Relationships whose end lies in the day to come (or was jumped over by the clock), a part of the customers at a time. */
function ending(watch: Watch, now: number): Happening[] {
  const { partner } = watch
  if (watch.place === 0) {
    if (now < watch.covered) return []
    watch.until = now + DAY
  }
  const found: Happening[] = []
  const last = Math.min(watch.place + STRIDE, partner.customers.length)
  for (; watch.place < last; watch.place++) {
    for (const relationship of partner.customers[watch.place]?.relationships ?? []) {
      const at = endingOf(relationship, now)
      if (at !== null && at > watch.covered && at <= watch.until)
        found.push({ event: 'granular-admin-relationship-expired', key: relationship.key, at })
    }
  }
  if (watch.place >= partner.customers.length) Object.assign(watch, { place: 0, covered: watch.until })
  return found
}

function endingOf(relationship: Relationship, now: number): number | null {
  if (relationship.terminatedAt !== null || relationship.autoExtends) return null
  if (relationship.activatedAt === null) return relationship.locked && relationship.approvedAt === undefined ? lapsesAt(relationship) : null
  return endOf(relationship, now)
}

function announcementOf(partner: Partner, happening: Happening, now: number): Announcement | undefined {
  const held = findHeld(partner, happening.key)
  if (!held?.customer) return undefined
  const { relationship, customer } = held
  const status = statusOf(relationship, now)
  if (happening.event === 'granular-admin-relationship-expired' && status !== 'expired' && status !== 'expiring') return undefined
  const path = `/granularAdminRelationships/${idOf(relationship, partner)}`
  const common = {
    event: happening.event,
    partnerTenantId: partner.tenantId,
    customerTenantId: customer.tenantId,
    at: happening.at,
    ...(happening.by === undefined ? {} : { by: happening.by }),
  }
  if (happening.assignmentId === undefined)
    return { ...common, resourcePath: path, resourceName: 'GranularAdminRelationship', value: relationshipJson(held, partner, now) }
  const assignment = assignmentsOf(relationship, partner, now).find((one) => one.id === happening.assignmentId)
  return {
    ...common,
    resourcePath: `${path}/accessAssignments/${happening.assignmentId}`,
    resourceName: 'GranularAdminAccessAssignment',
    value: assignment && assignmentJson(assignment, relationship, now),
  }
}
