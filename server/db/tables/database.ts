// Every table by name, for Kysely.
import type { ConnectionAttemptsTable } from './connection.ts'
import type { CustomerNoticesTable, NoticeTemplatesTable, RefusedAddressesTable } from './customer-notices.ts'
import type {
  CustomersTable,
  CustomerTermsTable,
  DelegationsTable,
  FlagsTable,
  FormerNamesTable,
  PinsTable,
  TermTotalsTable,
  VisitsTable,
} from './customers.ts'
import type { BrowserAccountsTable, BrowsersTable, PartnersTable, SignInAttemptsTable, UsersTable } from './identity.ts'
import type { CustomerMessagesTable, MessageReadsTable, ServiceMessagesTable } from './messages.ts'
import type { RateLessonsTable, RatePermitsTable, RateUsageTable, RefreshTokensTable } from './microsoft.ts'
import type {
  NoticeAttemptsTable,
  NoticeChannelsTable,
  NoticeCodesTable,
  NoticeCursorsTable,
  NoticeEntriesTable,
  NoticeRulesTable,
} from './notifications.ts'
import type { PullSweepsTable, PullsTable } from './pulls.ts'
import type { FactsTable, SyncListStatesTable, SyncListsTable, SyncRunsTable, SyncSeenTable } from './records.ts'
import type { ReturnedMailMarksTable } from './returned-mail.ts'
import type {
  CustomerHealthTable,
  HealthKnownTable,
  HealthServicesTable,
  ServiceIssueCustomersTable,
  ServiceIssuesTable,
} from './service-health.ts'
import type { StatusLinksTable } from './status-links.ts'
import type { SubscriptionsTable } from './subscriptions.ts'
import type { CustomerTagsTable, TagsTable } from './tags.ts'

export type Database = {
  partners: PartnersTable
  users: UsersTable
  browsers: BrowsersTable
  browser_accounts: BrowserAccountsTable
  sign_in_attempts: SignInAttemptsTable
  customers: CustomersTable
  customer_terms: CustomerTermsTable
  term_totals: TermTotalsTable
  former_names: FormerNamesTable
  delegations: DelegationsTable
  flags: FlagsTable
  pins: PinsTable
  visits: VisitsTable
  tags: TagsTable
  customer_tags: CustomerTagsTable
  facts: FactsTable
  sync_lists: SyncListsTable
  sync_list_states: SyncListStatesTable
  sync_runs: SyncRunsTable
  sync_seen: SyncSeenTable
  connection_attempts: ConnectionAttemptsTable
  pulls: PullsTable
  subscriptions: SubscriptionsTable
  health_known: HealthKnownTable
  service_issues: ServiceIssuesTable
  service_issue_customers: ServiceIssueCustomersTable
  customer_health: CustomerHealthTable
  health_services: HealthServicesTable
  service_messages: ServiceMessagesTable
  customer_messages: CustomerMessagesTable
  message_reads: MessageReadsTable
  status_links: StatusLinksTable
  pull_sweeps: PullSweepsTable
  notice_channels: NoticeChannelsTable
  notice_codes: NoticeCodesTable
  notice_rules: NoticeRulesTable
  notice_cursors: NoticeCursorsTable
  notice_entries: NoticeEntriesTable
  notice_attempts: NoticeAttemptsTable
  refresh_tokens: RefreshTokensTable
  rate_permits: RatePermitsTable
  rate_lessons: RateLessonsTable
  rate_usage: RateUsageTable
  customer_notices: CustomerNoticesTable
  refused_addresses: RefusedAddressesTable
  notice_templates: NoticeTemplatesTable
  returned_mail_marks: ReturnedMailMarksTable
}
