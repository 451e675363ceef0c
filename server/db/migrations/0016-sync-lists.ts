// How far a run of the synchronisation has come in each of Microsoft's lists, so that the run after one that died goes on there.
import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  // As sync_seen it stands outside the write-ahead log: after a crash of PostgreSQL both are empty, and the lists begin anew.
  await sql`
    create unlogged table sync_lists (
      partner_id uuid not null,
      run_id bigint not null,
      kind text not null,
      begun_at timestamptz not null default now(),
      read_at timestamptz not null default now(),
      pages integer not null default 0,
      records integer not null default 0,
      skipped integer not null default 0,
      expected integer,
      next_address text,
      next_token text,
      contract_types text[] not null default '{}',
      primary key (partner_id, run_id, kind)
    );
    alter table sync_lists enable row level security;
    alter table sync_lists force row level security;
    create policy own_partner on sync_lists using (partner_id = nullif(current_setting('tenantry.partner_id', true), '')::uuid);
  `.execute(db)
}
