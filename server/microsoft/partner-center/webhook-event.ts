// What Partner Center tells when something has happened: the body of its calls to us. Entered by the action that receives events.
// https://learn.microsoft.com/partner-center/developer/partner-center-webhook-events
import { z } from 'zod'
import { guidOf, instant, text } from '../tolerant.ts'

export const WebhookEvent = z
  .object({ EventName: text, ResourceUri: text, ResourceName: text, ResourceChangeUtcDate: instant })
  .transform((sent) => ({
    name: sent.EventName?.toLowerCase() ?? '',
    resource: sent.ResourceName?.toLowerCase() ?? '',
    /** The customer it is about, where the resource's address names one. */
    customerId: guidOf(/\/customers\/([^/?]+)/i.exec(sent.ResourceUri ?? '')?.[1] ?? null),
    /** The relationship it is about, itself or one of its assignments; such an address names no customer. */
    relationshipId: /\/granularAdminRelationships\/([^/?#]+)/i.exec(sent.ResourceUri ?? '')?.[1] ?? null,
    at: sent.ResourceChangeUtcDate,
  }))
export type WebhookEvent = z.output<typeof WebhookEvent>
