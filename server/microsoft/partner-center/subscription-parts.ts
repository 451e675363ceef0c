// What hangs on a subscription: provisioning, support contact, Azure entitlements, registration, activation links; and the days terms may end on.
// https://learn.microsoft.com/partner-center/developer/subscription-resources
import type { z } from 'zod'
import type { CallOptions } from '../http.ts'
import { listOperation, operation } from '../operation.ts'
import type { Page } from '../page.ts'
import { allOf } from '../pages.ts'
import { perform } from '../perform.ts'
import type { Source } from '../source.ts'
import { guid, instant, number, text } from '../tolerant.ts'
import { wordOf } from '../words.ts'
import { end, link, nothing, part, record, words } from './fields.ts'
import { type ChangeOptions, Guid, MpnId, request, Text } from './request-body.ts'
import type { SubscriptionPlace } from './subscriptions.ts'

export const SubscriptionProvisioning = record({
  skuId: text,
  status: wordOf('success', 'pending', 'failed'),
  quantity: number,
  endDate: end,
})
export type SubscriptionProvisioning = z.output<typeof SubscriptionProvisioning>

export const SupportContact = record({ supportTenantId: guid, supportMpnId: text, name: text })
export type SupportContact = z.output<typeof SupportContact>

export const SupportContactBody = request({ supportTenantId: Guid, supportMpnId: MpnId, name: Text })
export type SupportContactBody = z.input<typeof SupportContactBody>

export const AzureEntitlement = record({ id: text, friendlyName: text, status: text, subscriptionId: text }).transform((sent) => ({
  ...sent,
  id: sent.id?.toLowerCase() ?? '',
  subscriptionId: sent.subscriptionId?.toLowerCase() ?? null,
}))
export type AzureEntitlement = z.output<typeof AzureEntitlement>

export const CustomTermEnd = record({
  allowedCustomTermEndDateType: wordOf('calendarMonthAligned', 'subscriptionAligned'),
  allowedCustomTermEndDate: instant,
  cotermSubscriptionIds: words,
})
export type CustomTermEnd = z.output<typeof CustomTermEnd>

export const RegistrationStatus = record({
  subscriptionId: text,
  status: wordOf('registered', 'registering', 'notregistered'),
})

/** A link by itself, or a resource that holds one. */
export const ActivationLink = record({ link: part({ uri: text, method: text }), uri: text, links: part({ link }) }).transform(
  (sent) => sent.uri ?? sent.link.uri ?? sent.links.link ?? '',
)

const api = 'partnerCenter' as const
const resource = 'subscription'
const all = '/v1/customers/{customerId}/subscriptions'
const one = `${all}/{subscriptionId}`

export const getProvisioning = operation({
  api,
  method: 'GET',
  path: `${one}/provisioningstatus`,
  resource,
  answer: SubscriptionProvisioning,
})
export const getSupportContact = operation({ api, method: 'GET', path: `${one}/supportcontact`, resource, answer: SupportContact })
export const putSupportContact = operation({
  api,
  method: 'PUT',
  path: `${one}/supportcontact`,
  resource,
  body: SupportContactBody,
  answer: SupportContact,
})
export const listAzureEntitlements = listOperation({
  api,
  method: 'GET',
  path: `${one}/azureEntitlements`,
  resource,
  paging: 'offset',
  item: AzureEntitlement,
  usable: ({ id }) => (id ? null : 'no id'),
})
export const getAzureEntitlement = operation({
  api,
  method: 'GET',
  path: `${one}/azureEntitlements/{entitlementId}`,
  resource,
  answer: AzureEntitlement.refine(({ id }) => id !== '', 'no id'),
})
export const listCustomTermEnds = listOperation({
  api,
  method: 'GET',
  path: `${all}/customTermEndDates`,
  resource,
  paging: 'offset',
  item: CustomTermEnd,
  usable: ({ allowedCustomTermEndDate }) => (allowedCustomTermEndDate ? null : 'no date'),
})
export const getRegistration = operation({ api, method: 'GET', path: `${one}/registrationstatus`, resource, answer: RegistrationStatus })
export const registerSubscription = operation({ api, method: 'POST', path: `${one}/registrations`, resource, answer: nothing })
export const listActivationLinks = listOperation({
  api,
  method: 'GET',
  path: `${one}/activationlinks`,
  resource,
  paging: 'offset',
  item: ActivationLink,
  usable: (uri) => (/^https:\/\//i.test(uri) ? null : 'no web address'),
})

export async function subscriptionProvisioning(
  source: Source,
  place: SubscriptionPlace,
  options?: CallOptions,
): Promise<SubscriptionProvisioning> {
  return (await perform(source, getProvisioning, { ...options, parameters: place })).data
}

export async function supportContact(source: Source, place: SubscriptionPlace, options?: CallOptions): Promise<SupportContact> {
  return (await perform(source, getSupportContact, { ...options, parameters: place })).data
}

export async function setSupportContact(
  source: Source,
  place: SubscriptionPlace,
  body: SupportContactBody,
  options?: ChangeOptions,
): Promise<SupportContact> {
  return (await perform(source, putSupportContact, { ...options, parameters: place, body })).data
}

export function azureEntitlements(source: Source, place: SubscriptionPlace, options?: CallOptions): Promise<Page<AzureEntitlement>> {
  return allOf(source, listAzureEntitlements, { ...options, parameters: place })
}

/** The days a new subscription of this term may end on instead of its own. */
export function customTermEnds(
  source: Source,
  customerId: string,
  termDuration: string,
  options?: CallOptions,
): Promise<Page<CustomTermEnd>> {
  const query = { term_duration: termDuration }
  return allOf(source, listCustomTermEnds, { ...options, parameters: { customerId }, query })
}

/** Where the customer's administrator activates what another publisher sold. */
export function activationLinks(source: Source, place: SubscriptionPlace, options?: CallOptions): Promise<Page<string>> {
  return allOf(source, listActivationLinks, { ...options, parameters: place })
}
