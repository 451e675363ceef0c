// The partner's own organisation.
// https://learn.microsoft.com/graph/api/organization-list
import { z } from 'zod'
import type { CallOptions } from '../http.ts'
import { listOperation } from '../operation.ts'
import { pagesOf } from '../pages.ts'
import type { Source } from '../source.ts'
import { anything, guid, listOf, text } from '../tolerant.ts'

export const Organization = z
  .object({
    id: guid,
    displayName: text,
    countryLetterCode: text,
    verifiedDomains: listOf(z.object({ name: text, isDefault: anything, isInitial: anything })),
  })
  .transform((sent) => ({
    tenantId: sent.id,
    name: sent.displayName,
    country: sent.countryLetterCode,
    defaultDomain: sent.verifiedDomains.find((domain) => domain.isDefault === true)?.name ?? null,
    initialDomain: sent.verifiedDomains.find((domain) => domain.isInitial === true)?.name ?? null,
  }))
export type Organization = z.output<typeof Organization>

export const listOrganization = listOperation({
  api: 'graph',
  method: 'GET',
  path: '/v1.0/organization',
  paging: 'odata',
  item: Organization,
})

/** The list has one entry; null where it has none. */
export async function organization(source: Source, options?: CallOptions): Promise<Organization | null> {
  const query = { $select: 'id,displayName,countryLetterCode,verifiedDomains' }
  for await (const page of pagesOf(source, listOrganization, { ...options, query })) {
    if (page.records[0]) return page.records[0]
  }
  return null
}
