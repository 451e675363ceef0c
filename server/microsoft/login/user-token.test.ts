// R2: tokens of the integration account, from a sealed refresh token on real PostgreSQL and the simulated Entra ID with its faults.
import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { CLIENT_ID, CLIENT_SECRET, type Simulator } from '../../../simulator/simulator.ts'
import { claimsOf, control, customerOf, mint } from '../../../simulator/testing/commander.ts'
import { MAIN_TENANT, startForTests } from '../../../simulator/testing/relying-party.ts'
import { createDatabase, type TestDatabase } from '../../../tests/support/database.ts'
import { parseSecretKeys } from '../../base/secret-keys.ts'
import { type DbDoor, openDb } from '../../db/db.ts'
import { createTokenVault } from '../../db/token-vault.ts'
import { createHttp, type Http } from '../http.ts'
import { MicrosoftError } from '../microsoft-error.ts'
import { createUserTokens, type UserTokens } from './user-token.ts'

const graph = 'https://graph.microsoft.com'
const partnerCenter = 'https://api.partnercenter.microsoft.com'
const key = (fill: number) => parseSecretKeys(Buffer.alloc(32, fill).toString('base64'))

let simulator: Simulator
let database: TestDatabase
let door: DbDoor
let http: Http
let customer: string
let tokens: UserTokens
let vault: ReturnType<typeof createTokenVault>
let calls: number

beforeAll(async () => {
  simulator = await startForTests({ customers: 20 })
  customer = await customerOf(simulator.origin, 'Connected SARL')
  database = await createDatabase()
  door = openDb({ url: database.url, connections: 4, onError: () => {} })
  http = createHttp({ wait: async () => {} })
  http.onCall(() => {
    calls += 1
  })
  await door.identity.insertInto('partners').values({ partner_id: MAIN_TENANT }).execute()
})
afterAll(async () => {
  await http.close()
  await door.close()
  await database.drop()
  await simulator.stop()
})
beforeEach(async () => {
  vault = createTokenVault(door, key(1))
  tokens = userTokens()
  await vault.keep(MAIN_TENANT, { refreshToken: await mint(simulator.origin), username: null, objectId: null, scopes: [], mfa: null })
  calls = 0
})
afterEach(() => control(simulator.origin, 'DELETE', '/faults'))

const login = () => ({ http, loginUrl: simulator.origin, clientId: CLIENT_ID, clientSecret: CLIENT_SECRET })
const userTokens = () => createUserTokens(login(), vault)
const atHome = { partnerId: MAIN_TENANT, tenantId: MAIN_TENANT, resource: partnerCenter, mfa: true }
const abroad = () => ({ partnerId: MAIN_TENANT, tenantId: customer, resource: graph })
const rowOf = async () =>
  door.ofPartner(MAIN_TENANT).selectFrom('refresh_tokens').selectAll().where('partner_id', '=', MAIN_TENANT).executeTakeFirstOrThrow()

async function failure(promise: Promise<unknown>): Promise<MicrosoftError> {
  const error = await promise.catch((thrown: unknown) => thrown)
  expect(error).toBeInstanceOf(MicrosoftError)
  return error as MicrosoftError
}

