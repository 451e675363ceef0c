// Pulls against the simulated cloud and a real PostgreSQL, by the example of the customers' details: what is written, what fails alone,
// what two runs share, what a dead run leaves behind.
import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { startApi, type TestApi } from '../../tests/support/api.ts'
import type { TestCloud } from '../../tests/support/cloud.ts'
import { type FaultyCloud, startFaultyCloud } from '../../tests/support/faulty-cloud.ts'
import { customersPulls } from '../features/customers/customers.pulls.ts'
import { syncCustomers } from '../features/sync/sync.sync.ts'
import type { Queue } from '../jobs/queue.ts'
import { allPulls } from '../worker.ts'
import { askForPulls } from './ask.ts'
import { addMissing, claimDue } from './claim.ts'
import { tendLine, urgencies } from './line.ts'
import type { Pull } from './pull.ts'
import { pullJobName } from './pull-names.ts'
import { requestDuePulls } from './pulls.jobs.ts'
import { runPull } from './run-pull.ts'

const customers = 120
const never = new AbortController().signal

let cloud: TestCloud
let way: FaultyCloud
let api: TestApi
let partnerId: string
let details: Pull
let now: number

beforeAll(async () => {
  way = await startFaultyCloud(customers)
  ;({ cloud, partnerId } = way)
})
afterAll(() => way.stop())
beforeEach(async () => {
  way.fault = () => undefined
  api = await startApi({ ...cloud.env, TENANTRY_PARTNERS: partnerId })
  await api.services.door.identity.insertInto('partners').values({ partner_id: partnerId }).execute()
  await syncCustomers(api.services, partnerId, never)
  now = Date.now()
  api.services.clock = { now: () => new Date(now) }
  details = customersPulls(api.services)[0] as Pull
  await addMissing(db(), partnerId, ['details'], new Date(now))
  way.calls.length = 0
  return () => api.stop()
})

const db = () => api.services.door.ofPartner(partnerId)
const run = () => runPull(api.services, details, partnerId, never)
const states = () => db().selectFrom('pulls').where('partner_id', '=', partnerId).selectAll().execute()
const stateOf = (tenantId: string) => states().then((all) => all.find((state) => state.tenant_id === tenantId))
const asked = () => way.calls.filter((call) => /^GET \/v1\/customers\/[0-9a-f-]{36}$/.test(call)).map((call) => call.slice(-36))
/** Where the rows of customers lie: an update moves them. */
const places = () =>
  sql`select tenant_id, ctid::text as place from customers where partner_id = ${partnerId} order by tenant_id`.execute(db())

it('D14: every customer is found by its other domains and has its country although nobody opened it', async () => {
  const settled = await run()
  expect(settled).toMatchObject({ good: (await states()).length, failed: 0 })
  expect(settled.good).toBeGreaterThanOrEqual(customers)
  const some = await db()
    .selectFrom('customers')
    .where('partner_id', '=', partnerId)
    .where(sql<boolean>`cardinality(other_domains) > 0`)
    .select(['tenant_id', 'country', 'other_domains', 'address_state'])
    .execute()
  expect(some.length).toBeGreaterThan(customers / 4)
  const [one] = some
  expect(one).toMatchObject({ country: expect.stringMatching(/^[A-Z]{2}$/), address_state: 'known' })
  const person = await api.signIn(partnerId)
  const found = await person.call('GET', `/api/customers?search=${encodeURIComponent(one?.other_domains[0] ?? '')}`)
  expect(found.json().rows.map((row: { tenantId: string }) => row.tenantId)).toContain(one?.tenant_id)
})

it('P11: a sweep in which nothing changed writes nothing but its own state', async () => {
  await run()
  const before = await places()
  const version = await db().selectFrom('partners').where('partner_id', '=', partnerId).select('customers_version').executeTakeFirst()
  await askForPulls(api.services, partnerId, { resources: ['details'] })
  expect(await run()).toMatchObject({ good: (await states()).length, changed: 0 })
  expect((await places()).rows).toEqual(before.rows)
  expect(await db().selectFrom('partners').where('partner_id', '=', partnerId).select('customers_version').executeTakeFirst()).toEqual(
    version,
  )
})

