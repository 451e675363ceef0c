// Where notices go, what is told, and the ledger of what became of each.
import { type Kysely, sql } from 'kysely'

const tables = ['notice_channels', 'notice_codes', 'notice_rules', 'notice_cursors', 'notice_entries', 'notice_attempts']

export async function up(db: Kysely<unknown>): Promise<void> {
  await settings(db)
  await ledger(db)
  await outbox(db)
  for (const table of tables)
    await sql`
      alter table ${sql.table(table)} enable row level security;
      alter table ${sql.table(table)} force row level security;
      create policy own_partner on ${sql.table(table)}
        using (partner_id = nullif(current_setting('tenantry.partner_id', true), '')::uuid);
    `.execute(db)
}

const settings = (db: Kysely<unknown>) =>
  sql`
    -- user_id: whose it is; null for the partner's own.
    create table notice_channels (
      partner_id uuid not null references partners,
      channel_id uuid not null,
      user_id uuid,
      kind text not null,
      name text not null,
      target text not null,
      -- The whole address of Teams and webhooks, and what a webhook is signed with, sealed: whoever knows them may post.
      sealed_url jsonb,
      sealed_secret jsonb,
      state text not null,
      code_hash bytea,
      code_tries integer not null default 0,
      code_expires_at timestamptz,
      code_sent_at timestamptz,
      paused_at timestamptz,
      paused_reason text,
      created_at timestamptz not null,
      last_sent_at timestamptz,
      primary key (partner_id, channel_id)
    );
    create unique index notice_channels_address on notice_channels (partner_id, user_id, lower(target)) nulls not distinct where kind = 'mail';
    -- Codes that were mailed, kept for a day: removing and adding an address again must not mail more of them.
    create table notice_codes (
      partner_id uuid not null,
      code_id uuid not null,
      user_id uuid not null,
      address text not null,
      sent_at timestamptz not null,
      primary key (partner_id, code_id)
    );
    create index notice_codes_by_time on notice_codes (partner_id, sent_at);
    create table notice_rules (
      partner_id uuid not null references partners,
      rule_id uuid not null,
      user_id uuid,
      settings jsonb not null,
      created_at timestamptz not null,
      changed_at timestamptz not null,
      primary key (partner_id, rule_id)
    );
  `.execute(db)

const ledger = (db: Kysely<unknown>) =>
  sql`
    -- Names of rule and channel are kept as they were: both may be removed.
    create table notice_entries (
      partner_id uuid not null references partners,
      entry_id uuid not null,
      change_id text not null,
      rule_id uuid,
      rule_name text,
      channel_id uuid not null,
      channel_kind text not null,
      target text not null,
      user_id uuid,
      kind text,
      moment text not null,
      issue_id text,
      title text,
      service text,
      state text not null,
      reason text,
      affected integer,
      tries integer not null default 0,
      at timestamptz not null,
      due_at timestamptz,
      taken_until timestamptz,
      taken_by uuid,
      -- The digest that carries it.
      digest_id uuid,
      sent_at timestamptz,
      response text,
      primary key (partner_id, entry_id),
      constraint notice_entries_once unique (partner_id, change_id, rule_id, channel_id)
    );
    create index notice_entries_due on notice_entries (partner_id, due_at) where due_at is not null;
    create index notice_entries_of_issue on notice_entries (partner_id, issue_id, channel_id);
    create index notice_entries_by_time on notice_entries (partner_id, at desc, entry_id);
    create index notice_entries_of_digest on notice_entries (partner_id, digest_id) where digest_id is not null;
    create table notice_attempts (
      partner_id uuid not null,
      entry_id uuid not null,
      at timestamptz not null,
      ok boolean not null,
      response text not null,
      primary key (partner_id, entry_id, at)
    );
  `.execute(db)

/**
 * Facts are numbered when they are written, not when they are committed, so a cursor on the number alone would pass over those of a slower
 * transaction. The transaction's own number tells which are surely all there.
 */
const outbox = (db: Kysely<unknown>) =>
  sql`
    alter table facts add column written_in xid8 not null default pg_current_xact_id();
    create index facts_to_tell on facts (partner_id, written_in, fact_id) where kind like 'issue.%';
    create table notice_cursors (
      partner_id uuid not null references partners,
      written_in xid8 not null,
      fact_id bigint not null,
      primary key (partner_id)
    );
  `.execute(db)
