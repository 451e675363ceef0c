// The jobs that run pulls: one queue a resource, as many jobs of a partner as there is work for, and the look every minute at what is due.
import { z } from 'zod'
import type { Services } from '../feature.ts'
import { type Job, job } from '../jobs/job.ts'
import { addMissing, countDue } from './claim.ts'
import { firstRunGoesOn } from './first-run.ts'
import { tendLine } from './line.ts'
import type { Pull } from './pull.ts'
import { pullJobName, pullScheduleName } from './pull-names.ts'
import { runPull } from './run-pull.ts'
import { restsAsAWhole } from './sweep.ts'
import { mostWorthCounting, wakeRuns } from './wake.ts'

const Data = z.object({ partnerId: z.guid(), slot: z.number().int() })

export function pullJobs(services: Services, pulls: readonly Pull[]): Job[] {
  return [
    ...pulls.map((pull) =>
      job({
        name: pullJobName(pull.resource),
        data: Data,
        // One a process and partner, so that the work spreads over processes; within it several customers are read at a time.
        concurrency: Math.min(4, Math.max(1, services.config.TENANTRY_PARTNERS.length)),
        expireSeconds: 6 * 3600,
        retries: 2,
        run: async ({ partnerId }, signal) => void (await runPull(services, pull, partnerId, signal)),
      }),
    ),
    job({
      name: pullScheduleName,
      data: z.object({}),
      concurrency: 1,
      expireSeconds: 300,
      retries: 0,
      schedule: { cron: '* * * * *', data: {} },
      run: async () => void (await requestDuePulls(services, pulls)),
    }),
  ]
}

/** Sends a job for everything that is due. Entered every minute, when a worker starts, and when the lists were read. */
export async function requestDuePulls(services: Services, pulls: readonly Pull[]): Promise<void> {
  if (services.config.TENANTRY_READ_CUSTOMERS === 'off') return
  for (const partnerId of services.config.TENANTRY_PARTNERS) {
    const db = services.door.ofPartner(partnerId)
    const now = services.clock.now()
    if (await firstRunGoesOn(db, partnerId, now)) continue
    await addMissing(
      db,
      partnerId,
      pulls.map((pull) => pull.resource),
      now,
    )
    await tendLine(db, partnerId, now)
    for (const pull of pulls) {
      if (await restsAsAWhole(db, partnerId, pull.resource, now)) continue
      const due = await countDue(db, partnerId, pull, { now, most: mostWorthCounting })
      await wakeRuns(services.queue, { partnerId, resource: pull.resource, due })
    }
  }
}