describe('a token', () => {
  it('of the customer’s own tenant is had through the partner’s account, once for all who wait, and kept', async () => {
    const all = await Promise.all(Array.from({ length: 20 }, () => tokens.of(abroad())))
    expect(new Set(all).size).toBe(1)
    expect(claimsOf(all[0])).toMatchObject({ tid: customer, aud: graph, upn: 'integration@aurore-cloud.example' })
    await tokens.of(abroad())
    // One at home, to know whose token it is, and one in the customer's tenant.
    expect(calls).toBe(2)
    tokens.drop(abroad())
    await tokens.of(abroad())
    expect(calls).toBe(3)
  })

  it('of Partner Center as a user claims MFA, and brings a new refresh token that replaces the old one', async () => {
    const before = await rowOf()
    expect(claimsOf(await tokens.of(atHome))).toMatchObject({ tid: MAIN_TENANT, aud: partnerCenter, amr: ['pwd', 'mfa'] })
    const after = await rowOf()
    expect(after.version).not.toBe(before.version)
    expect(after.sealed.equals(before.sealed)).toBe(false)
    expect(await vault.connection(MAIN_TENANT)).toMatchObject({ username: 'integration@aurore-cloud.example', mfa: true, failure: null })
  })

  it('of a customer comes after a renewal at home where there has been none for a day, so that no token dies of age', async () => {
    const before = await rowOf()
    await tokens.of(abroad())
    const first = await rowOf()
    expect(first.version).not.toBe(before.version)
    expect(first.username).toBe('integration@aurore-cloud.example')
    const later = createUserTokens(login(), vault, () => Date.now() + 25 * 3_600_000)
    await later.of(abroad())
    expect((await rowOf()).version).not.toBe(first.version)
  })

  it('of a customer leaves the refresh token as it is otherwise: the customer’s policies may have shortened the other', async () => {
    await tokens.of({ ...atHome, mfa: false })
    const before = await rowOf()
    await tokens.of(abroad())
    expect((await rowOf()).version).toBe(before.version)
  })
})

