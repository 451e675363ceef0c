// The partner's tags and how many customers carry each.
import { sql } from 'kysely'
import type { Tag } from '../../../contract/tags.ts'
import { AppError } from '../../base/errors.ts'
import type { Scope } from '../../db/scope.ts'

type Reads = Pick<Scope, 'partnerId' | 'db'>

const tagQuery = ({ partnerId, db }: Reads) =>
  db
    .selectFrom('tags as t')
    .where('t.partner_id', '=', partnerId)
    .orderBy('t.name_key')
    .select(['t.tag_id as tagId', 't.name'])
    .select(
      sql<string>`(
        select count(*) from customer_tags ct
        join customers c on c.partner_id = ct.partner_id and c.tenant_id = ct.tenant_id
        where ct.partner_id = t.partner_id and ct.tag_id = t.tag_id and c.departed_at is null)`.as('customers'),
    )

export async function listTags(scope: Reads): Promise<Tag[]> {
  const rows = await tagQuery(scope).execute()
  return rows.map((row) => ({ ...row, customers: Number(row.customers) }))
}

/** Throws not_found for an unknown ID, which another partner's is. */
export async function readTag(scope: Reads, tagId: string): Promise<Tag> {
  const row = await tagQuery(scope).where('t.tag_id', '=', tagId).executeTakeFirst()
  if (!row) throw unknownTag()
  return { ...row, customers: Number(row.customers) }
}

export const unknownTag = (): AppError => new AppError('not_found', { detail: 'There is no such tag. It may have been deleted meanwhile.' })
