// Connecting a real tenant: what the app registration needs and why, the integration account, and live checks of every step.
import { z } from 'zod'
import { route } from './route.ts'

const Instant = z.iso.datetime()

/** What the app registration must be allowed, and which checks and features stand on it. `application`: app-only; `delegated`: App+User. Azure's is wanted only by whoever opens tickets, Mail.Read by whoever wants to know of returned mail. */
export const neededPermissions = [
  { api: 'graph', kind: 'application', name: 'Directory.Read.All', why: 'contracts' },
  { api: 'graph', kind: 'application', name: 'DelegatedAdminRelationship.Read.All', why: 'relationships' },
  { api: 'graph', kind: 'application', name: 'CrossTenantInformation.ReadBasic.All', why: 'tenantInformation' },
  { api: 'graph', kind: 'application', name: 'Mail.Read', why: 'returnedMail' },
  { api: 'graph', kind: 'delegated', name: 'User.Read', why: 'signIn' },
  { api: 'graph', kind: 'delegated', name: 'GroupMember.Read.All', why: 'agentGroups' },
  { api: 'graph', kind: 'delegated', name: 'RoleManagement.Read.Directory', why: 'directoryRoles' },
  { api: 'graph', kind: 'delegated', name: 'ServiceHealth.Read.All', why: 'health' },
  { api: 'graph', kind: 'delegated', name: 'ServiceMessage.Read.All', why: 'messages' },
  { api: 'graph', kind: 'delegated', name: 'Organization.Read.All', why: 'subscriptions' },
  { api: 'graph', kind: 'delegated', name: 'DelegatedAdminRelationship.ReadWrite.All', why: 'delegation' },
  { api: 'partnerCenter', kind: 'delegated', name: 'user_impersonation', why: 'partnerCenter' },
  { api: 'azure', kind: 'delegated', name: 'user_impersonation', why: 'supportTickets' },
] as const
export type NeededPermission = (typeof neededPermissions)[number]

/** Whose names a person is asked to agree to at sign-in, in their own organisation. */
export const signInReasons: readonly NeededPermission['why'][] = ['signIn', 'agentGroups', 'directoryRoles']
/** What is used in customers' organisations: no more is asked of them. */
export const customerReasons: readonly NeededPermission['why'][] = ['health', 'messages', 'subscriptions', 'supportTickets']

/** What to click for the app registration, in order: the guide of the browser, `tenantry connect` and docs/operate/connect.md. */
export const registrationClicks = [
  'create',
  'accountTypes',
  'redirectUris',
  'permissions',
  'secret',
  'rolesClaim',
  'partnerCenter',
  'server',
] as const

/** The line of the app's manifest by which ID tokens carry the directory roles (`wids`); groups are asked of Graph. */
export const rolesClaim = '"groupMembershipClaims": "DirectoryRole"'

/** The least directory roles a relationship must give the integration account's security group. */
export const neededRoles = [
  { roleId: 'f023fd81-a637-4b56-95fd-791ac0226033', name: 'Service support administrator', why: 'health' },
  { roleId: '158c047a-c907-4556-b7ef-446551a6b5f7', name: 'Cloud application administrator', why: 'consent' },
  { roleId: 'f2ef992c-3afb-46b9-b7cf-a126ee74c451', name: 'Global reader', why: 'subscriptions' },
] as const

/** As far as Microsoft tells. */
export const partnerTypes = ['directBill', 'indirectProvider', 'indirectReseller', 'advisor', 'unknown'] as const
export type PartnerType = (typeof partnerTypes)[number]

/** The steps of the guide, in order, and the checks that verify each. */
export const connectionSteps = {
  registration: ['configuration', 'discovery', 'applicationToken'],
  consent: ['applicationPermissions', 'relationships', 'returnedMail'],
  account: ['integrationAccount', 'partnerCenterToken', 'partnerCenter'],
  customers: ['customers', 'customerToken', 'customerHealth', 'events'],
} as const
export type ConnectionStep = keyof typeof connectionSteps
export const connectionStepNames = Object.keys(connectionSteps) as ConnectionStep[]

export const connectionChecks = Object.values(connectionSteps).flat() as [CheckId, ...CheckId[]]
export type CheckId = (typeof connectionSteps)[ConnectionStep][number]

