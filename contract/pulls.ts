// What is read from Microsoft for each customer by itself: its state, its failures, and what to do about them.
import { z } from 'zod'
import { route } from './route.ts'
import { SyncRun } from './sync.ts'

const Instant = z.iso.datetime()

/** Everything that is read for each customer. A feature on the server declares how. */
export const pullResources = ['details', 'subscriptions', 'directory', 'health', 'messages'] as const
export type PullResource = (typeof pullResources)[number]

/** Read in the customer's own tenant, so only where an active relationship lets us in; the others are left alone until one does. */
export const delegatedPulls: readonly PullResource[] = ['directory', 'health', 'messages']

export const PullFailure = z.object({
  kind: z.enum(['throttled', 'denied', 'gone', 'invalid', 'broken']),
  code: z.string().nullable().describe("Microsoft's own error code, or ours for what never reached it"),
  cause: z.string().nullable().describe('Our word for what to mend, where the code tells; see signInCauses'),
  status: z.number().int().nullable(),
  requestId: z.string().nullable().describe("Microsoft's reference"),
})
export type PullFailure = z.infer<typeof PullFailure>

/** One resource of one customer. */
export const PullState = z.object({
  resource: z.enum(pullResources),
  goodAt: Instant.nullable().describe('When it was last read well'),
  triedAt: Instant.nullable(),
  dueAt: Instant.describe('When it is read next'),
  failures: z.number().int().describe('Failures in a row'),
  failure: PullFailure.nullable().describe('Of the last try, null if it was good'),
  wanted: z.boolean().describe('False where there is no way in: it is not read until a relationship is active'),
})
export type PullState = z.infer<typeof PullState>

/** How one resource stands over all customers. */
export const PullResourceState = z.object({
  resource: z.enum(pullResources),
  customers: z.number().int().describe('For whom it is read'),
  closed: z.number().int().describe('For whom it is not read: there is no active relationship'),
  good: z.number().int().describe('Of `customers`: whose last try was good'),
  never: z.number().int().describe('Of `customers`: not tried yet'),
  failing: z.number().int().describe('Of `customers`: whose last try failed'),
  due: z.number().int().describe('Of `customers`: waiting for their turn now'),
  running: z.number().int().describe('Of `customers`: being read now'),
  oldestGoodAt: Instant.nullable().describe('The stalest of those that are good'),
  newestGoodAt: Instant.nullable(),
  nextDueAt: Instant.nullable(),
  readLastMinute: z.number().int(),
  stopped: PullFailure.nullable().describe('Why the last sweep was stopped as a whole: the failure concerns every customer'),
})
export type PullResourceState = z.infer<typeof PullResourceState>

/** Customers that fail for one and the same reason. */
export const PullFailureGroup = PullFailure.omit({ requestId: true, status: true }).extend({
  resource: z.enum(pullResources),
  customers: z.number().int(),
  nextTryAt: Instant,
  examples: z.array(z.object({ tenantId: z.guid(), name: z.string() })).describe('At most three, by name'),
})
export type PullFailureGroup = z.infer<typeof PullFailureGroup>

/** Microsoft's lists, of which the synchronisation learns who the customers are, in the order in which they are read. */
export const syncLists = ['customers', 'contracts', 'delegatedCustomers', 'delegations'] as const

export const ListState = z.object({
  list: z.enum(syncLists),
  triedAt: Instant.nullable(),
  goodAt: Instant.nullable().describe('When it was last read to its end'),
  records: z.number().int().describe('In the last reading to its end'),
  unreadable: z.number().int().describe('Records more that could not be read then; what was known of them stays'),
  failure: PullFailure.nullable().describe('Of the last try, null if it came to the end'),
})
export type ListState = z.infer<typeof ListState>

export const PullSweep = z.object({
  resource: z.enum(pullResources),
  startedAt: Instant,
  endedAt: Instant.nullable().describe('Null while it runs, or where its process died'),
  running: z.boolean(),
  good: z.number().int(),
  changed: z.number().int(),
  failed: z.number().int(),
  throttled: z.number().int(),
  unreadable: z.number().int().describe('Records of good answers that could not be read; what was known of them stays'),
  failure: PullFailure.nullable(),
})
export type PullSweep = z.infer<typeof PullSweep>

export const PullsOverview = z.object({
  lists: z.array(ListState),
  resources: z.array(PullResourceState),
  failures: z.array(PullFailureGroup).describe('The largest group first'),
  sweeps: z.array(PullSweep).describe('The newest 20 of each resource, newest first'),
  runs: z.array(SyncRun).describe('The newest 20 readings of the lists, newest first'),
})
export type PullsOverview = z.infer<typeof PullsOverview>

export const readPulls = route({
  method: 'GET',
  path: '/api/sync/pulls',
  access: 'sync.read',
  response: PullsOverview,
  summary: 'How each resource that is read for every customer stands: progress, failures grouped by cause, history.',
})

export const PullFailureFilter = z.object({
  resource: z.enum(pullResources),
  kind: PullFailure.shape.kind,
  code: z.string().max(200).default('').describe('Empty for failures without a code'),
})
export const listPullFailures = route({
  method: 'GET',
  path: '/api/sync/pulls/failures',
  access: 'sync.read',
  query: PullFailureFilter.extend({
    offset: z.coerce.number().int().min(0).max(1_000_000).default(0),
    limit: z.coerce.number().int().min(1).max(500).default(100),
  }),
  response: z.object({
    total: z.number().int(),
    rows: z.array(z.object({ tenantId: z.guid(), name: z.string(), state: PullState })),
  }),
  summary: 'The customers of one group of failures, by name.',
})

const TenantId = z.guid().transform((id) => id.toLowerCase())

export const askForPulls = route({
  method: 'POST',
  path: '/api/sync/pulls',
  access: 'sync.run',
  body: z.object({
    resources: z.array(z.enum(pullResources)).min(1),
    customers: z
      .union([
        z.object({ tenantIds: z.array(TenantId).min(1).max(1000) }),
        z.object({ failing: PullFailureFilter.omit({ resource: true }) }),
        z.object({ all: z.literal(true) }),
      ])
      .describe('Some, those that fail for one reason, or all'),
  }),
  response: z.object({
    asked: z.number().int().describe('How many readings were asked for; one that runs is repeated'),
    at: Instant.describe('When, by which readAsked tells what has been read since'),
  }),
  summary: 'Reads customers now, before those that are merely due.',
})

export const AskedFailure = z.object({
  tenantId: z.guid(),
  name: z.string(),
  resource: z.enum(pullResources),
  failure: PullFailure,
})
export type AskedFailure = z.infer<typeof AskedFailure>

export const readAsked = route({
  method: 'POST',
  path: '/api/sync/pulls/asked',
  access: 'sync.read',
  body: z.object({
    resources: z.array(z.enum(pullResources)).min(1),
    tenantIds: z.array(TenantId).min(1).max(1000),
    since: Instant,
  }),
  response: z.object({
    total: z.number().int().describe('Readings of these customers that can be made'),
    done: z.number().int().describe('Of them: tried since'),
    failed: z.number().int().describe('Of those: failed'),
    failures: z.array(AskedFailure).describe('By name, at most twenty'),
  }),
  summary: 'How far the reading of some customers, asked for before, has come. Changes nothing.',
})

export const readCustomerPulls = route({
  method: 'GET',
  path: '/api/customers/:tenantId/sync',
  access: 'sync.read',
  params: z.object({ tenantId: TenantId }),
  response: z.object({ resources: z.array(PullState) }),
  summary: 'How fresh everything known about one customer is, and what failed.',
})
