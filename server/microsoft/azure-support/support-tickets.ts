// Support tickets with Azure: the one kind that Microsoft lets be opened by program. With a token of the customer's tenant; the
// partner's own goes beside it. https://learn.microsoft.com/rest/api/support/support-tickets

import { z } from 'zod'
import type { CallOptions } from '../http.ts'
import { listOperation, operation } from '../operation.ts'
import type { Page } from '../page.ts'
import { pagesOf } from '../pages.ts'
import { perform } from '../perform.ts'
import { sending } from '../sent-body.ts'
import type { Source } from '../source.ts'
import { flag, instant, longText, nested, number, text, texts } from '../tolerant.ts'
import type { UntilDoneOptions } from '../until-done.ts'
import { wordOf } from '../words.ts'
import { azureOperationEnded } from './azure-operation.ts'
import { inSubscription, inTenant, parametersOf, type SupportScope, version } from './support-scope.ts'
import { TicketBody, TicketChange } from './ticket-body.ts'

export const SupportTicket = z
  .object({
    id: text,
    name: text,
    properties: nested({
      supportTicketId: text,
      title: text,
      description: longText,
      severity: wordOf('minimal', 'moderate', 'critical', 'highestcriticalimpact'),
      status: wordOf('open', 'closed', 'updating'),
      serviceId: text,
      serviceDisplayName: text,
      problemClassificationId: text,
      problemClassificationDisplayName: text,
      createdDate: instant,
      modifiedDate: instant,
      problemStartTime: instant,
      require24X7Response: flag,
      supportPlanType: text,
      supportPlanDisplayName: text,
      supportEngineer: nested({ emailAddress: text }),
      serviceLevelAgreement: nested({ startTime: instant, expirationTime: instant, slaMinutes: number }),
      technicalTicketDetails: nested({ resourceId: text }),
      contactDetails: nested({
        firstName: text,
        lastName: text,
        preferredContactMethod: wordOf('email', 'phone'),
        primaryEmailAddress: text,
        additionalEmailAddresses: texts,
        phoneNumber: text,
        preferredTimeZone: text,
        country: text,
        preferredSupportLanguage: text,
      }),
    }),
  })
  .transform(({ id, name, properties: sent }) => ({
    name: name ?? '',
    /** Null for one of the tenant as such. */
    subscriptionId: /^\/subscriptions\/([^/]+)\//i.exec(id ?? '')?.[1]?.toLowerCase() ?? null,
    /** The number people name to Microsoft; null until it has one. */
    number: sent.supportTicketId,
    title: sent.title ?? '',
    description: sent.description ?? '',
    severity: sent.severity ?? '',
    status: sent.status ?? '',
    serviceId: sent.serviceId,
    service: sent.serviceDisplayName,
    problemClassificationId: sent.problemClassificationId,
    problem: sent.problemClassificationDisplayName,
    createdAt: sent.createdDate,
    modifiedAt: sent.modifiedDate,
    startedAt: sent.problemStartTime,
    aroundTheClock: sent.require24X7Response ?? false,
    plan: sent.supportPlanDisplayName ?? sent.supportPlanType,
    engineer: sent.supportEngineer.emailAddress,
    respondBy: sent.serviceLevelAgreement.expirationTime,
    respondWithinMinutes: sent.serviceLevelAgreement.slaMinutes,
    resourceId: sent.technicalTicketDetails.resourceId,
    contact: sent.contactDetails,
  }))
export type SupportTicket = z.output<typeof SupportTicket>

const api = 'azureSupport' as const
const resource = 'azureSupport'
const Ticket = SupportTicket.refine(({ name }) => name !== '', 'no name')
const usable = ({ name }: SupportTicket): string | null => (name ? null : 'no name')
const list = (scope: string) =>
  listOperation({ api, method: 'GET', path: `${scope}/supportTickets`, resource, paging: 'link', item: SupportTicket, usable })
const get = (scope: string) => operation({ api, method: 'GET', path: `${scope}/supportTickets/{ticketName}`, resource, answer: Ticket })
// 202 comes without a body, 200 with the ticket.
const put = (scope: string) =>
  operation({
    api,
    method: 'PUT',
    path: `${scope}/supportTickets/{ticketName}`,
    resource,
    body: TicketBody,
    answer: Ticket.nullable().catch(null),
  })
