// Flags belong to the partner. At the limit those set longest ago go out until it holds, but only if the caller has agreed to each of them
// (S63, S64, D7). A limit that an administrator lowers (D6) unflags nobody by itself: it holds again from the next flag on.
import { sql, type Transaction } from 'kysely'
import type { FlagChange } from '../../../../contract/flags.ts'
import { AppError } from '../../../base/errors.ts'
import { rowOf } from '../../../db/customer-rows.ts'
import type { Scope } from '../../../db/scope.ts'
import type { Database } from '../../../db/tables/database.ts'
import { announce } from '../../../facts/announce.ts'
import { dropsFor } from '../customers.rules.ts'
import { countFlags } from '../queries/overview.ts'

type Trx = Transaction<Database>

export async function flagCustomer(scope: Scope, tenantId: string, accepted: readonly string[]): Promise<FlagChange> {
  await rowOf(scope, tenantId)
  const { changeId, dropped } = await scope.db.transaction().execute(async (trx) => {
    await oneAtATime(trx, scope)
    const flags = await flagsByAge(trx, scope)
    if (flags.some((flag) => flag.tenantId === tenantId)) return { changeId: '0', dropped: [] }
    const drops = dropsFor(flags, scope.limits.flagged)
    if (drops.some((flag) => !accepted.includes(flag.tenantId))) throw wouldDrop(scope.limits.flagged, flags.length, drops)
    await removeFlags(trx, scope, drops)
    await trx.insertInto('flags').values({ partner_id: scope.partnerId, tenant_id: tenantId, flagged_by: scope.userId }).execute()
    const fact = { kind: 'customer.flagged', tenantId, data: { dropped: drops, before: flags.length } } as const
    return { changeId: await announce(trx, scope, fact), dropped: drops.map(({ tenantId, name }) => ({ tenantId, name })) }
  })
  return { changeId, dropped, customer: await rowOf(scope, tenantId), flagged: await countFlags(scope) }
}

function wouldDrop(limit: number, flagged: number, drops: readonly Flag[]): AppError {
  return new AppError('flag_would_drop', {
    detail: `The limit of ${limit} flagged customers is reached. Send drop with the tenant IDs of the customers to unflag, or raise the limit under Settings.`,
    context: { limit, flagged, drops: drops.map(({ tenantId, name, flaggedAt }) => ({ tenantId, name, flaggedAt })) },
  })
}

export async function unflagCustomer(scope: Scope, tenantId: string): Promise<FlagChange> {
  await rowOf(scope, tenantId)
  const changeId = await scope.db.transaction().execute(async (trx) => {
    await oneAtATime(trx, scope)
    const flags = await flagsByAge(trx, scope)
    const flag = flags.find((each) => each.tenantId === tenantId)
    if (!flag) return '0'
    await removeFlags(trx, scope, [flag])
    const { flaggedAt, flaggedBy } = flag
    return await announce(trx, scope, { kind: 'customer.unflagged', tenantId, data: { flaggedAt, flaggedBy, before: flags.length } })
  })
  return { changeId, dropped: [], customer: await rowOf(scope, tenantId), flagged: await countFlags(scope) }
}

/** Two people flagging at once must not both take the last place. */
export const oneAtATime = (trx: Trx, scope: Scope) =>
  sql`select pg_advisory_xact_lock(hashtextextended(${`flags ${scope.partnerId}`}, 0))`.execute(trx)

type Flag = { tenantId: string; name: string; flaggedAt: string; flaggedBy: string | null }

/** The one flagged longest ago first. */
async function flagsByAge(trx: Trx, scope: Scope): Promise<Flag[]> {
  const flags = await trx
    .selectFrom('flags as f')
    .innerJoin('customers as c', (on) => on.onRef('c.partner_id', '=', 'f.partner_id').onRef('c.tenant_id', '=', 'f.tenant_id'))
    .where('f.partner_id', '=', scope.partnerId)
    .orderBy('f.flagged_at')
    .orderBy('f.tenant_id')
    .select(['f.tenant_id as tenantId', 'c.name', 'f.flagged_at', 'f.flagged_by as flaggedBy'])
    .execute()
  return flags.map(({ flagged_at, ...flag }) => ({ ...flag, flaggedAt: flagged_at.toISOString() }))
}

async function removeFlags(trx: Trx, scope: Scope, flags: readonly Flag[]): Promise<void> {
  const ids = flags.map((flag) => flag.tenantId)
  if (ids.length > 0) await trx.deleteFrom('flags').where('partner_id', '=', scope.partnerId).where('tenant_id', 'in', ids).execute()
}
