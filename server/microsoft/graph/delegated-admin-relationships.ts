// Granular delegated admin relationships (GDAP): what each customer has agreed to, for how long. Partner's own tenant only.
// https://learn.microsoft.com/graph/api/resources/delegatedadminrelationship

import { z } from 'zod'
import type { CallOptions } from '../http.ts'
import { listOperation, operation } from '../operation.ts'
import type { ListPage } from '../page.ts'
import { type ListOptions, pagesOf } from '../pages.ts'
import { perform } from '../perform.ts'
import { sending } from '../sent-body.ts'
import type { Source } from '../source.ts'
import { flag, guid, instant, memberOf, nested, text } from '../tolerant.ts'
import { type Changed, changedFrom } from './delegated-admin-operations.ts'
import { entity, entityOrNothing, nothing, preferAllMembers, quoted } from './entity.ts'
import { phaseOf } from './relationship-phase.ts'
import { AccessDetailsBody, accessDetailsOf, globalAdministrator, Id, SentAccessDetails } from './unified-roles.ts'

export const DelegatedRelationship = z
  .object({
    '@odata.type': text,
    '@odata.etag': text,
    id: text,
    displayName: text,
    customer: nested({ tenantId: guid, displayName: text }),
    accessDetails: SentAccessDetails,
    status: text,
    duration: text,
    autoExtendDuration: text,
    createdDateTime: instant,
    lastModifiedDateTime: instant,
    activatedDateTime: instant,
    endDateTime: instant,
    indirectProviderTenantId: guid,
    isPartnerConsentPending: flag,
  })
  .transform((sent) => ({
    id: sent.id ?? '',
    name: sent.displayName ?? '',
    /** Null as long as no customer has been named or has accepted. */
    tenantId: sent.customer.tenantId,
    customerName: sent.customer.displayName,
    /** As sent. */
    status: sent.status ?? '',
    state: phaseOf(sent.status ?? ''),
    roles: sent.accessDetails.unifiedRoles.length,
    /** Template IDs of directory roles, in lower case. */
    roleIds: sent.accessDetails.unifiedRoles.filter((roleId) => roleId !== ''),
    /** An ISO 8601 duration, such as `P730D`. */
    duration: sent.duration,
    autoExtendDuration: sent.autoExtendDuration,
    autoExtends: extends_(sent.autoExtendDuration),
    createdAt: sent.createdDateTime,
    modifiedAt: sent.lastModifiedDateTime,
    activatedAt: sent.activatedDateTime,
    endsAt: sent.endDateTime,
    /** Made by an indirect provider for its reseller, who has to consent as well. */
    ofIndirectProvider: memberOf(sent['@odata.type'])?.endsWith('.resellerdelegatedadminrelationship') ?? false,
    indirectProviderTenantId: sent.indirectProviderTenantId,
    partnerConsentPending: sent.isPartnerConsentPending ?? false,
    /** What a change of it sends back as `If-Match`. */
    etag: sent['@odata.etag'],
  }))
export type DelegatedRelationship = z.output<typeof DelegatedRelationship>

/** An ISO 8601 duration: `P0D` and `PT0S` mean "is not extended". */
const extends_ = (duration: string | null): boolean => duration !== null && /[1-9]/.test(duration)

const Relationship = DelegatedRelationship.refine((relationship) => relationship.id !== '', 'no id')

const relationships = '/v1.0/tenantRelationships/delegatedAdminRelationships'
const resource = 'delegatedAdmin'

export const listRelationships = listOperation({
  api: 'graph',
  method: 'GET',
  path: relationships,
  resource,
  paging: 'odata',
  item: DelegatedRelationship,
  usable: (relationship) => (relationship.id ? null : 'no id'),
})

/** All relationships, or those with one customer or of one status. */
export function relationshipPages(
  source: Source,
  of: { tenantId?: string; status?: string } = {},
  options?: ListOptions,
): AsyncGenerator<ListPage<DelegatedRelationship>, void, undefined> {
  const conditions = [of.tenantId && `customer/tenantId eq '${quoted(of.tenantId)}'`, of.status && `status eq '${quoted(of.status)}'`]
  const $filter = conditions.filter(Boolean).join(' and ') || undefined
  return pagesOf(source, listRelationships, { ...options, query: { $top: 300, $filter }, headers: preferAllMembers })
}

export const getRelationship = operation({
  api: 'graph',
  method: 'GET',
  path: `${relationships}/{relationshipId}`,
  resource,
  answer: entity(Relationship),
})

/** One relationship with its etag. Throws MicrosoftError, `gone` where there is none. */
export async function relationshipById(source: Source, relationshipId: string, options?: CallOptions): Promise<DelegatedRelationship> {
  const { data, etag } = await perform(source, getRelationship, { ...options, parameters: { relationshipId }, headers: preferAllMembers })
  return { ...data, etag: data.etag ?? etag }
}

