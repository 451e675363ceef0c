// What is read from Microsoft for each customer by itself (a pull): declared by a feature, run by run-pull.ts.
import type { Transaction } from 'kysely'
import type { PullResource } from '../../contract/pulls.ts'
import type { Database } from '../db/tables/database.ts'

/** The customer a pull is made for. */
export type PulledCustomer = {
  tenantId: string
  name: string
  domain: string | null
  delegationEndsAt: Date | null
  /** Partner Center's list names it. */
  inPartnerCenter: boolean
}

export type Reading = {
  partnerId: string
  customer: PulledCustomer
  signal: AbortSignal
  /** How long each call may take; the reading as a whole ends with `signal`. */
  patienceMs: number
}

export type Found<Read> = { tenantId: string; read: Read }

export type Pull<Read = unknown> = {
  resource: PullResource
  /** Raised when what is stored of an equal answer changes, so that everything is saved once more. */
  version: number
  /** Customers read at a time in one process. */
  concurrency: number
  /** How long the reading of one customer may take in all; one that needs longer comes back later. At most, and by default, a minute. */
  patienceMs?: number
  /** Asks Microsoft. Throws MicrosoftError. Must be JSON: an answer equal to the last one is not saved again. */
  read(reading: Reading): Promise<Read>
  /** Saves what differs, for many customers at once; returns how many of them had changes. */
  save(trx: Transaction<Database>, partnerId: string, found: readonly Found<Read>[]): Promise<number>
  /** Milliseconds until it is due again; sooner where something is going on. Pure. */
  nextInMs(read: Read, customer: PulledCustomer, now: Date): number
}

/** Declares a pull with the type of what it reads kept. */
export const pull = <Read>(declaration: Pull<Read>): Pull => declaration as Pull<unknown> as Pull
