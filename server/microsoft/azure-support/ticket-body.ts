// What is sent to open or change a support ticket, exactly as Microsoft takes it. Entered by support-tickets.ts.
// https://learn.microsoft.com/rest/api/support/support-tickets/create
import { z } from 'zod'
import { Text, YesNo } from './support-scope.ts'

/** `highestcriticalimpact` is kept for Premier and Unified. */
const Severity = z.enum(['minimal', 'moderate', 'critical', 'highestcriticalimpact'])
const Mail = z.string().min(3).max(320)

const Contact = z.strictObject({
  firstName: Text,
  lastName: Text,
  preferredContactMethod: z.enum(['email', 'phone']),
  primaryEmailAddress: Mail,
  additionalEmailAddresses: z.array(Mail).max(50).optional(),
  phoneNumber: z.string().max(50).optional(),
  /** A name of Windows' list: `Romance Standard Time`. */
  preferredTimeZone: Text,
  country: z.string().regex(/^[a-z]{3}$/i, 'is no ISO 3166-1 code of three letters'),
  /** `fr-FR`. */
  preferredSupportLanguage: z.string().regex(/^[a-z]{2}-[a-z]{2,4}$/i, 'is no language with its country'),
})

const SecondaryConsents = z.array(z.strictObject({ type: Text, userConsent: YesNo })).max(20)

export const TicketBody = z
  .strictObject({
    properties: z.strictObject({
      title: Text,
      description: z.string().min(1).max(30_000),
      serviceId: Text,
      problemClassificationId: Text,
      severity: Severity,
      contactDetails: Contact,
      advancedDiagnosticConsent: YesNo,
      supportPlanId: z.string().max(2000).optional(),
      problemStartTime: z.iso.datetime({ offset: true }).optional(),
      problemScopingQuestions: z.string().max(100_000).optional(),
      require24X7Response: z.boolean().optional(),
      enrollmentId: Text.optional(),
      fileWorkspaceName: Text.optional(),
      secondaryConsent: SecondaryConsents.optional(),
      technicalTicketDetails: z.strictObject({ resourceId: z.string().max(2000) }).optional(),
      quotaTicketDetails: z
        .strictObject({
          quotaChangeRequestSubType: Text.optional(),
          quotaChangeRequestVersion: Text.optional(),
          quotaChangeRequests: z.array(z.strictObject({ region: Text, payload: z.string().max(20_000) })).max(100),
        })
        .optional(),
    }),
  })
  .refine(({ properties: { severity, contactDetails } }) => !needsPhone(severity, contactDetails) || Boolean(contactDetails.phoneNumber), {
    message: 'is needed for this severity or this way of contact',
    path: ['properties', 'contactDetails', 'phoneNumber'],
  })
export type TicketBody = z.input<typeof TicketBody>

const needsPhone = (severity: string, { preferredContactMethod }: { preferredContactMethod: string }): boolean =>
  preferredContactMethod === 'phone' || severity === 'critical' || severity === 'highestcriticalimpact'

export const TicketChange = z.strictObject({
  severity: Severity.optional(),
  /** A ticket is closed only as long as nobody has been assigned to it. */
  status: z.enum(['open', 'closed']).optional(),
  contactDetails: Contact.partial().optional(),
  advancedDiagnosticConsent: YesNo.optional(),
  secondaryConsent: SecondaryConsents.optional(),
})
export type TicketChange = z.input<typeof TicketChange>
