// What Home shows, each part its own small statement.
import { sql } from 'kysely'
import { LRUCache } from 'lru-cache'
import { endsSoonDays } from '../../../contract/customers.ts'
import type { Home } from '../../../contract/home.ts'
import { freshRowsOf, type Places, rowsOf } from '../../db/customer-rows.ts'
import { endsWithin } from '../../db/delegation-end.ts'
import { healthStaleMs } from '../../db/health-freshness.ts'
import { issueColumns, issuesFor, toIssueRow } from '../../db/issue-rows.ts'
import type { Scope } from '../../db/scope.ts'

const newestShown = 8
const incidentsShown = 6
/** About a screenful; the list has them all. */
const pinnedShown = 20

export async function readHome(scope: Scope, now: Date): Promise<Home> {
  const [totals, pinned, health, known, { rows: newest, syncedAt }] = await Promise.all([
    totalsOf(scope),
    pinnedOf(scope),
    healthOf(scope),
    knownHealth(scope, now),
    freshRowsOf(scope, newestOnes(scope)),
  ])
  const { readAt, unknown = totals.customers } = known
  return { totals, ...pinned, health: { ...health, readAt, unknown }, newest, syncedAt }
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
  const current = scope.db.selectFrom('customers as c').where('partner_id', '=', scope.partnerId).where('departed_at', 'is', null)
  const [states, soon, departed] = await Promise.all([
    current
      .groupBy('delegation')
      .select((of) => ['delegation', of.fn.countAll<string>().as('customers')])
      .execute(),
    current
      .where(endsWithin(endsSoonDays))
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

/** Out of what is kept with each issue and each customer: nobody is counted one by one but those that an incident hits. */
async function healthOf(scope: Scope): Promise<Omit<Home['health'], 'readAt' | 'unknown'>> {
  const open = scope.db.selectFrom(issuesFor(scope, {}).as('i')).where('i.state', '=', 'open')
  const [classes, affected, issues] = await Promise.all([
    open
      .groupBy('i.classification')
      .select((of) => ['i.classification', of.fn.countAll<string>().as('issues')])
      .execute(),
    scope.db
      .selectFrom('customer_health')
      .where('partner_id', '=', scope.partnerId)
      .where('state', '=', 'incident')
      .select((of) => of.fn.countAll<string>().as('customers'))
      .executeTakeFirstOrThrow(),
    open
      .where('i.classification', '=', 'incident')
      .orderBy('i.flagged_now', 'desc')
      .orderBy('i.affected_now', 'desc')
      .orderBy('i.issue_id')
      .limit(incidentsShown)
      .select(issueColumns)
      .execute(),
  ])
  const count = (wanted: string): number => Number(classes.find(({ classification }) => classification === wanted)?.issues ?? 0)
  return {
    openIncidents: count('incident'),
    openAdvisories: count('advisory'),
    customersAffected: Number(affected.customers),
    issues: issues.map(toIssueRow),
  }
}

/** As last counted; without `unknown` where nothing counted then can still be known. */
async function knownHealth({ db, partnerId }: Scope, now: Date): Promise<{ readAt: string | null; unknown?: number }> {
  const row = await db.selectFrom('health_known').where('partner_id', '=', partnerId).select(['unknown', 'read_at']).executeTakeFirst()
  const readAt = row?.read_at ?? null
  const isKnown = row && readAt !== null && now.getTime() - readAt.getTime() < healthStaleMs
  return { readAt: readAt?.toISOString() ?? null, ...(isKnown && { unknown: row.unknown }) }
}

const noMatch = sql<null>`null::smallint`.as('kind')

const pins = (scope: Scope) => scope.db.selectFrom('pins').where('partner_id', '=', scope.partnerId).where('user_id', '=', scope.userId)

const pinnedOnes = (scope: Scope): Places =>
  pins(scope).orderBy('pinned_at', 'desc').orderBy('tenant_id').limit(pinnedShown).select(['tenant_id', noMatch])

/** Counted only where there may be more than are shown. */
async function pinnedOf(scope: Scope): Promise<Pick<Home, 'pinned' | 'pinnedTotal'>> {
  const pinned = await rowsOf(scope, pinnedOnes(scope))
  if (pinned.length < pinnedShown) return { pinned, pinnedTotal: pinned.length }
  const { pins: total } = await pins(scope)
    .select((of) => of.fn.countAll<string>().as('pins'))
    .executeTakeFirstOrThrow()
  return { pinned, pinnedTotal: Number(total) }
}

const newestOnes = (scope: Scope): Places =>
  scope.db
    .selectFrom('customers')
    .where('partner_id', '=', scope.partnerId)
    .where('departed_at', 'is', null)
    .orderBy('added_at', 'desc')
    .orderBy('tenant_id')
    .limit(newestShown)
    .select(['tenant_id', noMatch])