describe('R2: a failure', () => {
  it('of one customer is written down with it, rests longer each time, and the others are read', async () => {
    const broken = (await states())[7]?.tenant_id as string
    way.fault = (call) => (call.endsWith(broken) ? { status: 400 } : undefined)
    expect(await run()).toMatchObject({ failed: 1, good: (await states()).length - 1 })
    const first = await stateOf(broken)
    expect(first).toMatchObject({ failures: 1, good_at: null, failure: { kind: 'invalid', code: 'Spoilt', status: 400 } })
    const firstRest = (first?.due_at.getTime() ?? 0) - now
    now += firstRest
    await run()
    const second = await stateOf(broken)
    expect(second?.failures).toBe(2)
    expect((second?.due_at.getTime() ?? 0) - now).toBeGreaterThan(firstRest)
    way.fault = () => undefined
    now = second?.due_at.getTime() ?? 0
    await run()
    expect(await stateOf(broken)).toMatchObject({ failures: 0, failure: null, good_at: new Date(now) })
  })

  it('of a reader of ours that met what it was not written for is that customer’s alone', async () => {
    const broken = (await states())[5]?.tenant_id as string
    const mistaken: Pull = {
      ...details,
      read: async (reading) => {
        if (reading.customer.tenantId === broken) throw new TypeError('cannot read properties of null')
        return await details.read(reading)
      },
    }
    expect(await runPull(api.services, mistaken, partnerId, never)).toMatchObject({ failed: 1, good: (await states()).length - 1 })
    expect(await stateOf(broken)).toMatchObject({ failure: { kind: 'invalid', code: 'our_mistake' } })
  })

  it('of an answer that the database refuses loses that customer alone', async () => {
    const broken = (await states())[3]?.tenant_id as string
    const refuse = `create function refuse() returns trigger language plpgsql as $$ begin
      if new.tenant_id = '${broken}' then raise exception 'refused' using errcode = '22023'; end if; return new; end $$;
      create trigger refuse before update on customers for each row execute function refuse()`
    await sql.raw(refuse).execute(api.services.door.identity)
    expect(await run()).toMatchObject({ failed: 1, good: (await states()).length - 1 })
    expect(await stateOf(broken)).toMatchObject({ failure: { code: 'not_storable' } })
  })

  it('of the whole partner stops the sweep, blames no customer, and leaves everything due', async () => {
    way.fault = (call) => (call.includes('/oauth2/v2.0/token') ? { status: 401 } : undefined)
    const whole: Pull = {
      ...details,
      read: async (reading) => {
        const { MicrosoftError } = await import('../microsoft/microsoft-error.ts')
        throw new MicrosoftError(`refused for ${reading.partnerId}`, { kind: 'denied', code: 'invalid_client', wholePartner: true })
      },
    }
    expect(await runPull(api.services, whole, partnerId, never)).toMatchObject({ good: 0, failed: 0 })
    expect((await states()).every((state) => state.failure === null && state.taken_until === null)).toBe(true)
    const [sweep] = await db().selectFrom('pull_sweeps').selectAll().execute()
    expect(sweep).toMatchObject({ failure: { code: 'invalid_client' }, ended_at: new Date(now) })
  })
})

it('R6: two runs at once read every customer once', async () => {
  const [one, other] = await Promise.all([run(), run()])
  expect(one.good + other.good).toBe((await states()).length)
  const calls = asked()
  expect(new Set(calls).size).toBe(calls.length)
  expect(calls.length).toBe((await states()).length)
})

it('R1: what a dead run held is read by another when its lease has ended, and nothing before', async () => {
  const dead = {
    db: db(),
    partnerId,
    sweepId: crypto.randomUUID(),
    pull: details,
    now: () => new Date(now),
    log: api.services.log,
    held: new Set<string>(),
  }
  const held = (await claimDue(dead, { silent: false, most: 40 })).map(({ customer }) => customer.tenantId)
  expect(held.length).toBeGreaterThan(10)
  await run()
  expect(asked().filter((tenantId) => held.includes(tenantId))).toEqual([])
  now += 181_000
  way.calls.length = 0
  await run()
  expect(asked().sort()).toEqual(held.sort())
})

it('P9: PostgreSQL knows of many rows as soon as they are there, not when it next looks', async () => {
  await api.addCustomers(
    partnerId,
    Array.from({ length: 1200 }, (_, index) => ({ name: `New ${index}` })),
  )
  await addMissing(db(), partnerId, ['details'], new Date(now))
  const { rows } = await sql<{ known: number }>`select reltuples::int as known from pg_class where oid = 'pulls'::regclass`.execute(db())
  expect(rows[0]?.known).toBe((await states()).length)
})

