// Requests on a delegated admin relationship: ask the customer to approve it, end it, consent to it or refuse it.
// https://learn.microsoft.com/graph/api/resources/delegatedadminrelationshiprequest

import { z } from 'zod'
import type { CallOptions } from '../http.ts'
import { listOperation, operation } from '../operation.ts'
import type { Page } from '../page.ts'
import { allOf } from '../pages.ts'
import { perform } from '../perform.ts'
import { sending } from '../sent-body.ts'
import type { Source } from '../source.ts'
import { instant, memberOf, text } from '../tolerant.ts'
import { wordOf } from '../words.ts'
import { entity, preferAllMembers } from './entity.ts'

const actions = ['lockForApproval', 'approve', 'terminate', 'reject'] as const
export type RelationshipAction = (typeof actions)[number]

export const RelationshipRequest = z
  .object({
    id: text,
    action: wordOf(...actions),
    // `running` is shown by documentation and by no enum.
    status: wordOf('created', 'pending', 'running', 'succeeded', 'failed'),
    createdDateTime: instant,
    lastModifiedDateTime: instant,
  })
  .transform((sent) => ({
    id: sent.id ?? '',
    action: sent.action,
    status: sent.status ?? '',
    ended: memberOf(sent.status) === 'succeeded' || memberOf(sent.status) === 'failed',
    createdAt: sent.createdDateTime,
    modifiedAt: sent.lastModifiedDateTime,
  }))
export type RelationshipRequest = z.output<typeof RelationshipRequest>

const requests = '/v1.0/tenantRelationships/delegatedAdminRelationships/{relationshipId}/requests'
const resource = 'delegatedAdmin'
const Request = RelationshipRequest.refine(({ id }) => id !== '', 'no id')

export const listRelationshipRequests = listOperation({
  api: 'graph',
  method: 'GET',
  path: requests,
  resource,
  paging: 'odata',
  item: RelationshipRequest,
  usable: ({ id }) => (id ? null : 'no id'),
})

export function relationshipRequests(source: Source, relationshipId: string, options?: CallOptions): Promise<Page<RelationshipRequest>> {
  return allOf(source, listRelationshipRequests, { ...options, parameters: { relationshipId }, headers: preferAllMembers })
}

export const getRelationshipRequest = operation({
  api: 'graph',
  method: 'GET',
  path: `${requests}/{requestId}`,
  resource,
  answer: entity(Request),
})

export async function relationshipRequestById(
  source: Source,
  parameters: { relationshipId: string; requestId: string },
  options?: CallOptions,
): Promise<RelationshipRequest> {
  return (await perform(source, getRelationshipRequest, { ...options, parameters, headers: preferAllMembers })).data
}

export const createRelationshipRequest = operation({
  api: 'graph',
  method: 'POST',
  path: requests,
  resource,
  body: sending({ action: z.enum(actions) }),
  answer: entity(Request),
})

/**
 * `lockForApproval` makes a relationship that was `created` `approvalPending`; `terminate` ends an `active` one; `approve` and `reject`
 * are an indirect reseller's answers. The relationship follows a little later. Throws MicrosoftError, `invalid` where its state does not
 * allow it. https://learn.microsoft.com/graph/api/delegatedadminrelationship-post-requests
 */
export async function requestOfRelationship(
  source: Source,
  relationshipId: string,
  action: RelationshipAction,
  options?: CallOptions,
): Promise<RelationshipRequest> {
  const asked = { ...options, parameters: { relationshipId }, body: { action }, headers: preferAllMembers }
  return (await perform(source, createRelationshipRequest, asked)).data
}
