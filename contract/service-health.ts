// Service health: every service over all customers, each issue with whom it hits, and how each customer stands.
import { z } from 'zod'
import { csvQuery } from './csv.ts'
import { customerChoiceQuery } from './customer-choice.ts'
import { DelegationState } from './customers.ts'
import { CustomerHealth, HealthState, HealthStates, ServiceStanding } from './health-states.ts'
import { PullFailure } from './pulls.ts'
import { route } from './route.ts'

const Instant = z.iso.datetime()

/** What someone typed, without what nobody can type. */
const Search = z
  .string()
  .max(200)
  .default('')
  .transform((text) => text.replace(/\p{Cc}+/gu, ' ').trim())

const window = {
  offset: z.coerce.number().int().min(0).max(10_000_000).default(0),
  limit: z.coerce.number().int().min(1).max(500).default(100),
}

/** How many days back the timeline of a service goes, today included. */
export const timelineDays = 30

/** Microsoft's day in UTC. `unknown`: before the service was first read. */
export const HealthDay = z.object({
  day: z.iso.date(),
  state: HealthState,
  incidents: z.number().int().describe('That were going on during the day'),
  advisories: z.number().int(),
})
export type HealthDay = z.infer<typeof HealthDay>

export const ServiceRow = z.object({
  service: z.string().describe("Microsoft's name of it"),
  state: HealthState.describe('The worst over the customers'),
  statuses: z
    .array(z.object({ status: z.string(), customers: z.number().int() }))
    .describe("Microsoft's own words where it is not operational, and for how many customers; most customers first"),
  customersAffected: z.number().int().describe('Whom an open issue of it hits, or for whom it is not operational; each once'),
  openIncidents: z.number().int(),
  openAdvisories: z.number().int(),
  days: z.array(HealthDay).describe('The last 30 days, oldest first, today included'),
})
export type ServiceRow = z.infer<typeof ServiceRow>

/** How far what is told can be trusted. The four numbers add up to `customers`. */
export const HealthReadings = z.object({
  customers: z.number().int().describe('Chosen ones that have not left'),
  read: z.number().int().describe('Of them: read, and not long ago'),
  stale: z.number().int().describe('Of them: read, but long ago'),
  neverRead: z.number().int().describe('Of them: open to us, but not read yet'),
  notReadable: z.number().int().describe('Of them: without an active relationship, so not read'),
  oldestAt: Instant.nullable().describe('Oldest good reading among those that are read or stale'),
  newestAt: Instant.nullable(),
})
export type HealthReadings = z.infer<typeof HealthReadings>

const countedStates = z.object({
  healthy: z.number().int(),
  advisory: z.number().int(),
  incident: z.number().int(),
  unknown: z.number().int(),
})

export const ServiceHealth = z.object({
  services: z.array(ServiceRow).describe('Worst first, then most customers, then by name'),
  totals: z.object({
    services: countedStates.describe('Of all services, whatever the state and the search ask for'),
    customers: countedStates,
    openIncidents: z.number().int(),
    openAdvisories: z.number().int(),
    customersAffected: z.number().int().describe('By an open issue; each once'),
  }),
  readings: HealthReadings,
})
export type ServiceHealth = z.infer<typeof ServiceHealth>

export const readServiceHealth = route({
  method: 'GET',
  path: '/api/service-health',
  access: 'health.read',
  response: ServiceHealth,
  query: z.object({
    ...customerChoiceQuery,
    state: HealthStates,
    search: Search.describe('Part of the name of a service, blind to case and accents'),
  }),
  summary:
    'Every service over all customers, or over the chosen ones: its state, whom it hits, the last 30 days, and how fresh all that is.',
})

export const issueClasses = ['incident', 'advisory'] as const
export const IssueClass = z.enum(issueClasses)
export type IssueClass = z.infer<typeof IssueClass>

/** `open`: it hits customers now. `resolved`: Microsoft says that it is over. `nobodyHit`: Microsoft still works on it, but no customer is hit. */
export const issueStates = ['open', 'resolved', 'nobodyHit'] as const
export const IssueState = z.enum(issueStates)
export type IssueState = z.infer<typeof IssueState>

