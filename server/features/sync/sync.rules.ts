// Decisions of the synchronisation: when one is due, whose word counts, what a failure tells people to do. Pure.
import type { PullResource } from '../../../contract/pulls.ts'
import type { SyncRun } from '../../../contract/sync.ts'
import { MicrosoftError } from '../../microsoft/microsoft-error.ts'

export type Stage = SyncRun['stage']
/** Those that read a list. */
export type ListStage = Exclude<Stage, 'finishing'>
export type Failure = NonNullable<SyncRun['failure']>

/** The stages that read a list of customers, in the order of whose word counts for name, domain and relationship. */
export const customerStages = ['customers', 'contracts', 'delegatedCustomers'] as const
export type CustomerStage = (typeof customerStages)[number]

const minuteMs = 60_000

/** `retryAfterMs`: as long Microsoft has asked to be left alone. */
export type LastRun = { startedAt: Date; endedAt: Date | null; outcome: SyncRun['outcome']; retryAfterMs?: number | undefined }

/**
 * When the next synchronisation should begin; null while one runs. A failed one is tried again sooner, at once after the very first:
 * until one has ended well there is nothing to show. Never sooner than Microsoft asks.
 */
export function nextDueAt(last: LastRun | null, everComplete: boolean, everyMinutes: number, now: Date): Date | null {
  if (!last) return now
  if (last.outcome === 'running' || !last.endedAt) return null
  if (last.outcome === 'complete') return new Date(last.startedAt.getTime() + everyMinutes * minuteMs)
  return new Date(last.endedAt.getTime() + Math.max(last.retryAfterMs ?? 0, Math.min(everyMinutes, everComplete ? 5 : 1) * minuteMs))
}

/** Seconds the current stage still takes at its rate so far; null before there is a rate, or where the end is not known. */
export function secondsLeft(seen: number, expected: number | null, elapsedMs: number): number | null {
  if (expected === null || seen <= 0 || elapsedMs < 1000) return null
  return Math.max(0, Math.round(((expected - seen) * elapsedMs) / seen / 1000))
}

/** Only what tells something new goes to the activity log: a run every few minutes that finds nothing does not. */
export function isWorthAFact(run: { outcome: SyncRun['outcome']; touched: number }, previous: SyncRun['outcome'] | null): boolean {
  return run.touched > 0 || run.outcome !== previous
}

/**
 * Whether a customer that no list names has left: only if every list was read to its end. A record that cannot be read may hide one, for
 * as long as it stays unreadable; as many as there were when absence last counted, or when nobody was known yet, hide nobody. Lists that
 * name nobody at all are taken for a fault, not for the loss of every customer.
 */
export const absenceMeansLeft = (run: {
  listsRead: number
  named: number
  relationshipsRead: boolean
  skipped: number
  skippedBefore: number
  known: number
}): boolean =>
  run.named > 0 && run.listsRead === customerStages.length && run.relationshipsRead && (run.known === 0 || run.skipped <= run.skippedBefore)

/** Rows written since the last tidying after which the database is tidied (statistics, visibility) while a large run goes on. */
export const wantsTidying = (sinceTidied: number, before: number): boolean => sinceTidied >= Math.max(500, before * 3)

const listNames: Record<Stage, string> = {
  customers: 'the customers of Partner Center',
  contracts: 'the contracts (Graph)',
  delegatedCustomers: 'the delegated customers (Graph)',
  delegations: 'the delegated admin relationships (Graph)',
  finishing: 'the end of the synchronisation',
}

/** Why a run failed, in a sentence that says what to do. */
export function failureOf(error: unknown, stage: Stage): Failure {
  const list = listNames[stage]
  if (!(error instanceof MicrosoftError)) {
    return {
      code: 'broken',
      message: `Our own side failed while reading ${list}; the log of the server says why. What is stored stays, and the next run tries again.`,
    }
  }
  if (error.code === 'closed') return stoppedFailure
  const reference = error.requestId ? ` Microsoft's request ID: ${error.requestId}.` : ''
  const said = error.code ? ` (${error.code})` : ''
  const messages: Record<Failure['code'], string> = {
    throttled: `Microsoft allows no more calls for ${list} at the moment. There is nothing to do: the next run goes on.`,
    denied: `Microsoft refused ${list}${said}. Check in Entra ID that the application's permissions have admin consent and its secret has not expired.${reference}`,
    gone: `Microsoft does not know ${list} for this organisation${said}. Check the tenant ID in TENANTRY_PARTNERS.${reference}`,
    invalid: `Microsoft's answer for ${list} is not as documented${said}. What is stored stays; if it happens again, report it with the log of the server.${reference}`,
    broken: `Microsoft gave no usable answer for ${list}${said}. Check the server's way to the internet; the next run tries again.${reference}`,
  }
  return { code: error.kind, message: messages[error.kind] }
}

export const diedFailure: Failure = {
  code: 'broken',
  message: 'The server ended while it synchronised. The synchronisation was started again.',
}
export const emptyFailure: Failure = {
  code: 'invalid',
  message:
    "All of Microsoft's lists are empty, so nobody was marked as having left. If the organisation really has no customer any more, remove it from TENANTRY_PARTNERS; otherwise check the application's permissions.",
}
export const stoppedFailure: Failure = {
  code: 'broken',
  message: 'The server was stopped while it synchronised. It goes on when the server runs again.',
}
export const lostFailure: Failure = {
  code: 'broken',
  message: 'The connection to the database broke while the server synchronised. The next run tries again.',
}

/** Whether the run after one that ended so goes on in the lists where that one was: it is we who failed, not Microsoft. */
export const goesOn = (failure: Failure | null): boolean => failure === stoppedFailure || failure === lostFailure

/**
 * Microsoft no longer knows the place in a list at which an earlier run had stopped, or it is no place of today's Microsoft: the list is
 * to be read from its beginning. A call that may succeed later is no such thing.
 */
export const isPlaceRefused = (error: MicrosoftError): boolean => error.kind === 'invalid' || error.kind === 'gone'

/** What an event of Partner Center makes us read again: the lists of customers and relationships, and of its customer these resources. */
export type EventMeaning = { customers: boolean; pulls: PullResource[] }

/** By name; an event that is new to us, or not about what we keep, makes us read nothing. */
export function meaningOf(event: string): EventMeaning {
  if (event === 'subscription-updated') return { customers: false, pulls: ['subscriptions', 'directory'] }
  if (/^(granular-admin-|dap-admin-)/.test(event)) return { customers: true, pulls: ['details', 'directory', 'health'] }
  if (event === 'reseller-relationship-accepted-by-customer') return { customers: true, pulls: [] }
  return { customers: false, pulls: [] }
}

/** Every event that makes us read something; `test-created` shows that the way is open. */
export const isWorthHearing = (event: string): boolean => {
  const { customers, pulls } = meaningOf(event)
  return event === 'test-created' || customers || pulls.length > 0
}
