// Stores the details of many customers as the background reading found them; what is equal is left alone. Entered by customers.pulls.ts.
import { sql, type Transaction } from 'kysely'
import { searchKey } from '../../../base/search-key.ts'
import { termKinds } from '../../../db/tables/customers.ts'
import type { Database } from '../../../db/tables/database.ts'
import type { Found } from '../../../pulls/pull.ts'
import type { CustomerDetails } from '../customers.mapping.ts'

type Trx = Transaction<Database>
type Changed = { tenant_id: string; departed: boolean; domains_differ: boolean; other_domains: string[] }

export async function saveDetails(trx: Trx, partnerId: string, found: readonly Found<CustomerDetails>[]): Promise<number> {
  const changed = await writeColumns(trx, partnerId, found)
  if (changed.length === 0) return 0
  await writeTerms(
    trx,
    partnerId,
    changed.filter((customer) => customer.domains_differ),
  )
  // What totals are remembered under: they hold as long as nothing that is shown has changed.
  await trx.updateTable('partners').set({ customers_version: sql`customers_version + 1` }).where('partner_id', '=', partnerId).execute()
  return changed.length
}

/** What was known of the country and of other domains stays when they can no longer be read. */
async function writeColumns(trx: Trx, partnerId: string, found: readonly Found<CustomerDetails>[]): Promise<Changed[]> {
  const sorted = [...found].sort((one, other) => (one.tenantId < other.tenantId ? -1 : 1))
  const rows = sorted.map(({ tenantId, read }) => ({ tenant_id: tenantId, ...read }))
  const { rows: changed } = await sql<Changed>`
    with sent as (
      select v.*, coalesce(v.country, c.country) as new_country, c.other_domains as old_domains,
        case when cardinality(v.domains) > 0 then v.domains else c.other_domains end as new_domains
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        as v (tenant_id uuid, readable boolean, address jsonb, email text, country text, domains text[])
      join customers c on c.partner_id = ${partnerId} and c.tenant_id = v.tenant_id
    )
    update customers c set
      address = nullif(sent.address, 'null'::jsonb),
      address_state = case when sent.readable then 'known' else 'notReadable' end,
      email = sent.email,
      country = sent.new_country,
      other_domains = sent.new_domains
    from sent
    where c.partner_id = ${partnerId} and c.tenant_id = sent.tenant_id
      and (c.address, c.address_state, c.email, c.country, c.other_domains) is distinct from
        (nullif(sent.address, 'null'::jsonb), case when sent.readable then 'known' else 'notReadable' end, sent.email, sent.new_country, sent.new_domains)
    returning c.tenant_id, c.departed_at is not null as departed, sent.old_domains <> sent.new_domains as domains_differ, c.other_domains
  `.execute(trx)
  return changed
}

async function writeTerms(trx: Trx, partnerId: string, changed: readonly Changed[]): Promise<void> {
  if (changed.length === 0) return
  await trx
    .deleteFrom('customer_terms')
    .where('partner_id', '=', partnerId)
    .where('tenant_id', '=', sql<string>`any(${changed.map((customer) => customer.tenant_id)}::uuid[])`)
    .where('kind', '=', termKinds.otherDomain)
    .execute()
  const terms = changed.flatMap(({ tenant_id, departed, other_domains }) =>
    other_domains.map((domain) => ({
      partner_id: partnerId,
      departed,
      kind: termKinds.otherDomain,
      term: searchKey(domain),
      tenant_id,
    })),
  )
  if (terms.length > 0)
    await trx
      .insertInto('customer_terms')
      .values(terms)
      .onConflict((on) => on.doNothing())
      .execute()
}
