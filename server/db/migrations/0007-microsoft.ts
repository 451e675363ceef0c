// What all processes share in speaking with Microsoft: the refresh tokens (sealed), and how much of each rate has been used.
import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table refresh_tokens (
      partner_id uuid primary key references partners,
      -- AES-256-GCM, bound to this row; key_id says which key opens it.
      key_id text not null,
      sealed bytea not null,
      version uuid not null,
      username text,
      object_id uuid,
      scopes text[] not null default '{}',
      mfa boolean,
      signed_in_at timestamptz not null default now(),
      renewed_at timestamptz not null default now(),
      -- Of a token that came from the configuration, so that it is taken over once and not at every start.
      given_hash bytea,
      failure jsonb
    );

    -- Permits taken, counted by rate-limiter-flexible: its three columns in its order. The key begins with the partner's ID. Worth
    -- nothing a minute later, so not worth the write-ahead log.
    create unlogged table rate_permits (
      key text collate "C" primary key,
      points integer not null default 0,
      expire bigint,
      partner_id uuid not null generated always as (left(key, 36)::uuid) stored
    ) with (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.05);

    -- What refusals (429) have taught: nobody asks before paused_until, and then more slowly.
    create table rate_lessons (
      partner_id uuid not null,
      budget text collate "C" not null,
      refused integer not null default 0,
      in_a_row integer not null default 0,
      refused_at timestamptz not null,
      paused_until timestamptz not null,
      per_minute real,
      primary key (partner_id, budget)
    );

    -- What each process used in the last minute, for the interface and for what refusals teach.
    create unlogged table rate_usage (
      partner_id uuid not null,
      resource text collate "C" not null,
      process_id uuid not null,
      used integer not null,
      waiting integer not null,
      refused integer not null,
      at timestamptz not null default now(),
      primary key (partner_id, resource, process_id)
    );
  `.execute(db)
  for (const table of ['refresh_tokens', 'rate_permits', 'rate_lessons', 'rate_usage'])
    await sql`
      alter table ${sql.table(table)} enable row level security;
      alter table ${sql.table(table)} force row level security;
      create policy own_partner on ${sql.table(table)}
        using (partner_id = nullif(current_setting('tenantry.partner_id', true), '')::uuid);
    `.execute(db)
  // What an application shares over all its partners is counted under no partner, and open to each.
  for (const table of ['rate_permits', 'rate_lessons'])
    await sql`
      create policy whole_application on ${sql.table(table)} using (partner_id = '00000000-0000-0000-0000-000000000000');
    `.execute(db)
}
