// Addresses of customers that the mail server refused last: left out of messages until one arrives there again.
import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table refused_addresses (
      partner_id uuid not null references partners,
      tenant_id uuid not null,
      -- In lower case.
      address text not null,
      refused_at timestamptz not null,
      said text not null,
      primary key (partner_id, tenant_id, address)
    );
    alter table refused_addresses enable row level security;
    alter table refused_addresses force row level security;
    create policy own_partner on refused_addresses
      using (partner_id = nullif(current_setting('tenantry.partner_id', true), '')::uuid);
  `.execute(db)
}
