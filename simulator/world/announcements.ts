// What happens in the world and Microsoft tells registered partners about: webhooks and the activity log listen. Announced by partner-center/ and graph/.

/** The events of Microsoft's list that this world can raise. */
export const EVENTS = [
  'test-created',
  'subscription-updated',
  'granular-admin-relationship-approved',
  'granular-admin-relationship-activated',
  'granular-admin-relationship-terminated',
  'granular-admin-relationship-expired',
  'granular-admin-access-assignment-created',
  'granular-admin-access-assignment-activated',
  'granular-admin-access-assignment-updated',
  'granular-admin-access-assignment-deleted',
  'reseller-relationship-accepted-by-customer',
] as const
export type EventName = (typeof EVENTS)[number]

export type Announcement = {
  event: EventName
  partnerTenantId: string
  customerTenantId: string
  /** Path of the resource below the API's address, such as /granularAdminRelationships/{id}. */
  resourcePath: string
  /** Microsoft's name of the resource: subscription, GranularAdminRelationship, GranularAdminAccessAssignment, Customer. */
  resourceName: string
  /** A moment of the world's clock. */
  at: number
  /** Who did it; unknown where Microsoft or the customer did. */
  by?: string
  /** The resource as it stands now, for the activity log. */
  value?: unknown
}

export type Announcements = {
  announce(announcement: Announcement): void
  listen(listener: (announcement: Announcement) => void): void
}

export function createAnnouncements(): Announcements {
  const listeners: ((announcement: Announcement) => void)[] = []
  return {
    announce: (announcement) => {
      for (const listener of listeners) listener(announcement)
    },
    listen: (listener) => void listeners.push(listener),
  }
}
