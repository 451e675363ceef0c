// What a customer may buy beside the commercial offers: education, government, state-owned. Vetted by Microsoft over days.
// https://learn.microsoft.com/partner-center/developer/get-customer-qualification-asynchronous
import type { z } from 'zod'
import type { CallOptions } from '../http.ts'
import { listOperation, operation } from '../operation.ts'
import type { Page } from '../page.ts'
import { allOf } from '../pages.ts'
import { perform } from '../perform.ts'
import type { Source } from '../source.ts'
import { instant, text } from '../tolerant.ts'
import { wordOf } from '../words.ts'
import { record } from './fields.ts'
import { type ChangeOptions, oneOf, optionalText, request } from './request-body.ts'

export const CustomerQualification = record({
  qualification: wordOf('None', 'Education', 'GovernmentCommunityCloud', 'StateOwnedEntity', 'Nonprofit'),
  vettingStatus: wordOf('None', 'InReview', 'Approved', 'Denied', 'Expired'),
  vettingReason: text,
  // One page of the documentation writes the one, another the other.
  vettingCreateDate: instant,
  vettingCreatedDate: instant,
}).transform((sent) => ({
  qualification: sent.qualification ?? '',
  /** Null for what needs no vetting. */
  vettingStatus: sent.vettingStatus,
  vettingReason: sent.vettingReason,
  vettingSince: sent.vettingCreateDate ?? sent.vettingCreatedDate,
}))
export type CustomerQualification = z.output<typeof CustomerQualification>

export const QualificationBody = request({
  qualification: oneOf('Education', 'GovernmentCommunityCloud', 'StateOwnedEntity'),
  educationSegment: oneOf('K12', 'HigherEducation').nullish(),
  website: optionalText,
  /** For the government cloud; documented in the query as well. */
  validationCode: optionalText,
})
export type QualificationBody = z.input<typeof QualificationBody>

const api = 'partnerCenter' as const
const path = '/v1/customers/{customerId}/qualifications'
const resource = 'customer'

export const listQualifications = listOperation({
  api,
  method: 'GET',
  path,
  resource,
  paging: 'offset',
  item: CustomerQualification,
  usable: ({ qualification }) => (qualification ? null : 'no qualification'),
})
export const createQualification = operation({
  api,
  method: 'POST',
  path,
  resource,
  body: QualificationBody,
  answer: CustomerQualification,
})

export function customerQualifications(source: Source, customerId: string, options?: CallOptions): Promise<Page<CustomerQualification>> {
  return allOf(source, listQualifications, { ...options, parameters: { customerId } })
}

/** Asks for one; Microsoft vets it. Throws MicrosoftError, `denied` without a user's token. */
export async function askForQualification(
  source: Source,
  customerId: string,
  body: QualificationBody,
  options?: ChangeOptions,
): Promise<CustomerQualification> {
  return (await perform(source, createQualification, { ...options, parameters: { customerId }, body })).data
}
