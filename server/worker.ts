// The worker: runs every feature's jobs.
import type { Services } from './feature.ts'
import { features } from './features.ts'
import type { Job } from './jobs/job.ts'

/** Every job of every feature. Two jobs of one name would silently share a queue, so that is refused. */
export function allJobs(services: Services): Job[] {
  const jobs = features.flatMap((feature) => feature.jobs?.(services) ?? [])
  const twice = jobs.find((job, index) => jobs.findIndex((other) => other.name === job.name) !== index)
  if (twice) throw new Error(`Two features declare a job named ${twice.name}.`)
  return jobs
}

export async function startWorker(services: Services): Promise<void> {
  await services.queue.work(allJobs(services))
  for (const feature of features) await feature.started?.(services)
  services.log.info('worker started')
}
