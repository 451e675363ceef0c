// What the readings of each customer bring: its subscriptions, its service health, and the incidents, each stored once for all it hits.
import { type Kysely, sql } from 'kysely'

const tables = ['subscriptions', 'service_issues', 'service_issue_customers', 'customer_health']

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    -- source: partnerCenter for what the partner resells, directory for what the customer's own directory holds
    create table subscriptions (
      partner_id uuid not null references partners,
      tenant_id uuid not null,
      source text not null,
      subscription_id text not null,
      name text not null,
      sku text,
      order_id text,
      state text not null,
      status text not null,
      quantity integer,
      is_trial boolean not null,
      auto_renews boolean,
      term text,
      billing_cycle text,
      starts_at timestamptz,
      -- Null where it never ends, or where Microsoft does not say: ends_never tells which.
      ends_at timestamptz,
      ends_never boolean not null,
      cancellable_until timestamptz,
      primary key (partner_id, tenant_id, source, subscription_id)
    );
    create index subscriptions_ending on subscriptions (partner_id, ends_at) where ends_at is not null;

    create table service_issues (
      partner_id uuid not null references partners,
      issue_id text not null,
      service text not null,
      title text not null,
      classification text not null,
      status text not null,
      resolved boolean not null,
      origin text,
      feature text,
      feature_group text,
      impact text,
      starts_at timestamptz,
      ends_at timestamptz,
      modified_at timestamptz,
      details jsonb not null,
      posts jsonb not null,
      first_seen_at timestamptz not null,
      primary key (partner_id, issue_id)
    );
    create index service_issues_by_service on service_issues (partner_id, service, starts_at desc);
    -- When each customer entered an issue and left it; one that comes back has another row.
    create table service_issue_customers (
      partner_id uuid not null,
      issue_id text not null,
      tenant_id uuid not null,
      since timestamptz not null,
      until timestamptz,
      primary key (partner_id, issue_id, tenant_id, since)
    );
    create unique index service_issue_customers_open on service_issue_customers (partner_id, tenant_id, issue_id) where until is null;
    create table customer_health (
      partner_id uuid not null,
      tenant_id uuid not null,
      state text not null,
      incidents integer not null,
      advisories integer not null,
      -- The services that are not operational, with Microsoft's own status.
      services jsonb not null,
      changed_at timestamptz not null,
      primary key (partner_id, tenant_id)
    );
    create index customer_health_by_state on customer_health (partner_id, state) where state <> 'healthy';
  `.execute(db)
  for (const table of tables)
    await sql`
      alter table ${sql.table(table)} enable row level security;
      alter table ${sql.table(table)} force row level security;
      create policy own_partner on ${sql.table(table)}
        using (partner_id = nullif(current_setting('tenantry.partner_id', true), '')::uuid);
    `.execute(db)
}
