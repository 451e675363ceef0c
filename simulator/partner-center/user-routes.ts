// The people of a customer: list, one, new, changed, deleted, restored. Needs a delegation of the customer. Entered by routes.ts.
import { randomUUID } from 'node:crypto'
import { zoneless } from '../world/commerce/dates.ts'
import { everyUser, type User } from '../world/commerce/users.ts'
import { countryOf, domainsOf, hasActiveDelegation } from '../world/customer.ts'
import { PartnerCenterProblem } from './answer.ts'
import { link } from './links.ts'
import { readFilter, seekPage, unsupportedFilter } from './paging.ts'
import { HELPERS } from './roles.ts'
import { type CustomerExchange, Reply, type Router, type Rule, type Sent } from './routing.ts'

export const USER_RULE: Rule = { resource: 'user', who: HELPERS, userOnly: true }
const LIST = '/v1/customers/:customerId/users'
const ONE = `${LIST}/:userId`

/** What is in the customer's own directory is read and changed through its delegation only. */
export function requireDelegation({ customer, now }: CustomerExchange): void {
  if (!hasActiveDelegation(customer, now)) throw new PartnerCenterProblem(403, 900308, 'Insufficient privileges to complete the operation.')
}

export function usersOf(exchange: CustomerExchange): User[] {
  requireDelegation(exchange)
  return everyUser(exchange.commerce.kept, exchange.customer, exchange.now)
}

export function userOf(exchange: CustomerExchange): { user: User; place: number } {
  const users = usersOf(exchange)
  const place = users.findIndex((one) => one.id === (exchange.params['userId'] ?? '').toLowerCase())
  const user = users[place]
  if (!user) throw new PartnerCenterProblem(404, 60002, "User object ID isn't found")
  return { user, place }
}

function userJson(user: User, { customer }: CustomerExchange, password?: { password: string; forceChangePassword: boolean }) {
  return {
    usageLocation: user.usageLocation,
    id: user.id,
    userPrincipalName: user.userPrincipalName,
    firstName: user.firstName,
    lastName: user.lastName,
    displayName: user.displayName,
    ...(password ? { passwordProfile: { forceChangePassword: password.forceChangePassword, password: password.password } } : {}),
    lastDirectorySyncTime: user.syncedAt === null ? null : zoneless(user.syncedAt),
    userDomainType: 'none',
    state: user.state,
    softDeletionTime: user.deletedAt === null ? null : zoneless(user.deletedAt),
    links: { self: link(`/customers/${customer.tenantId}/users/${user.id}`) },
    attributes: { objectType: 'CustomerUser' },
  }
}

export function userRoutes(router: Router): void {
  router.customerRoute('GET', LIST, USER_RULE, (exchange) => {
    const wanted = sorted(exchange.query, filtered(exchange.query['filter'], usersOf(exchange)))
    return seekPage(exchange, wanted, {
      address: `/customers/${exchange.customer.tenantId}/users`,
      standard: 500,
      json: (one) => userJson(one, exchange),
    })
  })
  router.customerRoute('GET', ONE, USER_RULE, (exchange) => userJson(userOf(exchange).user, exchange))
  router.customerRoute('POST', LIST, USER_RULE, create)
  for (const address of [ONE, `${ONE}/resetpassword`]) router.customerRoute('PATCH', address, USER_RULE, change)
  // Documented without the user in the address; the body names it.
  router.customerRoute('PATCH', LIST, USER_RULE, (exchange) =>
    change({ ...exchange, params: { ...exchange.params, userId: String(exchange.body?.id ?? '') } }),
  )
  router.customerRoute('DELETE', ONE, USER_RULE, (exchange) => {
    const { user } = userOf(exchange)
    if (user.deletedAt !== null) throw new PartnerCenterProblem(404, 60002, "User object ID isn't found")
    keep(exchange, { ...user, state: 'inactive', deletedAt: exchange.now }, 'delete_customer_user')
    return new Reply(204)
  })
}

/** Deleted users show only where they are asked for. */
function filtered(text: string | undefined, users: readonly User[]): User[] {
  const filter = readFilter(text)
  if (!filter) return users.filter((one) => one.state === 'active')
  if (!['userstatus', 'userstate'].includes(filter.field.toLowerCase()) || filter.operator !== 'equals') throw unsupportedFilter(filter)
  const wanted = filter.value.toLowerCase()
  if (wanted !== 'active' && wanted !== 'inactive') throw unsupportedFilter(filter)
  return users.filter((one) => one.state === wanted)
}

