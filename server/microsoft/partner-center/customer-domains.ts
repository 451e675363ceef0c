// Domains: whether a new tenant may have a name, which names a customer has, and a name that a registrar adds.
// https://learn.microsoft.com/partner-center/developer/verify-domain-availability
import { z } from 'zod'
import type { CallOptions } from '../http.ts'
import { listOperation, operation } from '../operation.ts'
import { allOf } from '../pages.ts'
import { perform } from '../perform.ts'
import type { Source } from '../source.ts'
import { flag, text } from '../tolerant.ts'
import { wordOf } from '../words.ts'
import { DomainName } from './customer-body.ts'
import { camelNames, isRecord, nothing, record } from './fields.ts'
import { type ChangeOptions, oneOf, optionalText, request, Text } from './request-body.ts'

/** A name alone, or a resource with it. */
export const CustomDomain = z
  .unknown()
  .transform((sent) => camelNames(sent))
  .transform((sent) => (isRecord(sent) ? (sent['name'] ?? sent['domain'] ?? sent['id']) : sent))
  .pipe(text)
  .transform((name) => name?.toLowerCase() ?? '')

export const VerifiedDomain = record({
  name: text,
  authenticationType: wordOf('managed', 'federated'),
  capability: text,
  isDefault: flag,
  isInitial: flag,
  rootDomain: text,
  status: wordOf('unverified', 'verified', 'pending_deletion'),
  verificationMethod: wordOf('none', 'dns_record', 'email'),
})
export type VerifiedDomain = z.output<typeof VerifiedDomain>

const Federation = request({
  activeLogOnUri: optionalText,
  defaultInteractiveAuthenticationMethod: optionalText,
  federationBrandName: optionalText,
  issuerUri: Text,
  logOffUri: Text,
  metadataExchangeUri: optionalText,
  nextSigningCertificate: z.string().max(20_000).nullish(),
  openIdConnectDiscoveryEndpoint: optionalText,
  passiveLogOnUri: Text,
  preferredAuthenticationProtocol: oneOf('WsFed', 'Samlp'),
  promptLoginBehavior: oneOf('TranslateToFreshPasswordAuth', 'NativeSupport', 'Disabled'),
  signingCertificate: z.string().min(1).max(20_000),
  signingCertificateUpdateStatus: optionalText,
  supportsMfa: z.boolean().nullish(),
})

export const VerifiedDomainBody = request({
  verifiedDomainName: DomainName,
  domain: request({
    name: DomainName,
    authenticationType: oneOf('Managed', 'Federated'),
    capability: Text,
    isDefault: z.boolean().nullish(),
    isInitial: z.boolean().nullish(),
    rootDomain: optionalText,
    status: oneOf('Unverified', 'Verified', 'PendingDeletion'),
    verificationMethod: oneOf('None', 'DnsRecord', 'Email'),
  }),
  domainFederationSettings: Federation.nullish(),
}).refine(
  ({ domain, domainFederationSettings }) => !/^federated$/i.test(String(domain.authenticationType)) || Boolean(domainFederationSettings),
  {
    path: ['domainFederationSettings'],
    message: 'is needed for a federated domain',
  },
)
export type VerifiedDomainBody = z.input<typeof VerifiedDomainBody>

const api = 'partnerCenter' as const

/** 404 says that nobody has the domain: it is the answer wished for, and no failure. */
export const headDomain = operation({
  api,
  method: 'HEAD',
  path: '/v1/domains/{domain}',
  resource: 'utility',
  answer: nothing,
  alsoAnswers: [404],
})
export const listCustomDomains = listOperation({
  api,
  method: 'GET',
  path: '/v1/customers/{customerId}/customDomains',
  resource: 'customer',
  paging: 'offset',
  item: CustomDomain,
  usable: (name) => (name ? null : 'no name'),
})
export const addVerifiedDomain = operation({
  api,
  method: 'POST',
  path: '/v1/customers/{customerId}/verifieddomain',
  resource: 'customer',
  body: VerifiedDomainBody,
  answer: VerifiedDomain,
})

/** Whether a new customer may have `prefix.onmicrosoft.com`. */
export async function domainIsFree(source: Source, domain: string, options?: CallOptions): Promise<boolean> {
  return (await perform(source, headDomain, { ...options, parameters: { domain } })).status === 404
}

export async function customDomains(source: Source, customerId: string, options?: CallOptions): Promise<string[]> {
  return (await allOf(source, listCustomDomains, { ...options, parameters: { customerId } })).records
}

/** For partners who are domain registrars. https://learn.microsoft.com/partner-center/developer/add-a-verified-domain-for-a-customer */
export async function verifyDomain(
  source: Source,
  customerId: string,
  body: VerifiedDomainBody,
  options?: ChangeOptions,
): Promise<VerifiedDomain> {
  return (await perform(source, addVerifiedDomain, { ...options, parameters: { customerId }, body })).data
}
