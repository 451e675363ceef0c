// Service health issues of one tenant: incidents and advisories with their posts. In each customer's tenant.
// https://learn.microsoft.com/graph/api/resources/servicehealthissue
import { z } from 'zod'
import type { CallOptions } from '../http.ts'
import { listOperation, operation } from '../operation.ts'
import type { Page } from '../page.ts'
import { allOf, pagesOf } from '../pages.ts'
import { perform } from '../perform.ts'
import type { Source } from '../source.ts'
import { flag, instant, longText, nested, readable, text } from '../tolerant.ts'
import { wordOf } from '../words.ts'
import { entity, namedValues } from './entity.ts'
import { type GraphFile, graphFile, readFile } from './graph-file.ts'
import { healthStatusOf, isClosedStatus } from './health-status.ts'

const Post = z
  .object({
    createdDateTime: instant,
    postType: wordOf('regular', 'quick', 'strategic'),
    description: nested({ contentType: wordOf('text', 'html'), content: longText }),
  })
  .transform((sent) => ({
    at: sent.createdDateTime,
    type: sent.postType,
    contentType: sent.description.contentType,
    /** Where `contentType` is `html`, as Microsoft wrote it: to be cleaned before it is shown. */
    content: sent.description.content ?? '',
  }))

const classification = wordOf('advisory', 'incident')

/** Microsoft's own word where it says so, else what the status means. */
const isResolved = (sent: { isResolved: boolean | null; status?: unknown }): boolean => sent.isResolved ?? isClosedStatus(sent.status)

export const HealthIssue = z
  .object({
    id: text,
    title: text,
    startDateTime: instant,
    endDateTime: instant,
    lastModifiedDateTime: instant,
    classification,
    origin: wordOf('microsoft', 'thirdParty', 'customer'),
    status: z.unknown().optional(),
    service: text,
    feature: text,
    featureGroup: text,
    impactDescription: longText,
    isResolved: flag,
    details: namedValues,
    posts: readable(Post),
  })
  .transform((sent) => ({
    id: sent.id ?? '',
    title: sent.title ?? '',
    startedAt: sent.startDateTime,
    endedAt: sent.endDateTime,
    modifiedAt: sent.lastModifiedDateTime,
    classification: sent.classification,
    origin: sent.origin,
    status: healthStatusOf(sent.status),
    resolved: isResolved(sent),
    service: sent.service ?? '',
    feature: sent.feature,
    featureGroup: sent.featureGroup,
    impact: sent.impactDescription,
    details: sent.details,
    /** Oldest first. */
    posts: [...sent.posts].sort((one, other) => (one.at?.getTime() ?? 0) - (other.at?.getTime() ?? 0)),
  }))
export type HealthIssue = z.output<typeof HealthIssue>

const issues = '/v1.0/admin/serviceAnnouncement/issues'
const resource = 'serviceCommunications'
export const usableIssue = ({ id }: HealthIssue): string | null => (id ? null : 'no id')

export const listHealthIssues = listOperation({
  api: 'graph',
  method: 'GET',
  path: issues,
  resource,
  paging: 'odata',
  item: HealthIssue,
  usable: usableIssue,
})

/** The largest page Microsoft documents is 1000. */
const pageSize = { prefer: 'odata.maxpagesize=500' }

/** All issues, those that last, or those changed since. Throws MicrosoftError, `denied` without a role in that tenant. */
export function healthIssuePages(
  source: Source,
  of: { open?: boolean; changedSince?: Date } = {},
  options?: CallOptions,
): AsyncGenerator<Page<HealthIssue>, void, undefined> {
  const conditions = [of.open && 'isResolved eq false', of.changedSince && `lastModifiedDateTime ge ${of.changedSince.toISOString()}`]
  const $filter = conditions.filter(Boolean).join(' and ') || undefined
  return pagesOf(source, listHealthIssues, { ...options, query: { $filter }, headers: pageSize })
}

/** What tells an issue that is known from one that has something new, without its posts: the same list, of a hundredth of the size. */
export const HealthIssueMark = z
  .object({ id: text, classification, status: z.unknown().optional(), isResolved: flag, lastModifiedDateTime: instant })
  .transform((sent) => ({
    id: sent.id ?? '',
    classification: sent.classification,
    modifiedAt: sent.lastModifiedDateTime,
    resolved: isResolved(sent),
  }))
export type HealthIssueMark = z.output<typeof HealthIssueMark>

const listHealthIssueMarks = listOperation({ ...listHealthIssues, item: HealthIssueMark, usable: ({ id }) => (id ? null : 'no id') })

/** Issues that last and those changed since. Throws like healthIssuePages. */
export function healthIssueMarks(source: Source, changedSince: Date, options?: CallOptions): Promise<Page<HealthIssueMark>> {
  const query = {
    $filter: `isResolved eq false or lastModifiedDateTime ge ${changedSince.toISOString()}`,
    $select: 'id,classification,status,isResolved,lastModifiedDateTime',
  }
  return allOf(source, listHealthIssueMarks, { ...options, query, headers: pageSize })
}

export const getHealthIssue = operation({
  api: 'graph',
  method: 'GET',
  path: `${issues}/{issueId}`,
  resource,
  answer: entity(HealthIssue.refine(({ id }) => id !== '', 'no id')),
})

/** Throws MicrosoftError, `gone` where there is no such issue in that tenant. */
export async function healthIssueById(source: Source, issueId: string, options?: CallOptions): Promise<HealthIssue> {
  return (await perform(source, getHealthIssue, { ...options, parameters: { issueId } })).data
}

export const getIncidentReport = operation({
  api: 'graph',
  method: 'GET',
  path: `${issues}/{issueId}/incidentReport`,
  resource,
  ...graphFile,
})

/**
 * The post-incident review as a document. Throws MicrosoftError, `gone` where none has been published.
 * https://learn.microsoft.com/graph/api/servicehealthissue-incidentreport
 */
export function incidentReport(source: Source, issueId: string, options?: CallOptions): Promise<GraphFile> {
  return readFile(source, getIncidentReport, { ...options, parameters: { issueId } })
}
