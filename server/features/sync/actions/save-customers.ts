// Saves one page of customers: new ones, changed ones and those that came back, in one transaction; equal ones are not touched.
import { sql, type Transaction } from 'kysely'
import { termKinds } from '../../../db/tables/customers.ts'
import type { Database } from '../../../db/tables/database.ts'
import { announceAll } from '../../../facts/announce.ts'
import type { Fact } from '../../../facts/facts.ts'
import { type IncomingCustomer, keysOf, nameOf, oncePerCustomer, termsOf } from '../sync.mapping.ts'
import type { CustomerStage } from '../sync.rules.ts'
import { moveOn, noteSeen, type Run } from './run-state.ts'

type Trx = Transaction<Database>
export type CustomerPage = {
  stage: CustomerStage
  records: readonly IncomingCustomer[]
  skipped: number
  expected: number | null
  number: number
}
export type Saved = { added: number; changed: number; returned: number }

/** A customer whose row differs from what the page says. `knownName` is null for one that is new. */
type Differing = {
  tenantId: string
  name: string | null
  domain: string | null
  relationship: string | null
  knownName: string | null
  knownDomain: string | null
  departed: boolean
}

export async function saveCustomers(run: Run, page: CustomerPage): Promise<Saved> {
  const records = oncePerCustomer(page.records)
  return await run.db.transaction().execute(async (trx) => {
    // A page that a crash takes back is simply read again; the run's end waits for the disk, and with it for all pages before.
    await sql`set local synchronous_commit = off`.execute(trx)
    await noteSeen(trx, run, { kind: page.stage, page: page.number, ids: records.map((record) => record.tenantId) })
    const differing = await findDiffering(trx, run, page.stage, records)
    const added = differing.filter((row) => row.knownName === null)
    const known = differing.filter((row) => row.knownName !== null)
    const renamed = known.filter((row) => row.name !== null && row.name !== row.knownName)
    const returned = known.filter((row) => row.departed)
    await insertCustomers(trx, run, page.stage, added)
    await updateCustomers(trx, run, page.stage, known)
    if (renamed.length > 0) await keepFormerNames(trx, run, renamed)
    await replaceTerms(trx, run, differing)
    await announceAll(trx, run, factsOf(run, added, renamed, returned))
    if (differing.length > 0) await countChange(trx, run)
    const figures = { added: added.length, changed: known.length - returned.length, returned: returned.length }
    await moveOn(trx, run, { ...figures, seen: page.records.length, skipped: page.skipped, expected: page.expected })
    return figures
  })
}

/**
 * The customers whose row is to change. The first list that names a customer decides; a list further
 * down adds what none before has: the conditions on in_partner_center and in_contracts.
 */
async function findDiffering(trx: Trx, run: Run, stage: CustomerStage, records: readonly IncomingCustomer[]): Promise<Differing[]> {
  const decides = {
    customers: sql`true`,
    contracts: sql`not c.in_partner_center`,
    delegatedCustomers: sql`not c.in_partner_center and not c.in_contracts`,
  }[stage]
  const unmarked = {
    customers: sql`not c.in_partner_center`,
    contracts: sql`not c.in_contracts`,
    delegatedCustomers: sql`not c.in_delegated`,
  }[stage]
  const { rows } = await sql<Differing>`
    with incoming as (
      select * from jsonb_to_recordset(${JSON.stringify(records)}::jsonb) as r("tenantId" uuid, name text, domain text, relationship text)
    )
    select i.*, c.name as "knownName", c.domain as "knownDomain", c.departed_at is not null as departed
    from incoming i
    left join customers c on c.partner_id = ${run.partnerId} and c.tenant_id = i."tenantId"
    where c.tenant_id is null
      or c.departed_at is not null
      or (${decides} and (
        ${unmarked}
        or (coalesce(i.name, c.name), coalesce(i.domain, c.domain), coalesce(i.relationship, c.relationship)) is distinct from (c.name, c.domain, c.relationship)))
  `.execute(trx)
  return rows
}

/** Which list names the customer; the other two are settled at the end of the run. */
const markOf = { customers: 'in_partner_center', contracts: 'in_contracts', delegatedCustomers: 'in_delegated' } as const satisfies Record<
  CustomerStage,
  string
>

