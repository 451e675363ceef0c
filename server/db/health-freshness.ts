// When the stored state of a customer's health no longer counts. Shared by every feature that shows it.
import { sql } from 'kysely'
import type { HealthState } from '../../contract/health-states.ts'

/** Eight readings of a customer with nothing going on: whoever was not read well for so long is unknown (D9). */
export const healthStaleMs = 2 * 3_600_000

/** The state of customer `c` with stored health `h` and reading `r`: unknown without access, and where the reading is too old. */
export const healthStateNow = sql<HealthState>`
  case when c.departed_at is null and c.delegation = 'active' and r.good_at > now() - ${sql.lit(healthStaleMs / 1000)} * interval '1 second'
    then coalesce(h.state, 'unknown') else 'unknown' end`
