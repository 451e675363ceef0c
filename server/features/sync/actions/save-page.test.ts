// Saving pages on a real PostgreSQL: a record it cannot store is lost alone; runs end without forgetting the last complete one.
import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createDatabase, type TestDatabase } from '../../../../tests/support/database.ts'
import { againAfterCollision } from '../../../db/database-error.ts'
import { type Db, type DbDoor, openDb } from '../../../db/db.ts'
import type { IncomingCustomer } from '../sync.mapping.ts'
import { beginRun, countSkipped, endRun, type Run } from './run-state.ts'
import { saveCustomers } from './save-customers.ts'
import { type Relationship, saveRelationships } from './save-relationships.ts'

let database: TestDatabase
let door: DbDoor
let partnerId: string
let db: Db
let run: Run

beforeAll(async () => {
  database = await createDatabase()
  door = openDb({ url: database.url, connections: 4, onError: () => {} })
})
afterAll(async () => {
  await door.close()
  await database.drop()
})
beforeEach(async () => {
  partnerId = randomUUID()
  db = door.ofPartner(partnerId)
  run = await beginRun(db, partnerId)
})

const customer = (name: string): IncomingCustomer => ({ tenantId: randomUUID(), name, domain: null, relationship: null })
const relationship = (id: string, name: string): Relationship => ({
  id,
  name,
  tenantId: randomUUID(),
  customerName: name,
  status: 'active',
  state: 'active',
  roles: 1,
  createdAt: null,
  activatedAt: null,
  endsAt: null,
  autoExtends: false,
})
const page = <Item>(records: Item[], number = 1) => ({ records, skipped: 0, expected: null, number })
const names = async (table: 'customers' | 'delegations') =>
  (await db.selectFrom(table).where('partner_id', '=', partnerId).select('name').orderBy('name').execute()).map((row) => row.name)
const figures = () =>
  db.selectFrom('sync_runs').where('run_id', '=', run.runId).select(['seen', 'skipped', 'added', 'changed']).executeTakeFirstOrThrow()
const noted = async () =>
  (await db.selectFrom('sync_seen').where('run_id', '=', run.runId).select('ids').execute()).flatMap((row) => row.ids)

describe('R2: a record that PostgreSQL cannot store', () => {
  // Half a surrogate pair, which JSON may hold and PostgreSQL's may not.
  const bad = 'Bad \ud83d'

  it('is lost alone among customers', async () => {
    const records = [customer('Alpha'), customer(bad), customer('Gamma')]
    expect(await saveCustomers(run, { stage: 'customers', ...page(records) })).toEqual({ written: 2, lost: 1 })
    expect(await names('customers')).toEqual(['Alpha', 'Gamma'])
    // It has been named all the same, so it does not count as one that has left.
    expect((await noted()).sort()).toEqual(records.map((record) => record.tenantId).sort())
    await countSkipped(run, 1)
    expect(await figures()).toEqual({ seen: 3, skipped: 1, added: 2, changed: 0 })
  })

  it('is lost alone where only writing finds out, after the page was taken in', async () => {
    const records = [customer('Alpha'), customer('Beta')]
    await saveCustomers(run, { stage: 'customers', ...page(records) })
    // A name that fits, until it becomes the former one.
    await sql`alter table former_names add constraint no_beta check (1 / (case name when 'Beta' then 0 else 1 end) = 1)`.execute(asOwner())
    const renamed = records.map((record) => ({ ...record, name: `${record.name} SA` }))
    expect(await saveCustomers(run, { stage: 'customers', ...page(renamed, 2) })).toEqual({ written: 1, lost: 1 })
    expect(await names('customers')).toEqual(['Alpha SA', 'Beta'])
    expect(await figures()).toMatchObject({ seen: 4, changed: 1 })
    await sql`alter table former_names drop constraint no_beta`.execute(asOwner())
  })

  it('is lost alone among relationships, one that comes twice counts once', async () => {
    const records = [relationship('a', 'Alpha'), relationship('b', bad), relationship('c', 'Old'), relationship('c', 'Gamma')]
    const { lost } = await saveRelationships(run, page(records))
    expect(lost).toBe(1)
    expect(await names('delegations')).toEqual(['Alpha', 'Gamma'])
    expect(await names('customers')).toEqual(['Alpha', 'Gamma'])
    expect(await figures()).toMatchObject({ seen: 4, added: 2 })
  })
})

const asOwner = () => door.identity

it('two that wait for each other are begun again', async () => {
  const [one, other] = [customer('One'), customer('Other')]
  await saveCustomers(run, { stage: 'customers', ...page([one, other]) })
  const lock = (trx: Parameters<Parameters<ReturnType<Db['transaction']>['execute']>[0]>[0], { tenantId }: IncomingCustomer) =>
    trx.updateTable('customers').set({ email: 'x' }).where('partner_id', '=', partnerId).where('tenant_id', '=', tenantId).execute()
  let held = 0
  let bothHold = () => {}
  const both = new Promise<void>((resolve) => (bothHold = resolve))
  let tries = 0
  const inTurn = (first: IncomingCustomer, second: IncomingCustomer) => () =>
    db.transaction().execute(async (trx) => {
      tries += 1
      await lock(trx, first)
      held += 1
      if (held === 2) bothHold()
      await both
      await lock(trx, second)
    })
  await Promise.all([againAfterCollision(inTurn(one, other)), againAfterCollision(inTurn(other, one))])
  expect(tries).toBe(3)
})

it('R1: a month of failures does not make it look as if nothing had ever been read', async () => {
  await endRun(run, null)
  const failure = { code: 'broken', message: 'x' } as const
  await endRun(await beginRun(db, partnerId), failure)
  await db.updateTable('sync_runs').set({ ended_at: sql`now() - interval '31 days'` }).where('partner_id', '=', partnerId).execute()
  const next = await beginRun(db, partnerId)
  expect(next.first).toBe(false)
  await endRun(next, failure)
  expect((await beginRun(db, partnerId)).first).toBe(false)
  // The failed one of that time is forgotten.
  const { runs } = await db
    .selectFrom('sync_runs')
    .where('partner_id', '=', partnerId)
    .select((of) => of.fn.countAll<string>().as('runs'))
    .executeTakeFirstOrThrow()
  expect(runs).toBe('3')
})