async function insertCustomers(trx: Trx, run: Run, stage: CustomerStage, rows: readonly Differing[]): Promise<void> {
  if (rows.length === 0) return
  const values = rows.map((row) => {
    const named = { ...row, name: nameOf(row) }
    return { ...named, ...keysOf(named), relationship: row.relationship ?? 'none' }
  })
  await sql`
    insert into customers (partner_id, tenant_id, name, domain, name_key, domain_key, relationship, ${sql.ref(markOf[stage])})
    select ${run.partnerId}::uuid, "tenantId", name, domain, "nameKey", "domainKey", relationship, true
    from jsonb_to_recordset(${JSON.stringify(values)}::jsonb)
      as r("tenantId" uuid, name text, domain text, "nameKey" text, "domainKey" text, relationship text)
  `.execute(trx)
}

async function updateCustomers(trx: Trx, run: Run, stage: CustomerStage, rows: readonly Differing[]): Promise<void> {
  if (rows.length === 0) return
  const values = rows.map((row) => {
    const named = { name: row.name ?? row.knownName ?? '', domain: row.domain ?? row.knownDomain }
    return { tenantId: row.tenantId, ...named, ...keysOf(named), relationship: row.relationship }
  })
  await sql`
    update customers c set
      name = r.name, domain = r.domain, name_key = r."nameKey", domain_key = r."domainKey",
      relationship = coalesce(r.relationship, c.relationship), departed_at = null, ${sql.ref(markOf[stage])} = true
    from jsonb_to_recordset(${JSON.stringify(values)}::jsonb)
      as r("tenantId" uuid, name text, domain text, "nameKey" text, "domainKey" text, relationship text)
    where c.partner_id = ${run.partnerId} and c.tenant_id = r."tenantId"
  `.execute(trx)
}

async function keepFormerNames(trx: Trx, run: Run, rows: readonly Differing[]): Promise<void> {
  await trx
    .insertInto('former_names')
    .values(rows.map((row) => ({ partner_id: run.partnerId, tenant_id: row.tenantId, name: row.knownName ?? '' })))
    .execute()
}

/** Written anew for what is new or was renamed; those of a customer that came back are found again as they were. */
async function replaceTerms(trx: Trx, run: Run, rows: readonly Differing[]): Promise<void> {
  const back = rows.filter((row) => row.departed).map((row) => row.tenantId)
  if (back.length > 0) {
    await trx
      .updateTable('customer_terms')
      .set({ departed: false })
      .where('partner_id', '=', run.partnerId)
      .where('tenant_id', 'in', back)
      .where('departed', '=', true)
      .execute()
  }
  const stale = rows.filter(
    (row) => row.knownName === null || (row.name ?? row.knownName) !== row.knownName || (row.domain ?? row.knownDomain) !== row.knownDomain,
  )
  if (stale.length === 0) return
  const known = stale.filter((row) => row.knownName !== null).map((row) => row.tenantId)
  if (known.length > 0) {
    await trx
      .deleteFrom('customer_terms')
      .where('partner_id', '=', run.partnerId)
      .where('tenant_id', 'in', known)
      .where('kind', 'in', [termKinds.name, termKinds.word, termKinds.domain])
      .execute()
  }
  const terms = stale.flatMap((row) => {
    const domain = row.domain ?? row.knownDomain
    return termsOf({ tenantId: row.tenantId, domain, name: row.name ?? row.knownName ?? nameOf({ ...row, domain }) })
  })
  await sql`
    insert into customer_terms (partner_id, departed, kind, term, tenant_id)
    select ${run.partnerId}::uuid, false, kind, term, "tenantId"
    from jsonb_to_recordset(${JSON.stringify(terms)}::jsonb) as r("tenantId" uuid, kind smallint, term text)
    on conflict do nothing
  `.execute(trx)
}

/** The first synchronisation finds everyone: 100,000 lines saying so would drown the activity log, its one sync.ended says it. */
function factsOf(run: Run, added: readonly Differing[], renamed: readonly Differing[], returned: readonly Differing[]): Fact[] {
  return [
    ...(run.first ? [] : added).map((row): Fact => ({ kind: 'customer.appeared', tenantId: row.tenantId, data: { name: nameOf(row) } })),
    ...renamed.map(
      (row): Fact => ({ kind: 'customer.renamed', tenantId: row.tenantId, data: { from: row.knownName ?? '', to: row.name ?? '' } }),
    ),
    ...returned.map(
      (row): Fact => ({ kind: 'customer.returned', tenantId: row.tenantId, data: { name: row.name ?? row.knownName ?? '' } }),
    ),
  ]
}

/** Totals are remembered under this number. */
export async function countChange(trx: Trx, run: Run): Promise<void> {
  await trx.updateTable('partners').set({ customers_version: sql`customers_version + 1` }).where('partner_id', '=', run.partnerId).execute()
}
