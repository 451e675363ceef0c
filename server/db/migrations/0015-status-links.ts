// Links to the signed-out status page. Of a link's secret only the hash is kept.
import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table status_links (
      partner_id uuid not null references partners,
      link_id uuid not null,
      token_hash bytea not null,
      name text not null,
      shows_customers boolean not null,
      created_at timestamptz not null,
      created_by uuid,
      used_at timestamptz,
      primary key (partner_id, link_id),
      unique (partner_id, token_hash)
    );
    alter table status_links enable row level security;
    alter table status_links force row level security;
    create policy own_partner on status_links
      using (partner_id = nullif(current_setting('tenantry.partner_id', true), '')::uuid);
  `.execute(db)
}
