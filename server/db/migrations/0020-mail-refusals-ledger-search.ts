// Addresses of customers that the mail server refused last, and the words of ledger entries as they are searched for.
import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await refusedAddresses(db)
  await ledgerSearch(db)
}

const refusedAddresses = (db: Kysely<unknown>) =>
  sql`
    -- Left out of messages until one arrives there again.
    create table refused_addresses (
      partner_id uuid not null references partners,
      tenant_id uuid not null,
      -- In lower case.
      address text not null,
      refused_at timestamptz not null,
      said text not null,
      primary key (partner_id, tenant_id, address)
    );
    alter table refused_addresses enable row level security;
    alter table refused_addresses force row level security;
    create policy own_partner on refused_addresses
      using (partner_id = (select nullif(current_setting('tenantry.partner_id', true), '')::uuid));
  `.execute(db)

/**
 * The database makes the key itself, so that no writer of entries can forget it. search_key_of does what base/search-key.ts does; letters
 * that Unicode does not decompose are given in both cases, as a database with the locale C lowers none but ASCII.
 */
const ledgerSearch = (db: Kysely<unknown>) =>
  sql`
    create function search_key_of(written text) returns text language sql immutable parallel safe as $$
      select btrim(regexp_replace(translate(
        replace(replace(replace(replace(replace(replace(replace(replace(replace(
          regexp_replace(lower(normalize(coalesce(written, ''), NFKD)), '[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]+', '', 'g'),
        'Œ', 'oe'), 'œ', 'oe'), 'Æ', 'ae'), 'æ', 'ae'), 'ẞ', 'ss'), 'ß', 'ss'), 'Þ', 'th'), 'þ', 'th'), 'ŧ', 't'),
        'ØøĐđÐðŁłĦħıŊŋŦ’‘\u0060', 'ooddddllhhinnt'''''''),
      '[[:space:][:cntrl:]]+', ' ', 'g'))
    $$;
    alter table notice_entries add column search_key text not null generated always as (
      search_key_of(issue_id) || E'\\n' || search_key_of(title) || E'\\n' || search_key_of(target) || E'\\n' || search_key_of(rule_name)
    ) stored;
  `.execute(db)
