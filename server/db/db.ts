// Opens PostgreSQL: one pool for the process, and from it one Kysely per partner that sees that partner's rows only.
import { Kysely, PostgresDialect, type PostgresPool, type PostgresPoolClient } from 'kysely'
import { LRUCache } from 'lru-cache'
import pg from 'pg'
import Cursor from 'pg-cursor'
import { preparing } from './prepared.ts'
import type { Database } from './tables/database.ts'

export type Db = Kysely<Database>

export type DbDoor = {
  /** Identity tables only: with no partner set, row-level security hides every other row. */
  identity: Db
  /** The same for the session check, on a connection that may still be set to some partner: for a request to change it twice costs more than the check. */
  sessions: Db
  /** One partner's rows; the partner is set on the connection, behind every query's own condition. */
  ofPartner(partnerId: string): Db
  pool: pg.Pool
  close(): Promise<void>
}

type OpenOptions = { url: string; connections: number; onError: (error: Error) => void }

export function openDb({ url, connections, onError }: OpenOptions): DbDoor {
  const pool = new pg.Pool({
    connectionString: url,
    max: connections,
    connectionTimeoutMillis: 10_000,
    statement_timeout: 60_000,
    application_name: 'tenantry',
  })
  // An idle connection that breaks (PostgreSQL restarted) must not end the process; the pool opens another.
  pool.on('error', onError)
  // The same for one that breaks while it is out between two statements: an error that nobody hears would end the process.
  pool.on('connect', (client) => client.on('error', onError))
  const partners = new LRUCache<string, Db>({ max: 500 })
  return {
    identity: kyselyFor(pool, ''),
    sessions: kyselyFor(pool, null),
    ofPartner(partnerId) {
      const known = partners.get(partnerId)
      if (known) return known
      const db = kyselyFor(pool, partnerId)
      partners.set(partnerId, db)
      return db
    },
    pool,
    close: () => pool.end(),
  }
}

const partnerOf = new WeakMap<pg.PoolClient, string>()
/** One for each client: Kysely tells connections apart by it. */
const preparingOf = new WeakMap<pg.PoolClient, PostgresPoolClient>()

/** A Kysely whose connections carry the partner in a session setting; it is changed only when a connection last served another. Null leaves it. */
function kyselyFor(pool: pg.Pool, partnerId: string | null): Db {
  const scopedPool: PostgresPool = {
    async connect(): Promise<PostgresPoolClient> {
      const client = await pool.connect()
      if (partnerId !== null && partnerOf.get(client) !== partnerId) {
        try {
          await client.query("select set_config('tenantry.partner_id', $1, false)", [partnerId])
        } catch (error) {
          client.release(error instanceof Error ? error : true)
          throw error
        }
        partnerOf.set(client, partnerId)
      }
      const known = preparingOf.get(client) ?? preparing(client)
      preparingOf.set(client, known)
      return known
    },
    end: async () => {},
    options: pool.options,
  }
  return new Kysely<Database>({ dialect: new PostgresDialect({ pool: scopedPool, cursor: Cursor }) })
}
