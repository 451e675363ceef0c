// `tenantry connect` and `tenantry sync` on a product that listens, with and without a terminal, and the real process (R2).
import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { connectionSteps, neededPermissions, neededRoles, registrationClicks, rolesClaim } from '../../contract/connection.ts'
import { pullResources, syncLists } from '../../contract/pulls.ts'
import { syncCustomers } from '../../server/features/sync/sync.sync.ts'
import { addMissing } from '../../server/pulls/claim.ts'
import { exampleCustomers, type Operated, operatorToken, startOperated } from '../../tests/support/command-line.ts'
import { webWord } from '../texts/say.ts'

let connected: Operated
beforeAll(async () => {
  connected = await startOperated()
  const { services } = connected.api
  await syncCustomers(services, connected.partnerId, new AbortController().signal)
  await addMissing(services.door.ofPartner(connected.partnerId), connected.partnerId, pullResources, new Date())
})
afterAll(() => connected.stop())

async function unconnected(): Promise<Operated> {
  const operated = await startOperated({ MICROSOFT_REFRESH_TOKENS: '' })
  onTestFinished(() => operated.stop())
  return operated
}

const timeout = 60_000

it('R2: without a terminal it tells every step once, verifies each, and ends with the state', { timeout }, async () => {
  const { code, out } = await connected.tenantry(['connect'])
  expect(code).toBe(0)
  expect(out.match(/^Step \d of 4: /gm)).toHaveLength(4)
  expect(out.match(/^✓ ok/gm)).toHaveLength(Object.values(connectionSteps).flat().length)
  for (const { name } of [...neededPermissions, ...neededRoles]) expect(out).toContain(name)
  for (const click of registrationClicks) expect(out).toContain(webWord('en', 'registration', click))
  expect(out).toContain(`${rolesClaim}\n`)
  for (const address of ['/sign-in/callback', '/connection/callback', '/settings/connection'])
    expect(out).toContain(`http://localhost:4600${address}\n`.replace(/\n$/, ''))
  expect(out).toContain(`${connected.cloud.cloud.origin}/${connected.partnerId}/v2.0/adminconsent?client_id=`)
  expect(out).toMatch(/Every step is verified\..+\n$/)
  expect(out).not.toContain(operatorToken)
  expect(out).not.toMatch(/\{\w+\}/)
  const french = await connected.tenantry(['connect', '--language', 'fr'])
  expect(french.code).toBe(0)
  expect(french.out).toMatch(/^Étape 1 sur 4\u202f: Inscription d’application\n/)
  expect(french.out).not.toMatch(/\{\w+\}/)
})

it('a step that holds with a warning is said to', { timeout }, async () => {
  const operated = await startOperated()
  onTestFinished(() => operated.stop())
  const [tenantId] = await exampleCustomers(operated)
  await operated.control('POST', '/faults', { kind: 'consent-revoked', api: 'login', tenants: [tenantId] })
  const { code, out } = await operated.tenantry(['connect'])
  expect([code, out]).toEqual([0, expect.stringMatching(/Every step is verified, with warnings: Customers\..+\n$/)])
})

it('R2: without a terminal and without an account it says which steps are open', { timeout }, async () => {
  const { code, out } = await (await unconnected()).tenantry(['connect'])
  expect(code).toBe(1)
  expect(out).toContain('sign in under Settings, Connection')
  expect(out).toMatch(/Not yet verified: Integration account, Customers\. .+\n$/)
})

describe('R2: at a terminal', { timeout }, () => {
  it('tells of a step only where it is not verified, checks again with Enter, skips with s', async () => {
    const answers = ['', 's', 'q']
    const asked: string[] = []
    const operated = await startOperated()
    onTestFinished(() => operated.stop())
    await operated.control('POST', '/faults', { kind: 'secret-wrong', api: 'login' })
    const { code, out } = await operated.tenantry(['connect'], async (question) => {
      asked.push(question)
      return answers.shift() ?? 'q'
    })
    expect(code).toBe(1)
    expect(asked).toHaveLength(3)
    expect(out.match(/the secret’s value as MICROSOFT_CLIENT_SECRET/g)).toHaveLength(1)
    expect(out).toContain('Skipped.')
    expect(out).toMatch(/Not yet verified: App registration, Admin consent, Integration account, Customers\./)
  })

  it('goes on by itself once somebody has signed the account in', async () => {
    const operated = await unconnected()
    const { refreshToken = '' } = await operated.control('POST', '/refresh-tokens', { partnerTenantId: operated.partnerId })
    let signedIn = false
    const { code, out } = await operated.tenantry(['connect'], async (question, signal) => {
      if (question !== '') return ''
      // The wait has begun: what the browser would do happens now.
      const { createTokenVault } = await import('../../server/db/token-vault.ts')
      const { door, config } = operated.api.services
      await createTokenVault(door, config.TENANTRY_SECRET_KEY).takeOver([{ partnerId: operated.partnerId, refreshToken }])
      signedIn = true
      return new Promise((_resolve, reject) => signal?.addEventListener('abort', () => reject(signal.reason), { once: true }))
    })
    expect(signedIn).toBe(true)
    expect(out).toContain('An account has signed in.')
    expect([code, out]).toEqual([0, expect.stringContaining('Every step is verified.')])
  })
})

