// Several real worker processes on one PostgreSQL against the simulated cloud: one is killed, others take over what is left; nothing is
// asked for twice at once, and nothing again that was read.
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { TestCloud } from '../../tests/support/cloud.ts'
import { createDatabase, type TestDatabase } from '../../tests/support/database.ts'
import { type FaultyCloud, startFaultyCloud } from '../../tests/support/faulty-cloud.ts'
import { type ServerProcess, startServerProcess } from '../../tests/support/server-process.ts'
import { type DbDoor, openDb } from '../db/db.ts'

const customers = 400
const timeout = 120_000

let cloud: TestCloud
let way: FaultyCloud
let database: TestDatabase
let door: DbDoor
let partnerId: string
let env: Record<string, string>
const running: ServerProcess[] = []

beforeAll(async () => {
  way = await startFaultyCloud(customers)
  ;({ cloud, partnerId } = way)
  database = await createDatabase()
  door = openDb({ url: database.url, connections: 2, onError: () => {} })
  env = {
    ...cloud.env,
    TENANTRY_PARTNERS: partnerId,
    TENANTRY_ROLES: 'worker',
    TENANTRY_SECRET_KEY: Buffer.alloc(32, 7).toString('base64'),
    DATABASE_URL: database.url,
    DATABASE_POOL: '4',
  }
}, timeout)
afterAll(async () => {
  await Promise.all(running.map((one) => one.end('SIGKILL')))
  await door.close()
  await way.stop()
  await database.drop()
}, timeout)

async function startWorker(): Promise<ServerProcess> {
  const worker = await startServerProcess(env)
  running.push(worker)
  return worker
}
const db = () => door.ofPartner(partnerId)
const details = () => db().selectFrom('pulls').where('resource', '=', 'details').selectAll().execute()
const idsOf = (rows: { tenant_id: string }[]) => rows.map((row) => row.tenant_id).sort()
const good = async () => idsOf((await details()).filter((row) => row.good_at !== null))
const customerOf = (call: string) => /^GET \/v1\/customers\/([0-9a-f-]{36})$/.exec(call)?.[1]

it('R1, R6: after a kill -9 two other processes share what is left, none asks what another asks, none asks again what was read', {
  timeout: timeout * 2,
}, async () => {
  // The first one is answered for forty customers and then no more, so that it dies in the middle.
  const never = Promise.withResolvers<void>()
  let answered = 0
  way.fault = (call) => {
    if (!customerOf(call)) return undefined
    answered += 1
    return answered > 40 ? { hold: never.promise } : undefined
  }
  const first = await startWorker()
  await expect.poll(async () => (await good()).length, { timeout }).toBe(40)
  await first.end('SIGKILL')
  const read = await good()
  const held = idsOf((await details()).filter((row) => row.taken_by !== null))
  expect(held.length).toBeGreaterThan(0)
  await sql`update pulls set due_at = now() + interval '1 day' where resource <> 'details'`.execute(db())

  // Both of the others have begun before either is answered: one job of a queue at a time in a process, so two sweeps are two processes.
  const gate = Promise.withResolvers<void>()
  const asked: string[] = []
  const open = new Map<string, number>()
  let mostAtOnce = 0
  way.fault = (call) => {
    const tenantId = customerOf(call)
    if (!tenantId) return undefined
    asked.push(tenantId)
    open.set(tenantId, (open.get(tenantId) ?? 0) + 1)
    mostAtOnce = Math.max(mostAtOnce, open.get(tenantId) ?? 0)
    return { hold: gate.promise.then(() => sleep(5)).then(() => open.set(tenantId, (open.get(tenantId) ?? 1) - 1)) }
  }
  const began = new Date()
  await Promise.all([startWorker(), startWorker()])
  const sweeps = () =>
    db().selectFrom('pull_sweeps').where('resource', '=', 'details').where('started_at', '>=', began).selectAll().execute()
  await expect.poll(async () => (await sweeps()).length, { timeout }).toBeGreaterThan(1)
  gate.resolve()
  const rest = idsOf(await details()).filter((tenantId) => !read.includes(tenantId) && !held.includes(tenantId))
  expect(rest.length).toBeGreaterThan(customers / 2)
  await expect.poll(async () => (await good()).length, { timeout }).toBe(read.length + rest.length)
  expect([...asked].sort()).toEqual(rest)
  await expect.poll(async () => (await sweeps()).filter((sweep) => sweep.ended_at && sweep.good > 0).length, { timeout }).toBeGreaterThan(1)

  // Its lease ends: three minutes have passed for what the dead one held.
  asked.length = 0
  await sql`update pulls set taken_until = now() where taken_by is not null and resource = 'details'`.execute(db())
  await expect.poll(good, { timeout }).toEqual(idsOf(await details()))
  expect([...asked].sort()).toEqual(held)
  expect(mostAtOnce).toBe(1)
  never.resolve()
})
