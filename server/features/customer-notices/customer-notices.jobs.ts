// Sends what was put down for customers, and looks every minute for what still waits: after a crash, or for a mail server that did not answer.
import { z } from 'zod'
import type { Services } from '../../feature.ts'
import { type Job, job } from '../../jobs/job.ts'
import { deliver } from './actions/deliver.ts'
import { sendJob } from './actions/send-notices.ts'

export function customerNoticesJobs(services: Services): Job[] {
  return [
    job({
      name: sendJob,
      data: z.object({ partnerId: z.guid(), key: z.guid() }),
      concurrency: 2,
      expireSeconds: 3600,
      retries: 3,
      run: (sending, signal) => deliver(services, { ...sending, signal }),
    }),
    job({
      name: 'customer-notices.waiting',
      data: z.object({}),
      concurrency: 1,
      expireSeconds: 60,
      retries: 0,
      schedule: { cron: '* * * * *', data: {} },
      run: () => requestWaiting(services),
    }),
  ]
}

async function requestWaiting({ config, door, queue }: Services): Promise<void> {
  for (const partnerId of config.TENANTRY_PARTNERS) {
    const waiting = await door
      .ofPartner(partnerId)
      .selectFrom('customer_notices')
      .where('partner_id', '=', partnerId)
      .where('state', '=', 'waiting')
      .select('key')
      .distinct()
      .execute()
    for (const { key } of waiting) await queue.send(sendJob, { partnerId, key }, { key })
  }
}
