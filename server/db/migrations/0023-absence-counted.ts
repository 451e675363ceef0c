// Which runs took a customer that no list names for gone: only against such a run is it safe to say that an unreadable record hides nobody.
import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table sync_runs add column absence_counted boolean not null default true;
    alter table sync_runs alter column absence_counted set default false;
  `.execute(db)
}
