// What is read from Microsoft for each customer by itself: its state, its failures, and what to do about them.
import { z } from 'zod'

const Instant = z.iso.datetime()

/** Everything that is read for each customer. A feature on the server declares how. */
export const pullResources = ['details', 'subscriptions', 'health'] as const
export type PullResource = (typeof pullResources)[number]

export const PullFailure = z.object({
  kind: z.enum(['throttled', 'denied', 'gone', 'invalid', 'broken']),
  code: z.string().nullable().describe("Microsoft's own error code, or ours for what never reached it"),
  cause: z.string().nullable().describe('Our word for what to mend, where the code tells; see signInCauses'),
  status: z.number().int().nullable(),
  requestId: z.string().nullable().describe("Microsoft's reference"),
})
export type PullFailure = z.infer<typeof PullFailure>

/** One resource of one customer. */
export const PullState = z.object({
  resource: z.enum(pullResources),
  goodAt: Instant.nullable().describe('When it was last read well'),
  triedAt: Instant.nullable(),
  dueAt: Instant.describe('When it is read next'),
  failures: z.number().int().describe('Failures in a row'),
  failure: PullFailure.nullable().describe('Of the last try, null if it was good'),
  wanted: z.boolean().describe('False where there is no way in: it is not read until a relationship is active'),
})
export type PullState = z.infer<typeof PullState>
