// The activity log: what partner users, applications and customers did, kept 90 days. Written by routes and announcements, read by audit-routes.ts.
import type { Caller } from '../login/access-tokens.ts'
import type { Announcement } from '../world/announcements.ts'
import { instant } from '../world/commerce/dates.ts'
import type { Kept } from '../world/commerce/kept.ts'
import type { World } from '../world/world.ts'

export const KEPT_DAYS = 90
const DAY = 86_400_000
const MOST = 50_000

export type AuditRecord = {
  id: string
  partnerId: string
  customerId: string | null
  customerName: string | null
  userPrincipalName: string
  applicationId: string
  resourceType: string
  resourceNewValue: string | null
  operationType: string
  at: number
  operationStatus: 'succeeded' | 'failed' | 'progress'
  customizedData: { key: string; value: string | null }[]
  correlationId: string | null
}

export type Deed = {
  partnerId: string
  customer?: { tenantId: string; name: string } | undefined
  resourceType: string
  resourceId: string
  operationType: string
  value?: unknown
  data?: Record<string, string | null>
  caller?: Caller
  /** Who did it where no request of Partner Center's did. */
  by?: string | undefined
  correlationId?: string | undefined
  at?: number
}

export type AuditLog = {
  write(deed: Deed): AuditRecord
  /** The newest first. */
  of(partnerId: string): AuditRecord[]
}

export function createAuditLog(kept: Kept, world: World): AuditLog {
  const write = (deed: Deed): AuditRecord => {
    const at = deed.at ?? world.now()
    const customerId = deed.customer?.tenantId ?? null
    const ticks = BigInt(at) * 10_000n + 621_355_968_000_000_000n
    const record: AuditRecord = {
      id: [deed.partnerId, customerId ?? deed.partnerId, deed.resourceId, deed.operationType.replaceAll('_', ''), ticks]
        .join('_')
        .toLowerCase(),
      partnerId: deed.partnerId,
      customerId,
      customerName: deed.customer?.name ?? null,
      userPrincipalName: deed.caller?.account?.username ?? deed.by ?? 'system',
      applicationId: deed.caller?.applicationId ?? 'FulfillmentService',
      resourceType: deed.resourceType,
      resourceNewValue: deed.value === undefined ? null : JSON.stringify(pascal(deed.value)),
      operationType: deed.operationType,
      at,
      operationStatus: 'succeeded',
      customizedData: Object.entries(deed.data ?? {}).map(([key, value]) => ({ key, value })),
      correlationId: deed.correlationId ?? null,
    }
    kept.put(deed.partnerId, 'audit', record.id, record)
    const all = kept.all<AuditRecord>(deed.partnerId, 'audit')
    for (const [id, old] of all) {
      if (all.size <= MOST && at - old.at <= KEPT_DAYS * DAY) break
      kept.remove(deed.partnerId, 'audit', id)
    }
    return record
  }
  return {
    write,
    of: (partnerId) =>
      [...kept.all<AuditRecord>(partnerId, 'audit').values(), ...customersOf(world, partnerId)].sort((a, b) => b.at - a.at),
  }
}

/** Customers that came and went by themselves, told from the world rather than kept. */
function customersOf(world: World, partnerId: string): AuditRecord[] {
  const now = world.now()
  const partner = world.partner(partnerId)
  const records: AuditRecord[] = []
  for (const customer of partner?.customers ?? []) {
    const happened = [
      ...(customer.appeared ? [['add_customer', 'customer', customer.bornAt] as const] : []),
      ...(customer.leftAt === null
        ? []
        : [['remove_partner_customer_relationship', 'partner_customer_relationship', customer.leftAt] as const]),
    ]
    for (const [operationType, resourceType, at] of happened) {
      if (at > now || now - at > KEPT_DAYS * DAY) continue
      records.push({
        id: `${partnerId}_${customer.tenantId}_${customer.tenantId}_${operationType.replaceAll('_', '')}_${at}`,
        partnerId,
        customerId: customer.tenantId,
        customerName: customer.name,
        userPrincipalName: 'system',
        applicationId: 'FulfillmentService',
        resourceType,
        resourceNewValue: null,
        operationType,
        at,
        operationStatus: 'succeeded',
        customizedData: [{ key: 'PrimaryDomainName', value: customer.domain }],
        correlationId: null,
      })
    }
  }
  return records
}

/** What another part of the world announces, told in the activity log too. */
export function auditAnnouncement(audit: AuditLog, world: World, announcement: Announcement): AuditRecord | undefined {
  const granular = announcement.event.startsWith('granular-admin')
  if (!granular) return undefined
  const customer = world.customer(announcement.customerTenantId)?.customer
  return audit.write({
    partnerId: announcement.partnerTenantId,
    customer,
    resourceType: announcement.event.includes('assignment') ? 'granular_admin_access_assignment' : 'granular_admin_relationship',
    resourceId: announcement.resourcePath.split('/').at(-1) ?? '',
    operationType: announcement.event.replaceAll('-', '_'),
    value: announcement.value,
    by: announcement.by,
    at: announcement.at,
  })
}

/** The log gives resources with the property names of the service that wrote them. */
function pascal(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(pascal)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name.slice(0, 1).toUpperCase() + name.slice(1), pascal(inner)]))
}

export function auditJson(record: AuditRecord) {
  const { at, customerId, customerName, resourceNewValue, correlationId, ...rest } = record
  return {
    id: rest.id,
    partnerId: rest.partnerId,
    participants: [rest.partnerId],
    ...(customerId === null ? {} : { customerId }),
    ...(customerName === null ? {} : { customerName }),
    userPrincipalName: rest.userPrincipalName,
    applicationId: rest.applicationId,
    resourceType: rest.resourceType,
    ...(resourceNewValue === null ? {} : { resourceNewValue }),
    operationType: rest.operationType,
    ...(correlationId === null ? {} : { originalCorrelationId: correlationId }),
    operationDate: instant(at),
    operationStatus: rest.operationStatus,
    customizedData: rest.customizedData,
    attributes: { objectType: 'AuditRecord' },
  }
}
