// Creates, renames and deletes tags. Names are told apart blind to case, accents and ligatures.
import type { Transaction } from 'kysely'
import type { Tag } from '../../../../contract/tags.ts'
import { AppError } from '../../../base/errors.ts'
import { newId } from '../../../base/ids.ts'
import { searchKey } from '../../../base/search-key.ts'
import type { Scope } from '../../../db/scope.ts'
import type { Database } from '../../../db/tables/database.ts'
import { announce } from '../../../facts/announce.ts'
import { readTag, unknownTag } from '../tags.queries.ts'

type Trx = Transaction<Database>

export async function createTag(scope: Scope, name: string): Promise<Tag> {
  const tagId = newId()
  await scope.db.transaction().execute(async (trx) => {
    const created = await trx
      .insertInto('tags')
      .values({ partner_id: scope.partnerId, tag_id: tagId, name, name_key: keyOf(name) })
      .onConflict((on) => on.constraint('tags_by_name').doNothing())
      .returning('tag_id')
      .executeTakeFirst()
    if (!created) throw nameTaken(name)
    await announce(trx, scope, { kind: 'tag.created', data: { tagId, name } })
  })
  return { tagId, name, customers: 0 }
}

export async function renameTag(scope: Scope, tagId: string, name: string): Promise<Tag> {
  await scope.db.transaction().execute(async (trx) => {
    const from = await lockTag(trx, scope, tagId)
    if (from === name) return
    await refuseTakenName(trx, scope, { tagId, name })
    await trx
      .updateTable('tags')
      .set({ name, name_key: keyOf(name) })
      .where('partner_id', '=', scope.partnerId)
      .where('tag_id', '=', tagId)
      .execute()
    await announce(trx, scope, { kind: 'tag.renamed', data: { tagId, from, to: name } })
  })
  return await readTag(scope, tagId)
}

export async function deleteTag(scope: Scope, tagId: string): Promise<{ customers: number }> {
  return await scope.db.transaction().execute(async (trx) => {
    const name = await lockTag(trx, scope, tagId)
    const { customers } = await readTag({ partnerId: scope.partnerId, db: trx }, tagId)
    await trx.deleteFrom('tags').where('partner_id', '=', scope.partnerId).where('tag_id', '=', tagId).execute()
    await announce(trx, scope, { kind: 'tag.deleted', data: { tagId, name, customers } })
    return { customers }
  })
}

/** The tag's name; nobody changes or deletes it until the transaction ends. */
export async function lockTag(trx: Trx, scope: Scope, tagId: string): Promise<string> {
  const tag = await trx
    .selectFrom('tags')
    .where('partner_id', '=', scope.partnerId)
    .where('tag_id', '=', tagId)
    .select('name')
    .forUpdate()
    .executeTakeFirst()
  if (!tag) throw unknownTag()
  return tag.name
}

async function refuseTakenName(trx: Trx, scope: Scope, { tagId, name }: Pick<Tag, 'tagId' | 'name'>): Promise<void> {
  const other = await trx
    .selectFrom('tags')
    .where('partner_id', '=', scope.partnerId)
    .where('name_key', '=', keyOf(name))
    .where('tag_id', '<>', tagId)
    .select('tag_id')
    .executeTakeFirst()
  if (other) throw nameTaken(name)
}

/** A name of signs alone has no key of letters; it is then told apart as it stands. */
const keyOf = (name: string): string => searchKey(name) || name

const nameTaken = (name: string): AppError =>
  new AppError('tag_name_taken', { detail: `There is a tag named "${name}" already; case and accents make no difference.` })
