// Customers and all that hangs on them; every table begins its key with partner_id and is closed by row-level security.
import { type Kysely, sql } from 'kysely'

const partnerTables = [
  'customers',
  'customer_terms',
  'former_names',
  'delegations',
  'flags',
  'pins',
  'visits',
  'facts',
  'sync_runs',
  'sync_seen',
]

export async function up(db: Kysely<unknown>): Promise<void> {
  await customers(db)
  await personal(db)
  await records(db)
  for (const table of partnerTables) await closeToOthers(db, table)
}

async function customers(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table customers (
      partner_id uuid not null references partners,
      tenant_id uuid not null,
      name text not null,
      domain text,
      name_key text collate "C" not null,
      domain_key text collate "C",
      country text,
      relationship text not null default 'none',
      in_partner_center boolean not null default false,
      in_contracts boolean not null default false,
      in_delegated boolean not null default false,
      delegation text not null default 'unknown',
      delegation_ends_at timestamptz,
      other_domains text[] not null default '{}',
      address jsonb,
      address_state text not null default 'notYetRead',
      email text,
      admin_centers jsonb not null default '[]',
      details_read_at timestamptz,
      added_at timestamptz not null default now(),
      departed_at timestamptz,
      primary key (partner_id, tenant_id)
    ) with (autovacuum_vacuum_insert_scale_factor = 0.02, autovacuum_analyze_scale_factor = 0.02);
    create index customers_by_name on customers (partner_id, name_key, tenant_id) where departed_at is null;
    create index customers_by_domain on customers (partner_id, domain_key, tenant_id) where departed_at is null;
    create index customers_by_added on customers (partner_id, added_at desc, tenant_id) where departed_at is null;
    create index customers_by_delegation on customers (partner_id, delegation, delegation_ends_at) where departed_at is null;
    create index customers_departed on customers (partner_id, name_key, tenant_id) where departed_at is not null;

    -- kind: 0 beginning of the name, 1 primary domain, 2 later word of the name, 3 other verified domain
    create table customer_terms (
      partner_id uuid not null,
      departed boolean not null,
      kind smallint not null,
      term text collate "C" not null,
      tenant_id uuid not null,
      -- No foreign key: it would cost a fifth of a first synchronisation, and customers are never deleted, only marked.
      primary key (partner_id, departed, kind, term, tenant_id)
    ) with (autovacuum_vacuum_insert_scale_factor = 0.02, autovacuum_analyze_scale_factor = 0.02);
    create index customer_terms_of on customer_terms (partner_id, tenant_id);

    create table former_names (
      partner_id uuid not null,
      tenant_id uuid not null,
      until timestamptz not null default now(),
      name text not null,
      primary key (partner_id, tenant_id, until),
      foreign key (partner_id, tenant_id) references customers on delete cascade
    );
    create table delegations (
      partner_id uuid not null,
      relationship_id text not null,
      tenant_id uuid,
      name text not null,
      status text not null,
      state text not null,
      roles integer not null,
      created_at timestamptz,
      activated_at timestamptz,
      ends_at timestamptz,
      auto_extends boolean not null,
      primary key (partner_id, relationship_id)
    );
    create index delegations_of on delegations (partner_id, tenant_id);
  `.execute(db)
}

async function personal(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table flags (
      partner_id uuid not null,
      tenant_id uuid not null,
      flagged_at timestamptz not null default clock_timestamp(),
      flagged_by uuid,
      primary key (partner_id, tenant_id),
      foreign key (partner_id, tenant_id) references customers on delete cascade
    );
    create table pins (
      partner_id uuid not null,
      user_id uuid not null,
      tenant_id uuid not null,
      pinned_at timestamptz not null default clock_timestamp(),
      primary key (partner_id, user_id, tenant_id),
      foreign key (partner_id, tenant_id) references customers on delete cascade
    );
    create table visits (
      partner_id uuid not null,
      user_id uuid not null,
      tenant_id uuid not null,
      day date not null,
      openings integer not null,
      last_at timestamptz not null,
      -- The visit before the running one: what "your last visit" means while someone is looking.
      before_at timestamptz,
      primary key (partner_id, user_id, day, tenant_id),
      foreign key (partner_id, tenant_id) references customers on delete cascade
    );
  `.execute(db)
}

async function records(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table facts (
      partner_id uuid not null,
      fact_id bigint generated always as identity,
      at timestamptz not null default now(),
      kind text not null,
      actor_id uuid,
      tenant_id uuid,
      data jsonb not null default '{}',
      primary key (partner_id, fact_id)
    );
    create index facts_of_customer on facts (partner_id, tenant_id, fact_id);
    create table sync_runs (
      partner_id uuid not null references partners,
      run_id bigint generated always as identity,
      started_at timestamptz not null default now(),
      ended_at timestamptz,
      alive_at timestamptz not null default now(),
      outcome text not null default 'running',
      stage text not null default 'customers',
      stage_started_at timestamptz not null default now(),
      seen integer not null default 0,
      expected integer,
      added integer not null default 0,
      changed integer not null default 0,
      departed integer not null default 0,
      returned integer not null default 0,
      skipped integer not null default 0,
      failure jsonb,
      primary key (partner_id, run_id)
    );
    create unique index sync_runs_one_running on sync_runs (partner_id) where outcome = 'running';
    -- What the running pass has seen; needed only until it ends, so it is not worth the write-ahead log.
    create unlogged table sync_seen (
      partner_id uuid not null,
      run_id bigint not null,
      kind text not null,
      id text not null,
      primary key (partner_id, run_id, kind, id)
    );
  `.execute(db)
}

/** The second wall: even a query that forgets its scope sees one partner's rows only, the table's owner included. */
async function closeToOthers(db: Kysely<unknown>, table: string): Promise<void> {
  await sql`
    alter table ${sql.table(table)} enable row level security;
    alter table ${sql.table(table)} force row level security;
    create policy own_partner on ${sql.table(table)}
      using (partner_id = nullif(current_setting('tenantry.partner_id', true), '')::uuid);
  `.execute(db)
}
