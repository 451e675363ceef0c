// The command line against a running cloud: each command does what it says, and every mistake is answered with what to do.
import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ADDRESS_FILE } from '../address-file.ts'
import type { Simulator } from '../simulator.ts'
import { call, claimsOf, redeemAt } from '../testing/commander.ts'
import { appToken, MAIN_TENANT, startForTests } from '../testing/relying-party.ts'
import { runCommand } from './run.ts'

let simulator: Simulator
let origin: string
beforeAll(async () => {
  simulator = await startForTests({ customers: 30 })
  origin = simulator.origin
})
afterAll(() => simulator.stop())

const run = (...words: string[]) => runCommand([...words, '--control', `${origin}/control`])
async function good(...words: string[]): Promise<string> {
  const { code, out, error } = await run(...words)
  expect({ code, error }, words.join(' ')).toEqual({ code: 0, error: '' })
  return out
}

test('status, clock and speed', async () => {
  expect(await good('status')).toMatch(/Aurore Cloud Services .+: 30 customers[\s\S]+0 faults in force, limits off/)
  const before = Date.parse(JSON.parse(await good('clock', '--json')).now)
  const after = Date.parse(JSON.parse(await good('clock', '+3d', '--json')).now)
  expect(after - before).toBeGreaterThanOrEqual(3 * 86_400_000)
  expect(await good('clock', '--speed', '60')).toContain('runs 60 times as fast')
  expect(await good('clock', '--speed', '1')).not.toContain('times as fast')
})

test('customers appear, are found by name, renamed, leave and return; delegation and consent change', async () => {
  expect(await good('customers', 'add', 'Quercus Oy', '--delegation', 'active')).toContain('Quercus Oy')
  expect(await good('customers', 'find', 'quercus')).toMatch(/Quercus Oy .+delegation: active[\s\S]+1 in all/)
  expect(await good('customers', 'rename', 'quercus oy', 'Quercus & Filles')).toContain('Quercus & Filles')
  expect(await good('customers', 'leave', 'Quercus & Filles')).toContain('left 20')
  expect(await good('customers', 'return', 'Quercus & Filles')).not.toContain(', left')
  expect(await good('consent', 'show', 'Quercus & Filles')).toContain('https://graph.microsoft.com: nothing granted')
  expect(await good('consent', 'give', 'Quercus & Filles')).toContain('ServiceHealth.Read.All')
  expect(await good('gdap', 'expire', 'Quercus & Filles')).toContain('delegation: expired')
})

test('faults are set, listed and cleared', async () => {
  const token = await appToken(origin, 'https://graph.microsoft.com')
  expect(await good('fault', '503', '--api', 'graph', '--path', '/contracts', '--retry-after', 'none', '--count', '2')).toMatch(
    /^fault-1: status, api "graph", path "\/contracts", count 2, status 503, /,
  )
  expect((await call(origin, '/v1.0/contracts', token)).headers.get('retry-after')).toBeNull()
  expect(await good('faults')).toContain('struck 1 of 1 calls')
  await good('fault', 'timeout', '--api', 'partner-center', '--tenant', MAIN_TENANT, '--share', '0.5')
  expect(await good('clear', 'fault-1')).toBe('Faults ended: 1.\n')
  expect(await good('clear')).toBe('Faults ended: 1.\n')
  expect(await good('faults')).toBe('No fault is in force.\n')
})

test('limits are switched on and off', async () => {
  expect(await good('throttle', 'documented')).toContain('customer: 500 requests in 60 s per tenant')
  expect(await good('throttle', 'customer=5/10')).toContain('customer: 5 requests in 10 s')
  expect(await good('limits')).toContain('service-communications-hour: 800 requests in 3600 s per application and tenant')
  expect(await good('throttle', 'off')).toContain('No limit is in force')
})

