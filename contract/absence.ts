// B1, "Why don't I see this customer?": what is known of a name, a domain or a tenant ID, here and at Microsoft.
import { z } from 'zod'
import { CustomerRow } from './customers.ts'
import { route } from './route.ts'

const Instant = z.iso.datetime()
const AtMicrosoft = z.object({ tenantId: z.guid(), name: z.string().nullable(), domain: z.string().nullable() })

export const Absence = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('known'),
    customer: CustomerRow,
    delegationSince: Instant.nullable().describe('Since when the delegation is in the state it is in, where Microsoft says'),
  }),
  z.object({ kind: z.literal('departed'), customer: CustomerRow, departedAt: Instant }),
  // A customer of ours that the next synchronisation brings; GET /api/sync says when that is.
  AtMicrosoft.extend({ kind: z.literal('waiting') }),
  AtMicrosoft.extend({ kind: z.literal('notACustomer') }),
])
export type Absence = z.infer<typeof Absence>

export const explainAbsence = route({
  method: 'GET',
  path: '/api/customers/absence',
  access: 'customers.read',
  // Every call asks Microsoft.
  perMinute: 30,
  query: z.object({
    text: z
      .string()
      .transform((text) => text.replace(/\p{Cc}+/gu, ' ').trim())
      .pipe(z.string().min(1).max(200))
      .describe('A name, a domain or a tenant ID, or the beginning of a name'),
    microsoft: z
      .enum(['ifNeeded', 'too'])
      .default('ifNeeded')
      .describe('`too`: Microsoft is asked even where customers of ours match, who may not be the one that is meant'),
  }),
  response: z.object({
    findings: z
      .array(Absence)
      .describe('The most telling first, at most ten; empty: unknown to us and, if it could be asked, to Microsoft'),
    more: z.number().int().describe('Customers of ours that match as well and are not among the findings'),
    asked: z
      .enum(['all', 'some', 'none'])
      .describe('Whether Microsoft could be asked everything: `some` where a part was refused or did not answer'),
  }),
  summary: 'Why a customer is not seen: hidden by a view, departed, without delegation, waiting for the synchronisation, or no customer.',
})
