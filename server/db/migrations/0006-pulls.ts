// What is read from Microsoft for each customer by itself: when it was last good, when it is due, what failed; and the history of the sweeps.
import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table pulls (
      partner_id uuid not null references partners,
      tenant_id uuid not null,
      resource text not null,
      due_at timestamptz not null,
      -- Somebody waits for it: such pulls go before those that are merely due.
      asked_at timestamptz,
      taken_until timestamptz,
      taken_by uuid,
      tried_at timestamptz,
      good_at timestamptz,
      -- Of the last good answer: an equal one is not saved again.
      digest bytea,
      failures integer not null default 0,
      failure jsonb,
      primary key (partner_id, tenant_id, resource)
      -- No foreign key, as for customer_terms: customers are never deleted, only marked.
    ) with (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.05, autovacuum_analyze_scale_factor = 0.05);
    create index pulls_due on pulls (partner_id, resource, (asked_at is null), due_at);
    create index pulls_failed on pulls (partner_id, resource) where failure is not null;

    create table pull_sweeps (
      partner_id uuid not null references partners,
      sweep_id uuid not null,
      resource text not null,
      started_at timestamptz not null,
      ended_at timestamptz,
      alive_at timestamptz not null,
      good integer not null default 0,
      changed integer not null default 0,
      failed integer not null default 0,
      throttled integer not null default 0,
      -- What stopped the sweep as a whole; a customer's own failure stands in pulls.
      failure jsonb,
      primary key (partner_id, sweep_id)
    );
    create index pull_sweeps_latest on pull_sweeps (partner_id, resource, started_at desc);
  `.execute(db)
  for (const table of ['pulls', 'pull_sweeps'])
    await sql`
      alter table ${sql.table(table)} enable row level security;
      alter table ${sql.table(table)} force row level security;
      create policy own_partner on ${sql.table(table)}
        using (partner_id = nullif(current_setting('tenantry.partner_id', true), '')::uuid);
    `.execute(db)
}