describe('R2: what Entra refuses says what to mend', () => {
  it.each([
    { kind: 'consent-revoked', reason: 'consent_missing', code: 'AADSTS65001', wholePartner: false },
    { kind: 'refresh-token-expired', reason: 'token_expired', code: 'AADSTS700082', wholePartner: true },
    { kind: 'refresh-token-expired', number: 70008, reason: 'token_expired', code: 'AADSTS70008', wholePartner: true },
    { kind: 'refresh-token-revoked', reason: 'token_revoked', code: 'AADSTS50173', wholePartner: true },
    { kind: 'mfa-missing', reason: 'mfa_required', code: 'AADSTS50076', wholePartner: false },
    { kind: 'conditional-access', reason: 'conditional_access', code: 'AADSTS53003', wholePartner: false },
    { kind: 'secret-wrong', reason: 'secret_wrong', code: 'AADSTS7000215', wholePartner: true },
    { kind: 'application-unknown', reason: 'app_unknown', code: 'AADSTS700016', wholePartner: false },
  ])('$kind: $code is $reason', async ({ kind, number, reason, code, wholePartner }) => {
    await control(simulator.origin, 'POST', '/faults', { kind, tenants: [customer], ...(number && { code: number }) })
    const error = await failure(tokens.of(abroad()))
    expect(error).toMatchObject({ kind: 'denied', reason, code, wholePartner })
    expect(`${error.message} ${error.stack} ${JSON.stringify(error)}`).not.toContain(CLIENT_SECRET)
    expect((await vault.connection(MAIN_TENANT))?.failure?.cause ?? null).toBe(wholePartner ? reason : null)
    await control(simulator.origin, 'DELETE', '/faults')
    tokens = userTokens()
    expect(claimsOf(await tokens.of(abroad())).tid).toBe(customer)
    await tokens.of(atHome)
    expect((await vault.connection(MAIN_TENANT))?.failure).toBeNull()
  })

  it('a token of another tenant than the one asked for is refused, and not kept', async () => {
    await control(simulator.origin, 'POST', '/faults', { kind: 'wrong-tenant', count: 1 })
    expect(await failure(tokens.of(abroad()))).toMatchObject({ kind: 'invalid', reason: 'wrong_tenant_in_token', wholePartner: false })
    expect(claimsOf(await tokens.of(abroad())).tid).toBe(customer)
    const before = await rowOf()
    await control(simulator.origin, 'POST', '/faults', { kind: 'wrong-tenant', count: 1 })
    expect(await failure(tokens.of(atHome))).toMatchObject({ reason: 'wrong_tenant_in_token' })
    expect((await rowOf()).version).toBe(before.version)
  })

  it('without MFA Partner Center is closed, while Graph in the partner’s tenant stays open', async () => {
    const refreshToken = await mint(simulator.origin, { mfa: false })
    await vault.keep(MAIN_TENANT, { refreshToken, username: null, objectId: null, scopes: [], mfa: null })
    expect(await failure(tokens.of(atHome))).toMatchObject({ kind: 'denied', reason: 'mfa_missing_in_token' })
    expect((await vault.connection(MAIN_TENANT))?.mfa).toBe(false)
    expect(claimsOf(await tokens.of({ partnerId: MAIN_TENANT, tenantId: MAIN_TENANT, resource: graph })).amr).toEqual(['pwd'])
  })

  it('a customer without a relationship is no fault of the sign-in', async () => {
    const [{ tenantId }] = (await control(simulator.origin, 'POST', '/customers', { name: 'Undelegated', delegation: 'none' })).body
    expect(await failure(tokens.of({ ...abroad(), tenantId }))).toMatchObject({ reason: 'no_delegated_access', wholePartner: false })
  })

  it('a dead refresh token is not tried again for every customer', async () => {
    await control(simulator.origin, 'POST', `/faults`, { kind: 'refresh-token-revoked' })
    await failure(tokens.of(abroad()))
    const before = calls
    for (let each = 0; each < 50; each += 1)
      expect(await failure(tokens.of({ ...abroad(), tenantId: randomUUID() }))).toMatchObject({ reason: 'token_revoked' })
    expect(calls).toBe(before)
    await control(simulator.origin, 'DELETE', '/faults')
    // A new sign-in ends the memory at once.
    tokens.dropAll(MAIN_TENANT)
    expect(claimsOf(await tokens.of(abroad())).tid).toBe(customer)
  })

  it.each([
    { kind: 'mfa-missing', reason: 'mfa_required' },
    { kind: 'conditional-access', reason: 'conditional_access' },
    { kind: 'consent-revoked', reason: 'consent_missing' },
  ])('$reason at home, where a customer’s token is renewed, is no matter of that customer', async ({ kind, reason }) => {
    await tokens.of({ ...atHome, mfa: false, resource: graph })
    tokens = createUserTokens(login(), vault, () => Date.now() + 25 * 3_600_000)
    await control(simulator.origin, 'POST', '/faults', { kind, tenants: [MAIN_TENANT] })
    expect(await failure(tokens.of(abroad()))).toMatchObject({ kind: 'denied', reason, wholePartner: true })
    expect((await vault.connection(MAIN_TENANT))?.failure?.cause).toBe(reason)
    const before = calls
    expect(await failure(tokens.of({ ...abroad(), tenantId: randomUUID() }))).toMatchObject({ reason, wholePartner: true })
    expect(calls).toBe(before)
    await control(simulator.origin, 'DELETE', '/faults')
    tokens = createUserTokens(login(), vault, () => Date.now() + 25 * 3_600_000)
    expect(claimsOf(await tokens.of(abroad())).tid).toBe(customer)
    expect((await vault.connection(MAIN_TENANT))?.failure).toBeNull()
  })

  it('Partner Center closed at home, as to an advisor, closes no customer and says nothing against the account', async () => {
    await control(simulator.origin, 'POST', '/faults', { kind: 'consent-revoked', tenants: [MAIN_TENANT] })
    expect(await failure(tokens.of(atHome))).toMatchObject({ reason: 'consent_missing', wholePartner: true })
    await control(simulator.origin, 'DELETE', '/faults')
    expect((await vault.connection(MAIN_TENANT))?.failure).toBeNull()
    expect(claimsOf(await tokens.of(abroad())).tid).toBe(customer)
  })

  it('nobody signed in, or a key that is lost: each says so', async () => {
    const stranger = createUserTokens(login(), createTokenVault(door, key(2)))
    expect(await failure(stranger.of(abroad()))).toMatchObject({ kind: 'denied', reason: 'secret_key_missing', wholePartner: true })
    await vault.forget(MAIN_TENANT)
    tokens.dropAll(MAIN_TENANT)
    expect(await failure(tokens.of(abroad()))).toMatchObject({ kind: 'denied', reason: 'not_connected', wholePartner: true })
    expect(await vault.connection(MAIN_TENANT)).toBeNull()
  })
})
