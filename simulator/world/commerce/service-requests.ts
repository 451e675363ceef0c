// Support tickets customers had before the world began and will have while it runs: drawn from their seeds, closed as time goes by. Entered by the service request routes.
import type { Customer } from '../customer.ts'
import type { Partner } from '../partner.ts'
import { profileOf } from '../profile.ts'
import { mix, random } from '../random.ts'
import type { Kept } from './kept.ts'

const DAY = 86_400_000

export type Severity = 'unknown' | 'critical' | 'moderate' | 'minimal'
export type RequestStatus = 'none' | 'open' | 'closed' | 'attention_needed'
export const SEVERITIES: readonly Severity[] = ['unknown', 'critical', 'moderate', 'minimal']
export const STATUSES: readonly RequestStatus[] = ['none', 'open', 'closed', 'attention_needed']

export type Note = { createdByName: string; createdAt: number; text: string }
export type Contact = { contactId: string; firstName: string; lastName: string; email: string; phoneNumber: string }

export type ServiceRequest = {
  id: string
  customerTenantId: string
  topic: number
  severity: Severity
  status: RequestStatus
  createdAt: number
  changedAt: number
  closedAt: number | null
  notes: Note[]
  contact: Contact
  countryCode: string
}

type Topic = { id: string; name: string; title: string; description: string; productId: string; productName: string }

export const TOPICS: readonly Topic[] = [
  {
    id: '32444671',
    name: 'Cannot manage my profile',
    title: 'Users cannot change their profile',
    description: 'Users of the customer are told that they have no right to change their own profile.',
    productId: '15960',
    productName: 'Partner Center',
  },
  {
    id: '32444680',
    name: 'Mail flow',
    title: 'Mail to one domain comes back',
    description: 'Since yesterday mail to one domain comes back with 550 5.7.1. Other domains are reached.',
    productId: '13853',
    productName: 'Exchange Online',
  },
  {
    id: '32444695',
    name: 'Licences and subscriptions',
    title: 'A licence bought is not shown',
    description: 'Licences were added to the subscription, but the admin center still shows the old number.',
    productId: '15961',
    productName: 'Microsoft 365 subscriptions',
  },
  {
    id: '32444702',
    name: 'Sign-in',
    title: 'Sign-in loops after a password change',
    description: 'After the password was changed the browser goes round between sign-in and the portal.',
    productId: '14330',
    productName: 'Microsoft Entra ID',
  },
  {
    id: '32444733',
    name: 'Synchronisation',
    title: 'Files do not synchronise',
    description: 'Files in one library stay pending on several computers.',
    productId: '14785',
    productName: 'SharePoint Online',
  },
]

const ANSWERS = [
  'We are looking into it.',
  'Please send the correlation ID of a failed attempt.',
  'A fix has been rolled out; please try again.',
]

/** One customer in five has a ticket or two, opened within a year before or after the world begins. */
function drawRequests(customer: Customer, now: number): ServiceRequest[] {
  const chance = random(mix(customer.seed, 'tickets'))
  if (!chance.chance(0.2)) return []
  const { firstName, lastName, email, phoneNumber, country } = profileOf(customer)
  const contact: Contact = { contactId: chance.guid(), firstName, lastName, email, phoneNumber }
  const drawn: ServiceRequest[] = []
  for (let left = chance.between(1, 2); left > 0; left--) {
    const createdAt =
      customer.bornAt + (customer.appeared ? chance.between(1, 300) : chance.between(-300, 120)) * DAY + chance.between(0, DAY)
    const closes = createdAt + chance.between(1, 45) * DAY
    const waiting = chance.chance(0.2)
    const severity = chance.pick(['critical', 'moderate', 'moderate', 'minimal', 'minimal'] as const)
    const id = String(6_160_000_000_000 + chance.between(0, 999_999) * 1_000 + (customer.index % 1000)).padStart(15, '1')
    const topic = chance.between(0, TOPICS.length - 1)
    const noted = createdAt + chance.between(1, 8) * 3_600_000
    const text = chance.pick(ANSWERS)
    if (createdAt > now) continue
    const closed = closes <= now
    drawn.push({
      id,
      customerTenantId: customer.tenantId,
      topic,
      severity,
      status: closed ? 'closed' : waiting ? 'attention_needed' : 'open',
      createdAt,
      changedAt: closed ? closes : Math.min(now, noted),
      closedAt: closed ? closes : null,
      notes: noted <= now ? [{ createdByName: 'Microsoft Support', createdAt: noted, text }] : [],
      contact,
      countryCode: country,
    })
  }
  return drawn
}

export function requestsOf(kept: Kept, customer: Customer, now: number): ServiceRequest[] {
  const changed = kept.all<ServiceRequest>(customer.tenantId, 'serviceRequest')
  return drawRequests(customer, now).map((one) => changed.get(one.id) ?? one)
}

type Gathered = { at: number; writes: number; requests: ServiceRequest[] }
const gathered = new WeakMap<Kept, Map<string, Gathered>>()
const GATHERED_MS = 5_000

/** All of the partner's customers', the newest first. Gone through once in a while: pages and single ones follow each other closely. */
export function requestsOfPartner(kept: Kept, partner: Partner, now: number): readonly ServiceRequest[] {
  const byPartner = gathered.get(kept) ?? new Map<string, Gathered>()
  gathered.set(kept, byPartner)
  const known = byPartner.get(partner.tenantId)
  if (known && known.writes === kept.writes() && Math.abs(now - known.at) < GATHERED_MS) return known.requests
  const requests: ServiceRequest[] = []
  for (const customer of partner.customers)
    if (customer.leftAt === null && customer.bornAt <= now) requests.push(...requestsOf(kept, customer, now))
  requests.sort((a, b) => b.createdAt - a.createdAt)
  byPartner.set(partner.tenantId, { at: now, writes: kept.writes(), requests })
  return requests
}
