// Every operation of Microsoft's that the connectors perform, in one list: what Microsoft's documented samples are tried with.
// Entered by tests/conformance and `npm run conformance`.
import * as azureSubscriptions from './azure-support/azure-subscriptions.ts'
import * as supportServices from './azure-support/support-services.ts'
import * as supportTickets from './azure-support/support-tickets.ts'
import * as ticketCommunications from './azure-support/ticket-communications.ts'
import * as batch from './graph/batch.ts'
import * as changeNotifications from './graph/change-notifications.ts'
import * as contracts from './graph/contracts.ts'
import * as delegatedAdminAssignments from './graph/delegated-admin-assignments.ts'
import * as delegatedAdminCustomers from './graph/delegated-admin-customers.ts'
import * as delegatedAdminOperations from './graph/delegated-admin-operations.ts'
import * as delegatedAdminRelationships from './graph/delegated-admin-relationships.ts'
import * as delegatedAdminRequests from './graph/delegated-admin-requests.ts'
import * as directorySubscriptions from './graph/directory-subscriptions.ts'
import * as domains from './graph/domains.ts'
import * as groups from './graph/groups.ts'
import * as healthIssues from './graph/health-issues.ts'
import * as healthOverviews from './graph/health-overviews.ts'
import * as mail from './graph/mail.ts'
import * as mailbox from './graph/mailbox.ts'
import * as me from './graph/me.ts'
import * as memberGroups from './graph/member-groups.ts'
import * as messageAttachments from './graph/message-attachments.ts'
import * as messageMarks from './graph/message-marks.ts'
import * as organization from './graph/organization.ts'
import * as serviceManagementDetails from './graph/service-management-details.ts'
import * as serviceMessages from './graph/service-messages.ts'
import * as subscribedSkus from './graph/subscribed-skus.ts'
import * as tenantInformation from './graph/tenant-information.ts'
import * as users from './graph/users.ts'
import type { AnyOperation } from './operation.ts'
import * as agreements from './partner-center/agreements.ts'
import * as applicationConsents from './partner-center/application-consents.ts'
import * as auditRecords from './partner-center/audit-records.ts'
import * as carts from './partner-center/carts.ts'
import * as conversions from './partner-center/conversions.ts'
import * as countryRules from './partner-center/country-rules.ts'
import * as customerDomains from './partner-center/customer-domains.ts'
import * as customerProfiles from './partner-center/customer-profiles.ts'
import * as customerQualifications from './partner-center/customer-qualifications.ts'
import * as customerUsers from './partner-center/customer-users.ts'
import * as customers from './partner-center/customers.ts'
import * as inventory from './partner-center/inventory.ts'
import * as managedServices from './partner-center/managed-services.ts'
import * as offers from './partner-center/offers.ts'
import * as orders from './partner-center/orders.ts'
import * as products from './partner-center/products.ts'
import * as profiles from './partner-center/profiles.ts'
import * as promotions from './partner-center/promotions.ts'
import * as relationships from './partner-center/relationships.ts'
import * as serviceRequests from './partner-center/service-requests.ts'
import * as subscriptionChanges from './partner-center/subscription-changes.ts'
import * as subscriptionParts from './partner-center/subscription-parts.ts'
import * as subscriptions from './partner-center/subscriptions.ts'
import * as transitions from './partner-center/transitions.ts'
import * as webhookRegistration from './partner-center/webhook-registration.ts'

const modules: readonly object[] = [
  azureSubscriptions,
  supportServices,
  supportTickets,
  ticketCommunications,
  batch,
  changeNotifications,
  contracts,
  delegatedAdminAssignments,
  delegatedAdminCustomers,
  delegatedAdminOperations,
  delegatedAdminRelationships,
  delegatedAdminRequests,
  directorySubscriptions,
  domains,
  groups,
  healthIssues,
  healthOverviews,
  mail,
  mailbox,
  me,
  memberGroups,
  messageAttachments,
  messageMarks,
  organization,
  serviceManagementDetails,
  serviceMessages,
  subscribedSkus,
  tenantInformation,
  users,
  agreements,
  applicationConsents,
  auditRecords,
  carts,
  conversions,
  countryRules,
  customerDomains,
  customerProfiles,
  customerQualifications,
  customerUsers,
  customers,
  inventory,
  managedServices,
  offers,
  orders,
  products,
  profiles,
  promotions,
  relationships,
  serviceRequests,
  subscriptionChanges,
  subscriptionParts,
  subscriptions,
  transitions,
  webhookRegistration,
]

const isOperation = (value: unknown): value is AnyOperation =>
  typeof value === 'object' && value !== null && 'kind' in value && 'path' in value && 'api' in value && 'method' in value

export const allOperations: readonly AnyOperation[] = [...new Set(modules.flatMap((module) => Object.values(module).filter(isOperation)))]
