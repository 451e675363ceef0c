// Customers: the list with its views, the card, pins, visits, download and the way into admin centers. Flags have a file of their own.
import { z } from 'zod'
import { csvQuery } from './csv.ts'
import { TagIds } from './customer-choice.ts'
import { CustomerHealth, HealthStates } from './health-states.ts'
import { route } from './route.ts'
import { NamedTag } from './tags.ts'

/** Summary of the granular delegated admin privileges (GDAP) a customer has given us; `unknown` until its relationships were first read. */
export const delegationStates = ['active', 'pending', 'expired', 'terminated', 'none', 'unknown'] as const
export const DelegationState = z.enum(delegationStates)
export type DelegationState = z.infer<typeof DelegationState>

export const customerViews = ['all', 'flagged', 'recent'] as const
export const CustomerView = z.enum(customerViews)
export type CustomerView = z.infer<typeof CustomerView>

export const customerSorts = ['name', 'domain', 'delegation', 'health', 'added', 'lastOpened', 'visits'] as const

/** An active delegation that ends sooner than this asks to be renewed: Home counts it, lists show it as a warning. */
export const endsSoonDays = 30

/** Instant as ISO 8601 in UTC. */
const Instant = z.iso.datetime()

export const CustomerRow = z.object({
  tenantId: z.guid().describe("The customer's Microsoft Entra tenant ID"),
  name: z.string(),
  domain: z.string().nullable().describe('Primary domain'),
  country: z.string().nullable().describe('ISO 3166-1 alpha-2, known once the details were read'),
  addressState: z
    .enum(['known', 'notYetRead', 'notReadable'])
    .describe('Whether the details, of which address and country are part, were read from Microsoft'),
  delegation: DelegationState,
  delegationEndsAt: Instant.nullable(),
  health: CustomerHealth,
  flagged: z.boolean(),
  pinned: z.boolean(),
  tagIds: z.array(z.guid()).describe('See listTags'),
  addedAt: Instant.describe('When the synchronisation first saw the customer'),
  departedAt: Instant.nullable().describe('Since when Microsoft no longer lists the customer'),
  lastOpenedAt: Instant.nullable().describe('By the caller, within the recents window'),
  visits: z.number().int().describe('Openings by the caller within the recents window'),
  matched: z.enum(['name', 'word', 'domain', 'otherDomain', 'tenantId']).nullable().describe('What the search matched, best first'),
})
export type CustomerRow = z.infer<typeof CustomerRow>

/** What selects and orders a list; the same for the list, its total and its download. */
export const CustomerFilter = z.object({
  view: CustomerView.default('all'),
  search: z
    .string()
    .max(200)
    .default('')
    .transform((text) => text.replace(/\p{Cc}+/gu, ' ').trim())
    .describe('Beginning of a name, domain or tenant ID'),
  delegation: z
    .string()
    .max(100)
    .default('')
    .describe('Comma-separated delegation states; empty for all')
    .transform((text) => text.split(',').filter(Boolean))
    .pipe(z.array(DelegationState)),
  country: z
    .string()
    .regex(/^([A-Z]{2})?$/)
    .default(''),
  health: HealthStates,
  tag: TagIds,
  endsWithin: z.coerce.number().int().min(1).max(3650).optional().describe('Only active delegations that end within so many days'),
  pinned: z.stringbool().default(false).describe('Only customers the caller has pinned, also those that have left'),
  departed: z.stringbool().default(false).describe('Only customers that have left'),
  sort: z.enum(customerSorts).optional().describe('Default: best match, then name; in the recent view lastOpened'),
  direction: z
    .enum(['asc', 'desc'])
    .optional()
    .describe('Default: ascending for name, domain, delegation; otherwise descending, for health the worst first'),
})
export type CustomerFilter = z.infer<typeof CustomerFilter>

export const CustomerList = z.object({
  rows: z.array(CustomerRow),
  total: z.number().int().describe('How many customers match, exactly'),
  offset: z.number().int(),
  syncedAt: Instant.nullable().describe('When the last full synchronisation ended'),
})
export type CustomerList = z.infer<typeof CustomerList>

export const listCustomers = route({
  method: 'GET',
  path: '/api/customers',
  access: 'customers.read',
  response: CustomerList,
  query: CustomerFilter.extend({
    offset: z.coerce.number().int().min(0).max(10_000_000).default(0),
    limit: z.coerce.number().int().min(1).max(500).default(100),
  }),
  summary:
    'A window of the customer list with its exact total. Search is by prefix on name, domains and tenant ID, blind to case, accents and ligatures.',
})

