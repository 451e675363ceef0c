// What was done through Partner Center, by whom: the last 90 days, at most 30 at a time. And who called its API without MFA.
// https://learn.microsoft.com/partner-center/developer/get-a-record-of-partner-center-activity-by-user
import type { z } from 'zod'
import type { CallOptions } from '../http.ts'
import { MicrosoftError } from '../microsoft-error.ts'
import { listOperation, operation } from '../operation.ts'
import type { Page } from '../page.ts'
import { pagesOf } from '../pages.ts'
import { perform } from '../perform.ts'
import type { Source } from '../source.ts'
import { flag, instant, longText, text } from '../tolerant.ts'
import { numbered, parts, record } from './fields.ts'

const api = 'partnerCenter' as const
const resource = 'audit'

export const AuditRecord = record({
  id: text,
  partnerId: text,
  customerId: text,
  customerName: text,
  userPrincipalName: text,
  applicationId: text,
  resourceType: text,
  /** JSON as text, of another shape for each type. */
  resourceNewValue: longText,
  operationType: text,
  operationDate: instant,
  operationStatus: numbered('succeeded', 'failed', 'progress', 'decline'),
  customizedData: parts(record({ key: text, value: text })),
})
export type AuditRecord = z.output<typeof AuditRecord>

export const listAuditRecords = listOperation({ api, method: 'GET', path: '/v1/auditrecords', resource, paging: 'seek', item: AuditRecord })
export const getAuditRecord = operation({
  api,
  method: 'GET',
  path: '/auditactivity/v1/auditrecords/{recordId}',
  resource,
  answer: AuditRecord,
})

const dayMs = 86_400_000
const mostDays = 30
const keptDays = 90

export type AuditWindow = { from: Date; to: Date; now: Date }

/** Days of UTC, both included. Throws MicrosoftError `invalid` before anything is asked where Partner Center would refuse the window. */
export function auditPages(
  source: Source,
  { from, to, now }: AuditWindow,
  options?: CallOptions,
): AsyncGenerator<Page<AuditRecord>, void, undefined> {
  if (to < from || to.getTime() - from.getTime() > mostDays * dayMs) throw refused(`at most ${mostDays} days at a time`)
  if (now.getTime() - from.getTime() > keptDays * dayMs) throw refused(`no more than ${keptDays} days back`)
  const day = (date: Date): string => date.toISOString().slice(0, 10)
  return pagesOf(source, listAuditRecords, { ...options, query: { startDate: day(from), endDate: day(to), size: 500 } })
}

const refused = (why: string): MicrosoftError =>
  new MicrosoftError(`/v1/auditrecords gives ${why}`, { kind: 'invalid', code: 'audit_window' })

/** The record an event names. Throws MicrosoftError. */
export const auditRecordById = async (source: Source, recordId: string, options?: CallOptions): Promise<AuditRecord> =>
  (await perform(source, getAuditRecord, { ...options, parameters: { recordId } })).data

export const PartnerRequest = record({
  requestId: text,
  correlationId: text,
  operationName: text,
  requestDateTime: instant,
  sourceIpAddress: text,
  ipAddress: text,
  objectId: text,
  tenantId: text,
  upn: text,
  applicationId: text,
  mfaCompliant: flag,
}).transform(({ ipAddress, ...sent }) => ({ ...sent, sourceIpAddress: sent.sourceIpAddress ?? ipAddress }))
export type PartnerRequest = z.output<typeof PartnerRequest>

/** Calls of the last seven days and whether each claimed MFA, which Partner Center demands. */
export const listPartnerRequests = listOperation({
  api,
  method: 'GET',
  path: '/v1/partnerRequests',
  resource,
  paging: 'seek',
  item: PartnerRequest,
})

/** Throws MicrosoftError. */
export const partnerRequestPages = (source: Source, options?: CallOptions): AsyncGenerator<Page<PartnerRequest>, void, undefined> =>
  pagesOf(source, listPartnerRequests, options)
