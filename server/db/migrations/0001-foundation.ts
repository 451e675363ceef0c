// Partners, people and browsers: the identity tables, read before the partner is known and therefore without row-level security.
import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table partners (
      partner_id uuid primary key,
      name text not null default '',
      advisor boolean not null default false,
      limits jsonb not null default '{}',
      customers_version bigint not null default 0,
      created_at timestamptz not null default now()
    );
    create table users (
      partner_id uuid not null references partners,
      user_id uuid not null default gen_random_uuid(),
      object_id uuid not null,
      username text not null,
      name text not null,
      roles text[] not null,
      last_sign_in_at timestamptz not null default now(),
      primary key (partner_id, user_id),
      unique (partner_id, object_id)
    );
    create table browsers (
      browser_id uuid primary key default gen_random_uuid(),
      token_hash bytea not null unique,
      active_partner_id uuid,
      active_user_id uuid,
      created_at timestamptz not null default now(),
      seen_at timestamptz not null default now()
    );
    create table browser_accounts (
      partner_id uuid not null,
      browser_id uuid not null references browsers on delete cascade,
      user_id uuid not null,
      signed_in_at timestamptz,
      used_at timestamptz not null default now(),
      primary key (partner_id, browser_id, user_id),
      foreign key (partner_id, user_id) references users on delete cascade
    );
    create index browser_accounts_browser on browser_accounts (browser_id);
    create table sign_in_attempts (
      state_hash bytea primary key,
      browser_id uuid not null references browsers on delete cascade,
      nonce text not null,
      code_verifier text not null,
      return_to text not null,
      started_at timestamptz not null default now()
    );
  `.execute(db)
}
