// Keeps each partner's refresh token sealed in PostgreSQL; a renewal in one process is waited for by all others. Made by main.ts.
import { randomUUID } from 'node:crypto'
import type { Transaction } from 'kysely'
import { sql } from 'kysely'
import { hashOf } from '../base/ids.ts'
import { open, type SecretKeys, seal } from '../base/secret-keys.ts'
import type { Db, DbDoor } from './db.ts'
import type { Database } from './tables/database.ts'

type Held = { refreshToken: string; objectId: string | null; renewedAt: Date; version: string }
type Grant = { refreshToken: string; username: string | null; objectId: string | null; scopes: readonly string[]; mfa: boolean | null }
type Renewed = Pick<Grant, 'refreshToken' | 'username' | 'objectId' | 'mfa'>
type Failure = { cause: string; code: string | null; message: string; at: string }

/** What microsoft/login asks of it stands in microsoft/login/token-vault.ts. */
export function createTokenVault(door: DbDoor, keys: SecretKeys) {
  const sealed = (partnerId: string, refreshToken: string) => {
    const { keyId, bytes } = seal(keys, refreshToken, boundTo(partnerId))
    return { key_id: keyId, sealed: bytes, version: randomUUID() }
  }
  const tokenOf = async (db: Db | Transaction<Database>, partnerId: string): Promise<Held | null> => {
    const row = await db
      .selectFrom('refresh_tokens')
      .where('partner_id', '=', partnerId)
      .select(['key_id', 'sealed', 'version', 'object_id', 'renewed_at'])
      .executeTakeFirst()
    if (!row) return null
    const refreshToken = open(keys, { keyId: row.key_id, bytes: row.sealed }, boundTo(partnerId))
    return { refreshToken, objectId: row.object_id, renewedAt: row.renewed_at, version: row.version }
  }
  const readings = new Map<string, Promise<Held | null>>()
  /** An advisory lock that is shared by readers and held alone by a renewal: reading waits for it, and nothing is written for that. */
  const read = (partnerId: string): Promise<Held | null> =>
    door
      .ofPartner(partnerId)
      .transaction()
      .execute(async (trx) => {
        await sql`select pg_advisory_xact_lock_shared(${lockOf(partnerId)})`.execute(trx)
        return tokenOf(trx, partnerId)
      })
  return {
    /** One reading for all who ask at the same time: while a renewal is waited for, they must not each hold a connection. */
    read(partnerId: string): Promise<Held | null> {
      const under = readings.get(partnerId) ?? read(partnerId).finally(() => readings.delete(partnerId))
      readings.set(partnerId, under)
      return under
    },
    renew: <Result>(
      partnerId: string,
      redeem: (held: Held | null) => Promise<{ result: Result; renewed: Renewed | null }>,
    ): Promise<Result> =>
      door
        .ofPartner(partnerId)
        .transaction()
        .execute(async (trx) => {
          await sql`select pg_advisory_xact_lock(${lockOf(partnerId)})`.execute(trx)
          const { result, renewed } = await redeem(await tokenOf(trx, partnerId))
          if (renewed) {
            const { refreshToken, username, objectId, mfa } = renewed
            await trx
              .updateTable('refresh_tokens')
              .set({ ...sealed(partnerId, refreshToken), username, object_id: objectId, mfa, renewed_at: new Date() })
              .where('partner_id', '=', partnerId)
              .execute()
          }
          return result
        }),
    keep: (partnerId: string, grant: Grant): Promise<void> => keep(door.ofPartner(partnerId), { partnerId, grant, sealed, given: null }),
    /** Takes over tokens of the configuration that are new; a token that has been taken over once is not taken again. */
    async takeOver(given: readonly { partnerId: string; refreshToken: string }[]): Promise<string[]> {
      const taken: string[] = []
      for (const { partnerId, refreshToken } of given) {
        const db = door.ofPartner(partnerId)
        const grant = { refreshToken, username: null, objectId: null, scopes: [], mfa: null }
        const hash = hashOf(refreshToken)
        const known = await db.selectFrom('refresh_tokens').where('partner_id', '=', partnerId).select('given_hash').executeTakeFirst()
        if (known?.given_hash?.equals(hash)) continue
        await keep(db, { partnerId, grant, sealed, given: hash })
        taken.push(partnerId)
      }
      return taken
    },
    note: (partnerId: string, failure: Failure | null): Promise<void> => note(door.ofPartner(partnerId), partnerId, failure),
    connection: (partnerId: string) => connection(door.ofPartner(partnerId), partnerId),
    forget: async (partnerId: string): Promise<void> => {
      await door.ofPartner(partnerId).deleteFrom('refresh_tokens').where('partner_id', '=', partnerId).execute()
    },
  }
}

const boundTo = (partnerId: string): string => `refresh_tokens ${partnerId.toLowerCase()}`
const lockOf = (partnerId: string) => sql`hashtextextended(${boundTo(partnerId)}, 0)`

type Keeping = {
  partnerId: string
  grant: Grant
  sealed: (partnerId: string, refreshToken: string) => { key_id: string; sealed: Buffer; version: string }
  given: Buffer | null
}

/** Waits for a renewal that is under way: its result would otherwise replace the newer sign-in. */
async function keep(db: Db, { partnerId, grant, sealed, given }: Keeping): Promise<void> {
  await db.transaction().execute(async (trx) => {
    await sql`select pg_advisory_xact_lock(${lockOf(partnerId)})`.execute(trx)
    const now = new Date()
    const row = {
      ...sealed(partnerId, grant.refreshToken),
      username: grant.username,
      object_id: grant.objectId,
      scopes: [...grant.scopes],
      mfa: grant.mfa,
      signed_in_at: now,
      renewed_at: now,
      given_hash: given,
      failure: null,
    }
    await trx
      .insertInto('refresh_tokens')
      .values({ partner_id: partnerId, ...row })
      // A token of the configuration stays known after a sign-in, so that the next start does not bring the old one back.
      .onConflict((on) =>
        on.column('partner_id').doUpdateSet(given ? row : { ...row, given_hash: (of) => of.ref('refresh_tokens.given_hash') }),
      )
      .execute()
  })
}

async function note(db: Db, partnerId: string, failure: Failure | null): Promise<void> {
  const changed = failure
    ? sql<boolean>`(failure is null or failure->>'cause' <> ${failure.cause} or failure->>'at' < ${hourBefore(failure.at)})`
    : sql<boolean>`failure is not null`
  await db
    .updateTable('refresh_tokens')
    .set({ failure: failure && JSON.stringify(failure) })
    .where('partner_id', '=', partnerId)
    .where(changed)
    .execute()
}

const hourBefore = (instant: string): string => new Date(Date.parse(instant) - 3_600_000).toISOString()

async function connection(db: Db, partnerId: string) {
  const row = await db
    .selectFrom('refresh_tokens')
    .where('partner_id', '=', partnerId)
    .select(['username', 'object_id', 'scopes', 'mfa', 'signed_in_at', 'renewed_at', 'failure'])
    .executeTakeFirst()
  if (!row) return null
  const { username, scopes, mfa, failure } = row
  return { username, objectId: row.object_id, scopes, mfa, signedInAt: row.signed_in_at, renewedAt: row.renewed_at, failure }
}
