// What is known of the customers' health, counted over all of them once a minute, so that Home need not count.
import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    -- Customers whose state was unknown when it was last counted, and the newest good reading; null where nothing was counted or read yet.
    alter table partners add column health_unknown integer, add column health_read_at timestamptz
  `.execute(db)
}