const days = (duration: string): number => {
  const [, years = '0', months = '0', rest = '0'] = /^P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)D)?$/.exec(duration) ?? []
  return Number(years) * 365 + Number(months) * 30 + Number(rest)
}

/** Of 1 day to 2 years. */
const Duration = z
  .string()
  .regex(/^P(?=\d)(\d+Y)?(\d+M)?(\d+D)?$/, 'is no ISO 8601 duration in days')
  .refine((duration) => days(duration) >= 1 && days(duration) <= 730, 'is not between 1 day and 2 years')
const AutoExtendDuration = z.enum(['PT0S', 'P0D', 'P180D'])
/** Unique among the partner's relationships. */
const DisplayName = z.string().min(1).max(50)
const CustomerBody = sending({ tenantId: Id, displayName: z.string().max(500).optional() })

export const RelationshipBody = sending({
  displayName: DisplayName,
  duration: Duration,
  /** Left out, the link that asks for approval may be used by any one customer. */
  customer: CustomerBody.optional(),
  accessDetails: AccessDetailsBody,
  autoExtendDuration: AutoExtendDuration.optional(),
})

export const createRelationshipOperation = operation({
  api: 'graph',
  method: 'POST',
  path: relationships,
  resource,
  body: RelationshipBody,
  answer: entity(Relationship),
})

export type NewRelationship = {
  name: string
  /** 1 day to 2 years: `P730D`. */
  duration: string
  customer?: { tenantId: string; name?: string }
  roleIds: readonly string[]
  /** Not together with Global Administrator: Microsoft refuses it, so we do not ask. */
  autoExtends?: boolean
}

/**
 * Makes a relationship in the state `created`; lock-for-approval (delegated-admin-requests.ts) makes it something to approve.
 * Throws MicrosoftError, `invalid` with status 409 for a name that is taken. https://learn.microsoft.com/graph/api/tenantrelationship-post-delegatedadminrelationships
 */
export async function createRelationship(source: Source, wanted: NewRelationship, options?: CallOptions): Promise<DelegatedRelationship> {
  const { tenantId, name } = wanted.customer ?? {}
  const body: z.input<typeof RelationshipBody> = {
    displayName: wanted.name,
    duration: wanted.duration,
    ...(tenantId && { customer: { tenantId, ...(name && { displayName: name }) } }),
    accessDetails: accessDetailsOf(wanted.roleIds),
    autoExtendDuration: wanted.autoExtends && !wanted.roleIds.includes(globalAdministrator) ? 'P180D' : 'PT0S',
  }
  return (await perform(source, createRelationshipOperation, { ...options, body })).data
}

export const RelationshipChange = sending({
  displayName: DisplayName.optional(),
  duration: Duration.optional(),
  customer: CustomerBody.optional(),
  accessDetails: AccessDetailsBody.optional(),
  autoExtendDuration: AutoExtendDuration.optional(),
})
export type RelationshipChange = z.input<typeof RelationshipChange>

export const updateRelationshipOperation = operation({
  api: 'graph',
  method: 'PATCH',
  path: `${relationships}/{relationshipId}`,
  resource,
  body: RelationshipChange,
  answer: entityOrNothing(Relationship),
})

type Held = { id: string; etag: string }

/**
 * Changes any field of a relationship in the state `created`, its automatic extension also when `active`. Taking Global Administrator
 * from an active one is answered by an operation. Throws MicrosoftError, `invalid` with status 412 for an etag that is out of date.
 * https://learn.microsoft.com/graph/api/delegatedadminrelationship-update
 */
export async function updateRelationship(
  source: Source,
  { id, etag }: Held,
  body: RelationshipChange,
  options?: CallOptions,
): Promise<Changed<DelegatedRelationship>> {
  return changedFrom(
    await perform(source, updateRelationshipOperation, { ...options, parameters: { relationshipId: id }, ifMatch: etag, body }),
  )
}

export const deleteRelationshipOperation = operation({
  api: 'graph',
  method: 'DELETE',
  path: `${relationships}/{relationshipId}`,
  resource,
  // Gone is what was wished; a repeated try may find it so.
  alsoAnswers: [404],
  answer: nothing,
})

/** Takes away a relationship that is still in the state `created`. Throws MicrosoftError, 412 for an etag that is out of date. */
export async function deleteRelationship(source: Source, { id, etag }: Held, options?: CallOptions): Promise<void> {
  await perform(source, deleteRelationshipOperation, { ...options, parameters: { relationshipId: id }, ifMatch: etag })
}
