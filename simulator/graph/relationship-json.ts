// A delegated admin relationship, customer or contract as Graph writes it. Pure.
import { type Customer, delegationOf } from '../world/customer.ts'
import type { Partner } from '../world/partner.ts'
import { guidFor } from '../world/random.ts'
import { changedAt, endOf, type Relationship, roleSetOf, statusOf } from '../world/relationship.ts'

/** Graph gives these times with seven decimals. */
function instant(milliseconds: number, salt: string): string {
  return `${new Date(milliseconds).toISOString().slice(0, -1)}${salt.replace(/\D/g, '').padEnd(4, '7').slice(0, 4)}Z`
}

function etag(...parts: (string | number)[]): string {
  return `W/"${Buffer.from(`'${guidFor(...parts)}'`).toString('base64')}"`
}

export function relationshipId(relationship: Relationship, partner: Partner): string {
  return `${relationship.key}-${guidFor(partner.tenantId, 'relationships')}`
}

export function relationshipJson(relationship: Relationship, customer: Customer, partner: Partner, now: number): Record<string, unknown> {
  const { key, durationDays, autoExtends, reseller, createdAt, activatedAt } = relationship
  const status = statusOf(relationship, now)
  const end = endOf(relationship, now)
  const changed = changedAt(relationship, now)
  const roles = roleSetOf(relationship)
  return {
    '@odata.type': `#microsoft.graph.${reseller ? 'resellerDelegatedAdminRelationship' : 'delegatedAdminRelationship'}`,
    '@odata.etag': etag(key, status, changed),
    id: relationshipId(relationship, partner),
    displayName: `${roles.label} ${key.slice(0, 8)}`,
    duration: `P${durationDays}D`,
    customer: { tenantId: customer.tenantId, displayName: customer.name },
    accessDetails: { unifiedRoles: roles.roles.map((roleDefinitionId) => ({ roleDefinitionId })) },
    status,
    autoExtendDuration: autoExtends ? 'P180D' : 'PT0S',
    createdDateTime: instant(createdAt, key),
    lastModifiedDateTime: instant(changed, key),
    activatedDateTime: activatedAt === null ? null : instant(activatedAt, key),
    endDateTime: end === null ? null : instant(end, key),
    ...(reseller
      ? { isPartnerConsentPending: status === 'approvalPending', indirectProviderTenantId: guidFor(partner.tenantId, 'indirect provider') }
      : {}),
  }
}

export function delegatedAdminCustomerJson(customer: Customer, now: number): Record<string, unknown> {
  return {
    '@odata.type': '#microsoft.graph.delegatedAdminCustomer',
    '@odata.etag': etag(customer.tenantId, customer.name, delegationOf(customer, now)),
    id: customer.tenantId,
    tenantId: customer.tenantId,
    displayName: customer.name,
  }
}

export function contractId(customer: Customer, partner: Partner): string {
  return guidFor(partner.tenantId, 'contract', customer.tenantId)
}

export function contractJson(customer: Customer, partner: Partner): Record<string, unknown> {
  return {
    id: contractId(customer, partner),
    deletedDateTime: null,
    contractType: partner.contractType,
    customerId: customer.tenantId,
    defaultDomainName: customer.domain,
    displayName: customer.name,
  }
}
