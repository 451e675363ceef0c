// A search counts each customer once without sorting: terms know what they share with better ones of the same customer, and how many
// customers there are, and are found by up to three letters, is kept.
import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`set local statement_timeout = 0`.execute(db)
  // Rows of every partner, which the owner sees only for as long as its row-level security is not forced.
  await sql`alter table customer_terms no force row level security`.execute(db)
  await shareTerms(db)
  await keepTotals(db)
  await sql`alter table customer_terms force row level security`.execute(db)
}

async function shareTerms(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table customer_terms add column shared smallint;
    update customer_terms t set shared = coalesce((
      select max(letters) from customer_terms b, generate_series(1, least(length(b.term), length(t.term))) as letters
      where b.partner_id = t.partner_id and b.tenant_id = t.tenant_id and (b.kind, b.term) < (t.kind, t.term) and starts_with(t.term, left(b.term, letters))
    ), 0);
    alter table customer_terms alter column shared set not null,
      drop constraint customer_terms_pkey,
      add primary key (partner_id, departed, kind, term, tenant_id) include (shared);
  `.execute(db)
}

/**
 * Kept by PostgreSQL itself in the transaction that changes terms, so that they cannot be wrong. Each connection counts in a slot of its
 * own: otherwise two pages of a synchronisation would wait for each other. What is found is the sum over the slots.
 */
async function keepTotals(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table term_totals (
      partner_id uuid not null,
      departed boolean not null,
      prefix text collate "C" not null,
      slot smallint not null,
      customers integer not null,
      primary key (partner_id, departed, prefix, slot)
    ) with (fillfactor = 50);

    ${add('customer_terms', '+')};
    alter table term_totals enable row level security;
    alter table term_totals force row level security;
    create policy own_partner on term_totals using (partner_id = nullif(current_setting('tenantry.partner_id', true), '')::uuid);

    create function count_terms() returns trigger language plpgsql as $$
    begin
      if tg_op <> 'DELETE' then ${add('new_terms', '+')}; end if;
      if tg_op <> 'INSERT' then ${add('old_terms', '-')}; end if;
      return null;
    end $$;
    create trigger count_new after insert on customer_terms
      referencing new table as new_terms for each statement execute function count_terms();
    create trigger count_gone after delete on customer_terms
      referencing old table as old_terms for each statement execute function count_terms();
    create trigger count_changed after update on customer_terms
      referencing new table as new_terms old table as old_terms for each statement execute function count_terms();
  `.execute(db)
}

/** In order, so that two connections of one slot wait for each other rather than in a circle. */
const add = (terms: string, way: '+' | '-') => sql`
  insert into term_totals as kept (partner_id, departed, prefix, slot, customers)
  select partner_id, departed, left(term, letters), pg_backend_pid() % 64, ${sql.raw(way)}count(*)
  from ${sql.table(terms)}, generate_series(0, 3) as letters
  where shared < letters and length(term) >= letters or letters = 0 and kind = 0
  group by partner_id, departed, left(term, letters)
  order by partner_id, departed, left(term, letters)
  on conflict (partner_id, departed, prefix, slot) do update set customers = kept.customers + excluded.customers`
