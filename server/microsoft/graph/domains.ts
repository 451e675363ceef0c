// Domains of one tenant and the DNS records Microsoft wants for them. In the partner's tenant or in a customer's.
// https://learn.microsoft.com/graph/api/resources/domain

import { z } from 'zod'
import type { CallOptions } from '../http.ts'
import { listOperation, operation } from '../operation.ts'
import type { Page } from '../page.ts'
import { allOf } from '../pages.ts'
import { perform } from '../perform.ts'
import { sending } from '../sent-body.ts'
import type { Source } from '../source.ts'
import { flag, number, text, texts } from '../tolerant.ts'
import { wordOf } from '../words.ts'
import { entity, entityOrNothing } from './entity.ts'

export const Domain = z
  .object({
    id: text,
    authenticationType: wordOf('Managed', 'Federated'),
    availabilityStatus: text,
    isAdminManaged: flag,
    isDefault: flag,
    isInitial: flag,
    isRoot: flag,
    isVerified: flag,
    supportedServices: texts,
  })
  .transform((sent) => ({
    name: sent.id?.toLowerCase() ?? '',
    authentication: sent.authenticationType,
    availability: sent.availabilityStatus,
    adminManaged: sent.isAdminManaged,
    default: sent.isDefault ?? false,
    initial: sent.isInitial ?? false,
    root: sent.isRoot ?? false,
    /** Null where Microsoft does not say. */
    verified: sent.isVerified,
    services: sent.supportedServices,
  }))
export type Domain = z.output<typeof Domain>

const resource = 'directory'
const OneDomain = Domain.refine(({ name }) => name !== '', 'no id')

export const listDomains = listOperation({
  api: 'graph',
  method: 'GET',
  path: '/v1.0/domains',
  resource,
  paging: 'odata',
  item: Domain,
  usable: ({ name }) => (name ? null : 'no id'),
})

export function domains(source: Source, options?: CallOptions): Promise<Page<Domain>> {
  return allOf(source, listDomains, options)
}

export const getDomain = operation({ api: 'graph', method: 'GET', path: '/v1.0/domains/{domain}', resource, answer: entity(OneDomain) })

/** Throws MicrosoftError, `gone` where the tenant does not have it. */
export async function domainByName(source: Source, domain: string, options?: CallOptions): Promise<Domain> {
  return (await perform(source, getDomain, { ...options, parameters: { domain } })).data
}

export const updateDomainOperation = operation({
  api: 'graph',
  method: 'PATCH',
  path: '/v1.0/domains/{domain}',
  resource,
  body: sending({
    isDefault: z.boolean().optional(),
    supportedServices: z.array(z.string().min(1).max(100)).max(20).optional(),
  }),
  answer: entityOrNothing(OneDomain),
})
export type DomainChange = { isDefault?: boolean; supportedServices?: string[] }

/** Throws MicrosoftError, `invalid` for a domain that is not verified. https://learn.microsoft.com/graph/api/domain-update */
export async function updateDomain(source: Source, domain: string, body: DomainChange, options?: CallOptions): Promise<void> {
  await perform(source, updateDomainOperation, { ...options, parameters: { domain }, body })
}

export const verifyDomainOperation = operation({
  api: 'graph',
  method: 'POST',
  path: '/v1.0/domains/{domain}/verify',
  resource,
  answer: entity(OneDomain),
  // A verified domain stays so.
  repeatable: true,
})

/** Asks Microsoft to look for the verification record. Throws MicrosoftError, `invalid` where it is not there yet. */
export async function verifyDomain(source: Source, domain: string, options?: CallOptions): Promise<Domain> {
  return (await perform(source, verifyDomainOperation, { ...options, parameters: { domain } })).data
}

export const DnsRecord = z
  .object({
    recordType: wordOf('Txt', 'Mx', 'CName', 'Srv'),
    label: text,
    ttl: number,
    isOptional: flag,
    supportedService: text,
    text,
    mailExchange: text,
    preference: number,
    canonicalName: text,
    nameTarget: text,
    service: text,
    protocol: text,
    port: number,
    priority: number,
    weight: number,
  })
  .transform(({ recordType, label, ttl, isOptional, supportedService, ...rest }) => ({
    type: recordType ?? '',
    label: label ?? '',
    ttlSeconds: ttl,
    optional: isOptional ?? false,
    forService: supportedService,
    /** What the record holds, by type: text, mail exchange, canonical name or name target. */
    value: rest.text ?? rest.mailExchange ?? rest.canonicalName ?? rest.nameTarget,
    preference: rest.preference,
    srv:
      rest.service === null && rest.port === null
        ? null
        : { service: rest.service, protocol: rest.protocol, port: rest.port, priority: rest.priority, weight: rest.weight },
  }))
export type DnsRecord = z.output<typeof DnsRecord>

const records = (which: string) =>
  listOperation({ api: 'graph', method: 'GET', path: `/v1.0/domains/{domain}/${which}`, resource, paging: 'odata', item: DnsRecord })

export const listVerificationRecords = records('verificationDnsRecords')
export const listServiceRecords = records('serviceConfigurationRecords')

/** The records one of which proves that the domain is the tenant's. */
export function verificationRecords(source: Source, domain: string, options?: CallOptions): Promise<Page<DnsRecord>> {
  return allOf(source, listVerificationRecords, { ...options, parameters: { domain } })
}

/** The records that the domain's services need. */
export function serviceRecords(source: Source, domain: string, options?: CallOptions): Promise<Page<DnsRecord>> {
  return allOf(source, listServiceRecords, { ...options, parameters: { domain } })
}
