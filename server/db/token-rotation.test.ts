// R1: refresh tokens with two real processes that share a database, at a sign-in service where a used token is dead: none redeems what
// another has used, and the one that is killed in the middle leaves a token behind that is good.
import { type ChildProcess, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createInterface } from 'node:readline'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { createDatabase, type TestDatabase } from '../../tests/support/database.ts'
import { parseSecretKeys } from '../base/secret-keys.ts'
import { type DbDoor, openDb } from './db.ts'
import { createTokenVault } from './token-vault.ts'

const timeout = 60_000
const key = Buffer.alloc(32, 1).toString('base64')
const resource = 'https://graph.microsoft.com'

/** Says that it is there; asks so many times as each line says, with nothing remembered in between; says how each went. */
const script = `
  const [, given] = process.argv
  const { url, loginUrl, key, asking } = JSON.parse(given)
  const { openDb } = await import('${new URL('./db.ts', import.meta.url)}')
  const { createTokenVault } = await import('${new URL('./token-vault.ts', import.meta.url)}')
  const { parseSecretKeys } = await import('${new URL('../base/secret-keys.ts', import.meta.url)}')
  const { createHttp } = await import('${new URL('../microsoft/http.ts', import.meta.url)}')
  const { createUserTokens } = await import('${new URL('../microsoft/login/user-token.ts', import.meta.url)}')
  const { createInterface } = await import('node:readline')
  const door = openDb({ url, connections: 3, onError: () => {} })
  const http = createHttp({ wait: async () => {} })
  const tokens = createUserTokens({ http, loginUrl, clientId: 'id', clientSecret: 'secret' }, createTokenVault(door, parseSecretKeys(key)))
  console.log('ready')
  for await (const times of createInterface({ input: process.stdin })) {
    let good = 0
    for (let time = 0; time < Number(times); time += 1) {
      await tokens.of(asking)
      tokens.drop(asking)
      good += 1
    }
    console.log('good ' + good)
  }
  await http.close()
  await door.close()
`

let database: TestDatabase
let door: DbDoor
let partnerId: string
let entra: Awaited<ReturnType<typeof startStrictEntra>>
const children: ChildProcess[] = []

beforeAll(async () => {
  database = await createDatabase()
  door = openDb({ url: database.url, connections: 2, onError: () => {} })
})
afterAll(async () => {
  for (const child of children) if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL')
  await door.close()
  await database.drop()
})
beforeEach(async () => {
  partnerId = randomUUID()
  await door.identity.insertInto('partners').values({ partner_id: partnerId }).execute()
  await vault().keep(partnerId, { refreshToken: 'token 0', username: 'a@b.example', objectId: null, scopes: ['x'], mfa: true })
  entra = await startStrictEntra()
  return () => entra.stop()
})

const vault = () => createTokenVault(door, parseSecretKeys(key))

/** A process that is ready to ask. */
async function startAsker() {
  const given = { url: database.url, loginUrl: entra.origin, key, asking: { partnerId, tenantId: partnerId, resource } }
  const child = spawn(process.execPath, ['--input-type=module', '-e', script, JSON.stringify(given)], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  children.push(child)
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  const said = async (): Promise<string> => (await lines.next()).value ?? 'nothing more'
  expect(await said()).toBe('ready')
  return {
    ask: async (times: number): Promise<string> => {
      child.stdin.write(`${times}\n`)
      return await said()
    },
    async end(signal?: 'SIGKILL'): Promise<void> {
      const over = once(child, 'exit')
      if (signal) child.kill(signal)
      else child.stdin.end()
      await over
    },
  }
}

it('R1: two processes redeem one after the other, and each redemption has the latest token', { timeout }, async () => {
  const [one, two] = await Promise.all([startAsker(), startAsker()])
  expect(await Promise.all([one.ask(15), two.ask(15)])).toEqual(['good 15', 'good 15'])
  expect(entra.seen()).toEqual({ redemptions: 30, mostAtOnce: 1, refused: 0 })
  expect((await vault().read(partnerId))?.refreshToken).toBe('token 30')
  await Promise.all([one.end(), two.end()])
})

it('R1: one that is killed before Microsoft answers holds nobody up, and its token is still good', { timeout }, async () => {
  const [one, two] = await Promise.all([startAsker(), startAsker()])
  expect(await one.ask(1)).toBe('good 1')
  const asked = entra.holdNext()
  const lost = one.ask(1)
  await asked
  const waiting = two.ask(2)
  await one.end('SIGKILL')
  expect(await lost).toBe('nothing more')
  expect(await waiting).toBe('good 2')
  expect(entra.seen()).toMatchObject({ redemptions: 3, refused: 0 })
  expect((await vault().read(partnerId))?.refreshToken).toBe('token 3')
  await two.end()
})

/** Gives a new refresh token for each redemption and accepts the latest one only. */
async function startStrictEntra() {
  const seen = { redemptions: 0, mostAtOnce: 0, refused: 0 }
  const open = new Set<object>()
  let hold: (() => void) | undefined
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const server = createServer(async (request, response) => {
    open.add(response)
    response.once('close', () => open.delete(response))
    seen.mostAtOnce = Math.max(seen.mostAtOnce, open.size)
    let sent = ''
    for await (const chunk of request) sent += chunk
    if (hold) {
      // Never answered, and not redeemed: whoever asked is about to die.
      hold()
      hold = undefined
      return
    }
    // Long enough for another to come in between, were it let.
    await new Promise((resolve) => setTimeout(resolve, 5))
    if (new URLSearchParams(sent).get('refresh_token') !== `token ${seen.redemptions}`) {
      seen.refused += 1
      response.writeHead(400).end('{"error":"invalid_grant","error_description":"AADSTS70000: used","error_codes":[70000]}')
      return
    }
    seen.redemptions += 1
    const access_token = `${part({ alg: 'none' })}.${part({ aud: resource, tid: partnerId })}.x`
    response.end(JSON.stringify({ access_token, expires_in: 3600, refresh_token: `token ${seen.redemptions}` }))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    origin: `http://localhost:${(server.address() as AddressInfo).port}`,
    seen: () => seen,
    /** Kept once the next redemption has come in, which is never answered. */
    holdNext: () => new Promise<void>((resolve) => (hold = resolve)),
    stop: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
