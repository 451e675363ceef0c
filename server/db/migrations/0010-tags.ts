// Tags: the partner's own words for its customers.
import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table tags (
      partner_id uuid not null references partners,
      tag_id uuid not null,
      name text not null,
      -- The name as it is compared: blind to case, accents and ligatures.
      name_key text collate "C" not null,
      primary key (partner_id, tag_id),
      constraint tags_by_name unique (partner_id, name_key)
    );
    create table customer_tags (
      partner_id uuid not null,
      tenant_id uuid not null,
      tag_id uuid not null,
      primary key (partner_id, tenant_id, tag_id),
      foreign key (partner_id, tag_id) references tags on delete cascade
      -- None to the customer: customers are never deleted, only marked.
    );
    create index customer_tags_by_tag on customer_tags (partner_id, tag_id, tenant_id);
  `.execute(db)
  for (const table of ['tags', 'customer_tags'])
    await sql`
      alter table ${sql.table(table)} enable row level security;
      alter table ${sql.table(table)} force row level security;
      create policy own_partner on ${sql.table(table)}
        using (partner_id = nullif(current_setting('tenantry.partner_id', true), '')::uuid);
    `.execute(db)
}
