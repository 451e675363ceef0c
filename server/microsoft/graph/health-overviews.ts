// Service health overviews: every service of one tenant and how it does, with its issues where asked. In each customer's tenant.
// https://learn.microsoft.com/graph/api/resources/servicehealth
import { z } from 'zod'
import type { CallOptions } from '../http.ts'
import { listOperation, operation } from '../operation.ts'
import { type Page, readRecords } from '../page.ts'
import { allOf } from '../pages.ts'
import { perform } from '../perform.ts'
import type { Source } from '../source.ts'
import { reader, text } from '../tolerant.ts'
import { entity } from './entity.ts'
import { HealthIssue, usableIssue } from './health-issues.ts'
import { healthStatusOf, isClosedStatus } from './health-status.ts'

export const HealthOverview = z
  .object({
    id: text,
    service: text,
    status: z.unknown().optional(),
    issues: reader((sent) => readRecords(Array.isArray(sent) ? sent : [], HealthIssue, usableIssue)),
  })
  .transform((sent) => ({
    /** Microsoft's key of the service: `Exchange`, `OSDPPlatform`. */
    id: sent.id ?? sent.service ?? '',
    service: sent.service ?? sent.id ?? '',
    /** A documented word, or one that is new to us as it was sent. */
    status: healthStatusOf(sent.status),
    healthy: isClosedStatus(sent.status),
    /** Empty where they were not asked for. */
    issues: sent.issues.records,
    skippedIssues: sent.issues.skipped,
  }))
export type HealthOverview = z.output<typeof HealthOverview>

const overviews = '/v1.0/admin/serviceAnnouncement/healthOverviews'
const resource = 'serviceCommunications'

export const listHealthOverviews = listOperation({
  api: 'graph',
  method: 'GET',
  path: overviews,
  resource,
  paging: 'odata',
  item: HealthOverview,
  usable: ({ id }) => (id ? null : 'no id'),
})

/** Issues of all services come with one call: a tenant allows 800 calls an hour. Throws MicrosoftError, `denied` without a role there. */
export function healthOverviews(source: Source, withIssues: boolean, options?: CallOptions): Promise<Page<HealthOverview>> {
  const query = { $expand: withIssues ? 'issues' : undefined }
  return allOf(source, listHealthOverviews, { ...options, query, headers: { prefer: 'odata.maxpagesize=500' } })
}

export const getHealthOverview = operation({
  api: 'graph',
  method: 'GET',
  path: `${overviews}/{service}`,
  resource,
  answer: entity(HealthOverview.refine(({ id }) => id !== '', 'no id')),
})

/** One service by its name (`Exchange Online`) with its issues. Throws MicrosoftError, `gone` where the tenant does not have it. */
export async function healthOverviewOf(source: Source, service: string, options?: CallOptions): Promise<HealthOverview> {
  return (await perform(source, getHealthOverview, { ...options, parameters: { service }, query: { $expand: 'issues' } })).data
}
