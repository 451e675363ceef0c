// Row types of what is read for each customer by itself, and of the sweeps that read it.
import type { Generated, JSONColumnType } from 'kysely'
import type { PullFailure } from '../../../contract/pulls.ts'
import type { Instant, OptionalInstant } from './identity.ts'

type Failure = JSONColumnType<PullFailure | null, string | null | undefined, string | null>

export type PullsTable = {
  partner_id: string
  tenant_id: string
  /** The name of a feature's pull: `details`, `subscriptions`, `health`. */
  resource: string
  due_at: Instant
  asked_at: OptionalInstant
  /** 0 a person waits for it, 1 there is news to look into, 2 merely due. */
  urgency: Generated<number>
  /** Until then a run reads it; after that the run is taken for dead. */
  taken_until: OptionalInstant
  taken_by: string | null
  tried_at: OptionalInstant
  good_at: OptionalInstant
  digest: Buffer | null
  /** In a row, since it was last good. */
  failures: Generated<number>
  failure: Failure
}

export type PullSweepsTable = {
  partner_id: string
  sweep_id: string
  resource: string
  started_at: Instant
  ended_at: OptionalInstant
  alive_at: Instant
  good: Generated<number>
  changed: Generated<number>
  failed: Generated<number>
  throttled: Generated<number>
  /** Records of good answers that could not be read. */
  unreadable: Generated<number>
  failure: Failure
}
