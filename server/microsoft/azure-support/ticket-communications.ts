// What is written between the customer, the partner and Microsoft's engineers on a support ticket.
// https://learn.microsoft.com/rest/api/support/communications

import { z } from 'zod'
import type { CallOptions } from '../http.ts'
import { listOperation, operation } from '../operation.ts'
import type { Page } from '../page.ts'
import { pagesOf } from '../pages.ts'
import { perform } from '../perform.ts'
import { sending } from '../sent-body.ts'
import type { Source } from '../source.ts'
import { instant, longText, nested, text } from '../tolerant.ts'
import type { UntilDoneOptions } from '../until-done.ts'
import { wordOf } from '../words.ts'
import { azureOperationEnded } from './azure-operation.ts'
import { inSubscription, inTenant, parametersOf, type SupportScope, Text, version } from './support-scope.ts'

export const TicketCommunication = z
  .object({
    name: text,
    properties: nested({
      communicationType: wordOf('web', 'phone'),
      communicationDirection: wordOf('inbound', 'outbound'),
      sender: text,
      subject: text,
      body: longText,
      createdDate: instant,
    }),
  })
  .transform(({ name, properties: sent }) => ({
    name: name ?? '',
    type: sent.communicationType,
    direction: sent.communicationDirection,
    sender: sent.sender,
    subject: sent.subject ?? '',
    /** May be HTML, as Microsoft wrote it: to be cleaned before it is shown. */
    content: sent.body ?? '',
    createdAt: sent.createdDate,
  }))
export type TicketCommunication = z.output<typeof TicketCommunication>

const api = 'azureSupport' as const
const resource = 'azureSupport'
const Communication = TicketCommunication.refine(({ name }) => name !== '', 'no name')
const usable = ({ name }: TicketCommunication): string | null => (name ? null : 'no name')
const communications = (scope: string): string => `${scope}/supportTickets/{ticketName}/communications`
const list = (scope: string) =>
  listOperation({ api, method: 'GET', path: communications(scope), resource, paging: 'link', item: TicketCommunication, usable })
const get = (scope: string) =>
  operation({ api, method: 'GET', path: `${communications(scope)}/{communicationName}`, resource, answer: Communication })
const put = (scope: string) =>
  operation({
    api,
    method: 'PUT',
    path: `${communications(scope)}/{communicationName}`,
    resource,
    body: sending({
      properties: sending({
        subject: Text,
        body: z.string().min(1).max(30_000),
        /** Needed where an application writes. */
        sender: z.string().min(3).max(320).optional(),
      }),
    }),
    answer: Communication.nullable().catch(null),
  })

export const listTenantCommunications = list(inTenant)
export const listSubscriptionCommunications = list(inSubscription)
export const getTenantCommunication = get(inTenant)
export const getSubscriptionCommunication = get(inSubscription)
export const createTenantCommunication = put(inTenant)
export const createSubscriptionCommunication = put(inSubscription)

type OfTicket = SupportScope & { ticketName: string }
const inScope = <Of>({ subscriptionId }: SupportScope, ofTenant: Of, ofSubscription: Of): Of =>
  subscriptionId === null ? ofTenant : ofSubscription

/** Everything written, in the order Microsoft gives it, ten a page. */
export function communicationPages(
  source: Source,
  { subscriptionId, ticketName }: OfTicket,
  options?: CallOptions,
): AsyncGenerator<Page<TicketCommunication>, void, undefined> {
  const scope = { subscriptionId }
  const asked = { ...options, parameters: parametersOf(scope, { ticketName }), query: { ...version, $top: 10 } }
  return pagesOf(source, inScope(scope, listTenantCommunications, listSubscriptionCommunications), asked)
}

export async function communicationByName(
  source: Source,
  { subscriptionId, ...named }: OfTicket & { communicationName: string },
  options?: CallOptions,
): Promise<TicketCommunication> {
  const scope = { subscriptionId }
  const asked = { ...options, parameters: parametersOf(scope, named), query: version }
  return (await perform(source, inScope(scope, getTenantCommunication, getSubscriptionCommunication), asked)).data
}

export type NewCommunication = { subject: string; body: string; sender?: string }

/** Writes to the ticket under a name of ours, which makes a second try the same as the first. Throws like createTicket. */
export async function createCommunication(
  source: Source,
  named: OfTicket & { communicationName: string },
  written: NewCommunication,
  options: UntilDoneOptions = {},
): Promise<TicketCommunication> {
  const { signal, patienceMs } = options
  const { subscriptionId, ...names } = named
  const asked = { signal, patienceMs, parameters: parametersOf({ subscriptionId }, names), query: version, body: { properties: written } }
  const answered = await perform(source, inScope({ subscriptionId }, createTenantCommunication, createSubscriptionCommunication), asked)
  if (answered.status !== 202 && answered.data) return answered.data
  if (answered.status === 202) await azureOperationEnded(source, answered, options)
  return communicationByName(source, named, { signal, patienceMs })
}
