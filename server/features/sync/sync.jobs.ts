// The synchronisation's background jobs: one partner's run, and the look every minute at whose is due.
import { z } from 'zod'
import { newId } from '../../base/ids.ts'
import type { Services } from '../../feature.ts'
import { isHeard } from '../../http/events-address.ts'
import { type Job, job } from '../../jobs/job.ts'
import { pullScheduleName } from '../../pulls/pull-names.ts'
import { registerWebhooks } from './actions/register-webhook.ts'
import { isSyncDue } from './sync.queries.ts'
import { syncCustomers } from './sync.sync.ts'

const runJob = 'sync.customers'

export function syncJobs(services: Services): Job[] {
  return [
    job({
      name: runJob,
      data: z.object({ partnerId: z.guid(), onlyIfDue: z.boolean().default(false) }),
      // Each holds up to four connections.
      concurrency: Math.max(1, Math.floor((services.config.DATABASE_POOL - 1) / 4)),
      expireSeconds: 6 * 3600,
      // Only our own failures (no database) throw; what Microsoft refuses is stored and comes round by the clock.
      retries: 3,
      async run({ partnerId, onlyIfDue }, signal) {
        // Another may have run while this one waited.
        if (onlyIfDue && !(await isDueNow(services, partnerId, false))) return
        await syncCustomers(services, partnerId, signal)
        // New customers have details and more to be read.
        await services.queue.send(pullScheduleName, {}, { key: 'once' })
      },
    }),
    job({
      name: 'sync.webhooks',
      data: z.object({}),
      concurrency: 1,
      expireSeconds: 600,
      retries: 1,
      schedule: { cron: '17 3 * * *', data: {} },
      run: async () => {
        if (!isHeard(services.config)) return
        for (const partnerId of services.config.TENANTRY_PARTNERS) await registerWebhooks(services, partnerId)
      },
    }),
    job({
      name: 'sync.schedule',
      data: z.object({}),
      concurrency: 1,
      expireSeconds: 300,
      retries: 0,
      schedule: { cron: '* * * * *', data: {} },
      run: () => requestDueSyncs(services, { atStart: false }),
    }),
  ]
}

/** Asks for one partner's synchronisation; a job that already waits or runs serves as well. */
export async function requestSync({ queue }: Services, partnerId: string): Promise<void> {
  await queue.send(runJob, { partnerId }, { key: partnerId })
}

/**
 * Asks for those that are due. When a worker starts, also for those that did not end well: the job of a process that was killed may
 * still count as running in the queue, so these go under a key of their own; the partner's lock keeps two from running.
 */
export async function requestDueSyncs(services: Services, { atStart }: { atStart: boolean }): Promise<void> {
  for (const partnerId of services.config.TENANTRY_PARTNERS) {
    if (!(await isDueNow(services, partnerId, atStart))) continue
    const key = atStart ? `${partnerId} ${newId()}` : partnerId
    await services.queue.send(runJob, { partnerId, onlyIfDue: !atStart }, { key })
  }
}

function isDueNow({ config, clock, door }: Services, partnerId: string, atStart: boolean): Promise<boolean> {
  const times = { everyMinutes: config.TENANTRY_SYNC_MINUTES, now: clock.now(), atStart }
  return isSyncDue({ partnerId, db: door.ofPartner(partnerId), userId: null }, times)
}

/** Looks once when a worker starts whether Partner Center tells this address what happens; Microsoft reaches https alone. */
export async function requestWebhooks({ config, queue }: Services): Promise<void> {
  if (isHeard(config)) await queue.send('sync.webhooks', {}, { key: 'once' })
}