export const CustomersOverview = z.object({
  total: z.number().int(),
  flagged: z.number().int(),
  recent: z.number().int(),
  departed: z.number().int(),
  countries: z.array(z.string()).describe('Countries that occur, for the filter'),
  tags: z.array(NamedTag).describe('By name, for the filter and for the rows, which carry IDs'),
  noneFilterAvailable: z.boolean().describe('Whether the filter «Aucun» may be used: only below the small-partner limit'),
  defaultView: CustomerView,
  limits: z.object({
    smallPartnerBelow: z.number().int(),
    flagged: z.number().int(),
    recent: z.number().int(),
    searchResults: z.number().int(),
    recentDays: z.number().int(),
  }),
})
export type CustomersOverview = z.infer<typeof CustomersOverview>
export const readOverview = route({
  method: 'GET',
  path: '/api/customers/overview',
  access: 'customers.read',
  response: CustomersOverview,
  summary: 'Totals of each view, what the filters offer, the limits in force and the default view.',
})

export const exportCustomers = route({
  method: 'GET',
  path: '/api/customers/export',
  access: 'customers.export',
  response: null,
  query: CustomerFilter.extend({
    what: z.enum(['view', 'everything']),
    ...csvQuery,
  }),
  summary: 'The customer list as CSV (RFC 4180), streamed: exactly what the view selects, or everything.',
})

/** IDs are stored in lower case; Microsoft and people write them either way. */
export const TenantId = z.guid().transform((id) => id.toLowerCase())
export const Tenant = z.object({ tenantId: TenantId })

export const adminCenters = [
  'microsoft365',
  'entra',
  'exchange',
  'intune',
  'teams',
  'sharepoint',
  'defender',
  'purview',
  'powerplatform',
  'azure',
  'lighthouse',
  'businesscentral',
] as const
export const AdminCenterKey = z.enum(adminCenters)
export type AdminCenterKey = z.infer<typeof AdminCenterKey>

export const AdminCenterLink = z.object({
  center: z.string().describe("A known admin center, or Microsoft's own service name where it is new to us"),
  /** Path within the product that records the opening and redirects. */
  href: z.string(),
  source: z.enum(['microsoft', 'documented']).describe('From serviceManagementDetails, or from the documented table'),
})
export type AdminCenterLink = z.infer<typeof AdminCenterLink>

export const Address = z.object({
  lines: z.array(z.string()),
  city: z.string().nullable(),
  region: z.string().nullable(),
  postalCode: z.string().nullable(),
  country: z.string().nullable(),
  phone: z.string().nullable(),
})
export type Address = z.infer<typeof Address>

export const CustomerRelationship = z.object({
  id: z.string(),
  name: z.string(),
  status: z.string().describe("Microsoft's own status, kept as sent"),
  state: DelegationState,
  roles: z.number().int(),
  createdAt: Instant.nullable(),
  activatedAt: Instant.nullable(),
  endsAt: Instant.nullable(),
  autoExtends: z.boolean(),
})
export type CustomerRelationship = z.infer<typeof CustomerRelationship>

export const CustomerCard = CustomerRow.extend({
  relationship: z.string().describe("Microsoft's own word for the relationship of the partner with the customer, such as reseller"),
  otherDomains: z.array(z.string()),
  address: Address.nullable(),
  email: z.string().nullable(),
  delegations: z.array(CustomerRelationship),
  adminCenters: z.array(AdminCenterLink).describe('Empty where there is no active delegation'),
  lastVisitAt: Instant.nullable().describe("The caller's last opening before this one"),
  detailsReadAt: Instant.nullable(),
  formerNames: z.array(z.object({ name: z.string(), until: Instant })),
})
export type CustomerCard = z.infer<typeof CustomerCard>

export const readCustomer = route({
  method: 'GET',
  path: '/api/customers/:tenantId',
  access: 'customers.read',
  params: Tenant,
  response: CustomerCard,
  summary: 'Everything known about one customer.',
})
export const refreshCustomer = route({
  method: 'POST',
  path: '/api/customers/:tenantId/refresh',
  access: 'customers.refresh',
  params: Tenant,
  response: CustomerCard,
  summary: 'Reads the customer again from Microsoft (details, address, delegations, admin centers), stores and returns it.',
})
export const recordVisit = route({
  method: 'POST',
  path: '/api/customers/:tenantId/visits',
  access: 'customers.read',
  params: Tenant,
  response: null,
  summary: 'Counts one opening of the customer by the caller. Answers 204.',
})
export const pinCustomer = route({
  method: 'PUT',
  path: '/api/customers/:tenantId/pin',
  access: 'customers.pin',
  params: Tenant,
  response: CustomerRow,
  summary: "Pins the customer to the caller's Home. Pinning twice changes nothing.",
})
export const unpinCustomer = route({
  method: 'DELETE',
  path: '/api/customers/:tenantId/pin',
  access: 'customers.pin',
  params: Tenant,
  response: CustomerRow,
  summary: "Takes the customer off the caller's Home.",
})

export const enterAdminCenter = route({
  method: 'GET',
  path: '/go/:tenantId/:center',
  access: 'customers.enter',
  response: null,
  params: Tenant.extend({
    center: z
      .string()
      .max(120)
      .regex(/^\P{Cc}*$/u),
  }),
  summary:
    'Records a delegated session and redirects to the admin center of the customer. Without an active delegation it leads to the page of the customer, which says why.',
})
