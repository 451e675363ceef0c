// A partner with any number of customers written straight into the tables, with the names the simulated cloud would give them.
// A million take some minutes, once. Entered by P2.

import { createHash, randomUUID } from 'node:crypto'
import pg from 'pg'
import { termsOf } from '../../server/db/customer-terms.ts'
import { keysOf as searchKeysOf } from '../../server/features/sync/sync.mapping.ts'
import { Customer } from '../../simulator/world/customer.ts'

export const generatedPartner = 'b0000000-0000-4000-8000-000000000002'
const atOnce = 5000

type Row = { tenantId: string; name: string; domain: string }

function* customers(count: number): Generator<Row> {
  const labels = new Set<string>()
  for (let index = 0; index < count; index += 1) {
    const customer = new Customer({ seed: 7, index, now: 0, appears: false, taken: (label) => labels.has(label), special: undefined })
    labels.add(customer.prefix)
    // Identifiers drawn from 32 bits of seed collide among a million.
    yield { tenantId: randomUUID(), name: customer.name, domain: customer.domain }
  }
}

/** Short name for what would be written: another one where names, keys or terms are made differently. */
export function likeness(): string {
  const some = [...customers(200)].map(({ name, domain }) => ({ tenantId: '', name, domain }))
  return createHash('sha256')
    .update(JSON.stringify(some.map((row) => [row, searchKeysOf(row), termsOf(row)])))
    .digest('hex')
    .slice(0, 8)
}

/** Whether it had to be written: the data set is built once and kept. */
export async function generateCustomers(databaseUrl: string, count: number, say: (line: string) => void): Promise<boolean> {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    await client.query("select set_config('tenantry.partner_id', $1, false), set_config('synchronous_commit', 'off', false)", [
      generatedPartner,
    ])
    const { rows } = await client.query<{ stored: string }>('select count(*) as stored from customers')
    if (Number(rows[0]?.stored) === count) return false
    say(`Writing ${count.toLocaleString('en-US')} customers, once`)
    await client.query('delete from customers')
    await client.query('insert into partners (partner_id) values ($1) on conflict do nothing', [generatedPartner])
    let batch: Row[] = []
    for (const row of customers(count)) {
      batch.push(row)
      if (batch.length < atOnce) continue
      await write(client, batch)
      batch = []
    }
    if (batch.length > 0) await write(client, batch)
    // As the synchronisation does after a large change.
    await client.query('vacuum (analyze) customers, customer_terms')
    return true
  } finally {
    await client.end()
  }
}

async function write(client: pg.Client, batch: readonly Row[]): Promise<void> {
  const rows = batch.map((row) => ({ ...row, ...searchKeysOf(row) }))
  await client.query(
    `with inserted as (
       insert into customers (partner_id, tenant_id, name, domain, name_key, domain_key, relationship, in_partner_center, delegation)
       select $1::uuid, "tenantId", name, domain, "nameKey", "domainKey", 'reseller', true, 'active'
       from json_to_recordset($2::json) as r("tenantId" uuid, name text, domain text, "nameKey" text, "domainKey" text)
     )
     insert into customer_terms (partner_id, departed, kind, term, tenant_id, shared)
     select $1::uuid, false, kind, term, "tenantId", shared from json_to_recordset($3::json) as r("tenantId" uuid, kind smallint, term text, shared smallint)
     on conflict do nothing`,
    [generatedPartner, JSON.stringify(rows), JSON.stringify(batch.flatMap(termsOf))],
  )
}
