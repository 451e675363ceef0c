// What Home shows, each part its own small statement.
import { sql } from 'kysely'
import { LRUCache } from 'lru-cache'
import type { Home } from '../../../contract/home.ts'
import { freshRowsOf, type Places, rowsOf } from '../../db/customer-rows.ts'
import type { Scope } from '../../db/scope.ts'

const newestShown = 8
const soonDays = 30

export async function readHome(scope: Scope): Promise<Home> {
  const [totals, pinned, { rows: newest, syncedAt }] = await Promise.all([
    totalsOf(scope),
    rowsOf(scope, pinnedOnes(scope)),
    freshRowsOf(scope, newestOnes(scope)),
  ])
  return { totals, pinned, newest, syncedAt }
}

const remembered = new LRUCache<string, Home['totals']>({ max: 1_000, ttl: 10 * 60_000 })

/** Remembered until the partner's customers change; ten minutes at most, because "soon" moves with the clock. */
async function totalsOf(scope: Scope): Promise<Home['totals']> {
  const key = `${scope.partnerId} ${scope.customersVersion}`
  const totals = remembered.get(key) ?? (await countTotals(scope))
  remembered.set(key, totals, { noUpdateTTL: true })
  return totals
}

async function countTotals(scope: Scope): Promise<Home['totals']> {
  const current = scope.db.selectFrom('customers').where('partner_id', '=', scope.partnerId).where('departed_at', 'is', null)
  const [states, soon, departed] = await Promise.all([
    current
      .groupBy('delegation')
      .select((of) => ['delegation', of.fn.countAll<string>().as('customers')])
      .execute(),
    current
      .where('delegation', '=', 'active')
      .where('delegation_ends_at', '<', sql<Date>`now() + ${sql.lit(soonDays)} * interval '1 day'`)
      .select((of) => of.fn.countAll<string>().as('customers'))
      .executeTakeFirstOrThrow(),
    scope.db
      .selectFrom('customers')
      .where('partner_id', '=', scope.partnerId)
      .where('departed_at', 'is not', null)
      .select((of) => of.fn.countAll<string>().as('customers'))
      .executeTakeFirstOrThrow(),
  ])
  const delegation: Home['totals']['delegation'] = { active: 0, pending: 0, expired: 0, terminated: 0, none: 0, unknown: 0 }
  for (const state of states) delegation[state.delegation] = Number(state.customers)
  return {
    customers: Object.values(delegation).reduce((sum, customers) => sum + customers, 0),
    departed: Number(departed.customers),
    delegation,
    expiringSoon: Number(soon.customers),
  }
}

const noMatch = sql<null>`null::smallint`.as('kind')

const pinnedOnes = (scope: Scope): Places =>
  scope.db
    .selectFrom('pins')
    .where('partner_id', '=', scope.partnerId)
    .where('user_id', '=', scope.userId)
    .orderBy('pinned_at', 'desc')
    .limit(500)
    .select(['tenant_id', noMatch])

const newestOnes = (scope: Scope): Places =>
  scope.db
    .selectFrom('customers')
    .where('partner_id', '=', scope.partnerId)
    .where('departed_at', 'is', null)
    .orderBy('added_at', 'desc')
    .orderBy('tenant_id')
    .limit(newestShown)
    .select(['tenant_id', noMatch])
