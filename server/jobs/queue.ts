// Sends jobs, and runs them in a worker: pg-boss behind a few functions, so that the rest of the server knows only this.
import { PgBoss } from 'pg-boss'
import type { Log } from '../base/log.ts'
import type { Job } from './job.ts'

export type SendOptions = {
  /** At most one job with this key waits or runs in its queue; another is dropped. */
  key?: string
  afterSeconds?: number
}

export type Queue = {
  /** Returns whether the job was taken; false when one with the same key already waits or runs. */
  send(name: string, data: object, options?: SendOptions): Promise<boolean>
  /** Creates the queues that do not exist yet. A process that only sends calls this alone. */
  declare(jobs: readonly Job[]): Promise<void>
  /** Begins to run the jobs; a job with a schedule comes round by itself. */
  work(jobs: readonly Job[]): Promise<void>
  /** Waits up to ten seconds for running jobs, then lets them be tried again elsewhere. */
  stop(): Promise<void>
}

type OpenOptions = { url: string; log: Log; worker: boolean }

/** A worker that stops sending heartbeats for this long is dead; its job is tried again. pg-boss allows no less than 10. */
const heartbeatSeconds = 15

export async function openQueue({ url, log, worker }: OpenOptions): Promise<Queue> {
  const boss = new PgBoss({
    connectionString: url,
    application_name: 'tenantry-jobs',
    max: worker ? 4 : 2,
    useListenNotify: worker,
    supervise: worker,
    schedule: worker,
    superviseIntervalSeconds: 10,
    monitorIntervalSeconds: 10,
    cronMonitorIntervalSeconds: 15,
    cronWorkerIntervalSeconds: 5,
    openTelemetry: { tracing: false, metrics: false },
  } as ConstructorParameters<typeof PgBoss>[0] & object)
  boss.on('error', (error: Error) => log.error({ err: error }, 'the job queue reports an error'))
  await boss.start()
  return {
    send: (name, data, options = {}) => send(boss, name, data, options),
    declare: (jobs) => declare(boss, jobs),
    work: (jobs) => work(boss, jobs, log),
    stop: () => boss.stop({ graceful: true, timeout: 10_000 }),
  }
}

async function send(boss: PgBoss, name: string, data: object, { key, afterSeconds }: SendOptions): Promise<boolean> {
  const id = await boss.send(name, data, { ...(key && { singletonKey: key }), ...(afterSeconds && { startAfter: afterSeconds }) })
  return id !== null
}

/** One look at all of them; those that are as they should be cost nothing more. */
async function declare(boss: PgBoss, jobs: readonly Job[]): Promise<void> {
  const names = jobs.map(({ name }) => name)
  const known = new Map((await boss.getQueues(names)).map((queue) => [queue.name, queue]))
  for (const { name, retries, expireSeconds } of jobs) {
    const rules = { retryLimit: retries, retryDelay: 5, retryBackoff: true, expireInSeconds: expireSeconds, heartbeatSeconds }
    const queue = known.get(name)
    if (!queue) await boss.createQueue(name, { ...rules, policy: 'exclusive', notify: true })
    else if (Object.entries(rules).some(([rule, value]) => queue[rule as keyof typeof rules] !== value)) await boss.updateQueue(name, rules)
  }
}

async function work(boss: PgBoss, jobs: readonly Job[], log: Log): Promise<void> {
  await declare(boss, jobs)
  for (const job of jobs) {
    const options = { localConcurrency: job.concurrency, pollingIntervalSeconds: 2 }
    await boss.work(job.name, options, async ([taken]: { id: string; data: unknown; signal: AbortSignal }[]) => {
      if (!taken) return
      try {
        await job.run(job.data.parse(taken.data), taken.signal)
      } catch (error) {
        log.warn({ err: error, job: job.name, id: taken.id }, 'a job failed; it is tried again unless its tries are used up')
        throw error
      }
    })
    if (job.schedule) await boss.schedule(job.name, job.schedule.cron, job.schedule.data as object, { tz: 'UTC' })
  }
}