const patch = (scope: string) =>
  operation({
    api,
    method: 'PATCH',
    path: `${scope}/supportTickets/{ticketName}`,
    resource,
    body: TicketChange,
    answer: Ticket,
    // The same change twice is the same.
    repeatable: true,
  })
const check = (scope: string) =>
  operation({
    api,
    method: 'POST',
    path: `${scope}/checkNameAvailability`,
    resource,
    body: sending({
      name: z.string().min(1).max(128),
      type: z.enum(['Microsoft.Support/supportTickets', 'Microsoft.Support/communications']),
    }),
    answer: z.object({ nameAvailable: flag, reason: text, message: text }),
    // It asks and changes nothing.
    repeatable: true,
  })

export const listTenantTickets = list(inTenant)
export const listSubscriptionTickets = list(inSubscription)
export const getTenantTicket = get(inTenant)
export const getSubscriptionTicket = get(inSubscription)
export const createTenantTicket = put(inTenant)
export const createSubscriptionTicket = put(inSubscription)
export const updateTenantTicket = patch(inTenant)
export const updateSubscriptionTicket = patch(inSubscription)
export const checkTenantTicketName = check(inTenant)
export const checkSubscriptionTicketName = check(inSubscription)

const inScope = <Of>({ subscriptionId }: SupportScope, ofTenant: Of, ofSubscription: Of): Of =>
  subscriptionId === null ? ofTenant : ofSubscription

/** Tickets of the last 18 months, all or those that are open or were made since. */
export function ticketPages(
  source: Source,
  scope: SupportScope,
  of: { open?: boolean; createdSince?: Date } = {},
  options?: CallOptions,
): AsyncGenerator<Page<SupportTicket>, void, undefined> {
  const conditions = [of.open && "status eq 'Open'", of.createdSince && `createdDate ge ${of.createdSince.toISOString()}`]
  const $filter = conditions.filter(Boolean).join(' and ') || undefined
  const asked = { ...options, parameters: parametersOf(scope), query: { ...version, $top: 100, $filter } }
  return pagesOf(source, inScope(scope, listTenantTickets, listSubscriptionTickets), asked)
}

/** Throws MicrosoftError, `gone` where there is none. */
export async function ticketByName(source: Source, scope: SupportScope, ticketName: string, options?: CallOptions): Promise<SupportTicket> {
  const asked = { ...options, parameters: parametersOf(scope, { ticketName }), query: version }
  return (await perform(source, inScope(scope, getTenantTicket, getSubscriptionTicket), asked)).data
}

/**
 * Opens a ticket under a name of ours and waits until it is there. The same name again finds the same ticket, so a call that was cut off
 * may be made again. Throws MicrosoftError: `denied` without the role or a support plan that allows it, `invalid` where Azure refuses.
 */
export async function createTicket(
  source: Source,
  { subscriptionId, ticketName }: SupportScope & { ticketName: string },
  body: TicketBody,
  options: UntilDoneOptions = {},
): Promise<SupportTicket> {
  const { signal, patienceMs } = options
  const scope = { subscriptionId }
  const asked = { signal, patienceMs, parameters: parametersOf(scope, { ticketName }), query: version, body }
  const answered = await perform(source, inScope(scope, createTenantTicket, createSubscriptionTicket), asked)
  if (answered.status !== 202 && answered.data) return answered.data
  if (answered.status === 202) await azureOperationEnded(source, answered, options)
  return ticketByName(source, scope, ticketName, { signal, patienceMs })
}

/** Throws MicrosoftError, `invalid` for closing a ticket that somebody works on. */
export async function updateTicket(
  source: Source,
  { subscriptionId, ticketName }: SupportScope & { ticketName: string },
  body: TicketChange,
  options?: CallOptions,
): Promise<SupportTicket> {
  const scope = { subscriptionId }
  const asked = { ...options, parameters: parametersOf(scope, { ticketName }), query: version, body }
  return (await perform(source, inScope(scope, updateTenantTicket, updateSubscriptionTicket), asked)).data
}

/** Whether the name is free for a ticket. */
export async function ticketNameIsFree(source: Source, scope: SupportScope, name: string, options?: CallOptions): Promise<boolean> {
  const body = { name, type: 'Microsoft.Support/supportTickets' }
  const asked = { ...options, parameters: parametersOf(scope), query: version, body }
  return (await perform(source, inScope(scope, checkTenantTicketName, checkSubscriptionTicketName), asked)).data.nameAvailable === true
}
