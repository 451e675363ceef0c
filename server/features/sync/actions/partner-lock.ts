// One synchronisation at a time for each partner, over all processes: a lock that PostgreSQL lets go of when its holder dies.
import type pg from 'pg'
import type { Log } from '../../../base/log.ts'

export type PartnerLock = {
  /** Aborted when the connection that holds the lock breaks: another process may begin. */
  lost: AbortSignal
  /** Statistics and visibility of what the run wrote, beside it; failures only cost speed. */
  tidy(): Promise<void>
  release(): Promise<void>
}

/** Takes the lock, or gives null where another run holds it. */
export async function lockPartner(pool: pg.Pool, partnerId: string, log: Log): Promise<PartnerLock | null> {
  const client = await pool.connect()
  try {
    const { rows } = await client.query<{ held: boolean }>('select pg_try_advisory_lock(hashtextextended($1, 0)) as held', [
      `sync ${partnerId}`,
    ])
    if (!rows[0]?.held) {
      client.release()
      return null
    }
  } catch (error) {
    client.release(true)
    throw error
  }
  return lockOn(client, log)
}

function lockOn(client: pg.PoolClient, log: Log): PartnerLock {
  const lost = new AbortController()
  // Stays until the connection is gone: an error that nobody hears would end the process.
  client.on('error', (error: Error) => lost.abort(error))
  let tidying: Promise<void> = Promise.resolve()
  return {
    lost: lost.signal,
    tidy() {
      // Index-only counts need pages marked as visible to all, which in ordinary running is autovacuum's work, minutes later.
      tidying = tidying
        .then(() => client.query('set statement_timeout = 0'))
        .then(() => client.query('vacuum (analyze, skip_locked) customers, customer_terms, delegations'))
        .then(
          () => undefined,
          (error: Error) => log.warn({ err: error }, 'the database could not be tidied after a large change'),
        )
      return tidying
    },
    async release() {
      await tidying
      // Let go of by hand, as the connection ends a moment later; on a broken one it is gone already.
      await client.query('select pg_advisory_unlock_all()').catch(() => {})
      // Closed rather than given back: its settings must not reach others.
      client.release(true)
    },
  }
}
