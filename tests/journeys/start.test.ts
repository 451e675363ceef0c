// `npm start` as a script drives it: it comes up, refuses a second one, keeps its data, and recovers from any kill -9.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { SyncStatus } from '../../contract/sync.ts'
import { operatorTokenOf } from '../../dev/stack/operator.ts'
import { processStart } from '../../server/base/process-start.ts'
import { type RunningProduct, runProduct } from '../support/run-product.ts'
import { cloudOf } from './arrange.ts'
import { eventually } from './journey.ts'

/** So many that their list comes in several pages. */
const customers = 1_600
const dataDir = mkdtempSync(join(tmpdir(), 'tenantry-start-'))
let product: RunningProduct

beforeAll(async () => {
  product = await runProduct({ dataDir, customers })
})
afterAll(async () => {
  await product?.stop()
  rmSync(dataDir, { recursive: true, force: true })
})

/** Waits until an address answers as wished; the test's own limit ends a wait in vain. */
async function answers(url: string): Promise<void> {
  while (
    !(await fetch(url).then(
      (response) => response.ok,
      () => false,
    ))
  )
    await wait(50)
}

async function startAgain(...args: string[]): Promise<{ code: number; said: string }> {
  const launcher = spawn(process.execPath, ['dev/start.ts', '--json', '--port', '0', ...args], { stdio: ['ignore', 'pipe', 'pipe'] })
  let said = ''
  for (const stream of [launcher.stdout, launcher.stderr]) stream.setEncoding('utf8').on('data', (text: string) => (said += text))
  const [code] = (await once(launcher, 'close')) as [number]
  return { code, said }
}

it('is ready when it says so', async () => {
  await answers(`${product.product}/readyz`)
  const page = await (await fetch(product.product)).text()
  expect(page).toContain('<div id="root"')
  expect(product.accounts.map((account) => account.role)).toContain('globalAdministrator')
  expect((await fetch(product.control)).status).toBeLessThan(500)
})

it('serves React as it is for users, also when a test has it built', async () => {
  const page = await (await fetch(product.product)).text()
  const scripts = [...page.matchAll(/(?:src|href)="([^"]+[.]js)"/g)].map(([, path]) => new URL(path ?? '', product.product))
  expect(scripts.length).toBeGreaterThan(0)
  const code = await Promise.all(scripts.map(async (url) => (await fetch(url)).text()))
  // What React says to those who develop with it.
  expect(code.join('').includes('Each child in a list should have a unique')).toBe(false)
  expect(code.join('').includes('createRoot')).toBe(true)
})

it('refuses a second one on the same data with a clear message, and a port that is taken', async () => {
  const second = await startAgain('--data', dataDir)
  expect(second.code).toBe(1)
  expect(second.said).toContain(`Tenantry already runs on ${dataDir}`)
  expect(second.said).toContain(String(product.pids.launcher))
  const other = mkdtempSync(join(tmpdir(), 'tenantry-start-'))
  const taken = await startAgain('--data', other, '--port', new URL(product.product).port)
  rmSync(other, { recursive: true, force: true })
  expect(taken.code).toBe(1)
  expect(taken.said).toContain('is taken by another program')
})

it.each(['server', 'simulator', 'postgres'] as const)('starts the %s again when it is killed', async (part) => {
  const pid = product.pids[part] as number
  process.kill(pid, 'SIGKILL')
  while (processStart(pid) !== undefined) await wait(10)
  await answers(`${product.product}/readyz`)
  await answers(`${product.simulator}/common/v2.0/.well-known/openid-configuration`)
})

it('starts again after everything was killed at once, and says what it found', async () => {
  const { launcher, server, simulator, postgres } = product.pids
  for (const pid of [launcher, server, simulator, postgres]) {
    try {
      process.kill(pid as number, 'SIGKILL')
    } catch {
      // Killed by an earlier test: its successor is what the next start must find.
    }
  }
  while (processStart(launcher) !== undefined) await wait(10)
  product = await runProduct({ dataDir })
  await answers(`${product.product}/readyz`)
})

/** As the command line asks, without a browser. Throws while the product cannot tell. */
async function sync(method: 'GET' | 'POST' = 'GET'): Promise<SyncStatus> {
  const headers = { authorization: `Bearer ${operatorTokenOf(dataDir, product.product)}` }
  const answer = await fetch(`${product.product}/api/sync`, { method, headers })
  if (!answer.ok) throw new Error(`It is not known how far the synchronisation is: ${answer.status}`)
  return (await answer.json()) as SyncStatus
}

it('R1: PostgreSQL killed in the middle of a list: the list goes on by itself, and nobody is lost', async () => {
  const cloud = cloudOf(product)
  await eventually(async () => (await sync()).run?.outcome).toBe('complete')
  const { lastCompleteAt: before, customers: known } = await sync()
  const added = [await cloud.add({ name: 'Zzyzx Coupure' }), await cloud.add({ name: 'Aachen Coupure' })]
  await cloud.pace(300)
  await sync('POST')
  await eventually(async () => {
    const { run } = await sync()
    return run?.outcome === 'running' && run.seen > 0
  }).toBe(true)
  process.kill(product.pids.postgres as number, 'SIGKILL')
  await cloud.pace(0)
  // Meanwhile it cannot tell, which is asked again like an answer that is not there yet.
  await expect.poll(async () => (await sync()).lastCompleteAt, { timeout: 120_000 }).not.toBe(before)
  const { run, customers: all } = await sync()
  expect(run).toMatchObject({ outcome: 'complete', departed: 0, skippedRecords: 0 })
  expect(all).toBe(known + added.length)
})

it('stops everything it started', async () => {
  const pids = Object.values(product.pids) as number[]
  await product.stop()
  expect(pids.filter((pid) => processStart(pid) !== undefined)).toEqual([])
  await expect(fetch(product.product)).rejects.toThrow()
})
