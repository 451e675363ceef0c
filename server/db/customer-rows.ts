// From customer IDs to the rows a screen shows, in the given order. Shared by every feature that lists customers.
import { sql } from 'kysely'
import type { CustomerRow } from '../../contract/customers.ts'
import { AppError } from '../base/errors.ts'
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

export type Place = { tenant_id: string; kind: number | null }

/** One row per ID, in the order of the IDs; IDs of others or of nobody yield none. */
export async function rowsOf(scope: Scope, places: readonly Place[]): Promise<CustomerRow[]> {
  if (places.length === 0) return []
  const ids = places.map((place) => place.tenant_id)
  const found = await scope.db
    .selectFrom('customers as c')
    .leftJoin('flags as f', (on) => on.onRef('f.partner_id', '=', 'c.partner_id').onRef('f.tenant_id', '=', 'c.tenant_id'))
    .leftJoin('pins as p', (on) =>
      on.onRef('p.partner_id', '=', 'c.partner_id').onRef('p.tenant_id', '=', 'c.tenant_id').on('p.user_id', '=', scope.userId),
    )
    .leftJoin(openings(scope).as('v'), 'v.tenant_id', 'c.tenant_id')
    .where('c.partner_id', '=', scope.partnerId)
    .where('c.tenant_id', '=', sql<string>`any(${ids}::uuid[])`)
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
      'f.flagged_at',
      'p.pinned_at',
      'v.visits',
      'v.last_opened_at',
    ])
    .execute()
  const byId = new Map(found.map((row) => [row.tenant_id, row]))
  return places.flatMap(({ tenant_id, kind }) => {
    const row = byId.get(tenant_id)
    if (!row) return []
    return [
      {
        tenantId: row.tenant_id,
        name: row.name,
        domain: row.domain,
        country: row.country,
        addressState: row.address_state,
        delegation: row.delegation,
        delegationEndsAt: row.delegation_ends_at?.toISOString() ?? null,
        flagged: row.flagged_at !== null,
        pinned: row.pinned_at !== null,
        addedAt: row.added_at.toISOString(),
        departedAt: row.departed_at?.toISOString() ?? null,
        lastOpenedAt: row.last_opened_at?.toISOString() ?? null,
        visits: Number(row.visits ?? 0),
        matched: kind === null ? null : (matchNames[kind] ?? null),
      },
    ]
  })
}

/** One customer's row. Throws not_found for an unknown ID, which another partner's is. */
export async function rowOf(scope: Scope, tenantId: string): Promise<CustomerRow> {
  const [row] = await rowsOf(scope, [{ tenant_id: tenantId, kind: null }])
  if (!row) throw unknownCustomer()
  return row
}

export const unknownCustomer = (): AppError =>
  new AppError('not_found', {
    detail: 'No customer with this tenant ID is known. If it is new, wait for the next synchronisation and try again.',
  })
