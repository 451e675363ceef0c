// When the customer list was last complete. Shared by every feature that shows how fresh it is.
import type { Scope } from './scope.ts'

/** As a query of one column, to be put into another that goes to the database anyway. */
export const lastComplete = (scope: Scope) =>
  scope.db
    .selectFrom('sync_runs')
    .where('partner_id', '=', scope.partnerId)
    .where('outcome', '=', 'complete')
    .orderBy('run_id', 'desc')
    .limit(1)
    .select('ended_at')

export async function lastCompleteSync(scope: Scope): Promise<string | null> {
  const run = await lastComplete(scope).executeTakeFirst()
  return run?.ended_at?.toISOString() ?? null
}
