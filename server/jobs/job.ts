// A background job: its queue, its rules and its handler. Features declare them; worker.ts runs them.
import type { z } from 'zod'

export type Job<Data extends z.ZodType = z.ZodType> = {
  /** `<feature>.<verb>`, also the queue's name. */
  name: string
  data: Data
  /** How many run at once in one worker process. */
  concurrency: number
  /** Whole seconds after which a run counts as dead and is tried again; a handler that works longer must send heartbeats. */
  expireSeconds: number
  /** Tries after the first one, with exponential back-off. */
  retries: number
  /** Runs the job; throwing makes it be tried again. `signal` is aborted when the worker stops. */
  run(data: z.output<Data>, signal: AbortSignal): Promise<void>
  /** Cron expression in UTC and the data it sends, for jobs that come round by themselves. */
  schedule?: { cron: string; data: z.input<Data> }
}

/** Declares a job with the type of its data kept. */
export const job = <Data extends z.ZodType>(declaration: Job<Data>): Job => declaration as unknown as Job