describe('sync', { timeout }, () => {
  it('shows how each reading stands, and asks for it', async () => {
    const { code, out } = await connected.tenantry(['sync', 'status'])
    expect(code).toBe(0)
    expect(out).toMatch(/^✓ Details: \d+ of \d+ good/m)
    expect(out).toMatch(/^✓ Customers \(Partner Center\): last read to its end .+, records: 20, unreadable: 0$/m)
    expect(out.match(/^✓ /gm)).toHaveLength(syncLists.length + pullResources.length)
    expect((await connected.tenantry(['sync', 'status', '--language', 'fr'])).out).toMatch(/^✓ Annuaire\u202f: /m)
    expect(JSON.parse((await connected.tenantry(['sync', 'status', '--json'])).out).resources).toHaveLength(pullResources.length)
  })
  it('counts a list that fails, and says what to do about it', async () => {
    const { services } = connected.api
    const syncOnce = () => syncCustomers(services, connected.partnerId, new AbortController().signal).catch(() => {})
    await connected.control('POST', '/faults', { kind: 'status', status: 403, api: 'graph', path: '/contracts' })
    onTestFinished(async () => {
      await connected.control('DELETE', '/faults')
      await syncOnce()
    })
    await syncOnce()
    const { code, out } = await connected.tenantry(['sync', 'status'])
    expect(code).toBe(1)
    expect(out).toMatch(/^✗ Contracts \(Graph\): last read to its end .+, the last reading failed.*\n {2}Microsoft refused this list\. /m)
  })
  it('asks for the lists, alone or beside readings', async () => {
    const alone = await connected.tenantry(['sync', 'now', '--lists'])
    expect([alone.code, alone.out]).toEqual([0, expect.stringMatching(/^Reading of the lists asked for\. [^\n]+\n$/)])
    const both = await connected.tenantry(['sync', 'now', '--lists', '--resource', 'messages', '--json'])
    expect(JSON.parse(both.out)).toMatchObject({ asked: expect.any(Number), lists: { customers: 20 } })
  })
  it('refuses a tenant ID that is no customer', async () => {
    const stranger = '11111111-2222-4333-8444-555555555555'
    const { code, out, error } = await connected.tenantry(['sync', 'now', '--tenant', stranger])
    expect([code, out, error]).toEqual([1, '', expect.stringContaining(`No customer of this partner has the tenant ID ${stranger}: `)])
  })
  it('asks for one resource of one customer, or for everything', async () => {
    const { tenant_id: tenantId } = await connected.api.services.door
      .ofPartner(connected.partnerId)
      .selectFrom('customers')
      .where('delegation', '=', 'active')
      .select('tenant_id')
      .executeTakeFirstOrThrow()
    const one = await connected.tenantry(['sync', 'now', '--resource', 'health', '--tenant', tenantId, '--json'])
    expect([one.code, JSON.parse(one.out)]).toEqual([0, { asked: 1, at: expect.any(String) }])
    const all = await connected.tenantry(['sync', 'now'])
    expect(Number(/asked for: (\d+)/.exec(all.out)?.[1])).toBeGreaterThan(20)
  })
})

it('runs as a process on the file that npm start leaves, and ends with its code', { timeout }, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'tenantry-cli-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  writeFileSync(join(folder, 'operator.json'), JSON.stringify({ url: connected.url, token: operatorToken }))
  const run = promisify(execFile)
  const { stdout } = await run(process.execPath, ['cli/main.ts', 'doctor', '--data', folder, '--language', 'en'])
  expect(stdout).toMatch(/Everything works\.\n$/)
  const refused = await run(process.execPath, ['cli/main.ts', 'doctor', '--url', connected.url, '--token', 'x'.repeat(40)]).catch(
    (error: { code: number; stderr: string }) => error,
  )
  expect(refused).toMatchObject({ code: 2, stderr: expect.stringContaining('TENANTRY_OPERATOR_TOKEN') })
})
