// What customers were told of an incident (B3), the partner's own templates, and the language each customer reads.
import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table customers add column language text;
    alter table partners add column notice_language text not null default 'en';

    -- One row for each message to one customer. The same key sends nothing twice, whoever clicks how often.
    create table customer_notices (
      partner_id uuid not null references partners,
      notice_id uuid not null default gen_random_uuid(),
      key uuid not null,
      issue_id text not null,
      tenant_id uuid not null,
      kind text not null,
      way text not null,
      language text not null,
      address text,
      subject text not null,
      body text not null,
      state text not null,
      failure text,
      said text,
      tries integer not null default 0,
      made_by uuid not null,
      made_at timestamptz not null default clock_timestamp(),
      settled_at timestamptz,
      primary key (partner_id, notice_id),
      unique (partner_id, key, tenant_id)
    );
    create index customer_notices_of_issue on customer_notices (partner_id, issue_id, tenant_id, made_at desc);
    create index customer_notices_of_customer on customer_notices (partner_id, tenant_id, made_at desc);
    create index customer_notices_waiting on customer_notices (partner_id, key) where state = 'waiting';

    -- Only what differs from the templates that come with the product.
    create table notice_templates (
      partner_id uuid not null references partners,
      kind text not null,
      language text not null,
      subject text not null,
      body text not null,
      changed_by uuid not null,
      changed_at timestamptz not null default now(),
      primary key (partner_id, kind, language)
    );
  `.execute(db)
  for (const table of ['customer_notices', 'notice_templates'])
    await sql`
      alter table ${sql.table(table)} enable row level security;
      alter table ${sql.table(table)} force row level security;
      create policy own_partner on ${sql.table(table)}
        using (partner_id = nullif(current_setting('tenantry.partner_id', true), '')::uuid);
    `.execute(db)
}
