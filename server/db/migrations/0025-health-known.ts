// What is known of the customers' health, counted over all of them once a minute, so that Home need not count.
import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table health_known (
      partner_id uuid primary key references partners,
      -- Customers whose state was unknown then.
      unknown integer not null,
      -- The newest good reading; null before the first.
      read_at timestamptz
    );
    alter table health_known enable row level security;
    alter table health_known force row level security;
    create policy own_partner on health_known
      using (partner_id = (select nullif(current_setting('tenantry.partner_id', true), '')::uuid))
  `.execute(db)
}
