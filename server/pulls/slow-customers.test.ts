// A slow or broken tenant never holds up another: readers kept for the others, patience as a whole, leases that hold, and what somebody
// asks for meanwhile. Against the simulated cloud and a real PostgreSQL, by the example of the customers' details.
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { startApi, type TestApi } from '../../tests/support/api.ts'
import type { TestCloud } from '../../tests/support/cloud.ts'
import { type FaultyCloud, startFaultyCloud } from '../../tests/support/faulty-cloud.ts'
import { customersPulls } from '../features/customers/customers.pulls.ts'
import { syncCustomers } from '../features/sync/sync.sync.ts'
import { askForPulls } from './ask.ts'
import { addMissing } from './claim.ts'
import { createDueLines } from './due-lines.ts'
import type { Pull } from './pull.ts'
import { readAlone } from './read-alone.ts'
import { runPull } from './run-pull.ts'

const never = new AbortController().signal

let cloud: TestCloud
let way: FaultyCloud
let api: TestApi
let partnerId: string
let details: Pull
let now: number
let ids: string[]

beforeAll(async () => {
  way = await startFaultyCloud(60)
  ;({ cloud, partnerId } = way)
  api = await startApi({ ...cloud.env, TENANTRY_PARTNERS: partnerId })
  await api.services.door.identity.insertInto('partners').values({ partner_id: partnerId }).execute()
  await syncCustomers(api.services, partnerId, never)
  now = Date.now()
  api.services.clock = { now: () => new Date(now) }
  details = customersPulls(api.services)[0] as Pull
  await addMissing(db(), partnerId, ['details'], new Date(now))
  ids = (await states()).map(({ tenant_id }) => tenant_id)
})
afterAll(async () => {
  await api.stop()
  await way.stop()
})
beforeEach(async () => {
  way.fault = () => undefined
  way.calls.length = 0
  await sql`update pulls set due_at = ${new Date(now)}, taken_until = null, taken_by = null, asked_at = null, good_at = null, digest = null,
    failures = 0, failure = null`.execute(db())
})

const db = () => api.services.door.ofPartner(partnerId)
const run = (pull = details) => runPull(api.services, pull, partnerId, never)
const states = () => db().selectFrom('pulls').where('partner_id', '=', partnerId).orderBy('tenant_id').selectAll().execute()
const good = async () => (await states()).filter(({ good_at }) => good_at !== null).map(({ tenant_id }) => tenant_id)
const asked = (tenantId: string) => way.calls.filter((call) => call.endsWith(`/v1/customers/${tenantId}`)).length

/** Calls about these customers are not answered until the returned function is called. */
function holdUp(tenantIds: readonly string[]): () => void {
  const held = Promise.withResolvers<void>()
  way.fault = (call) => (tenantIds.some((tenantId) => call.endsWith(tenantId)) ? { hold: held.promise } : undefined)
  return held.resolve
}

it('R2: however many customers do not answer, the others are read meanwhile', async () => {
  const slow = ids.slice(0, 20)
  const sound = ids.slice(20)
  const failure = JSON.stringify({ kind: 'broken', code: 'TimeoutError', cause: null, status: null, requestId: null })
  await sql`update pulls set failures = 1, failure = ${failure}::jsonb, due_at = due_at - interval '1 hour'
    where tenant_id = any(${slow}::uuid[])`.execute(db())
  const release = holdUp(slow)
  const running = run()
  await expect.poll(good, { timeout: 15_000 }).toEqual(sound)
  release()
  expect(await running).toMatchObject({ good: ids.length, failed: 0 })
})

it('S38: while one customer takes long, what somebody asks for is read at once', async () => {
  const [slow = '', wanted = ''] = ids
  const release = holdUp([slow])
  const running = run()
  await expect.poll(good, { timeout: 15_000 }).toEqual(ids.slice(1))
  now += 1000
  await askForPulls(api.services, partnerId, { tenantIds: [wanted], resources: ['details'] })
  await expect.poll(() => asked(wanted), { timeout: 15_000 }).toBe(2)
  expect(asked(slow)).toBe(1)
  release()
  await running
})

it('R2: a customer whose reading as a whole takes too long fails alone', async () => {
  const [slow = ''] = ids
  const release = holdUp([slow])
  expect(await run({ ...details, patienceMs: 1500 })).toMatchObject({ failed: 1, good: ids.length - 1 })
  release()
  const state = (await states()).find(({ tenant_id }) => tenant_id === slow)
  expect(state).toMatchObject({ failures: 1, taken_until: null, failure: { kind: 'broken', code: 'TimeoutError' } })
})

it('R6: what was taken so long ago that its lease may end while it is read is taken anew', async () => {
  const held = {
    db: db(),
    partnerId,
    sweepId: crypto.randomUUID(),
    pull: details,
    now: () => new Date(now),
    log: api.services.log,
    held: new Set<string>(),
  }
  const lines = createDueLines(held, never)
  const leaseOf = async (tenantId: string) => (await states()).find(({ tenant_id }) => tenant_id === tenantId)?.taken_until?.getTime()
  const first = (await lines.next(true))?.customer.tenantId as string
  expect(await leaseOf(first)).toBe(now + 180_000)
  now += 150_000
  const second = (await lines.next(true))?.customer.tenantId as string
  expect(second).not.toBe(first)
  expect(await leaseOf(second)).toBe(now + 180_000)
})

it('R6: a card that is opened waits for whoever reads the customer already, in this process or another', async () => {
  const [tenantId = ''] = ids
  const release = holdUp([tenantId])
  const running = run()
  await expect.poll(() => asked(tenantId), { timeout: 15_000 }).toBe(1)
  let looked = 0
  let read = 0
  const alone = readAlone(api.services, {
    partnerId,
    tenantId,
    resource: 'details',
    patienceMs: 60_000,
    isDone: async () => {
      looked += 1
      return false
    },
    read: async () => {
      read += 1
    },
    save: async () => {},
    nextInMs: () => 1000,
  })
  await expect.poll(() => looked, { timeout: 15_000 }).toBeGreaterThan(1)
  expect(read).toBe(0)
  release()
  await Promise.all([alone, running])
  expect(read).toBe(1)
  const state = (await states()).find(({ tenant_id }) => tenant_id === tenantId)
  expect(state).toMatchObject({ good_at: new Date(now), due_at: new Date(now + 1000), taken_by: null, digest: null })
})
