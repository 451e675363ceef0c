// Forgets browsers nobody will come back with: every visit to the sign-in page makes one known.
import { z } from 'zod'
import type { Services } from '../../feature.ts'
import { job } from '../../jobs/job.ts'
import { forgetOldBrowsers } from './accounts.actions.ts'

export const accountJobs = (services: Services) => [
  job({
    name: 'accounts.forget-browsers',
    data: z.object({}),
    concurrency: 1,
    expireSeconds: 300,
    retries: 2,
    schedule: { cron: '17 3 * * *', data: {} },
    run: () => forgetOldBrowsers(services),
  }),
]
