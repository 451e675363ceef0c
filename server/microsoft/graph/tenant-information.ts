// Which tenant a domain belongs to, and what a tenant is called: for any tenant, also one that is no customer yet.
// https://learn.microsoft.com/graph/api/tenantrelationship-findtenantinformationbydomainname
import { z } from 'zod'
import type { CallOptions } from '../http.ts'
import { operation } from '../operation.ts'
import { perform } from '../perform.ts'
import type { Source } from '../source.ts'
import { guid, text } from '../tolerant.ts'
import { entity, quoted } from './entity.ts'

export const TenantInformation = z
  .object({ tenantId: guid, displayName: text, federationBrandName: text, defaultDomainName: text })
  .transform((sent) => ({
    tenantId: sent.tenantId,
    name: sent.displayName ?? sent.federationBrandName,
    brandName: sent.federationBrandName,
    defaultDomain: sent.defaultDomainName?.toLowerCase() ?? null,
  }))
export type TenantInformation = z.output<typeof TenantInformation>

const find = (by: string) =>
  operation({
    api: 'graph',
    method: 'GET',
    path: `/v1.0/tenantRelationships/findTenantInformationBy${by}`,
    resource: 'directory',
    answer: entity(TenantInformation),
  })

export const findTenantByDomain = find("DomainName(domainName='{domainName}')")
export const findTenantById = find("TenantId(tenantId='{tenantId}')")

/** Throws MicrosoftError, `gone` where the domain is no tenant's. */
export async function tenantOfDomain(source: Source, domainName: string, options?: CallOptions): Promise<TenantInformation> {
  return (await perform(source, findTenantByDomain, { ...options, parameters: { domainName: quoted(domainName) } })).data
}

/** Throws MicrosoftError, `gone` where there is no such tenant. */
export async function tenantById(source: Source, tenantId: string, options?: CallOptions): Promise<TenantInformation> {
  return (await perform(source, findTenantById, { ...options, parameters: { tenantId: quoted(tenantId) } })).data
}
