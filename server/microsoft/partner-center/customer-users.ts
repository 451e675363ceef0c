// The users of a customer: who they are, which directory roles and licences they have.
// https://learn.microsoft.com/partner-center/developer/user-resources
import { z } from 'zod'
import type { CallOptions } from '../http.ts'
import { listOperation, operation } from '../operation.ts'
import type { Page } from '../page.ts'
import { allOf, pagesOf } from '../pages.ts'
import { perform } from '../perform.ts'
import type { Source } from '../source.ts'
import { instant, number, text } from '../tolerant.ts'
import { wordOf } from '../words.ts'
import { attributes, maybe, nothing, orNothing, parts, record } from './fields.ts'
import { type ChangeOptions, optionalText, request } from './request-body.ts'

const api = 'partnerCenter' as const
const resource = 'user'
const users = '/v1/customers/{customerId}/users'
const roles = '/v1/customers/{customerId}/directoryroles'

export const CustomerUser = record({
  id: text,
  displayName: text,
  firstName: text,
  lastName: text,
  userPrincipalName: text,
  usageLocation: text,
  immutableId: text,
  state: wordOf('active', 'inactive'),
  userDomainType: wordOf('none', 'managed', 'federated'),
  lastDirectorySyncTime: instant,
  softDeletionTime: instant,
  attributes,
}).transform((sent) => ({ ...sent, id: sent.id?.toLowerCase() ?? '', name: sent.displayName ?? sent.userPrincipalName ?? '' }))
export type CustomerUser = z.output<typeof CustomerUser>
const KnownUser = CustomerUser.refine(({ id }) => id !== '', 'no id')
const usable = ({ id }: CustomerUser): string | null => (id ? null : 'no id')

export const UserBody = request({
  displayName: optionalText,
  firstName: optionalText,
  lastName: optionalText,
  userPrincipalName: optionalText,
  usageLocation: optionalText,
  state: z.union([z.string(), z.int()]).nullish(),
  passwordProfile: request({ password: z.string().min(8).max(256), forceChangePassword: z.boolean().nullish() }).nullish(),
})
export type UserBody = z.input<typeof UserBody>

export const listCustomerUsers = listOperation({ api, method: 'GET', path: users, resource, paging: 'seek', item: CustomerUser, usable })
export const getCustomerUser = operation({ api, method: 'GET', path: `${users}/{userId}`, resource, answer: KnownUser })
export const postCustomerUser = operation({ api, method: 'POST', path: users, resource, body: UserBody, answer: KnownUser })
export const patchCustomerUser = operation({
  api,
  method: 'PATCH',
  path: `${users}/{userId}`,
  resource,
  body: UserBody,
  answer: orNothing(CustomerUser),
})
/** Documentation prints the change of a user, and of its password, under these addresses too. */
export const patchCustomerUsers = operation({ ...patchCustomerUser, path: users })
export const patchPassword = operation({ ...patchCustomerUser, path: `${users}/{userId}/resetpassword` })
export const deleteCustomerUser = operation({ api, method: 'DELETE', path: `${users}/{userId}`, resource, answer: nothing })

export const DirectoryRole = record({ id: text, name: text })
export const listUserRoles = listOperation({
  api,
  method: 'GET',
  path: `${users}/{userId}/directoryroles`,
  resource,
  paging: 'offset',
  item: DirectoryRole,
})
export const listDirectoryRoles = listOperation({ api, method: 'GET', path: roles, resource, paging: 'offset', item: DirectoryRole })

export const RoleMember = record({ id: text, displayName: text, userPrincipalName: text, roleId: text })
export const RoleMemberBody = request({ id: z.string().min(1), displayName: optionalText, userPrincipalName: optionalText })
export const listRoleMembers = listOperation({
  api,
  method: 'GET',
  path: `${roles}/{roleId}/usermembers`,
  resource,
  paging: 'seek',
  item: RoleMember,
})
export const postRoleMember = operation({
  api,
  method: 'POST',
  path: `${roles}/{roleId}/usermembers`,
  resource,
  body: RoleMemberBody,
  answer: RoleMember,
})
export const deleteRoleMember = operation({
  api,
  method: 'DELETE',
  path: `${roles}/{roleId}/usermembers/{userId}`,
  resource,
  answer: nothing,
})

const sku = maybe(record({ id: text, name: text, skuPartNumber: text, targetType: text, licenseGroupId: text }))
const servicePlan = record({ id: text, displayName: text, serviceName: text, capabilityStatus: text, targetType: text })

export const UserLicense = record({ servicePlans: parts(servicePlan), productSku: sku })
export const listUserLicenses = listOperation({
  api,
  method: 'GET',
  path: `${users}/{userId}/licenses`,
  resource,
  paging: 'offset',
  item: UserLicense,
})

export const CustomerSku = record({
  availableUnits: number,
  activeUnits: number,
  consumedUnits: number,
  suspendedUnits: number,
  totalUnits: number,
  warningUnits: number,
  productSku: sku,
  servicePlans: parts(servicePlan),
  capabilityStatus: text,
})
export const listCustomerSkus = listOperation({
  api,
  method: 'GET',
  path: '/v1/customers/{customerId}/subscribedskus',
  resource,
  paging: 'offset',
  item: CustomerSku,
})

export const LicenseUpdateBody = request({
  licensesToAssign: z.array(request({ skuId: z.string().min(1), excludedPlans: z.array(z.string()).nullish() })).nullish(),
  licensesToRemove: z.array(z.string()).nullish(),
  licenseWarnings: z.array(z.unknown()).nullish(),
})
export const postLicenseUpdate = operation({
  api,
  method: 'POST',
  path: `${users}/{userId}/licenseupdates`,
  resource,
  body: LicenseUpdateBody,
  answer: nothing,
})

export type UserPlace = { customerId: string; userId: string }

/** Page by page; deleted ones where `deleted`. Throws MicrosoftError. */
export function customerUserPages(
  source: Source,
  customerId: string,
  of: { deleted?: boolean } = {},
  options?: CallOptions,
): AsyncGenerator<Page<CustomerUser>, void, undefined> {
  const filter = of.deleted ? JSON.stringify({ Field: 'UserStatus', Value: 'Inactive', Operator: 'equals' }) : undefined
  return pagesOf(source, listCustomerUsers, { ...options, parameters: { customerId }, query: { size: 500, filter } })
}

/** Throws MicrosoftError, `gone` where there is none. */
export const customerUserById = async (source: Source, place: UserPlace, options?: CallOptions): Promise<CustomerUser> =>
  (await perform(source, getCustomerUser, { ...options, parameters: place })).data

/** Changes, restores (`state: 'active'`) or gives a new password. Throws MicrosoftError. */
export const changeCustomerUser = async (source: Source, place: UserPlace, body: UserBody, options?: ChangeOptions) =>
  (await perform(source, patchCustomerUser, { ...options, parameters: place, body })).data

/** Throws MicrosoftError. */
export const userLicenses = (source: Source, place: UserPlace, options?: CallOptions) =>
  allOf(source, listUserLicenses, { ...options, parameters: place, query: { licenseGroupIds: 'group1' } })
