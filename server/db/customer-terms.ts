// What a customer is found by. Shared by whoever learns a name or a domain: the synchronisation and the customers feature.
import { type RawBuilder, sql, type Transaction } from 'kysely'
import { laterWords, searchKey, sharedLength } from '../base/search-key.ts'
import { termKinds } from './tables/customers.ts'
import type { Database } from './tables/database.ts'

export type Named = { tenantId: string; name: string; domain: string | null; otherDomains?: readonly string[] }
/**
 * `shared`: with how many characters it begins like another, better term of the same customer. Of the terms that begin with what is
 * searched for, exactly one of each customer shares less than that: the best. So nobody has to be looked for twice among the hits.
 */
export type Term = { tenantId: string; kind: number; term: string; shared: number }

/** The name, the primary domain, each later word of the name, other domains: the best first. */
export function termsOf({ tenantId, name, domain, otherDomains = [] }: Named): Term[] {
  const nameKey = searchKey(name)
  const found: [kind: number, term: string][] = [
    [termKinds.name, nameKey],
    ...(domain === null ? [] : [[termKinds.domain, searchKey(domain)] as [number, string]]),
    ...laterWords(nameKey).map((word): [number, string] => [termKinds.word, word]),
    ...[...new Set(otherDomains.map(searchKey))].map((other): [number, string] => [termKinds.otherDomain, other]),
  ]
  return found
    .filter(([kind, term]) => kind === termKinds.name || term !== '')
    .map(([kind, term], place, all) => ({
      tenantId,
      kind,
      term,
      shared: Math.max(0, ...all.slice(0, place).map(([, better]) => sharedLength(term, better))),
    }))
}

/** The terms as a relation (kind, term, tenant_id, shared). */
export const termRows = (customers: readonly Named[]): RawBuilder<unknown> => sql`
  select kind, term, "tenantId" as tenant_id, shared
  from json_to_recordset(${JSON.stringify(customers.flatMap(termsOf))}::json) as r("tenantId" uuid, kind smallint, term text, shared smallint)`

type Kind = (typeof termKinds)[keyof typeof termKinds]

/**
 * Writes the terms of these customers anew, after what they are called. Where only other domains have changed, these `kinds` are enough:
 * nothing is worse than they are, so no other term shares more or less than before.
 */
export async function renewTerms(
  trx: Transaction<Database>,
  partnerId: string,
  tenantIds: readonly string[],
  kinds: readonly Kind[] = Object.values(termKinds),
): Promise<void> {
  if (tenantIds.length === 0) return
  const ids = sql<string>`any(${tenantIds}::uuid[])`
  await trx
    .deleteFrom('customer_terms')
    .where('partner_id', '=', partnerId)
    .where('tenant_id', '=', ids)
    .where('kind', 'in', kinds)
    .execute()
  const customers = await trx
    .selectFrom('customers')
    .where('partner_id', '=', partnerId)
    .where('tenant_id', '=', ids)
    .select(['tenant_id as tenantId', 'name', 'domain', 'other_domains as otherDomains'])
    .execute()
  await sql`
    insert into customer_terms (partner_id, departed, kind, term, tenant_id, shared)
    select c.partner_id, c.departed_at is not null, r.kind, r.term, r.tenant_id, r.shared
    from (${termRows(customers)}) as r join customers c on c.partner_id = ${partnerId} and c.tenant_id = r.tenant_id
    where r.kind = any(${kinds}::smallint[])
  `.execute(trx)
}
