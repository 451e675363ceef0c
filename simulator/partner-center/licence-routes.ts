// Licences and directory roles: what a customer has, what one user holds, and changing either. Entered by routes.ts.
import { instant } from '../world/commerce/dates.ts'
import {
  ADMINISTRATOR_ROLE,
  type Assignment,
  consumption,
  DIRECTORY_ROLES,
  holds,
  type Licence,
  licencesOf,
  type User,
} from '../world/commerce/users.ts'
import { PartnerCenterProblem } from './answer.ts'
import { collection } from './links.ts'
import { type CustomerExchange, Reply, type Router, type Sent } from './routing.ts'
import { requireDelegation, USER_RULE, userOf, usersOf } from './user-routes.ts'

const CUSTOMER = '/v1/customers/:customerId'

export function licenceRoutes(router: Router): void {
  router.customerRoute('GET', `${CUSTOMER}/subscribedskus`, USER_RULE, (exchange) => {
    requireDelegation(exchange)
    return collection(licencesIn(exchange).map((licence) => skuJson(licence, exchange)))
  })
  router.customerRoute('GET', `${CUSTOMER}/users/:userId/licenses`, USER_RULE, (exchange) => {
    const { user, place } = userOf(exchange)
    return collection(
      licencesIn(exchange)
        .filter((licence) => holds(exchange.commerce.kept, exchange.customer, { user, place, licence }))
        .map(licenceJson),
    )
  })
  router.customerRoute('POST', `${CUSTOMER}/users/:userId/licenseupdates`, USER_RULE, updateLicences)
  registerRoles(router)
}

/** All this world's licences are of the first group; a second one exists, for classroom products. */
function licencesIn({ commerce, customer, query, now, request }: CustomerExchange): Licence[] {
  const groups = new URL(request.url, 'http://localhost').searchParams.getAll('licenseGroupIds').map((one) => one.toLowerCase())
  const wanted = groups.length === 0 && query['licenseGroupIds'] ? [query['licenseGroupIds'].toLowerCase()] : groups
  for (const group of wanted)
    if (group !== 'group1' && group !== 'group2') throw new PartnerCenterProblem(400, 3000, 'Invalid property: licenseGroupIds')
  if (wanted.length > 0 && !wanted.includes('group1')) return []
  return licencesOf(commerce.subscriptions(customer), now)
}

const plansJson = (licence: Licence, capabilityStatus: string) =>
  licence.plans.map(({ displayName, serviceName, id, targetType }) => ({ displayName, serviceName, id, capabilityStatus, targetType }))

function skuJson(licence: Licence, { commerce, customer }: CustomerExchange) {
  const consumed = consumption(commerce.kept, customer, licence)
  const active = licence.enabled + licence.warning
  const capabilityStatus = licence.enabled > 0 ? 'Enabled' : licence.warning > 0 ? 'Warning' : 'Suspended'
  return {
    availableUnits: active - consumed,
    activeUnits: licence.enabled,
    consumedUnits: consumed,
    suspendedUnits: licence.suspended,
    totalUnits: licence.enabled + licence.warning + licence.suspended,
    warningUnits: licence.warning,
    productSku: { id: licence.id, name: licence.name, skuPartNumber: licence.partNumber, targetType: 'User', licenseGroupId: 'group1' },
    servicePlans: plansJson(licence, capabilityStatus),
    capabilityStatus,
    attributes: { objectType: 'SubscribedSku' },
  }
}

function licenceJson(licence: Licence) {
  return {
    servicePlans: plansJson(licence, 'Assigned'),
    productSku: { id: licence.id, name: licence.name, skuPartNumber: licence.partNumber, licenseGroupId: 'group1' },
    attributes: { objectType: 'License' },
  }
}

