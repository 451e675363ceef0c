// An Azure support ticket: what is kept of it, how it stands at a moment, and what is refused. Pure. Entered by ticket-routes.ts.
import { mix } from '../world/random.ts'
import { AzureProblem } from './answer.ts'
import { type Problem, problemId, problemIn, type SupportService, serviceId, supportService } from './services.ts'

type Json = Record<string, unknown>
export type Severity = 'minimal' | 'moderate' | 'critical' | 'highestcriticalimpact'
export type Ticket = {
  name: string
  subscriptionId: string | null
  createdAt: number
  changedAt: number
  serviceName: string
  problemName: string
  severity: Severity
  closed: boolean
  /** Title, description, contact and whatever else was sent. */
  sent: Json
}
export type Message = { name: string; ticket: string; subject: string; body: string; sender: string; at: number }

const SEVERITIES: readonly Severity[] = ['minimal', 'moderate', 'critical', 'highestcriticalimpact']
const RESPONSE_MINUTES: Readonly<Record<Severity, number>> = { minimal: 480, moderate: 240, critical: 60, highestcriticalimpact: 15 }
const ASSIGNED_AFTER_MS = 4 * 3_600_000
export const CREATING_MS = 10_000

function bad(message: string, code = 'BadRequest'): never {
  throw new AzureProblem(400, code, message)
}

export function severityFrom(value: unknown): Severity {
  return SEVERITIES.find((one) => one === String(value).toLowerCase()) ?? bad(`The severity '${String(value)}' is not valid.`)
}

const CONTACT = [
  'firstName',
  'lastName',
  'preferredContactMethod',
  'primaryEmailAddress',
  'preferredTimeZone',
  'country',
  'preferredSupportLanguage',
]

export function checkContact(value: unknown, whole = true): Json {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return bad('contactDetails is required.')
  const contact = value as Json
  const missing = whole ? CONTACT.find((name) => typeof contact[name] !== 'string' || contact[name] === '') : undefined
  if (missing) bad(`contactDetails.${missing} is required.`)
  const { preferredContactMethod: method, country, phoneNumber } = contact
  if (method !== undefined && method !== 'email' && method !== 'phone') bad("preferredContactMethod must be 'email' or 'phone'.")
  if (method === 'phone' && typeof phoneNumber !== 'string')
    bad("contactDetails.phoneNumber is required where the preferred contact method is 'phone'.")
  if (country !== undefined && !/^[a-z]{3}$/i.test(String(country))) bad('contactDetails.country must be an ISO 3166-1 alpha-3 code.')
  return contact
}

function problemFrom(sent: Json): { service: SupportService; problem: Problem } {
  const service = supportService(String(sent.serviceId ?? ''))
  if (!service) return bad('The serviceId is not valid.')
  const problem = problemIn(service, String(sent.problemClassificationId ?? ''))
  return problem ? { service, problem } : bad('The problemClassificationId is not valid for the service.')
}

export function ticketFrom(body: unknown, made: { name: string; subscriptionId: string | null; now: number }): Ticket {
  const { name, subscriptionId, now } = made
  if (!/^[a-z0-9][a-z0-9_-]{0,63}$/i.test(name)) bad('The name of a support ticket has letters, digits, - and _ only, at most 64.')
  const properties = (body as { properties?: unknown } | null)?.properties
  if (typeof properties !== 'object' || properties === null) return bad('properties is required.')
  const sent = properties as Json
  for (const field of ['title', 'description']) if (typeof sent[field] !== 'string' || sent[field] === '') bad(`${field} is required.`)
  if (!['Yes', 'No'].includes(String(sent.advancedDiagnosticConsent))) bad("advancedDiagnosticConsent must be 'Yes' or 'No'.")
  const severity = severityFrom(sent.severity)
  checkContact(sent.contactDetails)
  const { service, problem } = problemFrom(sent)
  if (subscriptionId === null && !service.tenantWide)
    bad(`Without a subscription tickets can be opened for billing and subscription management only, not for '${service.displayName}'.`)
  return {
    name,
    subscriptionId,
    createdAt: now,
    changedAt: now,
    serviceName: service.name,
    problemName: problem.name,
    severity,
    closed: false,
    sent,
  }
}

export const isAssigned = (ticket: Ticket, now: number): boolean => now >= ticket.createdAt + ASSIGNED_AFTER_MS

export function pathOf(ticket: { subscriptionId: string | null; name: string }): string {
  const scope = ticket.subscriptionId === null ? '' : `/subscriptions/${ticket.subscriptionId}`
  return `${scope}/providers/Microsoft.Support/supportTickets/${ticket.name}`
}

const second = (moment: number) => `${new Date(moment).toISOString().slice(0, 19)}Z`

export function ticketJson(ticket: Ticket, now: number): Json {
  const { name, severity, createdAt, sent } = ticket
  const service = supportService(ticket.serviceName)
  const problem = service?.problems.find((one) => one.name === ticket.problemName)
  const minutes = RESPONSE_MINUTES[severity]
  const engineer = isAssigned(ticket, now) ? `support${mix(name) % 900}@microsoft.example` : null
  return {
    id: pathOf(ticket),
    name,
    type: 'Microsoft.Support/supportTickets',
    properties: {
      ...sent,
      supportTicketId: `${second(createdAt).slice(2, 10).replaceAll('-', '')}${String(mix(name, ticket.subscriptionId ?? '') % 1e9).padStart(9, '0')}`,
      severity,
      status: ticket.closed ? 'Closed' : 'Open',
      createdDate: second(createdAt),
      modifiedDate: second(ticket.changedAt),
      serviceId: service && serviceId(service),
      serviceDisplayName: service?.displayName ?? null,
      problemClassificationId: service && problem ? problemId(service, problem) : null,
      problemClassificationDisplayName: problem?.displayName ?? null,
      require24X7Response: sent.require24X7Response ?? false,
      serviceLevelAgreement: { startTime: second(createdAt), expirationTime: second(createdAt + minutes * 60_000), slaMinutes: minutes },
      supportEngineer: { emailAddress: engineer },
      supportPlanType: 'Premier',
      supportPlanDisplayName: 'Premier',
    },
  }
}

export function messageJson(message: Message, ticket: Ticket): Json {
  const { name, subject, body, sender, at } = message
  return {
    id: `${pathOf(ticket)}/communications/${name}`,
    name,
    type: 'Microsoft.Support/communications',
    properties: { communicationType: 'web', communicationDirection: 'outbound', sender, subject, body, createdDate: second(at) },
  }
}
