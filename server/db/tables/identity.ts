// Row types of the identity tables: partners, people, browsers. Entered by features/accounts and by sync.
import type { ColumnType, Generated, JSONColumnType } from 'kysely'
import type { NoticeLanguage } from '../../../contract/notice-templates.ts'
import type { Role } from '../../../contract/permissions.ts'
import type { Limits } from '../../../contract/settings.ts'

export type Instant = ColumnType<Date, Date | string | undefined, Date | string>
export type OptionalInstant = ColumnType<Date | null, Date | string | null | undefined, Date | string | null>

export type PartnersTable = {
  partner_id: string
  name: Generated<string>
  advisor: Generated<boolean>
  limits: JSONColumnType<Partial<Limits>, string | undefined, string>
  customers_version: Generated<string>
  /** Of messages to customers whose own language is not known. */
  notice_language: Generated<NoticeLanguage>
  created_at: Instant
}

export type UsersTable = {
  partner_id: string
  user_id: Generated<string>
  object_id: string
  username: string
  name: string
  roles: Role[]
  last_sign_in_at: Instant
}

export type BrowsersTable = {
  browser_id: Generated<string>
  token_hash: Buffer
  active_partner_id: string | null
  active_user_id: string | null
  created_at: Instant
  seen_at: Instant
}

export type BrowserAccountsTable = {
  partner_id: string
  browser_id: string
  user_id: string
  signed_in_at: OptionalInstant
  used_at: Instant
}

export type SignInAttemptsTable = {
  state_hash: Buffer
  browser_id: string
  nonce: string
  code_verifier: string
  return_to: string
  started_at: Instant
}
