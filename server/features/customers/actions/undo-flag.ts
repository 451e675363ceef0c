// Takes a flag change back, with the dates things had before. The facts hold what is needed; the caller only names the change.
import type { Transaction } from 'kysely'
import { AppError } from '../../../base/errors.ts'
import type { Scope } from '../../../db/scope.ts'
import type { Database } from '../../../db/tables/database.ts'
import { announce } from '../../../facts/announce.ts'
import type { Fact } from '../../../facts/facts.ts'
import { mayStandAgain } from '../customers.rules.ts'
import { countFlags } from '../queries/overview.ts'
import { oneAtATime } from './flag-customer.ts'

const undoMinutes = 10
const tooLate = (detail: string) => new AppError('undo_not_possible', { detail })

export async function undoFlag(scope: Scope, changeId: string): Promise<{ flagged: number }> {
  await scope.db.transaction().execute(async (trx) => {
    await oneAtATime(trx, scope)
    const fact = await changeOf(trx, scope, changeId)
    const { tenantId } = fact
    if (fact.kind === 'customer.flagged') {
      await trx.deleteFrom('flags').where('partner_id', '=', scope.partnerId).where('tenant_id', '=', tenantId).execute()
      await restoreFlags(trx, scope, fact.data.dropped)
    } else await restoreFlags(trx, scope, [{ tenantId, ...fact.data }])
    const { before } = fact.data
    if (!mayStandAgain(await countFlags({ ...scope, db: trx }), { before, limit: scope.limits.flagged }))
      throw tooLate('All flags have been given to others meanwhile.')
    await announce(trx, scope, { kind: 'customer.flag-undone', tenantId, data: { changeId } })
  })
  return { flagged: await countFlags(scope) }
}

type FlagFact = Extract<Fact, { kind: 'customer.flagged' | 'customer.unflagged' }>

/** The caller's own recent change, if nothing happened to this customer's flag since. */
async function changeOf(trx: Transaction<Database>, scope: Scope, changeId: string): Promise<FlagFact> {
  const change = await trx
    .selectFrom('facts')
    .where('partner_id', '=', scope.partnerId)
    .where('fact_id', '=', changeId)
    .where('actor_id', '=', scope.userId)
    .where('kind', 'in', ['customer.flagged', 'customer.unflagged'])
    .where('at', '>', new Date(Date.now() - undoMinutes * 60_000))
    .select(['kind', 'tenant_id', 'data'])
    .executeTakeFirst()
  if (!change?.tenant_id) throw tooLate('There is no recent change of yours with this id.')
  const later = await trx
    .selectFrom('facts')
    .where('partner_id', '=', scope.partnerId)
    .where('tenant_id', '=', change.tenant_id)
    .where('fact_id', '>', changeId)
    .where('kind', 'in', ['customer.flagged', 'customer.unflagged', 'customer.flag-undone'])
    .select('fact_id')
    .executeTakeFirst()
  if (later) throw tooLate('The flag of this customer has changed since.')
  return { kind: change.kind, tenantId: change.tenant_id, data: change.data } as FlagFact
}

type FormerFlag = { tenantId: string; flaggedAt: string; flaggedBy: string | null }

async function restoreFlags(trx: Transaction<Database>, scope: Scope, flags: readonly FormerFlag[]): Promise<void> {
  if (flags.length === 0) return
  await trx
    .insertInto('flags')
    .values(
      flags.map(({ tenantId, flaggedAt, flaggedBy }) => ({
        partner_id: scope.partnerId,
        tenant_id: tenantId,
        flagged_at: flaggedAt,
        flagged_by: flaggedBy,
      })),
    )
    .onConflict((on) => on.doNothing())
    .execute()
}
