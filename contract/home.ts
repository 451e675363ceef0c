// Home: what someone sees first after signing in.
import { z } from 'zod'
import { CustomerRow, delegationStates, endsSoonDays } from './customers.ts'
import { route } from './route.ts'
import { IssueRow } from './service-health.ts'

export const Home = z.object({
  totals: z.object({
    customers: z.number().int(),
    departed: z.number().int(),
    delegation: z.record(z.enum(delegationStates), z.number().int()),
    expiringSoon: z.number().int().describe(`Active delegations that end within ${endsSoonDays} days`),
  }),
  pinned: z.array(CustomerRow).describe('In the order they were pinned, newest first; at most twenty'),
  pinnedTotal: z.number().int().describe('How many there are; the list shows them all with `pinned=true`'),
  newest: z.array(CustomerRow).describe('The eight customers seen last'),
  health: z.object({
    openIncidents: z.number().int(),
    openAdvisories: z.number().int(),
    customersAffected: z.number().int().describe('Customers whose state is incident'),
    readAt: z.iso.datetime().nullable().describe('The newest good reading of a customer'),
    unknown: z.number().int().describe('Customers whose state is not known, as counted within the last minutes'),
    issues: z.array(IssueRow).describe('At most six open incidents: those that hit flagged customers first, then most customers'),
  }),
  syncedAt: z.iso.datetime().nullable(),
})
export type Home = z.infer<typeof Home>

export const readHome = route({
  method: 'GET',
  path: '/api/home',
  access: 'home.read',
  response: Home,
  summary: 'Pinned customers, totals by delegation state, open incidents, newest customers, freshness.',
})
