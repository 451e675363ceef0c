// The states of D9, and how one customer stands in them: what the customer list and service health both speak of.
import { z } from 'zod'

/** Never by colour alone (D9); `unknown` where data is stale or access is missing. Best first, but for `unknown`. */
export const healthStates = ['healthy', 'advisory', 'incident', 'unknown'] as const
export const HealthState = z.enum(healthStates)
export type HealthState = z.infer<typeof HealthState>

/** Health states in an address. */
export const HealthStates = z
  .string()
  .max(100)
  .default('')
  .describe('Comma-separated health states; empty for all')
  .transform((text) => text.split(',').filter(Boolean))
  .pipe(z.array(HealthState))

/** How a customer stands. Where the state is `unknown`, the numbers are those of the last reading. */
export const CustomerHealth = z.object({
  state: HealthState,
  incidents: z.number().int().describe('Incidents that hit the customer'),
  advisories: z.number().int(),
  readAt: z.iso.datetime().nullable().describe('When it was last read well'),
})
export type CustomerHealth = z.infer<typeof CustomerHealth>

export const ServiceStanding = z.object({ service: z.string(), status: z.string().describe("Microsoft's own word, as sent") })
export type ServiceStanding = z.infer<typeof ServiceStanding>
