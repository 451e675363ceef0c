// From a fact to a mail: looks every second whether something happened or is due, tells it, and delivers. Facts are written in the
// transaction of what they tell of, so nothing needs to call this.
import { setTimeout as wait } from 'node:timers/promises'
import { z } from 'zod'
import type { Services } from '../../feature.ts'
import { type Job, job } from '../../jobs/job.ts'
import { deliverDue } from './actions/deliver.ts'
import { releaseKnownExtents } from './actions/release-extents.ts'
import { tellChanges } from './actions/tell-changes.ts'
import { hasWork } from './queries/has-work.ts'

const tellName = 'notifications.tell'
/** Longer than the pause until the next minute starts it again matters, shorter than a job may run. */
const watchMs = 5 * 3_600_000
const betweenMs = 1_000

export function notificationJobs(services: Services): Job[] {
  return [
    job({
      name: tellName,
      data: z.object({ partnerId: z.guid() }),
      concurrency: 4,
      expireSeconds: 3600,
      // Only our own failures (no database) throw; what a server refuses is in the ledger. The watch comes again by itself.
      retries: 1,
      run: async ({ partnerId }, signal) => tellAndDeliver(services, partnerId, signal),
    }),
    job({
      name: 'notifications.watch',
      data: z.object({}),
      concurrency: 1,
      expireSeconds: 6 * 3600,
      retries: 2,
      schedule: { cron: '* * * * *', data: {} },
      run: (_, signal) => watch(services, signal),
    }),
  ]
}

/** One story, also for tests: what happened becomes entries, those whose extent is known become due, what is due is sent. */
export async function tellAndDeliver(services: Services, partnerId: string, signal: AbortSignal): Promise<void> {
  await tellChanges(services, partnerId)
  await releaseKnownExtents(services, partnerId)
  await deliverDue(services, partnerId, signal)
}

/** One process watches for all, as the queue lets one run at a time: it reads one row a partner and second, and writes nothing where nothing happens. */
async function watch(services: Services, signal: AbortSignal): Promise<void> {
  const { config, door, clock, queue } = services
  for (const until = Date.now() + watchMs; Date.now() < until && !signal.aborted; ) {
    for (const partnerId of config.TENANTRY_PARTNERS)
      if (await hasWork({ partnerId, db: door.ofPartner(partnerId), userId: null }, clock.now()))
        await queue.send(tellName, { partnerId }, { key: partnerId })
    await wait(betweenMs, undefined, { signal }).catch(() => {})
  }
}

/** Begins to watch when a worker starts, rather than with the next minute. */
export async function requestWatch({ queue }: Services): Promise<void> {
  await queue.send('notifications.watch', {})
}
