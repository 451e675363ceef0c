// What holds for every table, read from PostgreSQL's own catalogue: who may see its rows, and what its keys begin with.
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startApi, type TestApi } from '../../tests/support/api.ts'

/** Tables that are read before anybody knows whose rows they may see, and why (docs/decisions/0007). */
const withoutWall = ['browser_accounts', 'browsers', 'partners', 'sign_in_attempts', 'users']

/** Keys of rows that belong to a browser, to an attempt to sign in, or to a limit of Microsoft's, whose own name begins with the partner. */
const keysOfNobody = ['browsers_pkey', 'browsers_token_hash_key', 'rate_permits_pkey', 'sign_in_attempts_pkey']

let api: TestApi
beforeAll(async () => {
  api = await startApi()
})
afterAll(() => api.stop())

const ours = sql`n.nspname = 'public' and t.relkind in ('r', 'p') and t.relname not like 'kysely\\_%'`

it('R3: row-level security stands on every table but those five, forced for the owner too, with the one policy', async () => {
  const { rows } = await sql<{ name: string; walled: boolean; policies: string[] | null }>`
    select t.relname as name, t.relrowsecurity and t.relforcerowsecurity as walled,
      (select array_agg(concat_ws(' ', p.polname, p.polcmd, p.polpermissive, pg_get_expr(p.polqual, p.polrelid), pg_get_expr(p.polwithcheck, p.polrelid)))
       from pg_policy p where p.polrelid = t.oid) as policies
    from pg_class t join pg_namespace n on n.oid = t.relnamespace where ${ours}
  `.execute(api.services.door.identity)
  expect(
    rows
      .filter(({ walled }) => !walled)
      .map(({ name }) => name)
      .sort(),
  ).toEqual(withoutWall)
  // What it does is shown on customers, in tests/support/access-matrix.test.ts.
  const ofCustomers = rows.find(({ name }) => name === 'customers')?.policies
  expect(ofCustomers).toHaveLength(1)
  // Limits of the application as a whole are nobody's, and everybody's to keep.
  const others = rows.filter(({ walled, name }) => walled && !name.startsWith('rate_'))
  for (const { name, policies } of others) expect(policies, name).toEqual(ofCustomers)
})

it('every key begins with the partner, so that no two partners can meet in one', async () => {
  const { rows } = await sql<{ key: string; first: string }>`
    select k.relname as key, a.attname as first
    from pg_index i
    join pg_class k on k.oid = i.indexrelid
    join pg_class t on t.oid = i.indrelid
    join pg_namespace n on n.oid = t.relnamespace
    left join pg_attribute a on a.attrelid = t.oid and a.attnum = i.indkey[0]
    where ${ours} and i.indisunique
  `.execute(api.services.door.identity)
  expect(rows.length).toBeGreaterThan(20)
  expect(
    rows
      .filter(({ first }) => first !== 'partner_id')
      .map(({ key }) => key)
      .sort(),
  ).toEqual(keysOfNobody)
})
