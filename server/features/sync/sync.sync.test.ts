// The synchronisation against the simulated cloud and a real PostgreSQL: first, quiet and later runs, failures, crashes, two partners.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { sql } from 'kysely'
import pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { SyncStatus } from '../../../contract/sync.ts'
import { startApi, type TestApi } from '../../../tests/support/api.ts'
import type { TestCloud } from '../../../tests/support/cloud.ts'
import { type FaultyCloud, startFaultyCloud } from '../../../tests/support/faulty-cloud.ts'
import { readSync } from './sync.queries.ts'
import { syncCustomers } from './sync.sync.ts'

const customers = 700
const never = new AbortController().signal

let cloud: TestCloud
let way: FaultyCloud
let api: TestApi
let main: string
let advisor: string

beforeAll(async () => {
  way = await startFaultyCloud(customers)
  cloud = way.cloud
  ;[main = '', advisor = ''] = cloud.partners
})
afterAll(() => way.stop())
beforeEach(async () => {
  way.fault = () => undefined
  way.calls.length = 0
  api = await startApi({ ...cloud.env, TENANTRY_PARTNERS: cloud.partners.join(',') })
  return () => api.stop()
})

const sync = (partnerId = main) => syncCustomers(api.services, partnerId, never)
const db = (partnerId = main) => api.services.door.ofPartner(partnerId)

async function status(partnerId = main): Promise<SyncStatus> {
  const scope = { partnerId, db: db(partnerId), userId: '', roles: [], permissions: [], customersVersion: '0' } as unknown as Parameters<
    typeof readSync
  >[0]
  return await readSync(scope, { everyMinutes: 15, now: new Date() })
}