/**
 * Why an issue is told to be over. `nobodyHit`: reported for nobody any more. `noAccess`: the last ones it hit are no longer read, so nobody
 * knows. `lowered`: it is an advisory now, for whom is told of incidents alone.
 */
export const overReasons = ['resolved', 'nobodyHit', 'noAccess', 'lowered'] as const
export type OverReason = (typeof overReasons)[number]

export const IssueRow = z.object({
  issueId: z.string().describe("Microsoft's number of it, such as EX123456"),
  title: z.string(),
  service: z.string(),
  feature: z.string().nullable(),
  classification: IssueClass,
  status: z.string().describe("Microsoft's own word, as sent"),
  state: IssueState,
  affectedNow: z.number().int().describe('Chosen customers it hits'),
  affectedEver: z.number().int().describe('Chosen customers it hits or has hit; 0 where it was over before it was first read'),
  flaggedNow: z.number().int().describe('Flagged customers it hits'),
  startsAt: Instant.nullable(),
  endsAt: Instant.nullable(),
  modifiedAt: Instant.nullable().describe('When Microsoft last changed it'),
  firstSeenAt: Instant.describe('When a customer first reported it to us'),
})
export type IssueRow = z.infer<typeof IssueRow>

export const issueSorts = ['affected', 'started', 'modified', 'ended', 'title', 'service'] as const

/** Which issues a list shows. */
export const IssueFilter = z.object({
  ...customerChoiceQuery,
  which: z.enum(['open', 'past', 'all']).default('open').describe('`past`: resolved, or hitting nobody any more'),
  service: z.string().max(200).default('').describe('The name of one service; empty for all'),
  classification: z.enum(['', ...issueClasses]).default(''),
  search: Search.describe('Beginning of a number, or part of a title; blind to case and accents'),
  sort: z.enum(issueSorts).optional().describe('Default: affected for open ones, otherwise started'),
  direction: z.enum(['asc', 'desc']).optional().describe('Default: ascending for title and service, otherwise descending'),
})
export type IssueFilter = z.infer<typeof IssueFilter>

export const listIssues = route({
  method: 'GET',
  path: '/api/service-health/issues',
  access: 'health.read',
  response: z.object({
    rows: z.array(IssueRow),
    total: z.number().int().describe('How many issues match, exactly'),
    offset: z.number().int(),
  }),
  query: IssueFilter.extend(window),
  summary:
    'A window of the incidents and advisories with its exact total; with a choice of customers, those that hit or have hit one of them.',
})

/** Microsoft's numbers are capitals and digits; people write them in small letters as well. */
export const IssueId = z
  .string()
  .min(1)
  .max(100)
  .regex(/^[\w-]+$/)
  .toUpperCase()
const Issue = z.object({ issueId: IssueId })

export const IssuePost = z.object({
  at: Instant.nullable(),
  kind: z.string().describe('`regular`, `quick` or `strategic`'),
  html: z.string().describe("Microsoft's text in its original language, as HTML that is safe to show: no styles, scripts or images"),
})
export type IssuePost = z.infer<typeof IssuePost>

export const IssueDetails = IssueRow.extend({
  featureGroup: z.string().nullable(),
  origin: z.string().nullable(),
  impact: z.string().nullable().describe("Microsoft's description of who is hit and how; text"),
  language: z.string().describe('BCP 47; of the title, the impact and the posts, which stay as Microsoft wrote them'),
  details: z.array(z.object({ name: z.string(), value: z.string() })).describe('Whatever else Microsoft says, as text'),
  posts: z.array(IssuePost).describe('Newest first'),
  extent: z
    .array(z.object({ at: Instant, affected: z.number().int() }))
    .describe('How many customers were hit from each instant on, oldest first; at most some two hundred points'),
})
export type IssueDetails = z.infer<typeof IssueDetails>

export const readIssue = route({
  method: 'GET',
  path: '/api/service-health/issues/:issueId',
  access: 'health.read',
  params: Issue,
  response: IssueDetails,
  summary: 'Everything about one incident or advisory: every post, how many it hits and has hit, and how that went.',
})

