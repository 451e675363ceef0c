// The few lists of the connection contract that the browser needs as values, checked against it by type: the contract itself would
// bring the validation library along. Entered by the steps of the guide.
import type {
  rolesClaim as claim,
  registrationClicks as clicks,
  neededPermissions as permissions,
  neededRoles as roles,
  connectionSteps as steps,
} from '../../../contract/connection.ts'

export const connectionSteps: typeof steps = {
  registration: ['configuration', 'discovery', 'applicationToken'],
  consent: ['applicationPermissions', 'relationships', 'returnedMail'],
  account: ['integrationAccount', 'partnerCenterToken', 'partnerCenter'],
  customers: ['customers', 'customerToken', 'customerHealth', 'events'],
}

export const neededPermissions: typeof permissions = [
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
]

export const registrationClicks: typeof clicks = [
  'create',
  'accountTypes',
  'redirectUris',
  'permissions',
  'secret',
  'rolesClaim',
  'partnerCenter',
  'server',
]

export const rolesClaim: typeof claim = '"groupMembershipClaims": "DirectoryRole"'

export const neededRoles: typeof roles = [
  { roleId: 'f023fd81-a637-4b56-95fd-791ac0226033', name: 'Service support administrator', why: 'health' },
  { roleId: '158c047a-c907-4556-b7ef-446551a6b5f7', name: 'Cloud application administrator', why: 'consent' },
  { roleId: 'f2ef992c-3afb-46b9-b7cf-a126ee74c451', name: 'Global reader', why: 'subscriptions' },
]
