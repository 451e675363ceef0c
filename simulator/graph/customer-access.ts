// Who may ask what in which tenant: permissions the token carries, and, in a customer's tenant, the roles delegated to the account. Entered by the routes beside it.
import type { FastifyRequest } from 'fastify'
import type { ApiParts } from '../api-parts.ts'
import type { Caller } from '../login/access-tokens.ts'
import type { Customer } from '../world/customer.ts'
import { delegatedRoles } from '../world/gdap/access.ts'
import { customerTenant, type Tenant } from '../world/health/reach.ts'
import type { Partner } from '../world/partner.ts'
import { mix } from '../world/random.ts'
import { callerOf, GraphProblem } from './answer.ts'

/** Where the tenant is a customer's: the customer and the partner who acts there. */
export type Actor = Caller & { customer: Customer | undefined; partner: Partner | undefined; roles: readonly string[] }
export type Need = { permissions: readonly string[]; roles?: ReadonlySet<string>; refusal?: { code: string; message: string } }

const ROLE = {
  globalAdministrator: '62e90394-69f5-4237-9190-012177145e10',
  globalReader: 'f2ef992c-3afb-46b9-b7cf-a126ee74c451',
  serviceSupport: 'f023fd81-a637-4b56-95fd-791ac0226033',
  helpdesk: '729827e3-9c14-49f7-bb1b-9608f156bbb8',
  exchange: '29232cdf-9323-42fd-ade2-1d097af3e4de',
  sharePoint: 'f28a1f50-f6e7-4571-818b-6a12f2af6b6c',
  teams: '69091246-20e8-4a56-aa4d-066075b2a7a8',
  messageReader: '790c1fb9-7f7d-4f88-86a1-ef1f95c05c1b',
  reportsReader: '4a5d8f65-41da-4de4-8968-e035b65339cf',
  directoryReaders: '88d8e3e3-8f55-4a1e-953a-9b9898b8876b',
  directoryWriters: '9360feb5-f418-4baa-8175-e2a00bac4301',
  user: 'fe930be7-5e62-47db-91af-98c3a49a38b1',
  licence: '4d6ac14f-3453-41d0-bef9-a3e0c569773a',
  application: '9b895d92-2cd3-44c7-9d02-a6ac2d5ea5c3',
  cloudApplication: '158c047a-c907-4556-b7ef-446551a6b5f7',
  privilegedRole: 'e8611ab8-c189-46e8-94e1-60213ab1f814',
  security: '194ae4cb-b126-40b2-bd5b-6091b380977d',
  securityReader: '5d6b6bb7-de71-4623-b4af-96380a352509',
  intune: '3a2c62db-5318-420d-8d74-23affee5d9d5',
  billing: 'b0f54661-2d74-4c50-afa3-1ec803f12efe',
  domainName: '8329153b-31d0-4727-b945-745eb3bc5f31',
} as const

/** Roles that open Health and the message center of the admin center. */
export const SERVICE_ROLES: ReadonlySet<string> = new Set([
  ROLE.globalAdministrator,
  ROLE.globalReader,
  ROLE.serviceSupport,
  ROLE.helpdesk,
  ROLE.exchange,
  ROLE.sharePoint,
  ROLE.teams,
  ROLE.messageReader,
  ROLE.reportsReader,
])
/** Roles that may read the directory's objects. */
export const DIRECTORY_ROLES: ReadonlySet<string> = new Set([
  ROLE.globalAdministrator,
  ROLE.globalReader,
  ROLE.directoryReaders,
  ROLE.directoryWriters,
  ROLE.user,
  ROLE.helpdesk,
  ROLE.licence,
  ROLE.application,
  ROLE.cloudApplication,
  ROLE.privilegedRole,
  ROLE.security,
  ROLE.securityReader,
  ROLE.intune,
  ROLE.exchange,
  ROLE.sharePoint,
  ROLE.teams,
  ROLE.billing,
])
export const DOMAIN_ROLES: ReadonlySet<string> = new Set([...DIRECTORY_ROLES, ROLE.domainName])
/** Roles that may change the organization, and its domains. */
export const ORGANIZATION_WRITERS: ReadonlySet<string> = new Set([ROLE.globalAdministrator])
export const DOMAIN_WRITERS: ReadonlySet<string> = new Set([ROLE.globalAdministrator, ROLE.domainName])
export const SUPPORT_ROLES: ReadonlySet<string> = new Set([ROLE.globalAdministrator, ROLE.serviceSupport])

const DENIED = { code: 'Authorization_RequestDenied', message: 'Insufficient privileges to complete the operation.' }

/** The roles an account has in a tenant: its own directory roles at home, delegated ones in a customer's. */
export function rolesIn(parts: Pick<ApiParts, 'world'>, caller: Pick<Caller, 'account' | 'tenantId'>): readonly string[] {
  const { account, tenantId } = caller
  if (!account) return []
  if (account.tenantId === tenantId) return account.wids
  const found = parts.world.customer(tenantId)
  if (!found || found.partner.tenantId !== account.tenantId) return []
  return delegatedRoles(account, found.customer, found.partner, parts.world.now())
}

export function actorOf(request: FastifyRequest, parts: ApiParts, need: Need): Actor {
  const caller = callerOf(request, parts)
  const found = parts.world.customer(caller.tenantId)
  if (found && !caller.account) {
    // Delegation is given to people: an application alone is nobody in the customer's tenant.
    throw new GraphProblem(401, 'Authorization_IdentityNotFound', 'The identity of the calling application could not be established.')
  }
  const denied = need.refusal ?? DENIED
  const refuse = (): never => {
    throw new GraphProblem(403, denied.code, denied.message)
  }
  if (need.permissions.length > 0 && !need.permissions.some((one) => caller.permissions.includes(one))) refuse()
  const roles = rolesIn(parts, caller)
  if (found && roles.length === 0) refuse()
  if (need.roles && caller.account && !roles.some((role) => need.roles?.has(role))) refuse()
  return { ...caller, customer: found?.customer, partner: found?.partner, roles }
}

/** The tenant as the health of services knows it. */
export function tenantOf({ tenantId, customer, partner }: Actor): Tenant {
  if (customer && partner) return customerTenant(customer, partner.tenantId)
  return { tenantId, seed: mix(tenantId), index: Number.MAX_SAFE_INTEGER, country: '', partnerTenantId: null }
}