/** `notReported`: Microsoft reports it no longer. `noAccess` and `departed`: the customer is no longer read, so nobody knows. */
export const leftReasons = ['notReported', 'noAccess', 'departed'] as const
export const LeftReason = z.enum(leftReasons)
export type LeftReason = z.infer<typeof LeftReason>

const LeftBecause = LeftReason.nullable().describe(
  'Why it left the issue: `notReported` by Microsoft any more, `noAccess` to the customer, or the customer has `departed`; the last two say nothing of a recovery. Null while it is hit, and where it left before this was kept',
)

export const AffectedCustomer = z.object({
  tenantId: z.guid(),
  name: z.string(),
  domain: z.string().nullable(),
  country: z.string().nullable(),
  flagged: z.boolean(),
  delegation: DelegationState,
  departedAt: Instant.nullable(),
  since: Instant.describe('When we learned that the issue hits it; of several times the last'),
  until: Instant.nullable().describe('When we learned that it no longer does; null while it does'),
  leftBecause: LeftBecause,
  times: z.number().int().describe('How often it entered the issue'),
})
export type AffectedCustomer = z.infer<typeof AffectedCustomer>

/** Which of the customers an issue hits or has hit. */
export const AffectedFilter = z.object({
  ...customerChoiceQuery,
  which: z.enum(['now', 'left', 'all']).default('now').describe('`left`: it hit them, but no longer does'),
  search: Search.describe('Beginning of a word of the name, of a domain, or of the tenant ID'),
})
export type AffectedFilter = z.infer<typeof AffectedFilter>

export const listAffected = route({
  method: 'GET',
  path: '/api/service-health/issues/:issueId/customers',
  access: 'health.read',
  params: Issue,
  response: z.object({
    rows: z.array(AffectedCustomer),
    total: z.number().int().describe('How many customers match, exactly'),
    offset: z.number().int(),
  }),
  query: AffectedFilter.extend({
    ...window,
    sort: z.enum(['name', 'since', 'until']).default('name'),
    direction: z.enum(['asc', 'desc']).optional().describe('Default: ascending for name, otherwise descending'),
  }),
  summary: 'The customers an issue hits or has hit, with since when and until when.',
})

export const exportAffected = route({
  method: 'GET',
  path: '/api/service-health/issues/:issueId/customers/export',
  access: 'health.export',
  params: Issue,
  response: null,
  query: AffectedFilter.extend(csvQuery),
  summary:
    'The customers of an issue as CSV (RFC 4180), streamed by name: a line for each time it hit one of them; with `which=now` only the time that lasts.',
})

/** Why it is not known how a customer stands. */
export const unknownReasons = ['departed', 'noDelegation', 'neverRead', 'failing', 'stale'] as const

export const CustomerHealthPage = CustomerHealth.extend({
  unknownBecause: z.enum(unknownReasons).nullable().describe('Null where the state is known'),
  delegation: DelegationState,
  failure: PullFailure.nullable().describe('Of the last try, null if it was good'),
  triedAt: Instant.nullable(),
  dueAt: Instant.nullable().describe('When it is read next; null where it is not read'),
  services: z
    .array(ServiceStanding.extend({ state: HealthState }))
    .describe('Those that are not operational for the customer, by name; all others are'),
  open: z.array(IssueRow.extend({ since: Instant })).describe('Issues that hit the customer: incidents first, then the newest'),
  past: z
    .array(IssueRow.extend({ since: Instant, until: Instant, leftBecause: LeftBecause }))
    .describe('That hit it within the last 90 days but no longer do, newest first'),
  href: z.string().nullable().describe("The way into Microsoft's own page of it; null without an active relationship"),
})
export type CustomerHealthPage = z.infer<typeof CustomerHealthPage>

export const readCustomerHealth = route({
  method: 'GET',
  path: '/api/customers/:tenantId/health',
  access: 'health.read',
  params: z.object({ tenantId: z.guid().transform((id) => id.toLowerCase()) }),
  response: CustomerHealthPage,
  summary: 'How one customer stands: its services and issues, when that was read, or why it is not known.',
})
