// What service health does in the background besides reading: asking the other customers when something is new, and minding those that are
// no longer read.
import { z } from 'zod'
import type { Services } from '../../feature.ts'
import { type Job, job } from '../../jobs/job.ts'
import { askOthers } from './actions/ask-others.ts'
import { countKnown, letGoOfUnreadable, markStale } from './actions/tend-health.ts'

const askOthersName = 'service-health.ask-others'

/** The job looks when the caller's transaction is over; should it come too early, the next minute's look finds the issue. */
export const requestAskOthers = ({ queue }: Pick<Services, 'queue'>, partnerId: string): Promise<boolean> =>
  queue.send(askOthersName, { partnerId }, { key: partnerId, afterSeconds: 1 })

export function serviceHealthJobs(services: Services): Job[] {
  const tend = createTending(services)
  return [
    job({
      name: askOthersName,
      data: z.object({ partnerId: z.guid() }),
      concurrency: 1,
      expireSeconds: 300,
      retries: 3,
      run: async ({ partnerId }) => {
        const waitMs = await askOthers(services, partnerId)
        if (waitMs > 0)
          await services.queue.send(askOthersName, { partnerId }, { key: `${partnerId} again`, afterSeconds: Math.ceil(waitMs / 1000) })
      },
    }),
    job({
      name: 'service-health.tend',
      data: z.object({}),
      concurrency: 1,
      expireSeconds: 300,
      retries: 0,
      schedule: { cron: '* * * * *', data: {} },
      run: async () => {
        for (const partnerId of services.config.TENANTRY_PARTNERS) await tend(partnerId)
      },
    }),
  ]
}

/** Remembers the version of the customers it has seen: without a change there is nobody new to let go of. */
function createTending(services: Services): (partnerId: string) => Promise<void> {
  const seen = new Map<string, string>()
  return async (partnerId) => {
    const version = await versionOf(services, partnerId)
    if (version !== undefined && seen.get(partnerId) !== version) {
      await letGoOfUnreadable(services, partnerId)
      seen.set(partnerId, version)
    }
    await markStale(services, partnerId)
    await countKnown(services, partnerId)
    await askOthers(services, partnerId)
  }
}

async function versionOf({ door }: Services, partnerId: string): Promise<string | undefined> {
  const partner = await door.identity
    .selectFrom('partners')
    .where('partner_id', '=', partnerId)
    .select('customers_version')
    .executeTakeFirst()
  return partner?.customers_version
}
