// Sends jobs, and runs them in a worker: pg-boss behind two functions, so that the rest of the server knows only this.
import { PgBoss } from 'pg-boss'
import type { Log } from '../base/log.ts'
import type { Job } from './job.ts'

export type SendOptions = {
  /** Two jobs with the same key do not wait in the queue together: the second is dropped. */
  key?: string
  afterSeconds?: number
}

export type Queue = {
  /** Returns whether the job was taken; false when one with the same key already waits or runs. */
  send(name: string, data: object, options?: SendOptions): Promise<boolean>
  /** Creates the queues and begins to run their jobs. */
  work(jobs: readonly Job[]): Promise<void>
  stop(): Promise<void>
}
