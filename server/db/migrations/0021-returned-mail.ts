// Mail that a server had taken and that came back later: how far its mailbox is read, and what it says of addresses and of the ledger. What was
// told to be over for another reason than that Microsoft resolved it.
import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table returned_mail_marks (
      partner_id uuid not null references partners,
      -- Its user principal name, in that partner's tenant.
      mailbox text not null,
      read_to timestamptz not null,
      -- IDs of messages from that moment on that have been dealt with.
      seen text[] not null,
      read_at timestamptz not null,
      -- Reports that were believed, and those that were not.
      taken integer not null,
      ignored integer not null,
      primary key (partner_id, mailbox)
    );
    alter table returned_mail_marks enable row level security;
    alter table returned_mail_marks force row level security;
    create policy own_partner on returned_mail_marks
      using (partner_id = (select nullif(current_setting('tenantry.partner_id', true), '')::uuid));
    -- A mail of before that comes back says nothing of an address that was verified since.
    alter table notice_channels add column verified_at timestamptz;
    alter table notice_entries add column returned_at timestamptz;
  `.execute(db)
  await resolvedLater(db)
}

/** What was told to be over before Microsoft resolved it may still be resolved, and then that is told. The owner is behind the wall as well. */
const resolvedLater = (db: Kysely<unknown>) =>
  sql`
    alter table service_issues no force row level security;
    update service_issues set told = 'unseen' where told = 'over' and not resolved;
    alter table service_issues force row level security;
  `.execute(db)
