// Access assignments: which security group of the partner holds which roles of a delegated admin relationship. Without an active one
// nobody gets in. https://learn.microsoft.com/graph/api/resources/delegatedadminaccessassignment

import { z } from 'zod'
import type { CallOptions } from '../http.ts'
import { listOperation, operation } from '../operation.ts'
import type { Page } from '../page.ts'
import { allOf } from '../pages.ts'
import { perform } from '../perform.ts'
import { sending } from '../sent-body.ts'
import type { Source } from '../source.ts'
import { instant, nested, text } from '../tolerant.ts'
import { wordOf } from '../words.ts'
import { type Changed, changedFrom } from './delegated-admin-operations.ts'
import { entity, entityOrNothing, nothing, preferAllMembers } from './entity.ts'
import { AccessDetailsBody, accessDetailsOf, Id, SentAccessDetails } from './unified-roles.ts'

export const AccessAssignment = z
  .object({
    '@odata.etag': text,
    id: text,
    status: wordOf('pending', 'active', 'deleting', 'deleted', 'error'),
    accessContainer: nested({ accessContainerId: text, accessContainerType: wordOf('securityGroup') }),
    accessDetails: SentAccessDetails,
    createdDateTime: instant,
    lastModifiedDateTime: instant,
  })
  .transform((sent) => ({
    id: sent.id ?? '',
    status: sent.status ?? '',
    groupId: sent.accessContainer.accessContainerId?.toLowerCase() ?? null,
    containerType: sent.accessContainer.accessContainerType,
    /** Template IDs of directory roles, in lower case. */
    roleIds: sent.accessDetails.unifiedRoles.filter((roleId) => roleId !== ''),
    createdAt: sent.createdDateTime,
    modifiedAt: sent.lastModifiedDateTime,
    /** What a change of it sends back as `If-Match`. */
    etag: sent['@odata.etag'],
  }))
export type AccessAssignment = z.output<typeof AccessAssignment>

const assignments = '/v1.0/tenantRelationships/delegatedAdminRelationships/{relationshipId}/accessAssignments'
const resource = 'delegatedAdmin'
const Assignment = AccessAssignment.refine(({ id }) => id !== '', 'no id')

export const listAccessAssignments = listOperation({
  api: 'graph',
  method: 'GET',
  path: assignments,
  resource,
  paging: 'odata',
  item: AccessAssignment,
  usable: ({ id }) => (id ? null : 'no id'),
})

export function accessAssignments(source: Source, relationshipId: string, options?: CallOptions): Promise<Page<AccessAssignment>> {
  return allOf(source, listAccessAssignments, { ...options, parameters: { relationshipId }, headers: preferAllMembers })
}

export const getAccessAssignment = operation({
  api: 'graph',
  method: 'GET',
  path: `${assignments}/{assignmentId}`,
  resource,
  answer: entity(Assignment),
})

type Named = { relationshipId: string; assignmentId: string }
type Held = Named & { etag: string }

/** One assignment with its etag. Throws MicrosoftError, `gone` where there is none. */
export async function accessAssignmentById(source: Source, parameters: Named, options?: CallOptions): Promise<AccessAssignment> {
  const { data, etag } = await perform(source, getAccessAssignment, { ...options, parameters, headers: preferAllMembers })
  return { ...data, etag: data.etag ?? etag }
}

export const createAccessAssignmentOperation = operation({
  api: 'graph',
  method: 'POST',
  path: assignments,
  resource,
  body: sending({
    accessContainer: sending({ accessContainerId: Id, accessContainerType: z.literal('securityGroup') }),
    accessDetails: AccessDetailsBody,
  }),
  answer: entity(Assignment),
})

/**
 * Gives one security group roles of an active relationship; it is `pending` at first. Throws MicrosoftError, `invalid` where the
 * relationship is not active or does not hold the roles. https://learn.microsoft.com/graph/api/delegatedadminrelationship-post-accessassignments
 */
export async function createAccessAssignment(
  source: Source,
  relationshipId: string,
  { groupId, roleIds }: { groupId: string; roleIds: readonly string[] },
  options?: CallOptions,
): Promise<AccessAssignment> {
  const body = {
    accessContainer: { accessContainerId: groupId, accessContainerType: 'securityGroup' },
    accessDetails: accessDetailsOf(roleIds),
  }
  return (await perform(source, createAccessAssignmentOperation, { ...options, parameters: { relationshipId }, body })).data
}

export const updateAccessAssignmentOperation = operation({
  api: 'graph',
  method: 'PATCH',
  path: `${assignments}/{assignmentId}`,
  resource,
  body: sending({ accessDetails: AccessDetailsBody }),
  answer: entityOrNothing(Assignment),
})

/**
 * Replaces the roles of an assignment: answered by an operation, or at once where they are the same. Throws MicrosoftError, `invalid`
 * with status 412 for an etag that is out of date. https://learn.microsoft.com/graph/api/delegatedadminaccessassignment-update
 */
export async function updateAccessAssignment(
  source: Source,
  { etag, ...parameters }: Held,
  roleIds: readonly string[],
  options?: CallOptions,
): Promise<Changed<AccessAssignment>> {
  const body = { accessDetails: accessDetailsOf(roleIds) }
  return changedFrom(await perform(source, updateAccessAssignmentOperation, { ...options, parameters, ifMatch: etag, body }))
}

export const deleteAccessAssignmentOperation = operation({
  api: 'graph',
  method: 'DELETE',
  path: `${assignments}/{assignmentId}`,
  resource,
  // Gone is what was wished; a repeated try may find it so.
  alsoAnswers: [404],
  answer: nothing,
})

/** Takes the group's roles away: `deleting`, then `deleted`. Throws MicrosoftError, 412 for an etag that is out of date. */
export async function deleteAccessAssignment(source: Source, { etag, ...parameters }: Held, options?: CallOptions): Promise<void> {
  await perform(source, deleteAccessAssignmentOperation, { ...options, parameters, ifMatch: etag })
}
