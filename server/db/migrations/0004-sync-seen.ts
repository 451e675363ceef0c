// What a synchronisation has seen, a page to a row: the same in a hundredth of the writes.
import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  // Needed only until the run ends, so it is not worth the write-ahead log, and nothing in it is worth keeping now.
  await sql`
    drop table sync_seen;
    create unlogged table sync_seen (
      partner_id uuid not null,
      run_id bigint not null,
      kind text not null,
      page integer not null,
      ids text[] not null,
      primary key (partner_id, run_id, kind, page)
    );
    alter table sync_seen alter column ids set storage external;
    alter table sync_seen enable row level security;
    alter table sync_seen force row level security;
    create policy own_partner on sync_seen using (partner_id = nullif(current_setting('tenantry.partner_id', true), '')::uuid);
  `.execute(db)
}
