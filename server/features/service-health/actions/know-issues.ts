// Reads and stores what an issue says, once for all customers it hits: only what no tenant has told yet is asked for.
// Entered by service-health.pulls.ts.
import { setTimeout as sleep } from 'node:timers/promises'
import { LRUCache } from 'lru-cache'
import type { Services } from '../../../feature.ts'
import { type HealthIssueMark, healthIssueById } from '../../../microsoft/graph/health-issues.ts'
import type { CallOptions } from '../../../microsoft/http.ts'
import type { Source } from '../../../microsoft/source.ts'
import { issueRow } from '../service-health.mapping.ts'
import { saveIssue } from './save-issue.ts'

export type Asking = { partnerId: string; source: Source; limits: CallOptions }
export type KnowIssues = (asking: Asking, marks: readonly HealthIssueMark[]) => Promise<void>

type Known = Map<string, number>

const timeOf = ({ modifiedAt }: Pick<HealthIssueMark, 'modifiedAt'>): number => modifiedAt?.getTime() ?? 0

/** So long one waits for what is being asked in another customer's tenant, which may be a slow one; then it asks in its own. */
const longestShareMs = 2_000

/** What this process knows to be stored is not looked up again; a reading that many customers wait for is made once. */
export function createKnowIssues({ door, clock }: Pick<Services, 'door' | 'clock'>): KnowIssues {
  const partners = new LRUCache<string, Known>({ max: 500 })
  const underWay = new Map<string, Promise<void>>()

  async function isStored(partnerId: string, mark: HealthIssueMark): Promise<boolean> {
    const row = await door
      .ofPartner(partnerId)
      .selectFrom('service_issues')
      .where('partner_id', '=', partnerId)
      .where('issue_id', '=', mark.id)
      .select('modified_at')
      .executeTakeFirst()
    return row !== undefined && (row.modified_at?.getTime() ?? 0) >= timeOf(mark)
  }

  async function learn({ partnerId, source, limits }: Asking, mark: HealthIssueMark): Promise<void> {
    if (await isStored(partnerId, mark)) return
    const row = issueRow(partnerId, await healthIssueById(source, mark.id, limits), clock.now())
    await door
      .ofPartner(partnerId)
      .transaction()
      .execute((trx) => saveIssue(trx, row, clock.now()))
  }

  return async (asking, marks) => {
    const known = partners.get(asking.partnerId) ?? new Map<string, number>()
    partners.set(asking.partnerId, known)
    for (const mark of marks) {
      if ((known.get(mark.id) ?? -1) >= timeOf(mark)) continue
      const key = `${asking.partnerId} ${mark.id} ${timeOf(mark)}`
      const another = underWay.get(key)
      if (!another || !(await endsWell(another, longestShareMs))) {
        const learning = learn(asking, mark).finally(() => underWay.delete(key))
        underWay.set(key, learning)
        await learning
      }
      known.set(mark.id, Math.max(timeOf(mark), known.get(mark.id) ?? 0))
    }
  }
}

/** Whether it ends within this time, and well. */
const endsWell = (learning: Promise<void>, withinMs: number): Promise<boolean> =>
  Promise.race([
    learning.then(
      () => true,
      () => false,
    ),
    sleep(withinMs, false, { ref: false }),
  ])
