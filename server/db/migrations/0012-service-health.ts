// Service health as people ask for it: how many each issue hits and has hit, what has been told of it, which services there are,
// and who is looked at first.
import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`set local statement_timeout = 0`.execute(db)
  await issues(db)
  await services(db)
  await urgency(db)
}

async function issues(db: Kysely<unknown>): Promise<void> {
  // Rows of every partner, which the owner sees only for as long as its row-level security is not forced.
  await sql`
    alter table service_issues no force row level security;
    alter table service_issue_customers no force row level security;
    alter table service_issues
      -- Kept in the transaction that changes who is hit.
      add column affected_now integer not null default 0,
      add column affected_ever integer not null default 0,
      -- Facts announced so far: null before its first customer, then open, and over when it was told to be over.
      add column told text,
      add column opened_at timestamptz,
      -- When the other customers were asked whether it hits them as well.
      add column others_asked_at timestamptz,
      add column title_key text collate "C" not null default '';
    update service_issues i set
      title_key = lower(title),
      affected_ever = of.ever,
      affected_now = of.now,
      told = case when of.now > 0 then 'open' when of.ever > 0 then 'over' end,
      opened_at = of.first,
      others_asked_at = of.first
    from (
      select partner_id, issue_id, count(distinct tenant_id) as ever, count(*) filter (where until is null) as now, min(since) as first
      from service_issue_customers group by partner_id, issue_id
    ) as of
    where of.partner_id = i.partner_id and of.issue_id = i.issue_id;
    create index service_issues_open on service_issues (partner_id) where affected_now > 0;
    create index service_issue_customers_history on service_issue_customers (partner_id, tenant_id, until);
    alter table service_issues force row level security;
    alter table service_issue_customers force row level security;
  `.execute(db)
}

async function services(db: Kysely<unknown>): Promise<void> {
  await sql`
    -- Every service that any customer has had; a healthy one stands nowhere else.
    create table health_services (
      partner_id uuid not null references partners,
      service text not null,
      first_seen_at timestamptz not null,
      primary key (partner_id, service)
    );
    alter table health_services enable row level security;
    alter table health_services force row level security;
    create policy own_partner on health_services
      using (partner_id = nullif(current_setting('tenantry.partner_id', true), '')::uuid);
  `.execute(db)
}

async function urgency(db: Kysely<unknown>): Promise<void> {
  await sql`
    -- 0 a person waits for it, 1 there is news to look into, 2 merely due
    alter table pulls add column urgency smallint not null default 2;
    drop index pulls_due;
    create index pulls_due on pulls (partner_id, resource, urgency, due_at);
  `.execute(db)
}
