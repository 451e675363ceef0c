// Row types of notifications: channels, rules, and the ledger.
import type { Generated, GeneratedAlways, JSONColumnType } from 'kysely'
import type { NoticeReason, NoticeState, noticeMoments } from '../../../contract/notice-ledger.ts'
import type { ChannelKind, NoticeKind, RuleSettings } from '../../../contract/notifications.ts'
import type { OverReason } from '../../../contract/service-health.ts'
import type { Instant, OptionalInstant } from './identity.ts'

/** A value of base/secret-keys.ts, its bytes in base64. */
export type StoredSecret = { keyId: string; bytes: string }
type Secret = JSONColumnType<StoredSecret | null, string | null | undefined, string | null>

export type NoticeChannelsTable = {
  partner_id: string
  channel_id: string
  user_id: string | null
  kind: ChannelKind
  name: string
  target: string
  sealed_url: Secret
  sealed_secret: Secret
  state: 'unverified' | 'active' | 'paused'
  code_hash: Buffer | null
  code_tries: Generated<number>
  code_expires_at: OptionalInstant
  code_sent_at: OptionalInstant
  verified_at: OptionalInstant
  paused_at: OptionalInstant
  paused_reason: string | null
  created_at: Instant
  last_sent_at: OptionalInstant
}

export type NoticeCodesTable = { partner_id: string; code_id: string; user_id: string; address: string; sent_at: Instant }

export type NoticeRulesTable = {
  partner_id: string
  rule_id: string
  user_id: string | null
  settings: JSONColumnType<RuleSettings, string, string>
  created_at: Instant
  changed_at: Instant
}

/** Up to where facts have been told. */
export type NoticeCursorsTable = { partner_id: string; written_in: string; fact_id: string }

export type NoticeEntriesTable = {
  partner_id: string
  entry_id: string
  /** What happened, once: the fact's ID, or the digest's or the test's own. */
  change_id: string
  rule_id: string | null
  rule_name: string | null
  channel_id: string
  channel_kind: ChannelKind
  target: string
  user_id: string | null
  kind: NoticeKind | null
  moment: (typeof noticeMoments)[number]
  issue_id: string | null
  title: string | null
  service: string | null
  state: NoticeState
  reason: NoticeReason | null
  affected: number | null
  tries: Generated<number>
  at: Instant
  /** When it is looked at again; null when it is over, or a digest carries it. */
  due_at: OptionalInstant
  taken_until: OptionalInstant
  taken_by: string | null
  digest_id: string | null
  sent_at: OptionalInstant
  /** When a report told that it came back. */
  returned_at: OptionalInstant
  response: string | null
  /** Of a notice that an issue is over: what the fact said of it. */
  why: OverReason | null
  /** How many conditions narrow the customers of its rule: of several for one recipient the widest leaves first. */
  conditions: Generated<number>
  /** Of the issue's ID and title, the recipient and the rule, a line each, as base/search-key.ts writes them. Made by the database. */
  search_key: GeneratedAlways<string>
}

export type NoticeAttemptsTable = { partner_id: string; entry_id: string; at: Instant; ok: boolean; response: string }
