// Row-level security asks once for each statement whose rows may be seen, and no longer once for each row: written as a subquery, the
// setting is read and made a uuid before the first row is looked at.
import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    do $$
    declare
      name text;
    begin
      for name in select tablename from pg_policies where schemaname = current_schema() and policyname = 'own_partner' loop
        execute format(
          'alter policy own_partner on %I using (partner_id = (select nullif(current_setting(''tenantry.partner_id'', true), '''')::uuid))',
          name
        );
      end loop;
    end
    $$
  `.execute(db)
}