async function control(method: string, path: string, body?: object): Promise<Record<string, string>[]> {
  const answer = await fetch(`${cloud.cloud.address}/control${path}`, {
    method,
    ...(body && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  })
  expect(answer.ok).toBe(true)
  return [await answer.json()].flat()
}

const customer = async (tenantId: string) =>
  await db().selectFrom('customers').where('partner_id', '=', main).where('tenant_id', '=', tenantId).selectAll().executeTakeFirst()
const terms = async (tenantId: string) =>
  await db()
    .selectFrom('customer_terms')
    .where('partner_id', '=', main)
    .where('tenant_id', '=', tenantId)
    .orderBy('kind')
    .orderBy('term')
    .select(['kind', 'term', 'departed'])
    .execute()
const facts = async (kind: string) =>
  await db().selectFrom('facts').where('partner_id', '=', main).where('kind', '=', kind).selectAll().execute()
const version = async () =>
  (await db().selectFrom('partners').where('partner_id', '=', main).select('customers_version').executeTakeFirstOrThrow()).customers_version

/** A customer of this test's own, with active delegation, gone from the cloud when the test is over. */
async function addCustomer(name: string): Promise<string> {
  const [added] = await control('POST', '/customers', { name, delegation: 'active' })
  return added?.['tenantId'] ?? ''
}

/** Where each row of each table stands and who wrote it: the same as long as nobody writes, not even the same values again. */
async function rowsAsWritten(): Promise<Record<string, string>> {
  const client = new pg.Client({ connectionString: api.services.config.DATABASE_URL })
  await client.connect()
  try {
    await client.query("select set_config('tenantry.partner_id', $1, false)", [main])
    const { rows: tables } = await client.query<{ name: string }>(
      "select tablename as name from pg_tables where schemaname = 'public' and tablename not like 'sync_%'",
    )
    const digests: Record<string, string> = {}
    for (const { name } of tables) {
      const { rows } = await client.query<{ digest: string }>(
        `select count(*) || ' ' || md5(coalesce(string_agg(ctid::text || xmin::text, ',' order by ctid), '')) as digest from ${name}`,
      )
      digests[name] = rows[0]?.digest ?? ''
    }
    return digests
  } finally {
    await client.end()
  }
}

describe('the first synchronisation', () => {
  it('stores every customer with terms, delegation and the name of the partner', async () => {
    expect(await status()).toMatchObject({ first: true, run: null, lastCompleteAt: null })
    expect(await sync()).toBe('ran')
    const after = await status()
    expect(after).toMatchObject({
      first: false,
      customers: after.run?.added,
      run: { outcome: 'complete', skippedRecords: 0, failure: null },
    })
    expect(after.customers).toBeGreaterThanOrEqual(customers)
    expect((await facts('sync.ended')).length).toBe(1)
    expect(await facts('customer.appeared')).toEqual([])
    const partner = await db().selectFrom('partners').where('partner_id', '=', main).selectAll().executeTakeFirstOrThrow()
    expect(partner).toMatchObject({ name: (cloud.cloud.ready as { partners: { name: string }[] }).partners[0]?.name, advisor: false })
    const { active } = await db()
      .selectFrom('customers')
      .where('partner_id', '=', main)
      .where('delegation', '=', 'active')
      .select((of) => of.fn.countAll<string>().as('active'))
      .executeTakeFirstOrThrow()
    const [told] = (await control('GET', '/state')) as unknown as { partners: { delegation: Record<string, number> }[] }[]
    expect(Number(active)).toBe(told?.partners[0]?.delegation['active'])
  })

  it('shows customers from the first page on, and where it stands', async () => {
    let goOn = () => {}
    const hold = new Promise<void>((resolve) => (goOn = resolve))
    let second = () => {}
    const secondAsked = new Promise<void>((resolve) => (second = resolve))
    way.fault = (call) => {
      if (call.includes('/delegatedAdminCustomers')) second()
      return call.includes('/delegatedAdminCustomers') ? { hold } : undefined
    }
    const running = sync()
    await secondAsked
    const during = await status()
    expect(during).toMatchObject({ first: true, run: { outcome: 'running', endedAt: null }, nextDueAt: null })
    expect(during.customers).toBeGreaterThanOrEqual(500)
    expect(await sync()).toBe('joined')
    goOn()
    expect(await running).toBe('ran')
    expect((await status()).run?.outcome).toBe('complete')
  })
})

it('S71: the first time it tells how many are about to come, long before the list has ended', async () => {
  let goOn = () => {}
  const hold = new Promise<void>((resolve) => (goOn = resolve))
  way.fault = (call) => (call.includes('seekOperation=Next') ? { hold } : undefined)
  const running = sync()
  await expect.poll(async () => (await status()).run?.expected ?? 0, { timeout: 15_000 }).toBeGreaterThanOrEqual(customers)
  const states = () => db().selectFrom('customers').where('partner_id', '=', main).select('delegation').distinct().execute()
  await expect.poll(states, { timeout: 15_000 }).toEqual([{ delegation: 'unknown' }])
  expect((await status()).run).toMatchObject({ stage: 'customers', seen: 500 })
  goOn()
  await running
})

it('lists that are suddenly empty make nobody leave', async () => {
  await sync()
  way.fault = (call) =>
    call.includes('/v1/customers')
      ? { spoil: (body) => ({ ...body, items: [] }) }
      : { spoil: (body) => ('value' in body ? { ...body, value: [] } : body) }
  await sync()
  expect(await status()).toMatchObject({
    run: { outcome: 'failed', departed: 0, failure: { code: 'invalid', message: expect.stringContaining('empty') } },
  })
  expect((await status()).customers).toBeGreaterThanOrEqual(customers)
})

describe('a later synchronisation', () => {
  it('P11: writes nothing but its own state where nothing changed', async () => {
    await sync()
    const before = await rowsAsWritten()
    const versionBefore = await version()
    await sync()
    expect(await rowsAsWritten()).toEqual(before)
    expect(Number(before['customers']?.split(' ')[0])).toBeGreaterThanOrEqual(customers)
    expect(await version()).toBe(versionBefore)
    expect((await status()).run).toMatchObject({ added: 0, changed: 0, departed: 0, returned: 0 })
  })

  it('S71: finds who has appeared and been renamed, and keeps the former name', async () => {
    const tenantId = await addCustomer('Boulangerie Émile')
    await sync()
    expect(await terms(tenantId)).toContainEqual({ kind: 0, term: 'boulangerie emile', departed: false })
    const later = await addCustomer('Zébulon Conseil')
    await control('PATCH', `/customers/${tenantId}`, { name: 'Pâtisserie Émile' })
    const versionBefore = await version()
    await sync()
    expect((await status()).run).toMatchObject({ added: 1, changed: 1 })
    expect(await customer(tenantId)).toMatchObject({ name: 'Pâtisserie Émile', name_key: 'patisserie emile' })
    expect(await terms(tenantId)).toContainEqual({ kind: 0, term: 'patisserie emile', departed: false })
    expect((await terms(tenantId)).map((row) => row.term)).not.toContain('boulangerie emile')
    expect(await db().selectFrom('former_names').where('partner_id', '=', main).select(['tenant_id', 'name']).execute()).toEqual([
      { tenant_id: tenantId, name: 'Boulangerie Émile' },
    ])
    expect(await facts('customer.renamed')).toMatchObject([
      { tenant_id: tenantId, data: { from: 'Boulangerie Émile', to: 'Pâtisserie Émile' } },
    ])
    expect(await facts('customer.appeared')).toMatchObject([{ tenant_id: later, data: { name: 'Zébulon Conseil' } }])
    expect(await version()).not.toBe(versionBefore)
  })

  it('marks who has left, keeps flags and pins, and restores who comes back', async () => {
    const tenantId = await addCustomer('Compagnie du Retour')
    await sync()
    await db().insertInto('flags').values({ partner_id: main, tenant_id: tenantId }).execute()
    await control('DELETE', `/customers/${tenantId}`)
    await sync()
    expect(await customer(tenantId)).toMatchObject({
      departed_at: expect.any(Date),
      in_partner_center: false,
      in_contracts: false,
      in_delegated: false,
    })
    expect((await terms(tenantId)).every((term) => term.departed)).toBe(true)
    expect(await facts('customer.departed')).toMatchObject([{ tenant_id: tenantId }])
    expect((await status()).run).toMatchObject({ departed: 1 })
    await control('POST', `/customers/${tenantId}/return`)
    await sync()
    expect(await customer(tenantId)).toMatchObject({ departed_at: null, name: 'Compagnie du Retour', delegation: 'active' })
    expect((await terms(tenantId)).every((term) => !term.departed)).toBe(true)
    expect(await db().selectFrom('flags').where('partner_id', '=', main).select('tenant_id').execute()).toEqual([{ tenant_id: tenantId }])
    expect(await facts('customer.returned')).toMatchObject([{ tenant_id: tenantId }])
    expect((await status()).run).toMatchObject({ returned: 1, added: 0 })
  })

  it('follows a delegation that ends', async () => {
    const tenantId = await addCustomer('Délégation Finie')
    await sync()
    expect(await customer(tenantId)).toMatchObject({ delegation: 'active', delegation_ends_at: expect.any(Date) })
    await control('PATCH', `/customers/${tenantId}`, { delegation: 'terminated' })
    await sync()
    expect(await customer(tenantId)).toMatchObject({ delegation: 'terminated', in_delegated: false })
    await control('PATCH', `/customers/${tenantId}`, { delegation: 'none' })
    await sync()
    expect(await customer(tenantId)).toMatchObject({ delegation: 'none', delegation_ends_at: null })
    expect((await status()).run).toMatchObject({ added: 0, changed: 1 })
  })
})

describe('failures', () => {
  it.each(['/v1/customers', '/v1.0/contracts', '/delegatedAdminCustomers', '/delegatedAdminRelationships'])(
    'R2: %s is refused: nobody leaves, the others are read, and it recovers',
    async (list) => {
      const tenantId = await addCustomer('Client Parti')
      await sync()
      await control('DELETE', `/customers/${tenantId}`)
      const arrived = await addCustomer('Client Arrivé')
      way.fault = (call) => (call.includes(list) ? { status: 403 } : undefined)
      await sync()
      const failed = await status()
      expect(failed.run).toMatchObject({
        outcome: 'failed',
        departed: 0,
        added: 1,
        failure: { code: 'denied', message: expect.stringContaining('admin consent') },
      })
      expect(failed.lastCompleteAt).not.toBeNull()
      expect((await customer(tenantId))?.departed_at).toBeNull()
      expect(await customer(arrived)).toBeDefined()
      way.fault = () => undefined
      await sync()
      expect((await status()).run).toMatchObject({ outcome: 'complete', failure: null })
      expect((await customer(tenantId))?.departed_at).not.toBeNull()
    },
  )

  it('a partner without Partner Center is synchronised from Graph', async () => {
    way.fault = (call) => (call.includes('/v1/customers') ? { status: 403 } : undefined)
    await sync()
    expect((await status()).run).toMatchObject({ outcome: 'complete', failure: null })
    expect((await status()).customers).toBeGreaterThanOrEqual(customers)
    way.fault = () => undefined
    await sync()
    expect((await status()).run).toMatchObject({ outcome: 'complete', added: 0 })
  })

  it('R2: a record that cannot be read is skipped alone, reported, and hides nobody', async () => {
    await sync()
    const before = (await status()).customers
    way.fault = (call) =>
      call.includes('/v1/customers') || call.includes('/contracts') || call.includes('/delegatedAdminCustomers')
        ? {
            spoil: (body) => ({
              ...body,
              [body['items'] ? 'items' : 'value']: ((body['items'] ?? body['value']) as { id: string }[]).map((one, at) =>
                at === 0 ? { id: 'spoilt' } : one,
              ),
            }),
          }
        : undefined
    // As often as it is so: that it was so before as well makes nobody gone.
    for (let again = 0; again < 3; again += 1) {
      await sync()
      expect((await status()).run).toMatchObject({ outcome: 'complete', departed: 0, skippedRecords: expect.any(Number) })
      expect((await status()).run?.skippedRecords).toBeGreaterThan(2)
      expect((await status()).customers).toBe(before)
    }
  })

  it('R2: a repeated record and a hostile link do no harm', async () => {
    way.fault = (call) =>
      call.includes('/v1/customers')
        ? { spoil: (body) => ({ ...body, items: [...(body['items'] as unknown[]), ...(body['items'] as unknown[])] }) }
        : undefined
    await sync()
    expect((await status()).run?.outcome).toBe('complete')
    way.fault = (call) =>
      call.includes('/delegatedAdminCustomers')
        ? { spoil: (body) => ({ ...body, '@odata.nextLink': 'https://evil.example/steal' }) }
        : undefined
    await sync()
    expect((await status()).run).toMatchObject({ outcome: 'failed', failure: { code: 'invalid' }, departed: 0 })
  })
})

describe('ends that nobody planned', () => {
  const childScript = `
    const [, env, partner] = process.argv
    const { readConfig } = await import('${new URL('../../base/config.ts', import.meta.url)}')
    const { createLog } = await import('${new URL('../../base/log.ts', import.meta.url)}')
    const { openDb } = await import('${new URL('../../db/db.ts', import.meta.url)}')
    const { createMicrosoft } = await import('${new URL('../../microsoft/microsoft.ts', import.meta.url)}')
    const { syncCustomers } = await import('${new URL('./sync.sync.ts', import.meta.url)}')
    const config = readConfig(JSON.parse(env))
    const log = createLog('silent')
    const door = openDb({ url: config.DATABASE_URL, connections: 4, onError: () => {} })
    await syncCustomers({ config, log, door, microsoft: createMicrosoft(config, log) }, partner, new AbortController().signal)
  `

  it('R1: a killed process leaves nothing half done: the next run ends its run and begins at once', async () => {
    let asked = () => {}
    const contractsAsked = new Promise<void>((resolve) => (asked = resolve))
    way.fault = (call) => {
      if (!call.includes('/contracts')) return undefined
      asked()
      return { hold: new Promise(() => {}) }
    }
    const { config } = api.services
    const env = JSON.stringify({ ...cloud.env, DATABASE_URL: config.DATABASE_URL })
    const child = spawn(process.execPath, ['--input-type=module', '-e', childScript, env, main], {
      stdio: ['ignore', 'inherit', 'inherit'],
    })
    await contractsAsked
    expect(await sync()).toBe('joined')
    child.kill('SIGKILL')
    await once(child, 'exit')
    way.fault = () => undefined
    await expect.poll(() => sync(), { timeout: 10_000 }).toBe('ran')
    const runs = await db()
      .selectFrom('sync_runs')
      .where('partner_id', '=', main)
      .orderBy('run_id')
      .select(['outcome', 'failure'])
      .execute()
    expect(runs).toMatchObject([
      { outcome: 'failed', failure: { code: 'broken', message: expect.stringContaining('started again') } },
      { outcome: 'complete' },
    ])
    expect((await status()).customers).toBeGreaterThanOrEqual(customers)
  })

  it('a run whose connection breaks stops, and says so', async () => {
    way.fault = (call) => {
      if (!call.includes('/contracts')) return undefined
      return {
        hold: db().executeQuery({
          sql: `select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and granted and pid <> pg_backend_pid() and database = (select oid from pg_database where datname = current_database())`,
          parameters: [],
          query: { kind: 'RawNode' } as never,
          queryId: { queryId: 'x' } as never,
        }),
      }
    }
    await sync()
    expect((await status()).run).toMatchObject({
      outcome: 'failed',
      failure: { message: expect.stringContaining('connection to the database') },
    })
    way.fault = () => undefined
    await sync()
    expect((await status()).run?.outcome).toBe('complete')
  })

  it('a page that cannot be saved ends the run where it is, and nobody leaves', async () => {
    const tenantId = await addCustomer('Client Oublié')
    await sync()
    await control('DELETE', `/customers/${tenantId}`)
    // The customers are one list of two pages, of which the database refuses the last.
    const refuse = `alter table sync_runs add constraint refused check (stage <> 'customers' or seen <= 500)`
    await sql.raw(refuse).execute(api.services.door.identity)
    await sync()
    expect((await status()).run).toMatchObject({
      outcome: 'failed',
      stage: 'customers',
      departed: 0,
      failure: { code: 'broken', message: expect.stringContaining('reading the customers of Partner Center') },
    })
    expect((await customer(tenantId))?.departed_at).toBeNull()
  })

  it('a server that stops says so', async () => {
    const stop = new AbortController()
    way.fault = (call) => {
      if (call.includes('/contracts')) stop.abort()
      return undefined
    }
    await syncCustomers(api.services, main, stop.signal)
    expect((await status()).run).toMatchObject({ outcome: 'failed', failure: { message: expect.stringContaining('stopped') } })
  })
})

it('R3: the second partner has its own customers, and is known as an advisor', async () => {
  await sync(main)
  await sync(advisor)
  expect((await status(advisor)).customers).toBe(42)
  const partner = await db(advisor).selectFrom('partners').where('partner_id', '=', advisor).selectAll().executeTakeFirstOrThrow()
  expect(partner.advisor).toBe(true)
  // What is said of one partner is written down for that partner alone.
  const known = await db(advisor)
    .selectFrom('partners')
    .where('partner_id', '=', main)
    .select(['name', 'advisor'])
    .executeTakeFirstOrThrow()
  expect(known.advisor).not.toBe(true)
  expect(known.name).not.toBe(partner.name)
  const mine = await db(advisor).selectFrom('customers').select('partner_id').distinct().execute()
  expect(mine).toEqual([{ partner_id: advisor }])
})
