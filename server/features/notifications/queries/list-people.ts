// The people of the partner who have signed in: whose silence can be explained.
import type { Scope } from '../../../db/scope.ts'

export async function listPeople({ db, partnerId }: Scope): Promise<{ people: { userId: string; name: string }[] }> {
  const rows = await db.selectFrom('users').where('partner_id', '=', partnerId).orderBy('name').select(['user_id', 'name']).execute()
  return { people: rows.map((row) => ({ userId: row.user_id, name: row.name })) }
}