it('S38: what somebody waits for is read first, and again if it was being read when they asked', async () => {
  const last = (await states()).at(-1)?.tenant_id as string
  await sql`update pulls set due_at = due_at - interval '1 day' where partner_id = ${partnerId} and tenant_id <> ${last}`.execute(db())
  expect(await askForPulls(api.services, partnerId, { tenantIds: [last], resources: ['details'] })).toBe(1)
  let askedAgain = false
  way.fault = (call) => {
    if (!call.endsWith(last) || askedAgain) return undefined
    askedAgain = true
    now += 1000
    return { hold: askForPulls(api.services, partnerId, { tenantIds: [last], resources: ['details'] }) }
  }
  await run()
  expect(asked().indexOf(last)).toBeLessThan(details.concurrency)
  expect(asked().filter((tenantId) => tenantId === last)).toHaveLength(2)
  expect(await askForPulls(api.services, partnerId, { tenantIds: [last], resources: ['details'], unlessWithinMs: 60_000 })).toBe(0)
})

it('S87: while the very first lists are on their way nobody is read one by one, unless the process that reads them died', async () => {
  const wanted = async (): Promise<string[]> => {
    const sent: string[] = []
    const send: Queue['send'] = async (name) => sent.push(name) > 0
    await requestDuePulls({ ...api.services, queue: { ...api.services.queue, send } }, [details])
    return [...new Set(sent)]
  }
  expect(await wanted()).toEqual([pullJobName('details')])
  await db()
    .updateTable('sync_runs')
    .set({ outcome: 'running', ended_at: null, alive_at: new Date(now) })
    .execute()
  expect(await wanted()).toEqual([])
  now += 36_000
  expect(await wanted()).toEqual([pullJobName('details')])
  await db().insertInto('sync_runs').values({ partner_id: partnerId, outcome: 'complete' }).execute()
  now -= 36_000
  expect(await wanted()).toEqual([pullJobName('details')])
})

describe('the line', () => {
  const health = () => allPulls(api.services).find(({ resource }) => resource === 'health') as Pull
  const urgencyOf = async (tenantId: string) =>
    (await states()).find(({ tenant_id, resource }) => tenant_id === tenantId && resource === 'health')?.urgency
  const become = (tenantId: string, delegation: 'active' | 'expired') =>
    db().updateTable('customers').set({ delegation }).where('partner_id', '=', partnerId).where('tenant_id', '=', tenantId).execute()

  it('holds nobody that cannot be read: those do not stand at its front for good, and are in it again when they let us in', async () => {
    await addMissing(db(), partnerId, ['health'], new Date(now))
    const rows = await db().selectFrom('customers').where('partner_id', '=', partnerId).select(['tenant_id', 'delegation']).execute()
    const closed = rows.find(({ delegation }) => delegation !== 'active')?.tenant_id as string
    const open = rows.find(({ delegation }) => delegation === 'active')?.tenant_id as string
    await tendLine(db(), partnerId, new Date(now))
    expect([await urgencyOf(closed), await urgencyOf(open)]).toEqual([urgencies.closed, urgencies.due])
    // Asking does not bring it in.
    expect(await askForPulls(api.services, partnerId, { tenantIds: [closed, open], resources: ['health'] })).toBe(1)
    expect([await urgencyOf(closed), await urgencyOf(open)]).toEqual([urgencies.closed, urgencies.person])
    const taken = async () => {
      const line = {
        db: db(),
        partnerId,
        sweepId: randomUUID(),
        pull: health(),
        now: () => new Date(now),
        log: api.services.log,
        held: new Set<string>(),
      }
      return (await claimDue(line, { silent: false, most: 1000 })).map(({ customer }) => customer.tenantId)
    }
    expect(await taken()).not.toContain(closed)
    await become(closed, 'active')
    await tendLine(db(), partnerId, new Date(now))
    expect(await taken()).toEqual([closed])
    // And out of it once more.
    now += 3_600_000
    await become(open, 'expired')
    await tendLine(db(), partnerId, new Date(now))
    expect(await urgencyOf(open)).toBe(urgencies.closed)
  })
})
