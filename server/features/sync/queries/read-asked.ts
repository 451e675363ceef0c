// How far the reading of some customers has come since it was asked for. Entered by sync.routes.ts.
import { sql } from 'kysely'
import type { z } from 'zod'
import type { readAsked as contract, PullResource } from '../../../../contract/pulls.ts'
import type { Scope } from '../../../db/scope.ts'
import { isOpen } from '../../../pulls/line.ts'

const mostShown = 20

type Asked = z.output<typeof contract.body>

export async function readAsked(
  { db, partnerId }: Scope,
  { resources, tenantIds, since }: Asked,
): Promise<z.output<typeof contract.response>> {
  const asked = db
    .selectFrom('pulls as p')
    .innerJoin('customers as c', (on) => on.onRef('c.partner_id', '=', 'p.partner_id').onRef('c.tenant_id', '=', 'p.tenant_id'))
    .where('p.partner_id', '=', partnerId)
    .where('p.tenant_id', 'in', tenantIds)
    .where('p.resource', 'in', resources)
    .where(isOpen)
  const isDone = sql<boolean>`p.tried_at >= ${new Date(since)}`
  const [counts, failing] = await Promise.all([
    asked
      .select([
        sql<number>`count(*)::int`.as('total'),
        sql<number>`(count(*) filter (where ${isDone}))::int`.as('done'),
        sql<number>`(count(*) filter (where ${isDone} and p.failure is not null))::int`.as('failed'),
      ])
      .executeTakeFirstOrThrow(),
    asked
      .where(isDone)
      .where('p.failure', 'is not', null)
      .orderBy('c.name_key')
      .orderBy('c.tenant_id')
      .orderBy('p.resource')
      .limit(mostShown)
      .select(['p.tenant_id', 'c.name', 'p.resource', 'p.failure'])
      .execute(),
  ])
  return {
    ...counts,
    failures: failing.flatMap(({ tenant_id: tenantId, name, resource, failure }) =>
      failure ? [{ tenantId, name, resource: resource as PullResource, failure }] : [],
    ),
  }
}
