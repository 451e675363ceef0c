// The worker: runs every feature's jobs.
import type { Services } from './feature.ts'
import { features } from './features.ts'
import type { Job } from './jobs/job.ts'
import type { Pull } from './pulls/pull.ts'
import { pullJobs, requestDuePulls } from './pulls/pulls.jobs.ts'
import { returnedMailJobs } from './returned-mail/returned-mail.jobs.ts'
import type { TakeReturnedMail } from './returned-mail/returned-mail.ts'

/** Every job of every feature. Two jobs of one name would silently share a queue, so that is refused. */
export function allJobs(services: Services): Job[] {
  const jobs = [
    ...features.flatMap((feature) => feature.jobs?.(services) ?? []),
    ...pullJobs(services, allPulls(services)),
    ...returnedMailJobs(services, allTakers),
  ]
  const twice = jobs.find((job, index) => jobs.findIndex((other) => other.name === job.name) !== index)
  if (twice) throw new Error(`Two features declare a job named ${twice.name}.`)
  return jobs
}

/** Every pull of every feature, in the order of the features: what is worth most to people first. */
export const allPulls = (services: Services): Pull[] => features.flatMap((feature) => feature.pulls?.(services) ?? [])

/** Every feature that sends mail, asked in turn whose a returned one was. */
export const allTakers: readonly TakeReturnedMail[] = features.flatMap((feature) => feature.returnedMail ?? [])

export async function startWorker(services: Services): Promise<void> {
  await services.queue.work(allJobs(services))
  for (const feature of features) await feature.started?.(services)
  await requestDuePulls(services, allPulls(services))
  services.log.info('worker started')
}
