// Whatever Graph or Azure sends in place of a record, it costs that record alone: shown with made-up and with damaged records.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as subscriptions from './azure-support/azure-subscriptions.ts'
import * as services from './azure-support/support-services.ts'
import * as tickets from './azure-support/support-tickets.ts'
import * as communications from './azure-support/ticket-communications.ts'
import { BatchAnswer } from './graph/batch-answer.ts'
import { readChangeNotices } from './graph/change-notice.ts'
import * as notifications from './graph/change-notifications.ts'
import * as contracts from './graph/contracts.ts'
import * as assignments from './graph/delegated-admin-assignments.ts'
import * as customers from './graph/delegated-admin-customers.ts'
import * as operations from './graph/delegated-admin-operations.ts'
import * as relationships from './graph/delegated-admin-relationships.ts'
import * as requests from './graph/delegated-admin-requests.ts'
import * as directory from './graph/directory-subscriptions.ts'
import * as domains from './graph/domains.ts'
import * as groups from './graph/groups.ts'
import * as issues from './graph/health-issues.ts'
import * as overviews from './graph/health-overviews.ts'
import * as me from './graph/me.ts'
import * as attachments from './graph/message-attachments.ts'
import * as organization from './graph/organization.ts'
import * as details from './graph/service-management-details.ts'
import * as messages from './graph/service-messages.ts'
import * as skus from './graph/subscribed-skus.ts'
import * as tenants from './graph/tenant-information.ts'
import * as users from './graph/users.ts'
import type { AnyOperation, ListOperation } from './operation.ts'
import { readRecords } from './page.ts'

const modules = [
  ...[subscriptions, services, tickets, communications, notifications, contracts, assignments, customers, operations, relationships],
  ...[requests, directory, domains, groups, issues, overviews, me, attachments, organization, details, messages, skus, tenants, users],
]
const isOperation = (value: unknown): value is AnyOperation =>
  typeof value === 'object' && value !== null && 'kind' in value && 'path' in value && 'api' in value
const all = modules.flatMap((module) =>
  Object.entries(module as object).flatMap(([name, value]) => (isOperation(value) ? [{ name, value }] : [])),
)
const lists = all.flatMap(({ name, value }) => (value.kind === 'list' ? [{ name, list: value }] : []))

/** A record with everything that any of the lists reads, so that damage hits what is looked at. */
const whole: Record<string, unknown> = {
  '@odata.type': '#microsoft.graph.user',
  '@odata.etag': 'W/"1"',
  id: '52eaad04-13a2-4a2f-9ce8-93a294fadf36',
  name: 'n',
  tenantId: '52eaad04-13a2-4a2f-9ce8-93a294fadf36',
  customerId: '52eaad04-13a2-4a2f-9ce8-93a294fadf36',
  subscriptionId: '52eaad04-13a2-4a2f-9ce8-93a294fadf36',
  displayName: 'd',
  mail: 'a@x.com',
  status: 'active',
  service: 's',
  serviceName: 'Teams',
  serviceManagementUrl: 'https://admin.teams.microsoft.com',
  isResolved: false,
  createdDateTime: '2022-02-10T11:24:42.3148266Z',
  lastModifiedDateTime: '2022-02-10T11:24:42.3148266Z',
  customer: { tenantId: 't', displayName: 'd' },
  accessContainer: { accessContainerId: 'g', accessContainerType: 'securityGroup' },
  accessDetails: { unifiedRoles: [{ roleDefinitionId: 'r' }] },
  issues: [{ id: 'i', posts: [{ description: { content: 'c' } }] }],
  posts: [{ description: { content: 'c' } }],
  details: [{ name: 'n', value: 'v' }],
  body: { contentType: 'html', content: 'c' },
  viewPoint: { isRead: true },
  prepaidUnits: { enabled: 1 },
  servicePlans: [{ servicePlanName: 'p' }],
  serviceStatus: [{ servicePlanName: 'p' }],
  verifiedDomains: [{ name: 'a.com' }],
  groupTypes: ['Unified'],
  changeType: 'created',
  properties: { displayName: 'd', title: 't', contactDetails: { country: 'fra' }, supportEngineer: { emailAddress: 'e' } },
}

const anything = fc.oneof(
  fc.anything(),
  fc.jsonValue(),
  fc.constantFrom(null, '', 0, [], {}, 'constructor', '__proto__', [null], [[]], '\u0000'),
)

/** The whole record with some members, on any level, replaced by anything. */
const damaged = fc
  .tuple(fc.dictionary(fc.constantFrom(...Object.keys(whole)), anything), fc.constantFrom(...Object.keys(whole)), anything)
  .map(([replaced, nested, value]) => {
    const record: Record<string, unknown> = { ...whole, ...replaced }
    const held = record[nested]
    if (Array.isArray(held)) record[nested] = [...held, value, held]
    else if (held && typeof held === 'object') record[nested] = Object.fromEntries(Object.keys(held).map((key) => [key, value]))
    return record
  })

it('there are lists of every resource', () => {
  expect(lists.length).toBeGreaterThanOrEqual(29)
})

describe('a malformed record', () => {
  it.each(lists)('$name: costs itself alone', ({ list }: { list: ListOperation<unknown> }) => {
    fc.assert(
      fc.property(fc.array(fc.oneof(anything, damaged), { maxLength: 6 }), (records) => {
        // A good one among them, in the middle, must come through.
        const page = [...records.slice(0, 3), whole, ...records.slice(3)]
        const read = readRecords(page, list.item, list.usable)
        const alone = readRecords([whole], list.item, list.usable)
        expect(alone.records).toHaveLength(1)
        expect(read.records.length + read.skipped.length).toBe(page.length)
        expect(read.records).toContainEqual(alone.records[0])
        for (const { reason } of read.skipped) expect(reason).not.toBe('')
      }),
      { numRuns: 60 },
    )
  })

  it.each(all)('$name: no answer throws out of its reader', ({ value }) => {
    const schema = value.kind === 'list' ? value.item : value.answer
    fc.assert(
      fc.property(fc.oneof(anything, damaged), (sent) => {
        const read = schema.safeParse(sent)
        // What is read can be written again: no cycle, no invalid date.
        if (read.success && !(read.data instanceof Uint8Array)) expect(() => JSON.stringify(read.data)).not.toThrow()
      }),
      { numRuns: 60 },
    )
  })

  it('in a batch or a notice costs itself alone', () => {
    fc.assert(
      fc.property(fc.array(anything), (values) => {
        const read = readChangeNotices({ value: [...values, { subscriptionId: 's' }] })
        expect(read?.records.at(-1)?.subscriptionId).toBe('s')
        expect((read?.records.length ?? 0) + (read?.skipped.length ?? 0)).toBe(values.length + 1)
        for (const value of values) expect(() => BatchAnswer.safeParse(value)).not.toThrow()
      }),
    )
  })
})
