// Long-running operations of a delegated admin relationship: what a change that takes time is followed by.
// https://learn.microsoft.com/graph/api/resources/delegatedadminrelationshipoperation
import { z } from 'zod'
import type { CallOptions } from '../http.ts'
import { listOperation, operation } from '../operation.ts'
import type { Page } from '../page.ts'
import { allOf } from '../pages.ts'
import { type Answered, perform } from '../perform.ts'
import type { Source } from '../source.ts'
import { instant, longText, memberOf, text } from '../tolerant.ts'
import { type UntilDoneOptions, untilDone } from '../until-done.ts'
import { wordOf } from '../words.ts'
import { entity, preferAllMembers } from './entity.ts'

export const RelationshipOperation = z
  .object({
    id: text,
    operationType: wordOf('delegatedAdminAccessAssignmentUpdate', 'delegatedAdminRelationshipUpdate'),
    status: wordOf('notStarted', 'running', 'succeeded', 'failed'),
    data: longText,
    createdDateTime: instant,
    lastModifiedDateTime: instant,
  })
  .transform((sent) => ({
    id: sent.id ?? '',
    type: sent.operationType,
    status: sent.status ?? '',
    ended: memberOf(sent.status) === 'succeeded' || memberOf(sent.status) === 'failed',
    /** JSON: the assignment or relationship as it is to become. */
    data: sent.data,
    createdAt: sent.createdDateTime,
    modifiedAt: sent.lastModifiedDateTime,
  }))
export type RelationshipOperation = z.output<typeof RelationshipOperation>

const operations = '/v1.0/tenantRelationships/delegatedAdminRelationships/{relationshipId}/operations'
const resource = 'delegatedAdmin'

export const listRelationshipOperations = listOperation({
  api: 'graph',
  method: 'GET',
  path: operations,
  resource,
  paging: 'odata',
  item: RelationshipOperation,
  usable: ({ id }) => (id ? null : 'no id'),
})

export function relationshipOperations(
  source: Source,
  relationshipId: string,
  options?: CallOptions,
): Promise<Page<RelationshipOperation>> {
  return allOf(source, listRelationshipOperations, { ...options, parameters: { relationshipId }, headers: preferAllMembers })
}

export const getRelationshipOperation = operation({
  api: 'graph',
  method: 'GET',
  path: `${operations}/{operationId}`,
  resource,
  answer: entity(RelationshipOperation.refine(({ id, status }) => id !== '' && status !== '', 'no id or no status')),
})

type Begun = { relationshipId: string; operationId: string }

export async function relationshipOperationById(source: Source, parameters: Begun, options?: CallOptions): Promise<RelationshipOperation> {
  return (await perform(source, getRelationshipOperation, { ...options, parameters, headers: preferAllMembers })).data
}

/**
 * The operation when it has ended, well (`succeeded`) or not (`failed`). Throws MicrosoftError, code `operation_unfinished` where it has
 * not ended within patience. https://learn.microsoft.com/graph/api/delegatedadminrelationshipoperation-get
 */
export function relationshipOperationEnded(source: Source, parameters: Begun, options?: UntilDoneOptions): Promise<RelationshipOperation> {
  const look = async (limits: CallOptions) => {
    const asked = { ...limits, parameters, headers: preferAllMembers }
    const { data, retryAfterMs } = await perform(source, getRelationshipOperation, asked)
    return { read: data, ended: data.ended, retryAfterMs }
  }
  return untilDone(look, options)
}

/** A change is made at once, and `now` shows what it led to, or it takes time, and `operation` is what to wait for. */
export type Changed<Thing> = {
  now: Thing | null
  etag: string | null
  operation: { id: string; retryAfterMs: number | null } | null
}

export function changedFrom<Thing extends { etag: string | null }>({
  status,
  data,
  etag,
  location,
  retryAfterMs,
}: Answered<Thing | null>): Changed<Thing> {
  const id = status === 202 && location ? (/\/operations\/([^/?#]+)/.exec(location)?.[1] ?? null) : null
  return {
    now: data,
    etag: data?.etag ?? etag,
    operation: id === null ? null : { id: decodeURIComponent(id), retryAfterMs },
  }
}
