// How single customers stand: everything that is read for one, and those that fail for one and the same reason.
import { sql } from 'kysely'
import type { z } from 'zod'
import {
  delegatedPulls,
  type listPullFailures as listContract,
  type PullFailureFilter,
  type PullResource,
  type PullState,
  type readCustomerPulls as readContract,
} from '../../../../contract/pulls.ts'
import { unknownCustomer } from '../../../db/customer-rows.ts'
import type { Scope } from '../../../db/scope.ts'
import { isOpen } from '../../../pulls/line.ts'

type Failing = z.output<typeof PullFailureFilter>

export async function readCustomerPulls(scope: Scope, tenantId: string): Promise<z.output<typeof readContract.response>> {
  const customer = await scope.db
    .selectFrom('customers')
    .where('partner_id', '=', scope.partnerId)
    .where('tenant_id', '=', tenantId)
    .select(['delegation', 'departed_at'])
    .executeTakeFirst()
  if (!customer) throw unknownCustomer()
  const rows = await scope.db
    .selectFrom('pulls')
    .where('partner_id', '=', scope.partnerId)
    .where('tenant_id', '=', tenantId)
    .orderBy('resource')
    .selectAll()
    .execute()
  const wanted = (resource: string): boolean =>
    customer.departed_at === null && (customer.delegation === 'active' || !(delegatedPulls as readonly string[]).includes(resource))
  return { resources: rows.map((row) => stateOf(row, wanted(row.resource))) }
}

type Window = { offset: number; limit: number }

export async function listPullFailures(
  scope: Scope,
  failing: Failing,
  { offset, limit }: Window,
): Promise<z.output<typeof listContract.response>> {
  const group = failingPulls(scope, failing)
  const [counted, rows] = await Promise.all([
    group.select((of) => of.fn.countAll<string>().as('total')).executeTakeFirstOrThrow(),
    group.orderBy('c.name_key').orderBy('c.tenant_id').offset(offset).limit(limit).selectAll('p').select('c.name').execute(),
  ])
  return {
    total: Number(counted.total),
    rows: rows.map((row) => ({ tenantId: row.tenant_id, name: row.name, state: stateOf(row, true) })),
  }
}

/** The pulls that fail for one reason and can be read; the list and "try these now" both begin here, so that they cannot differ. */
export const failingPulls = (scope: Scope, { resource, kind, code }: Failing) =>
  scope.db
    .selectFrom('pulls as p')
    .innerJoin('customers as c', (on) => on.onRef('c.partner_id', '=', 'p.partner_id').onRef('c.tenant_id', '=', 'p.tenant_id'))
    .where('p.partner_id', '=', scope.partnerId)
    .where(isOpen)
    .where('p.resource', '=', resource)
    .where('p.failure', 'is not', null)
    .where(sql<string>`p.failure->>'kind'`, '=', kind)
    .where(sql<string>`coalesce(p.failure->>'code', '')`, '=', code)

type Row = {
  resource: string
  good_at: Date | null
  tried_at: Date | null
  due_at: Date
  failures: number
  failure: PullState['failure']
}

const stateOf = (row: Row, wanted: boolean): PullState => ({
  resource: row.resource as PullResource,
  goodAt: row.good_at?.toISOString() ?? null,
  triedAt: row.tried_at?.toISOString() ?? null,
  dueAt: row.due_at.toISOString(),
  failures: row.failures,
  failure: row.failure,
  wanted,
})
