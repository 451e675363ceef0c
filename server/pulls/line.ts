// The line pulls wait in: what goes before what, and who does not stand in it as nobody lets us in. Rows that are due but cannot be read
// would otherwise stay at its front for good, and be passed over whenever some are taken. Entered by pulls.jobs.ts.
import { type SqlBool, sql } from 'kysely'
import { delegatedPulls, pullResources } from '../../contract/pulls.ts'
import type { Db } from '../db/db.ts'

/** Small numbers go first: what people wait for, what there is news about, what is merely due. Who is `closed` is not taken at all. */
export const urgencies = { person: 0, news: 1, due: 2, closed: 3 } as const

/** Whether pull `p` of customer `c` can be read: of what is read in the customer's tenant, only those that let us in. */
export const isOpen = sql<SqlBool>`c.departed_at is null and (c.delegation = 'active' or p.resource <> all(${sql.val([...delegatedPulls])}::text[]))`

/** Written out in full, so that PostgreSQL finds what is due by the index instead of looking through everything that is not. */
const ofAll = sql`p.resource = any(${sql.val([...pullResources])}::text[])`
const inLine = sql`p.urgency in (${sql.join([urgencies.person, urgencies.news, urgencies.due].map((urgency) => sql.lit(urgency)))})`

/** Takes those out of the line that cannot be read any more, and puts those in that can be read now, due as before. */
export async function tendLine(db: Db, partnerId: string, now: Date): Promise<void> {
  await sql`
    update pulls p set urgency = ${sql.lit(urgencies.closed)} from customers c
    where p.partner_id = ${partnerId} and ${ofAll} and ${inLine} and p.due_at <= ${now}
      and c.partner_id = p.partner_id and c.tenant_id = p.tenant_id and not (${isOpen})
  `.execute(db)
  await sql`
    update pulls p set urgency = ${sql.lit(urgencies.due)} from customers c
    where p.partner_id = ${partnerId} and ${ofAll} and p.urgency = ${sql.lit(urgencies.closed)}
      and c.partner_id = p.partner_id and c.tenant_id = p.tenant_id and ${isOpen}
  `.execute(db)
}
