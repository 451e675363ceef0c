// Puts a tag on customers and takes it off. What is so already is left alone, so that the opposite call takes back exactly what was done.
import { sql, type Transaction } from 'kysely'
import type { z } from 'zod'
import type { tagCustomers as contract } from '../../../../contract/tags.ts'
import type { Scope } from '../../../db/scope.ts'
import type { Database } from '../../../db/tables/database.ts'
import { announceAll } from '../../../facts/announce.ts'
import { readTag } from '../tags.queries.ts'
import { lockTag } from './change-tags.ts'

type Changed = z.output<(typeof contract)['response']>
type Change = (trx: Transaction<Database>) => Promise<{ tenant_id: string }[]>

export const tagCustomers = (scope: Scope, tagId: string, tenantIds: readonly string[]): Promise<Changed> =>
  changeCustomers(scope, { tagId, kind: 'customer.tagged' }, async (trx) => {
    const { rows } = await sql<{ tenant_id: string }>`
      insert into customer_tags (partner_id, tenant_id, tag_id)
      select c.partner_id, c.tenant_id, ${tagId} from customers c
      where c.partner_id = ${scope.partnerId} and c.tenant_id = any(${tenantIds}::uuid[])
      on conflict do nothing
      returning tenant_id`.execute(trx)
    return rows
  })

export const untagCustomers = (scope: Scope, tagId: string, tenantIds: readonly string[]): Promise<Changed> =>
  changeCustomers(scope, { tagId, kind: 'customer.untagged' }, (trx) =>
    trx
      .deleteFrom('customer_tags')
      .where('partner_id', '=', scope.partnerId)
      .where('tag_id', '=', tagId)
      .where('tenant_id', '=', sql<string>`any(${tenantIds}::uuid[])`)
      .returning('tenant_id')
      .execute(),
  )

type Kind = { tagId: string; kind: 'customer.tagged' | 'customer.untagged' }

async function changeCustomers(scope: Scope, { tagId, kind }: Kind, change: Change): Promise<Changed> {
  const changed = await scope.db.transaction().execute(async (trx) => {
    const name = await lockTag(trx, scope, tagId)
    const ids = (await change(trx)).map((row) => row.tenant_id)
    await announceAll(
      trx,
      scope,
      ids.map((tenantId) => ({ kind, tenantId, data: { tagId, name } })),
    )
    return ids
  })
  return { tag: await readTag(scope, tagId), changed }
}
