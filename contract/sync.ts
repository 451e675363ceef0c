// The synchronisation with Microsoft: how fresh the data is, how far a running one has come, "sync now".
import { z } from 'zod'
import { route } from './route.ts'

const Instant = z.iso.datetime()

export const syncStages = ['customers', 'contracts', 'delegatedCustomers', 'delegations', 'finishing'] as const

export const SyncRun = z.object({
  startedAt: Instant,
  endedAt: Instant.nullable(),
  outcome: z.enum(['running', 'complete', 'failed']),
  stage: z.enum(syncStages),
  seen: z.number().int().describe('Customers seen so far in the current stage'),
  expected: z.number().int().nullable().describe('About how many there are, where the source or the last run tells'),
  secondsLeft: z.number().int().nullable(),
  added: z.number().int(),
  changed: z.number().int(),
  departed: z.number().int(),
  returned: z.number().int(),
  skippedRecords: z.number().int().describe('Records of Microsoft that could not be read; the others were kept'),
  failure: z
    .object({
      code: z.enum(['throttled', 'denied', 'gone', 'invalid', 'broken']),
      message: z.string(),
      retryAfterMs: z.number().int().optional().describe('How long Microsoft asks to wait, where it does'),
    })
    .nullable(),
})
export type SyncRun = z.infer<typeof SyncRun>

export const SyncStatus = z.object({
  first: z.boolean().describe('No synchronisation has ever ended well: the list is still filling'),
  lastCompleteAt: Instant.nullable(),
  nextDueAt: Instant.nullable(),
  run: SyncRun.nullable().describe('The running one, otherwise the last one'),
  customers: z.number().int().describe('Customers stored now'),
})
export type SyncStatus = z.infer<typeof SyncStatus>

export const readSync = route({
  method: 'GET',
  path: '/api/sync',
  access: 'sync.read',
  response: SyncStatus,
  summary: 'Freshness, the next due time and the progress of a running synchronisation.',
})
export const syncNow = route({
  method: 'POST',
  path: '/api/sync',
  access: 'sync.run',
  response: SyncStatus,
  summary: 'Asks for a synchronisation now; joins the running one if there is one.',
})
