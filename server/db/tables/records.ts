// Row types of what is recorded: facts (the activity log) and synchronisation runs.
import type { Generated, JSONColumnType } from 'kysely'
import type { PullFailure } from '../../../contract/pulls.ts'
import type { SyncRun } from '../../../contract/sync.ts'
import type { Instant, OptionalInstant } from './identity.ts'

export type FactsTable = {
  partner_id: string
  fact_id: Generated<string>
  at: Instant
  kind: string
  actor_id: string | null
  tenant_id: string | null
  data: JSONColumnType<Record<string, unknown>>
  /** The transaction that wrote it; grows in the order in which facts are surely all there. */
  written_in: Generated<string>
}

export type SyncRunsTable = {
  partner_id: string
  run_id: Generated<string>
  started_at: Instant
  ended_at: OptionalInstant
  alive_at: Instant
  outcome: Generated<SyncRun['outcome']>
  stage: Generated<SyncRun['stage']>
  stage_started_at: Instant
  seen: Generated<number>
  expected: number | null
  added: Generated<number>
  changed: Generated<number>
  departed: Generated<number>
  returned: Generated<number>
  skipped: Generated<number>
  /** It took customers that no list names for gone. */
  absence_counted: Generated<boolean>
  failure: JSONColumnType<NonNullable<SyncRun['failure']> | null, string | null | undefined, string | null>
}

/** The IDs of one page; `kind` names the list, which is the stage that read it. */
export type SyncSeenTable = { partner_id: string; run_id: string; kind: SyncRun['stage']; page: number; ids: string[] }

/** How far a run has come in one list: `pages` saved without a gap from the first, and where the next begins; null after the last. */
export type SyncListsTable = {
  partner_id: string
  run_id: string
  kind: SyncRun['stage']
  begun_at: Instant
  read_at: Instant
  pages: Generated<number>
  records: Generated<number>
  skipped: Generated<number>
  expected: number | null
  next_address: string | null
  next_token: string | null
  contract_types: Generated<string[]>
}

/** How one of Microsoft's lists stands: `records` and `unreadable` of its last reading to the end, `failure` of the last try. */
export type SyncListStatesTable = {
  partner_id: string
  list: Exclude<SyncRun['stage'], 'finishing'>
  tried_at: Instant
  good_at: OptionalInstant
  records: Generated<number>
  unreadable: Generated<number>
  failure: JSONColumnType<PullFailure | null, string | null | undefined, string | null>
}