function sorted(query: Record<string, string | undefined>, users: User[]): User[] {
  let [field, direction] = [query['sortField'], query['sortDirection']]
  if (query['sort'] !== undefined) {
    try {
      const sent = JSON.parse(query['sort']) as Record<string, unknown>
      field = String(sent['SortField'] ?? sent['sortField'])
      direction = String(sent['SortDirection'] ?? sent['sortDirection'])
    } catch {
      throw new PartnerCenterProblem(400, 3000, 'The sort is not valid JSON.')
    }
  }
  if (field === undefined) return users
  const by = ({ displayname: 'displayName', userprincipalname: 'userPrincipalName' } as const)[field.toLowerCase()]
  if (!by) throw new PartnerCenterProblem(400, 3000, `Sorting by ${field} is not supported.`)
  const turn = direction?.toLowerCase() === 'descending' ? -1 : 1
  return users.sort((a, b) => a[by].localeCompare(b[by]) * turn)
}

function keep(exchange: CustomerExchange, user: User, operationType: string): void {
  const { commerce, customer, audit, partner, caller } = exchange
  commerce.kept.put(customer.tenantId, 'user', user.id, user)
  audit.write({
    partnerId: partner.tenantId,
    customer,
    resourceType: 'customer_user',
    resourceId: user.id,
    operationType,
    data: { CustomerUserId: user.id, UserPrincipalName: user.userPrincipalName },
    caller,
  })
}

function readName(name: unknown, exchange: CustomerExchange): string {
  const { customer } = exchange
  const [label, domain] = String(name ?? '').split('@')
  if (!label || !domain || !domainsOf(customer).includes(domain.toLowerCase()))
    throw new PartnerCenterProblem(400, 3000, 'Invalid property: UserPrincipalName')
  return `${label}@${domain}`
}

function readPassword(sent: Sent) {
  const { password, forceChangePassword } = sent ?? {}
  if (typeof password !== 'string' || password.length < 8)
    throw new PartnerCenterProblem(400, 3000, 'Invalid property: PasswordProfile.Password')
  return { password, forceChangePassword: forceChangePassword === true }
}

function create(exchange: CustomerExchange): Reply {
  const { body, customer } = exchange
  const userPrincipalName = readName(body?.userPrincipalName, exchange)
  if (usersOf(exchange).some((one) => one.userPrincipalName.toLowerCase() === userPrincipalName.toLowerCase()))
    throw new PartnerCenterProblem(409, 3000, 'Another user has the UserPrincipalName already.')
  const password = readPassword(body.passwordProfile)
  const text = (value: unknown) => (typeof value === 'string' ? value : '')
  const user: User = {
    id: randomUUID(),
    userPrincipalName,
    firstName: text(body.firstName),
    lastName: text(body.lastName),
    displayName: text(body.displayName) || userPrincipalName.split('@')[0] || '',
    usageLocation: text(body.usageLocation) || countryOf(customer).code,
    state: 'active',
    deletedAt: null,
    syncedAt: null,
  }
  keep(exchange, user, 'create_customer_user')
  return new Reply(201, userJson(user, exchange, password))
}

function change(exchange: CustomerExchange): unknown {
  const { body } = exchange
  const { user } = userOf(exchange)
  if (typeof body !== 'object' || body === null) throw new PartnerCenterProblem(400, 800002, 'Invalid request input')
  const text = (value: unknown, before: string) => (typeof value === 'string' && value !== '' ? value : before)
  const restores = String(body.state ?? '').toLowerCase() === 'active' && user.state === 'inactive'
  const password = body.passwordProfile ? readPassword(body.passwordProfile) : undefined
  const changed: User = {
    ...user,
    userPrincipalName: body.userPrincipalName ? readName(body.userPrincipalName, exchange) : user.userPrincipalName,
    firstName: text(body.firstName, user.firstName),
    lastName: text(body.lastName, user.lastName),
    displayName: text(body.displayName, user.displayName),
    usageLocation: text(body.usageLocation, user.usageLocation),
    ...(restores ? { state: 'active', deletedAt: null } : {}),
  }
  keep(exchange, changed, restores ? 'restore_customer_user' : password ? 'reset_customer_user_password' : 'update_customer_user')
  return userJson(changed, exchange, password)
}
