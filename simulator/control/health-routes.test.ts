// A service breaks for exactly so many customers, its story goes on, it is restored; a restart remembers it.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { runCommand } from '../command/run.ts'
import type { Simulator } from '../simulator.ts'
import { control } from '../testing/commander.ts'
import { MAIN_TENANT, startForTests } from '../testing/relying-party.ts'

let simulator: Simulator
let origin: string
beforeAll(async () => {
  simulator = await startForTests({ customers: 300 })
  origin = simulator.origin
})
afterAll(() => simulator.stop())

test.each([
  ['Exchange', 40],
  ['Microsoft Intune', 7],
  ['teams', 300],
])('%s breaks for %i customers, exactly', async (service, customers) => {
  const { status, body } = await control(origin, 'POST', '/incidents', { service, customers })
  expect(status, JSON.stringify(body)).toBe(201)
  expect(body.partners).toContainEqual({ partner: MAIN_TENANT, customers })
  expect(body).toMatchObject({ classification: 'incident', status: 'serviceDegradation', resolved: false, endedAt: null, customers })
  expect((await control(origin, 'GET', '/incidents')).body.incidents.map((one: { id: string }) => one.id)).toContain(body.id)
})

test('a further post, then the end; from the command line too', async () => {
  const run = (...words: string[]) => runCommand([...words, '--control', `${origin}/control`])
  const broken = await run('break', 'SharePoint', '--customers', '5', '--title', 'Sites do not open', '--since', '2h')
  expect(broken.out, broken.error).toMatch(/^SP\d+ {2}SharePoint Online {2}serviceDegradation {2}Sites do not open {2}\(5 customers\)\n$/)
  const id = broken.out.split(' ')[0] ?? ''
  expect((await run('post', id, 'restoringService', '--text', 'Nearly there')).out).toContain('restoringService')
  expect((await run('incidents')).out).toContain(id)
  expect((await run('resolve', id)).out).toContain('serviceRestored')
  expect((await run('incidents')).out).not.toContain(id)
  expect((await run('resolve', 'EX1')).error).toMatch(/No issue is named EX1/)
  expect((await run('break', 'Gmail', '--customers', '5')).error).toMatch(/service must be one of Exchange Online, /)
  expect((await run('break', 'Exchange', '--customers', '5000')).error).toMatch(/has 300 customers with Exchange Online/)
})

test('tenants can be named; a restart remembers', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'simulator-'))
  const stateFile = join(folder, 'state.jsonl')
  const before = await startForTests({ customers: 20, stateFile })
  const found = (await control(before.origin, 'GET', '/customers?search=')).body.customers
  const { body } = await control(before.origin, 'POST', '/incidents', {
    service: 'Exchange',
    tenants: [found[0].tenantId, found[1].tenantId],
  })
  expect(body.customers).toBe(2)
  await before.stop()
  const after = await startForTests({ customers: 20, stateFile })
  const again = (await control(after.origin, 'GET', '/incidents')).body.incidents.find((one: { id: string }) => one.id === body.id)
  expect(again).toEqual(body)
  await after.stop()
  rmSync(folder, { recursive: true })
})
