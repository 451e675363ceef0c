// The organisation of one tenant: its name, domains, and whom Microsoft writes to. In the partner's tenant or in a customer's.
// https://learn.microsoft.com/graph/api/resources/organization

import { z } from 'zod'
import type { CallOptions } from '../http.ts'
import { listOperation, operation } from '../operation.ts'
import { pagesOf } from '../pages.ts'
import { perform } from '../perform.ts'
import { sending } from '../sent-body.ts'
import type { Source } from '../source.ts'
import { anything, flag, guid, instant, nested, readable, text, texts } from '../tolerant.ts'
import { entity, nothing } from './entity.ts'

export const Organization = z
  .object({
    id: guid,
    displayName: text,
    countryLetterCode: text,
    verifiedDomains: readable(z.object({ name: text, isDefault: anything, isInitial: anything })),
    tenantType: text,
    partnerTenantType: text,
    createdDateTime: instant,
    street: text,
    city: text,
    state: text,
    postalCode: text,
    businessPhones: texts,
    preferredLanguage: text,
    onPremisesSyncEnabled: flag,
    technicalNotificationMails: texts,
    securityComplianceNotificationMails: texts,
    marketingNotificationEmails: texts,
    privacyProfile: nested({ contactEmail: text, statementUrl: text }),
  })
  .transform((sent) => ({
    tenantId: sent.id,
    name: sent.displayName,
    country: sent.countryLetterCode,
    defaultDomain: sent.verifiedDomains.find((domain) => domain.isDefault === true)?.name ?? null,
    initialDomain: sent.verifiedDomains.find((domain) => domain.isInitial === true)?.name ?? null,
    domains: sent.verifiedDomains.flatMap(({ name }) => (name ? [name.toLowerCase()] : [])),
    tenantType: sent.tenantType,
    partnerTenantType: sent.partnerTenantType,
    createdAt: sent.createdDateTime,
    address: { street: sent.street, city: sent.city, region: sent.state, postalCode: sent.postalCode },
    phones: sent.businessPhones,
    language: sent.preferredLanguage,
    syncsFromOnPremises: sent.onPremisesSyncEnabled ?? false,
    technicalMails: sent.technicalNotificationMails,
    securityMails: sent.securityComplianceNotificationMails,
    marketingMails: sent.marketingNotificationEmails,
    privacyContact: sent.privacyProfile.contactEmail,
    privacyStatement: sent.privacyProfile.statementUrl,
  }))
export type Organization = z.output<typeof Organization>

const resource = 'directory'

export const listOrganization = listOperation({
  api: 'graph',
  method: 'GET',
  path: '/v1.0/organization',
  resource,
  paging: 'odata',
  item: Organization,
})

/** The list has one entry; null where it has none. Name, country and domains; the rest is organizationById. */
export async function organization(source: Source, options?: CallOptions): Promise<Organization | null> {
  const query = { $select: 'id,displayName,countryLetterCode,verifiedDomains' }
  for await (const page of pagesOf(source, listOrganization, { ...options, query })) {
    if (page.records[0]) return page.records[0]
  }
  return null
}

export const getOrganization = operation({
  api: 'graph',
  method: 'GET',
  path: '/v1.0/organization/{tenantId}',
  resource,
  answer: entity(Organization),
})

/** Everything we may read of it. Throws MicrosoftError, `gone` for another tenant than the token's. */
export async function organizationById(source: Source, tenantId: string, options?: CallOptions): Promise<Organization> {
  return (await perform(source, getOrganization, { ...options, parameters: { tenantId } })).data
}

const Mails = z.array(z.string().min(3).max(320)).max(50)

export const OrganizationChange = sending({
  marketingNotificationEmails: Mails.optional(),
  technicalNotificationMails: Mails.optional(),
  securityComplianceNotificationMails: Mails.optional(),
  securityComplianceNotificationPhones: z.array(z.string().min(1).max(50)).max(50).optional(),
  privacyProfile: sending({ contactEmail: z.string().max(320).optional(), statementUrl: z.string().max(2000).optional() }).optional(),
})
export type OrganizationChange = z.input<typeof OrganizationChange>

export const updateOrganizationOperation = operation({
  api: 'graph',
  method: 'PATCH',
  path: '/v1.0/organization/{tenantId}',
  resource,
  body: OrganizationChange,
  answer: nothing,
})

/** Whom Microsoft writes to. Throws MicrosoftError, `denied` without a role in that tenant. https://learn.microsoft.com/graph/api/organization-update */
export async function updateOrganization(source: Source, tenantId: string, body: OrganizationChange, options?: CallOptions): Promise<void> {
  await perform(source, updateOrganizationOperation, { ...options, parameters: { tenantId }, body })
}
