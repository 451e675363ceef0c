// How customers and indirect resellers are won: the link that asks a customer for a relationship, and who works with whom. With a user's token.
// https://learn.microsoft.com/partner-center/developer/request-reseller-relationship
import type { z } from 'zod'
import type { CallOptions } from '../http.ts'
import { listOperation, operation } from '../operation.ts'
import type { Page } from '../page.ts'
import { allOf } from '../pages.ts'
import { perform } from '../perform.ts'
import type { Source } from '../source.ts'
import { text } from '../tolerant.ts'
import { wordOf } from '../words.ts'
import { record } from './fields.ts'

export const RelationshipRequest = record({ url: text }).transform(({ url }) => ({ url: url ?? '' }))
export type RelationshipRequest = z.output<typeof RelationshipRequest>

export const PartnerRelationship = record({
  id: text,
  name: text,
  relationshipType: wordOf(
    'is_indirect_reseller_of',
    'is_indirect_cloud_solution_provider_of',
    'is_advisor_of',
    'is_azure_advisor_of',
    'is_value_added_reseller_of',
  ),
  state: wordOf('Active', 'Inactive', 'Pending', 'Terminated'),
  mpnId: text,
  partnerId: text,
  location: text,
}).transform(({ partnerId, ...sent }) => ({ ...sent, id: sent.id ?? '', mpnId: sent.mpnId ?? partnerId }))
export type PartnerRelationship = z.output<typeof PartnerRelationship>

const api = 'partnerCenter' as const
const resource = 'relationship'
const usable = ({ id }: PartnerRelationship): string | null => (id ? null : 'no id')

export const getRelationshipRequest = operation({
  api,
  method: 'GET',
  path: '/v1/customers/relationshiprequests',
  resource,
  answer: RelationshipRequest.refine(({ url }) => /^https:\/\//i.test(url), 'no web address'),
})
export const listPartnerRelationships = listOperation({
  api,
  method: 'GET',
  path: '/v1/relationships',
  resource,
  paging: 'offset',
  item: PartnerRelationship,
  usable,
})
export const listCustomerRelationships = listOperation({
  api,
  method: 'GET',
  path: '/v1/customers/{customerId}/relationships',
  resource,
  paging: 'offset',
  item: PartnerRelationship,
  usable,
})

/** With an indirect provider, an indirect reseller, or both roles in one. */
export type RelationshipRequestOf = {
  indirectCloudSolutionProviderId?: string
  indirectResellerId?: string
  dualRoleIndirectRelationship?: boolean
}

/** The address under which a customer's global administrator accepts; the same for any number of customers. */
export async function relationshipRequestUrl(source: Source, of: RelationshipRequestOf = {}, options?: CallOptions): Promise<string> {
  return (await perform(source, getRelationshipRequest, { ...options, query: of })).data.url
}

/** An indirect provider's resellers, or an indirect reseller's providers. */
export function partnerRelationships(
  source: Source,
  type: 'IsIndirectCloudSolutionProviderOf' | 'IsIndirectResellerOf',
  options?: CallOptions,
): Promise<Page<PartnerRelationship>> {
  return allOf(source, listPartnerRelationships, { ...options, query: { relationship_type: type } })
}

/** The indirect resellers of a customer. */
export function customerRelationships(source: Source, customerId: string, options?: CallOptions): Promise<Page<PartnerRelationship>> {
  return allOf(source, listCustomerRelationships, { ...options, parameters: { customerId } })
}