export const CheckResult = z.object({
  check: z.enum(connectionChecks),
  state: z.enum(['ok', 'warning', 'failed', 'skipped']).describe('`skipped`: one before it failed, so it would tell nothing'),
  cause: z
    .string()
    .nullable()
    .describe('What is wrong, as a word: of sign-in-causes.ts, of checkCauses, or the kind of a failed call; null where all is well'),
  said: z.string().nullable().describe("Microsoft's own words, without tokens"),
  requestId: z.string().nullable(),
  facts: z
    .record(z.string(), z.union([z.string(), z.number(), z.array(z.string())]))
    .describe('What was found: names, counts, what is missing'),
  ms: z.number().int(),
})
export type CheckResult = z.infer<typeof CheckResult>

/** Causes that are no failure of a call. */
export const checkCauses = [
  'not_connected',
  'client_id_missing',
  'client_secret_missing',
  'permissions_missing',
  'customer_permissions_missing',
  'some_customers_closed',
  'roles_missing',
  'not_assigned',
  'no_customers',
  'no_active_relationship',
  'not_a_partner',
  'advisor_refused',
  'events_not_registered',
  'events_unreachable',
  'mailbox_closed',
  'clock_differs',
  'before_failed',
] as const

export const Connection = z.object({
  clientId: z.string().describe('Empty where none is configured'),
  redirectUris: z.array(z.string()).describe('To be entered in the app registration'),
  loginUrl: z.string(),
  adminConsentUrl: z.string().nullable(),
  partnerId: z.guid(),
  account: z
    .object({
      username: z.string().nullable(),
      scopes: z.array(z.string()),
      mfa: z.boolean().nullable(),
      signedInAt: Instant,
      renewedAt: Instant,
      expiresAt: Instant.describe('Unless it is redeemed before: each redemption begins another 90 days'),
      failure: z.object({ cause: z.string(), code: z.string().nullable(), message: z.string(), at: Instant }).nullable(),
    })
    .nullable(),
  consentMissing: z.number().int().describe('Customers whose last reading failed for want of consent'),
})
export type Connection = z.infer<typeof Connection>

export const readConnection = route({
  method: 'GET',
  path: '/api/connection',
  access: 'connection.read',
  response: Connection,
  summary: 'How this installation is connected to Microsoft. Holds no secret.',
})
export const checkConnection = route({
  method: 'POST',
  path: '/api/connection/checks',
  access: 'connection.read',
  // Each asks Microsoft a dozen times.
  perMinute: 20,
  body: z.object({ checks: z.array(z.enum(connectionChecks)).min(1).default(connectionChecks) }),
  response: z.object({ results: z.array(CheckResult) }),
  summary: 'Asks Microsoft now whether each part of the connection works. Changes nothing.',
})
export const connectAccount = route({
  method: 'GET',
  path: '/connection/sign-in',
  access: 'connection.change',
  response: null,
  summary: "Redirects to Microsoft to sign the integration account in, with multifactor authentication, in the partner's own tenant.",
})
export const finishConnectAccount = route({
  method: 'GET',
  path: '/connection/callback',
  access: 'connection.change',
  response: null,
  summary:
    'Takes the answer of Microsoft to the sign-in, keeps the refresh token encrypted, and redirects to the settings. An answer to admin consent comes here too, and changes nothing.',
})
export const forgetAccount = route({
  method: 'DELETE',
  path: '/api/connection/account',
  access: 'connection.change',
  response: Connection,
  summary: 'Gives up the integration account: its refresh token and every token made of it.',
})
export const giveConsent = route({
  method: 'POST',
  path: '/api/connection/consents',
  access: 'connection.change',
  perMinute: 10,
  body: z.object({
    tenantIds: z
      .array(z.guid().transform((id) => id.toLowerCase()))
      .min(1)
      .max(100),
  }),
  response: z.object({
    results: z.array(z.object({ tenantId: z.guid(), ok: z.boolean(), cause: z.string().nullable(), said: z.string().nullable() })),
  }),
  summary: "Gives the app consent in customers' tenants through Partner Center, and reads them again.",
})
