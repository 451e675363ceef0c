// Support tickets of the partner and of its customers: read, added to, closed. With a user's token. They are opened in Microsoft's own admin
// centers or with Azure Support: Partner Center's way was switched off in 2020.
// https://learn.microsoft.com/partner-center/developer/service-request-resources
import { z } from 'zod'
import type { CallOptions } from '../http.ts'
import { listOperation, operation } from '../operation.ts'
import type { Page } from '../page.ts'
import { pagesOf } from '../pages.ts'
import { perform } from '../perform.ts'
import type { Source } from '../source.ts'
import { anything, instant, longText, number, text } from '../tolerant.ts'
import { maybe, numbered, orNothing, part, parts, record, words } from './fields.ts'
import { type ChangeOptions, Moment, oneOf, optionalText, request } from './request-body.ts'

const organization = part({ id: text, name: text, phoneNumber: text })
const contact = maybe(record({ organization, contactId: text, firstName: text, lastName: text, email: text, phoneNumber: text }))

export const ServiceRequest = record({
  id: text,
  title: text,
  description: longText,
  severity: numbered('unknown', 'critical', 'moderate', 'minimal'),
  status: numbered('none', 'open', 'closed', 'attention_needed'),
  supportTopicId: text,
  supportTopicName: text,
  supportTopicDescription: text,
  productId: text,
  productName: text,
  organization,
  primaryContact: contact,
  lastUpdatedBy: contact,
  createdDate: instant,
  lastModifiedDate: instant,
  lastClosedDate: instant,
  notes: parts(record({ createdByName: text, createdDate: instant, text: longText })),
  fileLinks: parts(
    record({ id: text, comment: text, fileNameWithoutExtension: text, fileExtension: text, fileSize: number, location: text }),
  ),
  countryCode: text,
  additionalInfo: anything,
  appointment: anything,
  emailCcList: words,
  creationChannel: text,
}).transform(({ additionalInfo, appointment, ...sent }) => ({
  ...sent,
  id: sent.id ?? '',
  title: sent.title ?? '',
  severity: sent.severity ?? 'unknown',
  status: sent.status ?? 'none',
  /** Of no documented shape; kept to be shown. */
  additionalInfo: additionalInfo ?? null,
  appointment: appointment ?? null,
}))
export type ServiceRequest = z.output<typeof ServiceRequest>

/** Other properties of the resource are taken where they say nothing, as samples send it whole. */
export const ServiceRequestChange = request({
  status: oneOf('none', 'open', 'closed', 'attention_needed').nullish(),
  newNote: request({ text: z.string().min(1).max(30_000), createdByName: optionalText, createdDate: Moment.nullish() }).nullish(),
  severity: oneOf('unknown', 'critical', 'moderate', 'minimal').nullish(),
  // Samples send the whole resource: these are looked at by nobody.
  createdDate: Moment.nullish(),
  lastModifiedDate: Moment.nullish(),
  lastClosedDate: Moment.nullish(),
}).refine(
  ({ status, newNote }) => Boolean(newNote) || (status !== null && status !== undefined && !/^(none|0)$/i.test(String(status))),
  'changes nothing',
)
export type ServiceRequestChange = z.input<typeof ServiceRequestChange>

const api = 'partnerCenter' as const
const resource = 'serviceRequest'
const ofPartner = '/v1/servicerequests'
const ofCustomer = '/v1/customers/{customerId}/servicerequests'
const usable = ({ id }: ServiceRequest): string | null => (id ? null : 'no id')
const Answer = ServiceRequest.refine(({ id }) => id !== '', 'no id')
/** One page of the documentation answers with the resource, the newer reference with 204. */
const Changed = orNothing(Answer)

export const listServiceRequests = listOperation({
  api,
  method: 'GET',
  path: ofPartner,
  resource,
  paging: 'offset',
  item: ServiceRequest,
  usable,
})
export const getServiceRequest = operation({ api, method: 'GET', path: `${ofPartner}/{requestId}`, resource, answer: Answer })
export const patchServiceRequest = operation({
  api,
  method: 'PATCH',
  path: `${ofPartner}/{requestId}`,
  resource,
  body: ServiceRequestChange,
  answer: Changed,
})
export const listCustomerServiceRequests = listOperation({
  api,
  method: 'GET',
  path: ofCustomer,
  resource,
  paging: 'offset',
  item: ServiceRequest,
  usable,
})
export const getCustomerServiceRequest = operation({ api, method: 'GET', path: `${ofCustomer}/{requestId}`, resource, answer: Answer })
export const patchCustomerServiceRequest = operation({
  api,
  method: 'PATCH',
  path: `${ofCustomer}/{requestId}`,
  resource,
  body: ServiceRequestChange,
  answer: Changed,
})

/** Null for the partner's own. */
export type RequestScope = { customerId: string | null }

const parametersOf = ({ customerId }: RequestScope, requestId?: string): Record<string, string> => ({
  ...(customerId !== null && { customerId }),
  ...(requestId !== undefined && { requestId }),
})

/** All, or those of one state. Throws MicrosoftError, `denied` without a user's token. */
export function serviceRequestPages(
  source: Source,
  scope: RequestScope,
  status: 'open' | 'closed' | 'attention_needed' | null = null,
  options?: CallOptions,
): AsyncGenerator<Page<ServiceRequest>, void, undefined> {
  const filter = status && JSON.stringify({ Field: 'Status', Value: status, Operator: 'equals' })
  const asked = { ...options, parameters: parametersOf(scope), query: { offset: 0, size: 200, filter } }
  return pagesOf(source, scope.customerId === null ? listServiceRequests : listCustomerServiceRequests, asked)
}

/** Throws MicrosoftError, `gone` where there is none. */
export async function serviceRequestById(
  source: Source,
  scope: RequestScope,
  requestId: string,
  options?: CallOptions,
): Promise<ServiceRequest> {
  const asked = { ...options, parameters: parametersOf(scope, requestId) }
  return (await perform(source, scope.customerId === null ? getServiceRequest : getCustomerServiceRequest, asked)).data
}

type Place = RequestScope & { requestId: string }

async function change(source: Source, place: Place, body: ServiceRequestChange, options?: ChangeOptions): Promise<ServiceRequest | null> {
  const asked = { ...options, parameters: parametersOf(place, place.requestId), body }
  return (await perform(source, place.customerId === null ? patchServiceRequest : patchCustomerServiceRequest, asked)).data
}

/** The request as it is now, or null where Microsoft does not say. */
export function addNote(source: Source, place: Place, text: string, options?: ChangeOptions): Promise<ServiceRequest | null> {
  return change(source, place, { newNote: { text } }, options)
}

export function closeServiceRequest(source: Source, place: Place, options?: ChangeOptions): Promise<ServiceRequest | null> {
  return change(source, place, { status: 'closed' }, options)
}
