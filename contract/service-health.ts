// Service health: the states of D9 and the words of an incident.
import { z } from 'zod'

/** Never by colour alone (D9); `unknown` where data is stale or access is missing. */
export const healthStates = ['healthy', 'advisory', 'incident', 'unknown'] as const
export const HealthState = z.enum(healthStates)
export type HealthState = z.infer<typeof HealthState>

export const ServiceStanding = z.object({ service: z.string(), status: z.string().describe("Microsoft's own word, as sent") })
export type ServiceStanding = z.infer<typeof ServiceStanding>

export const IssuePost = z.object({
  at: z.iso.datetime().nullable(),
  kind: z.string(),
  contentType: z.enum(['html', 'text']),
  content: z.string().describe("Microsoft's text in its original language; not yet sanitised"),
})
export type IssuePost = z.infer<typeof IssuePost>
