// Forgets what the ledger has kept long enough, so that it does not grow for ever. Entered by notifications.jobs.ts.
import { sql } from 'kysely'
import type { Services } from '../../../feature.ts'

const rowsAtOnce = 5_000
const dayMs = 86_400_000

/** Entries of changes older than the configured days, and their attempts. What still waits is kept, however old. Returns how many went. */
export async function trimLedger({ config, door, clock }: Services, partnerId: string, signal: AbortSignal): Promise<number> {
  const db = door.ofPartner(partnerId)
  const before = new Date(clock.now().getTime() - config.NOTIFY_KEEP_DAYS * dayMs)
  let gone = 0
  while (!signal.aborted) {
    const { rows } = await sql<{ n: number }>`
      with old as (
        select entry_id from notice_entries
        where partner_id = ${partnerId} and at < ${before} and due_at is null and state not in ('waiting', 'held', 'failed')
        order by at limit ${rowsAtOnce}
      ), attempts as (
        delete from notice_attempts a using old where a.partner_id = ${partnerId} and a.entry_id = old.entry_id
      ), entries as (
        delete from notice_entries e using old where e.partner_id = ${partnerId} and e.entry_id = old.entry_id returning e.entry_id
      )
      select count(*)::int as n from entries
    `.execute(db)
    const n = rows[0]?.n ?? 0
    gone += n
    if (n < rowsAtOnce) break
  }
  return gone
}
