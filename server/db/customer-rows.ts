// From a query of customer IDs to the rows a screen shows, in the order of the query. Shared by every feature that lists customers.
import { type Expression, type InferResult, sql } from 'kysely'
import type { CustomerRow } from '../../contract/customers.ts'
import { AppError } from '../base/errors.ts'
import { healthStateNow } from './health-freshness.ts'
import { lastComplete, lastCompleteSync } from './last-sync.ts'
import { prepared } from './prepared.ts'
import type { Scope } from './scope.ts'

/** The days over which openings count towards the recent view (D2). */
export const recentDays = 14

/** Openings closer together than this are one visit. */
export const visitMinutes = 10

/** The caller's openings within the recents window, one row per customer. */
export const openings = (scope: Scope) =>
  scope.db
    .selectFrom('visits')
    .where('partner_id', '=', scope.partnerId)
    .where('user_id', '=', scope.userId)
    .where('day', '>', sql<string>`(now() at time zone 'utc')::date - ${sql.lit(recentDays)}`)
    .groupBy('tenant_id')
    .select((of) => ['tenant_id', of.fn.sum<number>('openings').as('visits'), of.fn.max('last_at').as('last_opened_at')])

/** What the search hit, by the numbers of customer_terms.kind (and 4 for the tenant ID). */
const matchNames = ['name', 'domain', 'word', 'otherDomain', 'tenantId'] as const

/** Which customers, in which order, as a query of two columns: `kind` is what a search matched, null where there was none. */
export type Places = Expression<{ tenant_id: string; kind: number | null }>

/** One row per customer; IDs of others or of nobody yield none. */
export async function rowsOf(scope: Scope, places: Places): Promise<CustomerRow[]> {
  return (await rowsQuery(scope, places).execute()).map(toRow)
}

type Fresh = { rows: CustomerRow[]; syncedAt: string | null; total: number | undefined }

/** The same in one turn with when the list was last complete, and with a total where one is asked for; without rows nothing brings it. */
export async function freshRowsOf(scope: Scope, places: Places, total: Expression<string | null> = sql`null`): Promise<Fresh> {
  const query = rowsQuery(scope, places).select(lastComplete(scope).as('synced_at')).select(sql<string | null>`${total}`.as('total'))
  const found = await query.execute()
  const [first] = found
  return {
    rows: found.map(toRow),
    syncedAt: first ? (first.synced_at?.toISOString() ?? null) : await lastCompleteSync(scope),
    total: first && Number(first.total),
  }
}

/** The places are taken first and numbered, so that everything else is looked up for these few alone. */
const rowsQuery = (scope: Scope, places: Places) =>
  scope.db
    .selectFrom(
      sql<{ tenant_id: string; kind: number | null; nth: string }>`(select *, row_number() over () as nth from ${places} as place)`.as(
        'at',
      ),
    )
    .modifyFront(prepared)
    .innerJoin('customers as c', 'c.tenant_id', 'at.tenant_id')
    .leftJoin('flags as f', (on) => on.onRef('f.partner_id', '=', 'c.partner_id').onRef('f.tenant_id', '=', 'c.tenant_id'))
    .leftJoin('pins as p', (on) =>
      on.onRef('p.partner_id', '=', 'c.partner_id').onRef('p.tenant_id', '=', 'c.tenant_id').on('p.user_id', '=', scope.userId),
    )
    .leftJoin('customer_health as h', (on) => on.onRef('h.partner_id', '=', 'c.partner_id').onRef('h.tenant_id', '=', 'c.tenant_id'))
    .leftJoin('pulls as r', (on) =>
      on.onRef('r.partner_id', '=', 'c.partner_id').onRef('r.tenant_id', '=', 'c.tenant_id').on('r.resource', '=', sql.lit('health')),
    )
    .leftJoin(openings(scope).as('v'), 'v.tenant_id', 'c.tenant_id')
    .where('c.partner_id', '=', scope.partnerId)
    .orderBy('at.nth')
    .select([
      'c.tenant_id',
      'c.name',
      'c.domain',
      'c.country',
      'c.address_state',
      'c.delegation',
      'c.delegation_ends_at',
      'c.added_at',
      'c.departed_at',
    ])
    .select(['h.incidents', 'h.advisories', 'r.good_at as health_read_at', healthStateNow.as('health_state')])
    .select(['f.flagged_at', 'p.pinned_at', 'v.visits', 'v.last_opened_at', 'at.kind'])
    .select(
      sql<string[]>`array(select g.tag_id from customer_tags g where g.partner_id = c.partner_id and g.tenant_id = c.tenant_id)`.as(
        'tag_ids',
      ),
    )

type Found = InferResult<ReturnType<typeof rowsQuery>>[number]

const toRow = (row: Found): CustomerRow => ({
  tenantId: row.tenant_id,
  name: row.name,
  domain: row.domain,
  country: row.country,
  addressState: row.address_state,
  delegation: row.delegation,
  delegationEndsAt: row.delegation_ends_at?.toISOString() ?? null,
  health: {
    state: row.health_state,
    incidents: row.incidents ?? 0,
    advisories: row.advisories ?? 0,
    readAt: row.health_read_at?.toISOString() ?? null,
  },
  flagged: row.flagged_at !== null,
  pinned: row.pinned_at !== null,
  tagIds: row.tag_ids,
  addedAt: row.added_at.toISOString(),
  departedAt: row.departed_at?.toISOString() ?? null,
  lastOpenedAt: row.last_opened_at?.toISOString() ?? null,
  visits: Number(row.visits ?? 0),
  matched: row.kind === null ? null : (matchNames[row.kind] ?? null),
})

/** One customer's row. Throws not_found for an unknown ID, which another partner's is. */
export async function rowOf(scope: Scope, tenantId: string): Promise<CustomerRow> {
  const [row] = await rowsOf(scope, sql`(select ${tenantId}::uuid as tenant_id, null::smallint as kind)`)
  if (!row) throw unknownCustomer()
  return row
}

export const unknownCustomer = (context: Record<string, unknown> = {}): AppError =>
  new AppError('not_found', {
    context,
    detail: 'No customer with this tenant ID is known. If it is new, wait for the next synchronisation and try again.',
  })
