// What is sent to open or change a support ticket, exactly as Microsoft takes it. Entered by support-tickets.ts.
// https://learn.microsoft.com/rest/api/support/support-tickets/create

import { z } from 'zod'
import { sending } from '../sent-body.ts'
import { Text, YesNo } from './support-scope.ts'

/** `highestcriticalimpact` is kept for Premier and Unified. */
const Severity = z.string().regex(/^(minimal|moderate|critical|highestcriticalimpact)$/i, 'is no severity')
const Mail = z.string().min(3).max(320)

const contact = {
  firstName: Text,
  lastName: Text,
  preferredContactMethod: z.string().regex(/^(email|phone)$/i, 'is neither email nor phone'),
  primaryEmailAddress: Mail,
  additionalEmailAddresses: z.array(Mail).max(50).optional(),
  phoneNumber: z.string().max(50).optional(),
  /** A name of Windows' list: `Romance Standard Time`. */
  preferredTimeZone: Text,
  country: z.string().regex(/^[a-z]{3}$/i, 'is no ISO 3166-1 code of three letters'),
  /** `fr-FR`. */
  preferredSupportLanguage: z.string().regex(/^[a-z]{2}-[a-z]{2,4}$/i, 'is no language with its country'),
}
const Contact = sending(contact)
const ContactChange = sending(z.object(contact).partial().shape)

const SecondaryConsents = z.array(sending({ type: Text, userConsent: YesNo })).max(20)

export const TicketBody = sending({
  properties: sending({
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
    technicalTicketDetails: sending({ resourceId: z.string().max(2000) }).optional(),
    quotaTicketDetails: sending({
      quotaChangeRequestSubType: Text.optional(),
      quotaChangeRequestVersion: Text.optional(),
      quotaChangeRequests: z.array(sending({ region: Text, payload: z.string().max(20_000) })).max(100),
    }).optional(),
  }),
}).refine(({ properties: { severity, contactDetails } }) => !needsPhone(severity, contactDetails) || Boolean(contactDetails.phoneNumber), {
  message: 'is needed for this severity or this way of contact',
  path: ['properties', 'contactDetails', 'phoneNumber'],
})
export type TicketBody = z.input<typeof TicketBody>

const needsPhone = (severity: string, { preferredContactMethod }: { preferredContactMethod: string }): boolean =>
  preferredContactMethod === 'phone' || severity === 'critical' || severity === 'highestcriticalimpact'

export const TicketChange = sending({
  severity: Severity.optional(),
  /** A ticket is closed only as long as nobody has been assigned to it. */
  status: z
    .string()
    .regex(/^(open|closed)$/i, 'is neither open nor closed')
    .optional(),
  contactDetails: ContactChange.optional(),
  advancedDiagnosticConsent: YesNo.optional(),
  secondaryConsent: SecondaryConsents.optional(),
})
export type TicketChange = z.input<typeof TicketChange>
