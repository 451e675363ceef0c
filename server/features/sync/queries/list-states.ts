// How each of Microsoft's lists stands, in the order in which they are read.
import { type ListState, syncLists } from '../../../../contract/pulls.ts'
import type { Scope } from '../../../db/scope.ts'

export async function listStates({ db, partnerId }: Scope): Promise<ListState[]> {
  const rows = await db.selectFrom('sync_list_states').where('partner_id', '=', partnerId).selectAll().execute()
  const byList = new Map(rows.map((row) => [row.list, row]))
  return syncLists.map((list) => {
    const row = byList.get(list)
    return {
      list,
      triedAt: row?.tried_at.toISOString() ?? null,
      goodAt: row?.good_at?.toISOString() ?? null,
      records: row?.records ?? 0,
      unreadable: row?.unreadable ?? 0,
      failure: row?.failure ?? null,
    }
  })
}
