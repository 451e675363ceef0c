// The refresh tokens on real PostgreSQL: sealed, one partner's alone, and renewed over one connection at a time. Several processes:
// token-rotation.test.ts.
import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createDatabase, type TestDatabase } from '../../tests/support/database.ts'
import { parseSecretKeys, SecretKeyMissing } from '../base/secret-keys.ts'
import { type DbDoor, openDb } from './db.ts'
import { createTokenVault } from './token-vault.ts'

const [old, recent] = [Buffer.alloc(32, 1).toString('base64'), Buffer.alloc(32, 2).toString('base64')]
let database: TestDatabase
let doors: DbDoor[]
let partnerId: string

beforeAll(async () => {
  database = await createDatabase()
  doors = [1, 2].map(() => openDb({ url: database.url, connections: 6, onError: () => {} }))
})
afterAll(async () => {
  for (const door of doors) await door.close()
  await database.drop()
})
beforeEach(async () => {
  partnerId = randomUUID()
  await first().identity.insertInto('partners').values({ partner_id: partnerId }).execute()
})

const first = (): DbDoor => doors[0] as DbDoor
const vaultOf = (door = first(), keys = old) => createTokenVault(door, parseSecretKeys(keys))
const grant = (refreshToken: string) => ({ refreshToken, username: 'a@b.example', objectId: null, scopes: ['x'], mfa: true })

describe('at rest', () => {
  it('nothing in the database shows the token, and it opens for its own partner only', async () => {
    await vaultOf().keep(partnerId, grant('0.AXoA-secret-refresh-token'))
    const other = randomUUID()
    await first().identity.insertInto('partners').values({ partner_id: other }).execute()
    await vaultOf().keep(other, grant('another'))
    const superuser = new pg.Client({ connectionString: database.superuserUrl })
    await superuser.connect()
    const { rows } = await superuser.query('select * from refresh_tokens where partner_id = $1', [partnerId])
    expect(Buffer.concat([rows[0].sealed]).toString('latin1') + JSON.stringify(rows)).not.toContain('secret-refresh-token')
    // Moved to another row it does not open.
    await superuser.query('update refresh_tokens set sealed = $1, key_id = $2 where partner_id = $3', [
      rows[0].sealed,
      rows[0].key_id,
      other,
    ])
    await superuser.end()
    await expect(vaultOf().read(other)).rejects.toThrow(SecretKeyMissing)
    expect((await vaultOf().read(partnerId))?.refreshToken).toBe('0.AXoA-secret-refresh-token')
  })

  it('R3: row-level security keeps it from every other partner', async () => {
    await vaultOf().keep(partnerId, grant('mine'))
    const seen = await first()
      .ofPartner(randomUUID())
      .selectFrom('refresh_tokens')
      .selectAll()
      .where('partner_id', '=', partnerId)
      .execute()
    expect(seen).toEqual([])
  })

  it('a new key takes over with the next renewal', async () => {
    await vaultOf().keep(partnerId, grant('one'))
    const both = vaultOf(first(), `${recent},${old}`)
    await both.renew(partnerId, async (held) => ({
      result: held,
      renewed: { refreshToken: 'two', username: null, objectId: null, mfa: true },
    }))
    expect((await vaultOf(first(), recent).read(partnerId))?.refreshToken).toBe('two')
    await expect(vaultOf().read(partnerId)).rejects.toThrow(SecretKeyMissing)
  })
})

describe('tokens of the configuration', () => {
  it('are taken over once: not again at the next start, and not over a sign-in made since', async () => {
    const given = [{ partnerId, refreshToken: 'from the configuration' }]
    expect(await vaultOf().takeOver(given)).toEqual([partnerId])
    expect(await vaultOf().takeOver(given)).toEqual([])
    await vaultOf().keep(partnerId, grant('signed in'))
    expect(await vaultOf().takeOver(given)).toEqual([])
    expect((await vaultOf().read(partnerId))?.refreshToken).toBe('signed in')
    expect(await vaultOf().takeOver([{ partnerId, refreshToken: 'a new one' }])).toEqual([partnerId])
    expect((await vaultOf().read(partnerId))?.refreshToken).toBe('a new one')
  })
})

describe('two connections', () => {
  it('a reader waits for a renewal under way and has the new token', async () => {
    await vaultOf().keep(partnerId, grant('one'))
    const [began, go] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
    const renewal = vaultOf().renew(partnerId, async () => {
      began.resolve()
      await go.promise
      return { result: null, renewed: { refreshToken: 'two', username: null, objectId: null, mfa: true } }
    })
    await began.promise
    let read: string | undefined
    const reading = vaultOf(doors[1])
      .read(partnerId)
      .then((held) => {
        read = held?.refreshToken
      })
    await sleep(100)
    expect(read).toBeUndefined()
    go.resolve()
    await Promise.all([renewal, reading])
    expect(read).toBe('two')
  })

  it('a renewal that fails leaves the token there was', async () => {
    await vaultOf().keep(partnerId, grant('one'))
    await expect(
      vaultOf().renew(partnerId, async () => {
        throw new Error('refused')
      }),
    ).rejects.toThrow('refused')
    expect((await vaultOf(doors[1]).read(partnerId))?.refreshToken).toBe('one')
  })
})
