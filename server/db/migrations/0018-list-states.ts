// How each of Microsoft's lists stands, and how many records of a sweep could not be read, so that a person can see both.
import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table sync_list_states (
      partner_id uuid not null references partners,
      list text not null,
      tried_at timestamptz not null,
      good_at timestamptz,
      -- Of the last reading to the end.
      records integer not null default 0,
      unreadable integer not null default 0,
      failure jsonb,
      primary key (partner_id, list)
    );
    alter table sync_list_states enable row level security;
    alter table sync_list_states force row level security;
    create policy own_partner on sync_list_states
      using (partner_id = (select nullif(current_setting('tenantry.partner_id', true), '')::uuid));

    alter table pull_sweeps add column unreadable integer not null default 0;
  `.execute(db)
}
