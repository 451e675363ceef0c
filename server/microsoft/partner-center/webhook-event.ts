// What Partner Center tells when something has happened: the body of its calls to us. Entered by the action that receives events.
// https://learn.microsoft.com/partner-center/developer/partner-center-webhook-events
import type { z } from 'zod'
import { guidOf, instant, text } from '../tolerant.ts'
import { record } from './fields.ts'

export const WebhookEvent = record({ eventName: text, resourceUri: text, resourceName: text, resourceChangeUtcDate: instant }).transform(
  (sent) => ({
    name: sent.eventName?.toLowerCase() ?? '',
    resource: sent.resourceName?.toLowerCase() ?? '',
    /** The customer it is about, where the resource's address names one. */
    customerId: guidOf(/\/customers\/([^/?]+)/i.exec(sent.resourceUri ?? '')?.[1] ?? null),
    /** The relationship it is about, itself or one of its assignments; such an address names no customer. */
    relationshipId: /\/granularAdminRelationships\/([^/?#]+)/i.exec(sent.resourceUri ?? '')?.[1] ?? null,
    at: sent.resourceChangeUtcDate,
  }),
)
export type WebhookEvent = z.output<typeof WebhookEvent>
