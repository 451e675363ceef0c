// Message center: each message once for all customers that get it, and what each person has read.
import { type Kysely, sql } from 'kysely'

const tables = ['service_messages', 'service_message_customers', 'message_reads']

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table service_messages (
      partner_id uuid not null references partners,
      message_id text not null,
      title text not null,
      category text,
      severity text,
      major_change boolean not null,
      services text[] not null,
      tags text[] not null,
      starts_at timestamptz,
      ends_at timestamptz,
      act_by timestamptz,
      modified_at timestamptz,
      content_type text not null,
      content text not null,
      details jsonb not null,
      has_attachments boolean not null,
      primary key (partner_id, message_id)
    );
    -- Who gets a message now. No foreign keys: customers are never deleted, and a message may be known by its number before its text is.
    create table service_message_customers (
      partner_id uuid not null,
      message_id text not null,
      tenant_id uuid not null,
      primary key (partner_id, tenant_id, message_id)
    );
    create index service_message_customers_of on service_message_customers (partner_id, message_id, tenant_id);
    create table message_reads (
      partner_id uuid not null,
      user_id uuid not null,
      message_id text not null,
      read_at timestamptz not null,
      primary key (partner_id, user_id, message_id),
      foreign key (partner_id, message_id) references service_messages on delete cascade
    );
  `.execute(db)
  for (const table of tables)
    await sql`
      alter table ${sql.table(table)} enable row level security;
      alter table ${sql.table(table)} force row level security;
      create policy own_partner on ${sql.table(table)}
        using (partner_id = nullif(current_setting('tenantry.partner_id', true), '')::uuid);
    `.execute(db)
}