test('a token is minted and redeems; factors are taken away; tokens are revoked', async () => {
  const token = (await good('token')).trim()
  const { body } = await redeemAt(origin, MAIN_TENANT, token, 'https://graph.microsoft.com/.default')
  expect(claimsOf(body.access_token)).toMatchObject({ upn: 'integration@aurore-cloud.example', amr: ['pwd', 'mfa'] })
  expect(await good('mfa', 'integration@aurore-cloud.example', 'off')).toContain('a password alone')
  expect(await good('groups-claim', 'off')).toContain('neither directory roles nor groups')
  expect(await good('withhold', 'Mail.Read', 'Directory.Read.All')).toContain(': Mail.Read, Directory.Read.All.')
  expect(await good('withhold')).toContain(': none.')
  expect(await good('partner', 'directBill')).toContain('directBill')
  expect(await good('partner', 'indirectProvider')).toContain('indirectProvider')
  expect(await good('groups-claim', 'on')).toContain('carry directory roles and groups')
  expect(await good('revoke', 'integration@aurore-cloud.example')).toContain('No refresh token of integration@aurore-cloud.example')
  expect((await redeemAt(origin, MAIN_TENANT, token, 'https://graph.microsoft.com/.default')).body.error_codes).toEqual([50173])
})

test('help names every command, every kind of fault and every limit', async () => {
  const { out, code } = await runCommand(['--help'])
  expect(code).toBe(0)
  for (const word of ['break SERVICE', 'resolve ISSUE', 'hostile-link', 'refresh-token-expired', 'webhook-validation', '--control URL'])
    expect(out).toContain(word)
  expect((await runCommand([])).out).toBe(out)
})

describe('what cannot be done is answered with what to do', () => {
  test.each([
    [['dance'], /There is no command "dance"\. Commands are status, /],
    [['fault', '503', '--often'], /Unknown option '--often'.*--help/],
    [['fault', 'fire'], /There is no fault "fire"\. Give a status such as 503/],
    [['fault', '503', '--share', 'half'], /--share takes a number, not "half"/],
    [['fault', '503', '--share', '7'], /share must be a number above 0/],
    [['fault'], /npm run simulator -- fault 503 --api graph/],
    [['throttle', 'everything'], /There is no limit "everything"/],
    [['clock', 'tomorrow'], /set must be a date and time/],
    [['customers', 'add'], /customers add "Contoso Oy"/],
    [['gdap', 'forget', 'x'], /gdap can approve, activate, pend, expire/],
    [['gdap', 'expire', 'No Such Company'], /No customer is named "No Such Company"/],
    [['mfa', 'integration@aurore-cloud.example', 'maybe'], /Say on or off/],
    [['groups-claim', 'perhaps'], /Say on or off/],
    [['partner', 'other'], /partnerKind must be one of indirectProvider, directBill, indirectReseller/],
    [['clear', 'fault-99'], /No fault is named fault-99/],
  ])('%j', async (words, message) => {
    const { code, out, error } = await run(...words)
    expect({ code, out }).toEqual({ code: 2, out: '' })
    expect(error).toMatch(message)
  })

  test('no cloud runs on the folder, or nothing answers there', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'simulator-'))
    expect((await runCommand(['status', '--data', folder])).error).toMatch(
      /No simulated cloud runs on .+ Start one with npm start, or .+--control URL/,
    )
    expect((await runCommand(['status', '--control', 'http://127.0.0.1:9'])).error).toMatch(/Nothing answers at .+npm start starts it/)
    rmSync(folder, { recursive: true })
  })
})

test('a cloud with a state file is found from its folder, and no more once it has stopped', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'simulator-'))
  const child = spawn(process.execPath, ['simulator/main.ts', '--port', '0', '--customers', '5', '--state', join(folder, 'simulator.json')])
  await new Promise((resolve) => child.stdout.once('data', resolve))
  expect((await runCommand(['status', '--data', folder])).out).toContain('5 customers')
  const ended = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGTERM')
  expect(await ended).toBe(0)
  expect(existsSync(join(folder, ADDRESS_FILE))).toBe(false)
  rmSync(folder, { recursive: true })
})
