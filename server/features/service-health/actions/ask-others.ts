// When customers report an issue nobody knew, all others are asked whether it hits them as well: once for an issue, and once for an
// outage of several, whose issues become known one after the other. Entered by service-health.jobs.ts.
import type { Services } from '../../../feature.ts'
import { askForPulls } from '../../../pulls/ask.ts'

/** Issues that become known this soon after the others were asked wait for this to pass, and then all of them are asked for together. */
const gatherMs = 20_000

/**
 * Those that were read after the issue was first reported have told already. Returns in how many milliseconds to come again for what has
 * to wait; 0 where nothing does.
 */
export async function askOthers(services: Pick<Services, 'door' | 'queue' | 'clock'>, partnerId: string): Promise<number> {
  const db = services.door.ofPartner(partnerId)
  const now = services.clock.now()
  const issues = db.selectFrom('service_issues').where('partner_id', '=', partnerId)
  const news = issues.where('told', '=', 'open').where('affected_now', '>', 0).where('others_asked_at', 'is', null)
  const [open, last] = await Promise.all([
    news.select((of) => of.fn.max('opened_at').as('at')).executeTakeFirst(),
    issues.select((of) => of.fn.max('others_asked_at').as('at')).executeTakeFirst(),
  ])
  if (!open?.at) return 0
  const waitMs = (last?.at?.getTime() ?? 0) + gatherMs - now.getTime()
  if (waitMs > 0) return waitMs
  // Asked first: if this process dies in between, they are asked twice rather than never.
  const unlessWithinMs = now.getTime() - open.at.getTime()
  await askForPulls(services, partnerId, { resources: ['health'], unlessWithinMs, news: true })
  await db
    .updateTable('service_issues')
    .set({ others_asked_at: now })
    .where('partner_id', '=', partnerId)
    .where('told', '=', 'open')
    .where('others_asked_at', 'is', null)
    .where('opened_at', '<=', open.at)
    .execute()
  return 0
}
