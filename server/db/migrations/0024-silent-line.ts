// The line of customers that did not answer last time is found without passing over everybody else who is due. See pulls/claim.ts.
import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create index pulls_silent on pulls (partner_id, resource, urgency, due_at) where failure->>'kind' = 'broken'
  `.execute(db)
}
