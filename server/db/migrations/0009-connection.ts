// Sign-ins of integration accounts that have begun: what Microsoft's answer is checked against.
import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table connection_attempts (
      partner_id uuid not null references partners,
      state_hash bytea not null,
      user_id uuid not null,
      nonce text not null,
      code_verifier text not null,
      started_at timestamptz not null,
      primary key (partner_id, state_hash)
    );
    alter table connection_attempts enable row level security;
    alter table connection_attempts force row level security;
    create policy own_partner on connection_attempts
      using (partner_id = nullif(current_setting('tenantry.partner_id', true), '')::uuid);
  `.execute(db)
}
