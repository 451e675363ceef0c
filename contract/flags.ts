// Flags: the customers the whole partner keeps an eye on, limited in number, and taking a change of them back.
import { z } from 'zod'
import { CustomerRow, Tenant, TenantId } from './customers.ts'
import { route } from './route.ts'
import { limitBounds } from './settings.ts'

/** As many flags as the highest limit allows. */
const mostFlags = limitBounds.flagged.most

export const FlagChange = z.object({
  changeId: z.string().describe('Give it to undoFlag to take the change back'),
  customer: CustomerRow,
  dropped: z.array(z.object({ tenantId: z.guid(), name: z.string() })).describe('Unflagged by it, the one flagged longest ago first'),
  flagged: z.number().int(),
})
export type FlagChange = z.infer<typeof FlagChange>
/** `context` of a flag_would_drop problem: who would be unflagged, the one flagged longest ago first. Several where the limit was lowered. */
export const FlagWouldDrop = z.object({
  limit: z.number().int(),
  flagged: z.number().int(),
  drops: z.array(z.object({ tenantId: z.guid(), name: z.string(), flaggedAt: z.iso.datetime() })),
})
export type FlagWouldDrop = z.infer<typeof FlagWouldDrop>

export const flagCustomer = route({
  method: 'PUT',
  path: '/api/customers/:tenantId/flag',
  access: 'customers.flag',
  params: Tenant,
  response: FlagChange,
  body: z.object({
    drop: z.array(TenantId).max(mostFlags).default([]).describe('The customers the caller accepts to unflag when the limit is reached'),
  }),
  summary:
    'Flags the customer for the whole partner. At the limit those flagged longest ago are unflagged until it holds, but only if `drop` names each of them; otherwise flag_would_drop names them.',
})
export const unflagCustomer = route({
  method: 'DELETE',
  path: '/api/customers/:tenantId/flag',
  access: 'customers.flag',
  params: Tenant,
  response: FlagChange,
  summary: 'Removes the flag.',
})
export const undoFlag = route({
  method: 'POST',
  path: '/api/customers/flags/undo',
  access: 'customers.flag',
  response: z.object({ flagged: z.number().int() }),
  body: z.object({ changeId: z.string().regex(/^\d{1,18}$/) }),
  summary: 'Takes a flag change back: the customers dropped by it return with their original dates.',
})
