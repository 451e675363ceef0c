// A delegated admin relationship, its parts, a delegated admin customer or a contract as Graph writes them. Pure.
import { createHash } from 'node:crypto'
import { type Customer, delegationOf } from '../world/customer.ts'
import { assignmentChangedAt, assignmentRoles, assignmentStatus } from '../world/gdap/assignments.ts'
import { type Held, idOf } from '../world/gdap/book.ts'
import { OPERATION_MS } from '../world/gdap/commands.ts'
import type { Partner } from '../world/partner.ts'
import { guidFor } from '../world/random.ts'
import {
  type Assignment,
  changedAt,
  displayNameOf,
  endOf,
  type Operation,
  type Relationship,
  type RelationshipRequest,
  rolesOf,
  statusOf,
} from '../world/relationship.ts'

type Json = Record<string, unknown>
export type Read = {
  now: number
  /** The caller asked for members of enumerations that came after `unknownFutureValue`. */
  allMembers: boolean
}

/** Graph gives these times with seven decimals. */
export function instant(milliseconds: number, salt: string): string {
  return `${new Date(milliseconds).toISOString().slice(0, -1)}${salt.replace(/\D/g, '').padEnd(4, '7').slice(0, 4)}Z`
}

function etag(...parts: (string | number)[]): string {
  const hash = createHash('sha1').update(parts.join('|')).digest('hex')
  const guid = `${hash.slice(0, 8)}-${hash.slice(8, 12)}-${hash.slice(12, 16)}-${hash.slice(16, 20)}-${hash.slice(20, 32)}`
  return `W/"${Buffer.from(`'"${guid}"'`).toString('base64')}"`
}

export function relationshipEtag(relationship: Relationship, now: number): string {
  const { key, version, autoExtends } = relationship
  return etag(key, statusOf(relationship, now), changedAt(relationship, now), version ?? 1, String(autoExtends))
}

const unified = (roles: readonly string[]) => ({ unifiedRoles: roles.map((roleDefinitionId) => ({ roleDefinitionId })) })

function customerOf({ relationship, customer }: Held): Json | null {
  if (customer) return { tenantId: customer.tenantId, displayName: relationship.asked?.customer?.displayName ?? customer.name }
  return relationship.asked?.customer ?? null
}

export function relationshipJson(held: Held, partner: Partner, now: number): Json {
  const { relationship } = held
  const { key, asked, durationDays, autoExtends, reseller, createdAt, activatedAt } = relationship
  const status = statusOf(relationship, now)
  const end = activatedAt !== null && activatedAt <= now ? endOf(relationship, now) : relationship.terminatedAt
  const active = activatedAt !== null && activatedAt <= now
  return {
    '@odata.type': `#microsoft.graph.${reseller ? 'resellerDelegatedAdminRelationship' : 'delegatedAdminRelationship'}`,
    '@odata.etag': relationshipEtag(relationship, now),
    id: idOf(relationship, partner),
    displayName: displayNameOf(relationship),
    duration: asked?.duration ?? `P${durationDays}D`,
    customer: customerOf(held),
    accessDetails: unified(rolesOf(relationship, now)),
    status,
    autoExtendDuration: autoExtends ? 'P180D' : 'PT0S',
    createdDateTime: instant(createdAt, key),
    lastModifiedDateTime: instant(changedAt(relationship, now), key),
    activatedDateTime: active ? instant(activatedAt, key) : null,
    endDateTime: end === null || end === undefined ? null : instant(end, key),
    ...(reseller
      ? {
          isPartnerConsentPending: relationship.consentPending ?? false,
          indirectProviderTenantId: guidFor(partner.tenantId, 'indirect provider'),
        }
      : {}),
  }
}

export function assignmentEtag(assignment: Assignment, relationship: Relationship, now: number): string {
  const status = assignmentStatus(assignment, relationship, now)
  return etag(assignment.id, assignment.version, status, assignmentChangedAt(assignment, now))
}

export function assignmentJson(assignment: Assignment, relationship: Relationship, now: number): Json {
  return {
    '@odata.type': '#microsoft.graph.delegatedAdminAccessAssignment',
    '@odata.etag': assignmentEtag(assignment, relationship, now),
    id: assignment.id,
    status: assignmentStatus(assignment, relationship, now),
    createdDateTime: instant(assignment.createdAt, assignment.id),
    lastModifiedDateTime: instant(assignmentChangedAt(assignment, now), assignment.id),
    accessContainer: { accessContainerId: assignment.groupId, accessContainerType: 'securityGroup' },
    accessDetails: unified(assignmentRoles(assignment, now)),
  }
}

const PENDING_MS = 1_000
const REQUEST_MS = 3_000

export function requestJson({ id, action, at }: RelationshipRequest, { now, allMembers }: Read): Json {
  const [started, done] = [at + PENDING_MS, at + REQUEST_MS]
  const status = now < started ? 'created' : now < done ? 'pending' : 'succeeded'
  const changed = now < started ? at : now < done ? started : done
  return {
    '@odata.type': '#microsoft.graph.delegatedAdminRelationshipRequest',
    '@odata.etag': etag(id, status),
    id,
    action: action === 'reject' && !allMembers ? 'unknownFutureValue' : action,
    status,
    createdDateTime: instant(at, id),
    lastModifiedDateTime: instant(changed, id),
  }
}

const STARTED_MS = 2_000

export function operationJson({ id, type, data, at }: Operation, { now, allMembers }: Read): Json {
  const status = now < at + STARTED_MS ? 'notStarted' : now < at + OPERATION_MS ? 'running' : 'succeeded'
  const changed = status === 'notStarted' ? at : status === 'running' ? at + STARTED_MS : at + OPERATION_MS
  return {
    '@odata.type': '#microsoft.graph.delegatedAdminRelationshipOperation',
    '@odata.etag': etag(id, status),
    id,
    operationType: type === 'delegatedAdminRelationshipUpdate' && !allMembers ? 'unknownFutureValue' : type,
    data,
    status,
    createdDateTime: instant(at, id),
    lastModifiedDateTime: instant(changed, id),
  }
}

export function delegatedAdminCustomerJson(customer: Customer, now: number): Json {
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

export function contractJson(customer: Customer, partner: Partner): Json {
  return {
    id: contractId(customer, partner),
    deletedDateTime: null,
    contractType: partner.contractType,
    customerId: customer.tenantId,
    defaultDomainName: customer.domain,
    displayName: customer.name,
  }
}
