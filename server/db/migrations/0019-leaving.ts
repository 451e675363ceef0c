// Why a customer left an issue, and why an issue that is told to be over is: losing access is no recovery. Which of several notices for
// one recipient leaves first.
import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    -- Null while the issue hits the customer, and where it left before this was kept.
    alter table service_issue_customers add column left_because text;
    -- Of a notice that an issue is over: what the fact says of it.
    alter table notice_entries add column why text;
    -- How many conditions narrow the customers of its rule: the widest leaves first.
    alter table notice_entries add column conditions smallint not null default 0;
    -- Whether one of the same issue is on its way is asked for each that is due; few are.
    create index notice_entries_taken on notice_entries (partner_id, issue_id) where taken_until is not null;
  `.execute(db)
}
