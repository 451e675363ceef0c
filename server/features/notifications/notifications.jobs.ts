// From a fact to a mail: looks every second whether something happened or is due, tells it, and delivers. Facts are written in the
// transaction of what they tell of, so nothing needs to call this.
import { z } from 'zod'
import type { Services } from '../../feature.ts'
import { type Job, job } from '../../jobs/job.ts'
import { deliverDue } from './actions/deliver.ts'
import { releaseKnownExtents } from './actions/release-extents.ts'
import { tellChanges } from './actions/tell-changes.ts'
import { trimLedger } from './actions/trim-ledger.ts'
import { hasWork } from './queries/has-work.ts'

const tellName = 'notifications.tell'
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
      name: 'notifications.look',
      data: z.object({}),
      concurrency: 1,
      expireSeconds: 300,
      retries: 0,
      schedule: { cron: '* * * * *', data: {} },
      run: () => lookForWork(services),
    }),
    job({
      name: 'notifications.trim',
      data: z.object({}),
      concurrency: 1,
      expireSeconds: 3600,
      retries: 1,
      schedule: { cron: '41 3 * * *', data: {} },
      run: async (_, signal) => {
        for (const partnerId of services.config.TENANTRY_PARTNERS) await trimLedger(services, partnerId, signal)
      },
    }),
  ]
}

/** One story, also for tests: what happened becomes entries, those whose extent is known become due, what is due is sent. */
export async function tellAndDeliver(services: Services, partnerId: string, signal: AbortSignal): Promise<void> {
  await tellChanges(services, partnerId)
  await releaseKnownExtents(services, partnerId)
  await deliverDue(services, partnerId, signal)
}

/** Reads one row a partner, and writes nothing where nothing happens. A job that already waits or runs serves as well. */
async function lookForWork({ config, door, clock, queue }: Services): Promise<void> {
  for (const partnerId of config.TENANTRY_PARTNERS)
    if (await hasWork({ partnerId, db: door.ofPartner(partnerId), userId: null }, clock.now()))
      await queue.send(tellName, { partnerId }, { key: partnerId })
}

/**
 * Looks every second in every worker, besides the look of every minute. Not a job that goes on for hours: a worker that stops would wait
 * for it. The process does not stay for it, and what fails because the process is stopping concerns nobody.
 */
export async function startWatching(services: Services): Promise<void> {
  let looks = false
  setInterval(() => {
    if (looks) return
    looks = true
    lookForWork(services)
      .catch((error) => services.log.debug({ err: error }, 'nobody could look for notices'))
      .finally(() => {
        looks = false
      })
  }, betweenMs).unref()
}
