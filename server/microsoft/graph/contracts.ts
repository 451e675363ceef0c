// Contracts: one for each customer the partner has a relationship with, the list advisors have too. Partner's own tenant only.
// https://learn.microsoft.com/graph/api/contract-list
import { z } from 'zod'
import type { CallOptions } from '../http.ts'
import { listOperation, operation } from '../operation.ts'
import type { ListPage } from '../page.ts'
import { type ListOptions, pagesOf } from '../pages.ts'
import { perform } from '../perform.ts'
import type { Source } from '../source.ts'
import { anything, guid, memberOf, text, textOf } from '../tolerant.ts'
import { entity } from './entity.ts'

const types: ReadonlyMap<string | null, 'reseller' | 'advisor' | 'syndication'> = new Map([
  ['resellerpartner', 'reseller'],
  ['breadthpartner', 'advisor'],
  ['breadthpartnerdelegatedadmin', 'advisor'],
  ['syndicationpartner', 'syndication'],
])

export const Contract = z
  .object({ contractType: anything, customerId: guid, defaultDomainName: text, displayName: text })
  .transform((sent) => ({
    tenantId: sent.customerId ?? '',
    name: sent.displayName,
    domain: sent.defaultDomainName,
    /** A type that came after us as it was sent. */
    type: types.get(memberOf(sent.contractType)) ?? textOf(sent.contractType, 100) ?? 'unknown',
  }))
export type Contract = z.output<typeof Contract>

export const listContracts = listOperation({
  api: 'graph',
  method: 'GET',
  path: '/v1.0/contracts',
  resource: 'directory',
  paging: 'odata',
  item: Contract,
  usable: (contract) => (contract.tenantId ? null : 'customerId is no tenant ID'),
})

export function contractPages(source: Source, options?: ListOptions): AsyncGenerator<ListPage<Contract>, void, undefined> {
  return pagesOf(source, listContracts, { ...options, query: { $top: 999 } })
}

export const getContract = operation({
  api: 'graph',
  method: 'GET',
  path: '/v1.0/contracts/{contractId}',
  resource: 'directory',
  answer: entity(Contract),
})

/** One contract; its ID is not the customer's tenant. Throws MicrosoftError, `gone` where there is none. */
export async function contractById(source: Source, contractId: string, options?: CallOptions): Promise<Contract> {
  return (await perform(source, getContract, { ...options, parameters: { contractId } })).data
}
