// Row types of what all processes share in speaking with Microsoft: refresh tokens and rates.
import type { ColumnType, Generated, GeneratedAlways, JSONColumnType } from 'kysely'
import type { Instant } from './identity.ts'

type SignInFailure = { cause: string; code: string | null; message: string; at: string }

export type RefreshTokensTable = {
  partner_id: string
  key_id: string
  sealed: Buffer
  version: string
  username: string | null
  object_id: string | null
  scopes: ColumnType<string[], string[] | undefined, string[]>
  mfa: boolean | null
  signed_in_at: Instant
  renewed_at: Instant
  given_hash: Buffer | null
  failure: JSONColumnType<SignInFailure | null, string | null | undefined, string | null>
}

/** Written by rate-limiter-flexible. */
export type RatePermitsTable = {
  key: string
  points: Generated<number>
  expire: string | null
  partner_id: GeneratedAlways<string>
}

export type RateLessonsTable = {
  partner_id: string
  budget: string
  refused: Generated<number>
  in_a_row: Generated<number>
  refused_at: Instant
  paused_until: Instant
  per_minute: number | null
}

export type RateUsageTable = {
  partner_id: string
  resource: string
  process_id: string
  used: number
  waiting: number
  refused: number
  at: Instant
}
