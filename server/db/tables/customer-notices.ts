// Row types of telling customers: each message to one customer, and the partner's own templates.
import type { Generated } from 'kysely'
import type { NoticeFailure, NoticeState, NoticeWay } from '../../../contract/customer-notices.ts'
import type { NoticeKind, NoticeLanguage } from '../../../contract/notice-templates.ts'
import type { Instant, OptionalInstant } from './identity.ts'

export type CustomerNoticesTable = {
  partner_id: string
  notice_id: Generated<string>
  key: string
  issue_id: string
  tenant_id: string
  kind: NoticeKind
  way: NoticeWay
  language: NoticeLanguage
  address: string | null
  subject: string
  body: string
  state: NoticeState
  failure: NoticeFailure | null
  said: string | null
  tries: Generated<number>
  made_by: string
  made_at: Instant
  settled_at: OptionalInstant
}

/** `address` in lower case. */
export type RefusedAddressesTable = { partner_id: string; tenant_id: string; address: string; refused_at: Instant; said: string }

export type NoticeTemplatesTable = {
  partner_id: string
  kind: NoticeKind
  language: NoticeLanguage
  subject: string
  body: string
  changed_by: string
  changed_at: Instant
}
