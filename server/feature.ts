// What a feature is to the rest of the server: a name, its routes and its jobs. features.ts lists them all.
import type { FastifyInstance } from 'fastify'
import type { Clock } from './base/clock.ts'
import type { Config } from './base/config.ts'
import type { Log } from './base/log.ts'
import type { SecretKeys } from './base/secret-keys.ts'
import type { DbDoor } from './db/db.ts'
import type { Job } from './jobs/job.ts'
import type { Queue } from './jobs/queue.ts'
import type { Mailer } from './mail/mailer.ts'
import type { Microsoft } from './microsoft/microsoft.ts'
import type { Pull } from './pulls/pull.ts'
import type { TakeReturnedMail } from './returned-mail/returned-mail.ts'
import type { WebhookSender } from './webhooks/webhook-sender.ts'

/** What the process opened once and hands to every feature. */
export type Services = {
  config: Config
  log: Log
  clock: Clock
  door: DbDoor
  queue: Queue
  microsoft: Microsoft
  mailer: Mailer
  webhooks: WebhookSender
  /** What secrets are sealed with in the database. */
  secretKeys: SecretKeys
}

export type Feature = {
  name: string
  routes?(app: FastifyInstance, services: Services): void
  jobs?(services: Services): Job[]
  /** What it reads from Microsoft for each customer by itself. */
  pulls?(services: Services): Pull[]
  /** What it does with a mail of its own that came back. */
  returnedMail?: TakeReturnedMail
  /** Called once in every worker when its jobs have begun to run. */
  started?(services: Services): Promise<void>
}
