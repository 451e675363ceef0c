// Appends facts in the caller's transaction: what was done and that it was done stand or fall together.
import type { Transaction } from 'kysely'
import type { Database } from '../db/tables/database.ts'
import type { Fact } from './facts.ts'

/** Who did it: a person of a partner, or the product itself (`userId` null). */
export type Actor = { partnerId: string; userId: string | null }

/** Appends one fact and returns its id, which grows within the partner. */
export async function announce(trx: Transaction<Database>, actor: Actor, fact: Fact): Promise<string> {
  const [factId] = await announceAll(trx, actor, [fact])
  return factId as string
}

/** Appends many facts in one statement; returns their ids in order. */
export async function announceAll(trx: Transaction<Database>, actor: Actor, facts: readonly Fact[]): Promise<string[]> {
  if (facts.length === 0) return []
  const rows = await trx
    .insertInto('facts')
    .values(
      facts.map((fact) => ({
        partner_id: actor.partnerId,
        kind: fact.kind,
        actor_id: actor.userId,
        tenant_id: 'tenantId' in fact ? fact.tenantId : null,
        data: JSON.stringify(fact.data),
      })),
    )
    .returning('fact_id')
    .execute()
  return rows.map((row) => row.fact_id)
}
