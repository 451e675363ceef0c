// Saves one page of customers: new ones, changed ones and those that came back; equal ones are not touched.
import { type RawBuilder, sql, type Transaction } from 'kysely'
import { renewTerms, termRows } from '../../../db/customer-terms.ts'
import { againAfterCollision } from '../../../db/database-error.ts'
import type { Database } from '../../../db/tables/database.ts'
import { announceAll } from '../../../facts/announce.ts'
import type { Fact } from '../../../facts/facts.ts'
import { type IncomingCustomer, keysOf, nameOf, oncePerCustomer } from '../sync.mapping.ts'
import type { CustomerStage } from '../sync.rules.ts'
import { countChanges, type Run } from './run-state.ts'
import { countTaken, holdsRun, type PageOf, type PageSaved, savePage } from './save-page.ts'

type Trx = Transaction<Database>
export type CustomerPage = PageOf<IncomingCustomer> & { stage: CustomerStage }

/** A customer whose row differs from what the page says. `knownName` is null for one that is new. */
export type Differing = {
  tenantId: string
  name: string | null
  domain: string | null
  relationship: string | null
  knownName: string | null
  knownDomain: string | null
  departed: boolean
}

export async function saveCustomers(run: Run, { stage, ...page }: CustomerPage): Promise<PageSaved> {
  const records = oncePerCustomer(page.records)
  const taken = { ...page, stage, ids: records.map((record) => record.tenantId), seen: page.records.length }
  return await savePage<IncomingCustomer, Differing[]>(run, taken, {
    records,
    compare: (some, begin) => findDiffering(run, stage, some, begin),
    write: (differing) => saveDiffering(run, stage, differing),
  })
}

/** Writes what differs, in one transaction. Returns how many rows that were. */
export async function saveDiffering(run: Run, stage: CustomerStage, differing: readonly Differing[]): Promise<number> {
  if (differing.length === 0) return 0
  const added = differing.filter((row) => row.knownName === null)
  const known = differing.filter((row) => row.knownName !== null)
  const renamed = known.filter((row) => row.name !== null && row.name !== row.knownName)
  const returned = known.filter((row) => row.departed)
  const figures = { added: added.length, changed: known.length - returned.length, returned: returned.length }
  const write = async (trx: Trx): Promise<void> => {
    await sql`set local synchronous_commit = off`.execute(trx)
    if (added.length > 0) await insertCustomers(trx, run, stage, added)
    if (known.length > 0) await updateCustomers(trx, run, stage, known)
    if (renamed.length > 0) await keepFormerNames(trx, run, renamed)
    await announceAll(trx, run, factsOf(run, added, renamed, returned))
    await countChanges(trx, run, figures)
  }
  await againAfterCollision(() => run.db.transaction().execute(write))
  return differing.length
}

/** In one statement, which for most pages is all. */
async function findDiffering(
  run: Run,
  stage: CustomerStage,
  records: readonly IncomingCustomer[],
  taken: RawBuilder<unknown>,
): Promise<Differing[]> {
  const { rows } = await sql<{ taken: string; differing: Differing[] }>`
    with ${taken}, differing as (${differingCustomers(run, stage, records)})
    select ${countTaken}, coalesce((select json_agg(d) from differing d), '[]') as differing
  `.execute(run.db)
  return holdsRun(rows[0]).differing
}

/**
 * The customers whose row is to change, as a query. The first list that names a customer decides; one further down adds what none
 * before has: the conditions on in_partner_center and in_contracts. Looked up one by one by key, as in db/save-delegations.ts.
 */
