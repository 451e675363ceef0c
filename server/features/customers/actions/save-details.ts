// Stores the details of many customers as the background reading found them; what is equal is left alone. Entered by customers.pulls.ts.
import { sql, type Transaction } from 'kysely'
import { renewTerms } from '../../../db/customer-terms.ts'
import { termKinds } from '../../../db/tables/customers.ts'
import type { Database } from '../../../db/tables/database.ts'
import type { Found } from '../../../pulls/pull.ts'
import type { CustomerDetails } from '../customers.mapping.ts'

type Trx = Transaction<Database>
type Changed = { tenant_id: string; domains_differ: boolean }

export async function saveDetails(trx: Trx, partnerId: string, found: readonly Found<CustomerDetails>[]): Promise<number> {
  const changed = await writeColumns(trx, partnerId, found)
  if (changed.length === 0) return 0
  const renamed = changed.filter((customer) => customer.domains_differ).map((customer) => customer.tenant_id)
  await renewTerms(trx, partnerId, renamed, [termKinds.otherDomain])
  // What totals are remembered under: they hold as long as nothing that is shown has changed.
  await trx.updateTable('partners').set({ customers_version: sql`customers_version + 1` }).where('partner_id', '=', partnerId).execute()
  return changed.length
}

/** What was known of the country and of other domains stays when they can no longer be read, and all of it where Microsoft refuses to answer. */
async function writeColumns(trx: Trx, partnerId: string, found: readonly Found<CustomerDetails>[]): Promise<Changed[]> {
  const sorted = [...found].sort((one, other) => (one.tenantId < other.tenantId ? -1 : 1))
  const rows = sorted.map(({ tenantId, read }) => ({ tenant_id: tenantId, ...read }))
  const { rows: changed } = await sql<Changed>`
    with sent as (
      select v.*, coalesce(v.country, c.country) as new_country,
        case when v.refused then c.address else nullif(v.address, 'null'::jsonb) end as new_address,
        case when v.refused then c.email else v.email end as new_email, case when v.refused then c.language else v.language end as new_language,
        c.other_domains as old_domains,
        case when cardinality(v.domains) > 0 then v.domains else c.other_domains end as new_domains
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        as v (tenant_id uuid, readable boolean, refused boolean, address jsonb, email text, language text, country text, domains text[])
      join customers c on c.partner_id = ${partnerId} and c.tenant_id = v.tenant_id
    )
    update customers c set
      address = sent.new_address,
      address_state = case when sent.readable then 'known' else 'notReadable' end,
      email = sent.new_email,
      language = sent.new_language,
      country = sent.new_country,
      other_domains = sent.new_domains
    from sent
    where c.partner_id = ${partnerId} and c.tenant_id = sent.tenant_id
      and (c.address, c.address_state, c.email, c.language, c.country, c.other_domains) is distinct from
        (sent.new_address, case when sent.readable then 'known' else 'notReadable' end, sent.new_email, sent.new_language, sent.new_country, sent.new_domains)
    returning c.tenant_id, sent.old_domains <> sent.new_domains as domains_differ
  `.execute(trx)
  return changed
}
