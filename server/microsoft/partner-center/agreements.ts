// The agreement a customer must have accepted before anything is sold to it, and the partner's own with its provider.
// https://learn.microsoft.com/partner-center/developer/get-confirmation-of-customer-agreement
import { z } from 'zod'
import type { CallOptions } from '../http.ts'
import { listOperation, operation } from '../operation.ts'
import type { Page } from '../page.ts'
import { allOf } from '../pages.ts'
import { perform } from '../perform.ts'
import type { Source } from '../source.ts'
import { flag, instant, number, text } from '../tolerant.ts'
import { contact, record, yes } from './fields.ts'
import { type ChangeOptions, ContactBody, Moment, request, Text } from './request-body.ts'

const api = 'partnerCenter' as const
const resource = 'agreement'
const ofCustomer = '/v1/customers/{customerId}/agreements'

export const AgreementTemplate = record({ templateId: text, agreementType: text, agreementLink: text, versionRank: number })
export type AgreementTemplate = z.output<typeof AgreementTemplate>
export const listAgreementTemplates = listOperation({
  api,
  method: 'GET',
  path: '/v1/agreements',
  resource,
  paging: 'offset',
  item: AgreementTemplate,
})

export const AgreementConfirmation = record({
  userId: text,
  primaryContact: contact,
  templateId: text,
  dateAgreed: instant,
  type: text,
  agreementLink: text,
})
export type AgreementConfirmation = z.output<typeof AgreementConfirmation>
export const listAgreementConfirmations = listOperation({
  api,
  method: 'GET',
  path: ofCustomer,
  resource,
  paging: 'offset',
  item: AgreementConfirmation,
})

export const ConfirmationBody = request({
  userId: z.string().nullish(),
  primaryContact: ContactBody,
  templateId: Text,
  dateAgreed: Moment,
  type: z.union([z.string(), z.int()]),
})
export type ConfirmationBody = z.input<typeof ConfirmationBody>
export const postAgreementConfirmation = operation({
  api,
  method: 'POST',
  path: ofCustomer,
  resource,
  body: ConfirmationBody,
  answer: AgreementConfirmation,
})

export const getDirectSignStatus = operation({
  api,
  method: 'GET',
  path: '/v1/customers/{customerId}/directSignedMicrosoftCustomerAgreementStatus',
  resource,
  answer: record({ isSigned: yes }),
})
export const getIndirectResellerAgreement = operation({
  api,
  method: 'GET',
  path: '/v1/compliance/{programName}/agreementstatus',
  resource,
  answer: record({ isAgreementSigned: flag }),
})

/** Without a type, Partner Center answers with the agreement that no longer counts; so all are asked for. Throws MicrosoftError. */
export const agreementTemplates = (source: Source, options?: CallOptions): Promise<Page<AgreementTemplate>> =>
  allOf(source, listAgreementTemplates, { ...options, query: { agreementType: '*' } })

/** Who confirmed which agreement and when, of every type. Throws MicrosoftError. */
export const agreementConfirmations = (source: Source, customerId: string, options?: CallOptions): Promise<Page<AgreementConfirmation>> =>
  allOf(source, listAgreementConfirmations, { ...options, parameters: { customerId }, query: { agreementType: '*' } })

/** Throws MicrosoftError. */
export const confirmAgreement = async (
  source: Source,
  customerId: string,
  body: ConfirmationBody,
  options?: ChangeOptions,
): Promise<AgreementConfirmation> =>
  (await perform(source, postAgreementConfirmation, { ...options, parameters: { customerId }, body })).data

/** Whether the customer has signed with Microsoft itself. Throws MicrosoftError. */
export const signedDirectly = async (source: Source, customerId: string, options?: CallOptions): Promise<boolean> =>
  (await perform(source, getDirectSignStatus, { ...options, parameters: { customerId } })).data.isSigned

/** Whether an indirect reseller has signed; null where Microsoft does not say. Throws MicrosoftError with codes 2000 to 2206. */
export const indirectResellerSigned = async (
  source: Source,
  of: { mpnId?: string; tenantId?: string },
  options?: CallOptions,
): Promise<boolean | null> =>
  (await perform(source, getIndirectResellerAgreement, { ...options, parameters: { programName: 'csp' }, query: of })).data
    .isAgreementSigned