function updateLicences(exchange: CustomerExchange): Reply {
  const { body, commerce, customer, partner, caller, audit, now } = exchange
  const { user, place } = userOf(exchange)
  const licences = licencesOf(commerce.subscriptions(customer), now)
  const named = (id: unknown): Licence => {
    const licence = licences.find((one) => one.id === String(id).toLowerCase())
    if (!licence) throw new PartnerCenterProblem(400, 3000, `Invalid property: SkuId ${String(id)}`)
    return licence
  }
  const adds = (body?.licensesToAssign ?? []).map((one: Sent) => named(one.skuId)) as Licence[]
  const removes = (body?.licensesToRemove ?? []).map(named) as Licence[]
  if (user.usageLocation === '') throw new PartnerCenterProblem(400, 3000, 'Invalid property: UsageLocation')
  const before = commerce.kept.get<Assignment>(customer.tenantId, 'assignment', user.id) ?? { added: [], removed: [] }
  const after: Assignment = { added: [...before.added], removed: [...before.removed] }
  const without = (list: string[], id: string) => list.filter((one) => one !== id)
  for (const licence of adds) {
    if (holds(commerce.kept, customer, { user, place, licence })) continue
    if (consumption(commerce.kept, customer, licence) >= licence.enabled + licence.warning)
      throw new PartnerCenterProblem(400, 800017, "The quantity isn't available for this catalog item")
    if (after.removed.includes(licence.id)) after.removed = without(after.removed, licence.id)
    else after.added.push(licence.id)
  }
  for (const licence of removes) {
    if (!holds(commerce.kept, customer, { user, place, licence })) continue
    if (after.added.includes(licence.id)) after.added = without(after.added, licence.id)
    else after.removed.push(licence.id)
  }
  commerce.kept.put(customer.tenantId, 'assignment', user.id, after)
  audit.write({
    partnerId: partner.tenantId,
    customer,
    resourceType: 'license',
    resourceId: user.id,
    operationType: 'update_customer_user_licenses',
    value: body,
    data: { CustomerUserId: user.id },
    caller,
  })
  const sent = { licensesToAssign: body?.licensesToAssign ?? null, licensesToRemove: body?.licensesToRemove ?? null }
  return new Reply(201, { ...sent, licenseWarnings: [], attributes: { objectType: 'LicenseUpdate' } })
}

type RoleMembership = { roles: string[] }

function rolesHeld({ commerce, customer }: CustomerExchange, user: User, place: number): string[] {
  const kept = commerce.kept.get<RoleMembership>(customer.tenantId, 'roles', user.id)
  return kept?.roles ?? (place === 0 ? [ADMINISTRATOR_ROLE] : [])
}

function registerRoles(router: Router): void {
  const roleJson = ({ id, name }: { id: string; name: string }) => ({ name, id, attributes: { objectType: 'DirectoryRole' } })
  const memberJson = (user: User, roleId: string) => ({
    displayName: user.displayName,
    userPrincipalName: user.userPrincipalName,
    roleId,
    id: user.id,
    attributes: { objectType: 'UserMember' },
  })
  const roleOf = ({ params }: CustomerExchange): string => {
    const id = (params['roleId'] ?? '').toLowerCase()
    if (!DIRECTORY_ROLES.some((one) => one.id === id)) throw new PartnerCenterProblem(404, 1000, 'Not found')
    return id
  }
  const keep = (exchange: CustomerExchange, user: User, { roles, operationType }: { roles: string[]; operationType: string }) => {
    const { commerce, customer, audit, partner, caller, now } = exchange
    commerce.kept.put(customer.tenantId, 'roles', user.id, { roles })
    const data = { CustomerUserId: user.id, ChangedAt: instant(now) }
    const common = { partnerId: partner.tenantId, customer, resourceType: 'customer_directory_role', resourceId: user.id }
    audit.write({ ...common, operationType, data, caller })
  }
  router.customerRoute('GET', `${CUSTOMER}/directoryroles`, USER_RULE, (exchange) => {
    requireDelegation(exchange)
    return collection(DIRECTORY_ROLES.map(roleJson))
  })
  router.customerRoute('GET', `${CUSTOMER}/users/:userId/directoryroles`, USER_RULE, (exchange) => {
    const { user, place } = userOf(exchange)
    const held = rolesHeld(exchange, user, place)
    return collection(DIRECTORY_ROLES.filter((one) => held.includes(one.id)).map(roleJson))
  })
  const members = `${CUSTOMER}/directoryroles/:roleId/usermembers`
  router.customerRoute('GET', members, USER_RULE, (exchange) => {
    const roleId = roleOf(exchange)
    const found = usersOf(exchange).filter((user, place) => user.state === 'active' && rolesHeld(exchange, user, place).includes(roleId))
    const address = `/customers/${exchange.customer.tenantId}/directoryroles/${roleId}/usermembers`
    return collection(
      found.map((user) => memberJson(user, roleId)),
      address,
    )
  })
  router.customerRoute('POST', members, USER_RULE, (exchange) => {
    const roleId = roleOf(exchange)
    const { user, place } = userOf({ ...exchange, params: { ...exchange.params, userId: String(exchange.body?.id ?? '') } })
    keep(exchange, user, { roles: [...new Set([...rolesHeld(exchange, user, place), roleId])], operationType: 'add_user_member' })
    return new Reply(201, memberJson(user, roleId))
  })
  router.customerRoute('DELETE', `${members}/:userId`, USER_RULE, (exchange) => {
    const roleId = roleOf(exchange)
    const { user, place } = userOf(exchange)
    keep(exchange, user, { roles: rolesHeld(exchange, user, place).filter((one) => one !== roleId), operationType: 'remove_user_member' })
    return new Reply(204)
  })
}