export function differingCustomers(run: Run, stage: CustomerStage, records: readonly IncomingCustomer[]): RawBuilder<Differing> {
  const decides = {
    customers: sql`true`,
    contracts: sql`not c.in_partner_center`,
    delegatedCustomers: sql`not c.in_partner_center and not c.in_contracts`,
  }[stage]
  return sql<Differing>`
    select i.*, c.name as "knownName", c.domain as "knownDomain", c.departed_at is not null as departed
    from json_to_recordset(${JSON.stringify(records)}::json) as i("tenantId" uuid, name text, domain text, relationship text)
    left join lateral (
      select * from customers where partner_id = ${run.partnerId} and tenant_id = i."tenantId" limit 1
    ) c on true
    where c.tenant_id is null
      or c.departed_at is not null
      or (${decides} and (
        not c.${sql.ref(markOf[stage])}
        or (coalesce(i.name, c.name), coalesce(i.domain, c.domain), coalesce(i.relationship, c.relationship)) is distinct from (c.name, c.domain, c.relationship)))`
}

/** Which list names the customer; the other two are settled at the end of the run. */
const markOf = { customers: 'in_partner_center', contracts: 'in_contracts', delegatedCustomers: 'in_delegated' } as const satisfies Record<
  CustomerStage,
  string
>

/** Customers and their terms in one statement. One that another page has brought a moment before is left to it, terms and all. */
async function insertCustomers(trx: Trx, run: Run, stage: CustomerStage, rows: readonly Differing[]): Promise<void> {
  const named = rows.map((row) => ({ ...row, name: nameOf(row) }))
  const values = named.map((row) => ({ ...row, ...keysOf(row), relationship: row.relationship ?? 'none' }))
  await sql`
    with inserted as (
      insert into customers (partner_id, tenant_id, name, domain, name_key, domain_key, relationship, ${sql.ref(markOf[stage])})
      select ${run.partnerId}::uuid, "tenantId", name, domain, "nameKey", "domainKey", relationship, true
      from json_to_recordset(${JSON.stringify(values)}::json)
        as r("tenantId" uuid, name text, domain text, "nameKey" text, "domainKey" text, relationship text)
      on conflict do nothing
      returning tenant_id
    )
    insert into customer_terms (partner_id, departed, kind, term, tenant_id, shared)
    select ${run.partnerId}::uuid, false, kind, term, tenant_id, shared from (${termRows(named)}) as r join inserted using (tenant_id)
  `.execute(trx)
}

async function updateCustomers(trx: Trx, run: Run, stage: CustomerStage, rows: readonly Differing[]): Promise<void> {
  const now = rows.map((row) => ({ ...row, name: row.name ?? row.knownName ?? '', domain: row.domain ?? row.knownDomain }))
  const values = now.map((row) => ({ ...row, ...keysOf(row) }))
  await sql`
    update customers c set
      name = r.name, domain = r.domain, name_key = r."nameKey", domain_key = r."domainKey",
      relationship = coalesce(r.relationship, c.relationship), departed_at = null, ${sql.ref(markOf[stage])} = true
    from json_to_recordset(${JSON.stringify(values)}::json)
      as r("tenantId" uuid, name text, domain text, "nameKey" text, "domainKey" text, relationship text)
    where c.partner_id = ${run.partnerId} and c.tenant_id = r."tenantId"
  `.execute(trx)
  await restoreTerms(
    trx,
    run,
    now.filter((row) => row.departed).map((row) => row.tenantId),
  )
  const renamed = now.filter((row) => row.name !== row.knownName || row.domain !== row.knownDomain)
  await renewTerms(
    trx,
    run.partnerId,
    renamed.map((row) => row.tenantId),
  )
}

async function keepFormerNames(trx: Trx, run: Run, rows: readonly Differing[]): Promise<void> {
  await trx
    .insertInto('former_names')
    .values(rows.map((row) => ({ partner_id: run.partnerId, tenant_id: row.tenantId, name: row.knownName ?? '' })))
    .execute()
}

/** Whoever came back is found again as before. */
async function restoreTerms(trx: Trx, run: Run, tenantIds: readonly string[]): Promise<void> {
  if (tenantIds.length === 0) return
  await trx
    .updateTable('customer_terms')
    .set({ departed: false })
    .where('partner_id', '=', run.partnerId)
    .where('tenant_id', 'in', tenantIds)
    .where('departed', '=', true)
    .execute()
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
