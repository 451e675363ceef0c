// Which messages a customer gets: one row a customer instead of one a customer and message. Eighty rows in two indexes for each customer
// were two thirds of what a first reading cost the database.
import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    -- No foreign keys: customers are never deleted, and a message may be known by its number before its text is.
    create table customer_messages (
      partner_id uuid not null references partners,
      tenant_id uuid not null,
      -- In order. Compared byte by byte, as who gets a message is found by looking through them.
      message_ids text[] collate "C" not null,
      primary key (partner_id, tenant_id)
    );
    alter table customer_messages enable row level security;
    alter table customer_messages force row level security;
    create policy own_partner on customer_messages
      using (partner_id = (select nullif(current_setting('tenantry.partner_id', true), '')::uuid));
    -- Everything stored is everybody's for this statement: the owner of the tables is not above their policies.
    alter table service_message_customers no force row level security;
    alter table customer_messages no force row level security;
    insert into customer_messages (partner_id, tenant_id, message_ids)
      select partner_id, tenant_id, array_agg(message_id order by message_id collate "C") from service_message_customers group by 1, 2;
    alter table customer_messages force row level security;
    drop table service_message_customers;
  `.execute(db)
}
