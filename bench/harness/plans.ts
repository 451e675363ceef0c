// How PostgreSQL answers the product's own statements: runs one of the product's queries, notes what it sends, explains each of them.
// Entered by P2.
import type pg from 'pg'
import { CustomerFilter } from '../../contract/customers.ts'
import { type DbDoor, openDb } from '../../server/db/db.ts'
import { limitsOf, type Scope } from '../../server/db/scope.ts'
import { listCustomers } from '../../server/features/customers/queries/list-customers.ts'

type Statement = { text: string; values: unknown[] }
export type PlanNode = { 'Node Type': string; 'Relation Name'?: string; 'Index Name'?: string; 'Plan Rows': number; Plans?: PlanNode[] }
export type Explained = { search: string; statement: string; plan: PlanNode }

/** Kysely asks the pool for each connection, so what is noted there is everything. */
function noteStatements(door: DbDoor): Statement[] {
  const statements: Statement[] = []
  const connect = door.pool.connect.bind(door.pool) as () => Promise<pg.PoolClient>
  const noted = new WeakSet<pg.PoolClient>()
  door.pool.connect = (async () => {
    const client = await connect()
    if (noted.has(client)) return client
    noted.add(client)
    const query = client.query.bind(client) as (sent: string | Statement, values?: unknown[]) => Promise<pg.QueryResult>
    client.query = ((sent: string | Statement, values: unknown[]) => {
      // Prepared ones come as an object.
      const statement = typeof sent === 'string' ? { text: sent, values } : sent
      if (/customers|customer_terms/.test(statement.text ?? '')) statements.push(statement)
      return query(sent, values)
    }) as typeof client.query
    return client
  }) as typeof door.pool.connect
  return statements
}

const filterFor = (search: string): CustomerFilter => CustomerFilter.parse({ search })

/** The plans of everything the list asks for, for each of the searches. */
export async function explainSearches(databaseUrl: string, partnerId: string, searches: readonly string[]): Promise<Explained[]> {
  const door = openDb({ url: databaseUrl, connections: 2, onError: () => {} })
  try {
    const statements = noteStatements(door)
    const db = door.ofPartner(partnerId)
    const userId = '00000000-0000-4000-8000-000000000000'
    const scope: Scope = { partnerId, db, userId, roles: [], permissions: [], limits: limitsOf({}), customersVersion: 'explained' }
    const explained: Explained[] = []
    for (const search of searches) {
      statements.length = 0
      await listCustomers(scope, filterFor(search), { offset: 0, limit: 100 })
      for (const { text, values } of statements.splice(0)) {
        const client = await door.pool.connect()
        const { rows } = await client.query<{ 'QUERY PLAN': { Plan: PlanNode }[] }>(`explain (format json) ${text}`, values)
        client.release()
        const plan = rows[0]?.['QUERY PLAN'][0]?.Plan
        if (plan) explained.push({ search, statement: text.replace(/\s+/g, ' ').slice(0, 300), plan })
      }
    }
    return explained
  } finally {
    await door.close()
  }
}

/** Names of the tables that a plan reads from end to end. */
export function scannedWhole(plan: PlanNode): string[] {
  const here = plan['Node Type'] === 'Seq Scan' && plan['Relation Name'] ? [plan['Relation Name']] : []
  return [...here, ...(plan.Plans ?? []).flatMap(scannedWhole)]
}
