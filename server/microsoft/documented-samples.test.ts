// Every answer and request of Graph and Azure Support that Microsoft's documentation prints, through the operation it belongs to.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Sample, samples, samplesPresent, textOf, whyAbsent } from '../../tests/conformance/samples.ts'
import { type ReplyingServer, startReplyingServer } from '../../tests/support/replying-server.ts'
import * as services from './azure-support/support-services.ts'
import * as tickets from './azure-support/support-tickets.ts'
import * as communications from './azure-support/ticket-communications.ts'
import { readChangeNotices } from './graph/change-notice.ts'
import * as notifications from './graph/change-notifications.ts'
import * as contracts from './graph/contracts.ts'
import * as assignments from './graph/delegated-admin-assignments.ts'
import * as customers from './graph/delegated-admin-customers.ts'
import * as operations from './graph/delegated-admin-operations.ts'
import * as relationships from './graph/delegated-admin-relationships.ts'
import * as requests from './graph/delegated-admin-requests.ts'
import * as domains from './graph/domains.ts'
import * as groups from './graph/groups.ts'
import * as issues from './graph/health-issues.ts'
import * as overviews from './graph/health-overviews.ts'
import * as mail from './graph/mail.ts'
import * as memberGroups from './graph/member-groups.ts'
import * as attachments from './graph/message-attachments.ts'
import * as marks from './graph/message-marks.ts'
import * as organization from './graph/organization.ts'
import * as details from './graph/service-management-details.ts'
import * as messages from './graph/service-messages.ts'
import * as skus from './graph/subscribed-skus.ts'
import * as users from './graph/users.ts'
import type { AnyOperation } from './operation.ts'
import { allOf } from './pages.ts'
import { answeredFrom, bodyOf, perform } from './perform.ts'

const isOperation = (value: unknown): value is AnyOperation =>
  typeof value === 'object' && value !== null && 'kind' in value && 'path' in value && 'api' in value
const graph = [
  ...[notifications, contracts, assignments, customers, operations, relationships, requests, domains, groups, issues, overviews],
  ...[mail, memberGroups, attachments, marks, organization, details, messages, skus, users],
].flatMap((module) => Object.values(module as object).filter(isOperation))
const azure = [services, tickets, communications].flatMap((module) => Object.values(module as object).filter(isOperation))

/** Of two templates that fit, the one with fewer parameters is meant. */
function operationOf(sample: Sample): AnyOperation | undefined {
  const [method, written = ''] = (sample.endpoint ?? '').split(' ')
  const path = written.replace(/^https:\/\/[^/]+/, '').split('?')[0] ?? ''
  const fits = ({ path: template }: AnyOperation): boolean =>
    new RegExp(
      `^(/v1\\.0)?${template
        .replace(/^\/v1\.0/, '')
        .replace(/[$().]/g, '\\$&')
        .replace(/\{\w+\}/g, '[^/]+')}$`,
      'i',
    ).test(path)
  return [...graph, ...azure]
    .filter((operation) => operation.method === method && fits(operation))
    .sort((one, other) => one.path.split('{').length - other.path.split('{').length)[0]
}

const ours = samples.filter(({ api, endpoint }) => endpoint && /^(graph|azure-support)/.test(api))
const named = (sample: Sample) => ({ sample, file: sample.file })
const responses = ours.filter(({ kind }) => kind.startsWith('response')).map(named)
/** Printed under the address that makes subscriptions, these are what Graph calls us with. */
const isNotice = ({ file }: Sample): boolean => /webhooks-lifecycle\.request[234]/.test(file)
const bodies = ours.filter((sample) => sample.kind === 'request' && !isNotice(sample)).map(named)

/** What must come out of an answer, by the beginning of its file name. Lists: `records`. */
const meant: Record<string, unknown> = {
  'graph/v1.0__serviceannouncement-list-healthoverviews.response1': {
    records: [
      { id: 'Exchange', status: 'serviceOperational', healthy: true },
      { id: 'OrgLiveID', status: 'serviceRestored', healthy: true },
      { id: 'OSDPPlatform', service: 'Microsoft 365 suite', healthy: true },
    ],
  },
  'graph/v1.0__serviceannouncement-list-healthoverviews.response2': {
    records: [
      { issues: [{ id: 'EX226574', classification: 'advisory', origin: 'microsoft', resolved: true, posts: [{ type: 'regular' }] }] },
    ],
  },
  'graph/v1.0__serviceannouncement-list-messages': {
    records: [{ id: 'MC172851', category: 'stayInformed', severity: 'normal', majorChange: true, viewPoint: null, actionRequiredBy: null }],
  },
  'graph/v1.0__servicehealth-get.response1': { id: 'OSDPPlatform', status: 'restoringService', healthy: false, issues: [] },
  'graph/v1.0__servicehealth-get.response2': { issues: [{ id: 'MO226574', endedAt: new Date('2020-11-20T17:00:00Z') }] },
  'graph/v1.0__servicehealthissue-get': {
    id: 'MO226784',
    resolved: true,
    featureGroup: 'Portal',
    modifiedAt: new Date('2020-11-14T11:06:53.353Z'),
  },
  'graph/v1.0__serviceupdatemessage-get': { id: 'MC172851', services: ['SharePoint Online', 'OneDrive for Business'], contentType: 'text' },
  'graph/v1.0__serviceannouncementattachment-get.response1': { id: '30356a46-ffad-47e1-acf6-40a99b1538c1', sizeBytes: 44_583 },
  'graph/v1.0__serviceupdatemessage-': true,
  'graph/v1.0__serviceannouncementattachment-get.response2': expect.any(Uint8Array),
  'graph/v1.0__contract-list': { records: [] },
  'graph/v1.0__user-get.response2': { name: 'Adele Vance', phones: ['+1 425 555 0109', '+1 425 555 0109'], language: 'en-US' },
  'graph/v1.0__user-get.response4': { id: null, name: null },
  'graph/beta__tenantrelationship-list-delegatedadmincustomers': { records: [{ name: 'Contoso Inc' }, { name: 'Contoso subsidiary Inc' }] },
  'graph/beta__tenantrelationship-list-delegatedadminrelationships': {
    records: [
      { state: 'active', duration: 'P730D', autoExtends: false },
      { state: 'terminated', duration: 'P30D', etag: expect.stringMatching(/^W\//) },
    ],
  },
  'graph-v1-contrib/gdap-customers-list': {
    records: [{ tenantId: '4fdbff88-9d6b-42e0-9713-45c922ba8001' }, { name: 'Contoso subsidiary Inc' }],
  },
  'graph-v1-contrib/gdap-serviceManagementDetails': {
    records: [{ center: 'entra' }, { center: 'lighthouse' }, { center: 'businesscentral' }, { center: 'teams' }],
  },
  'graph/v1.0__subscribedsku-list': {
    records: [
      { status: 'Enabled', used: 14, enabled: 25 },
      { status: 'Suspended', suspended: 25 },
    ],
  },
  'graph/v1.0__subscribedsku-get': {
    skuPartNumber: 'ENTERPRISEPREMIUM',
    servicePlans: [{ name: 'ADALLOM_S_O365' }, { name: 'LOCKBOX_ENTERPRISE' }],
  },
  'graph/v1.0__contract-get': { name: 'displayName-value', type: 'contractType-value' },
  'graph/v1.0__domain-list.': { records: [{ name: 'contoso.com', default: true, services: ['Email', 'OfficeCommunicationsOnline'] }] },
  'graph/v1.0__domain-get': { name: 'contoso.com', initial: true },
  'graph/v1.0__domain-verify': { name: 'contoso.com', root: true },
  'graph/v1.0__domain-list-verification': { records: [{ type: 'Mx', ttlSeconds: 3600, forService: 'Email' }] },
  'graph/v1.0__domain-list-serviceconfiguration': {
    records: [
      { type: 'Mx', value: 'contoso-com.mail.protection.outlook.com', preference: 0 },
      { type: 'Txt', value: 'v=spf1 include: spf.protection.outlook.com ~all' },
    ],
  },
  'graph/v1.0__subscription-': { id: '7f105c7d-2dc5-4530-97cd-4e7ae6534c07', changeTypes: expect.arrayContaining(['created']) },
  'graph/v1.0__directoryobject-checkmembergroups.response1': expect.arrayContaining(['f448435d-3ca7-4073-8152-a1fd73c0fd09']),
  'graph/v1.0__directoryobject-checkmembergroups.response2': ['fee2c45b-915a-4a64-b130-f4eb9e75525e'],
  'graph/v1.0__group-list-members.response1': { records: [{ id: '11111111-2222-3333-4444-555555555555', mail: 'user1@contoso.com' }] },
  'graph/v1.0__group-list-members.response4': { records: [{ name: 'Joseph Price' }, { name: 'Preston Morales' }] },
  'graph/v1.0__group-list-members.response5': { records: [{ id: null, mail: 'AADContoso_Users@contoso.com' }] },
  'graph/v1.0__user-get.response1': {
    id: '87d349ed-44d7-43e1-9a83-5f2406dee5bd',
    jobTitle: 'Retail Manager',
    username: 'AdeleV@contoso.onmicrosoft.com',
  },
  'graph/v1.0__user-get.response3': { id: null, name: 'Adele Vance' },
  'graph/beta__delegatedadminaccessassignment-get': {
    id: 'da9d6cf90-083a-47dc-ace2-1da98be3f344',
    status: 'active',
    groupId: '227a2f44-2682-4831-a021-f8d69a34bcba',
    etag: expect.stringContaining('W/'),
    roleIds: expect.arrayContaining(['62e90394-69f5-4237-9190-012177145e10']),
  },
  'graph/beta__delegatedadminrelationship-list-operations': { records: [{ status: 'succeeded', ended: true }, { ended: true }] },
  'graph/beta__delegatedadminrelationship-get': {
    state: 'active',
    roles: 3,
    duration: 'P730D',
    endsAt: new Date('2024-02-10T11:24:42.314Z'),
  },
  'graph/beta__delegatedadminrelationship-update': { state: 'pending', duration: 'P31D', roles: 4 },
  'graph/beta__delegatedadmincustomer-get': { tenantId: '4fdbff88-9d6b-42e0-9713-45c922ba8001', name: 'Contoso Inc' },
  'graph/beta__delegatedadmincustomer-list': {
    records: [{ center: 'entra' }, { center: 'lighthouse' }, { center: 'businesscentral' }, { center: 'teams' }],
  },
  'graph-v1-contrib/gdap-create': { status: 'created', activatedAt: null, autoExtends: true, etag: expect.stringContaining('W/') },
  'graph-v1-contrib/gdap-get': { status: 'active', autoExtends: false, roles: 3 },
  'graph-v1-contrib/gdap-list': { records: [{ state: 'active' }, { state: 'terminated' }, { ofIndirectProvider: true }] },
  'graph-v1-contrib/gdap-accessAssignments-list': { records: [{ status: 'active', roleIds: { length: 4 } }, { roleIds: { length: 4 } }] },
  'graph-v1-contrib/gdap-requests-list': {
    records: [
      { action: 'lockForApproval', ended: true },
      { action: 'terminate', status: 'running', ended: false },
    ],
  },
  'graph-v1-contrib/gdap-requests-create': { id: '5a6666c9-7282-0a41-67aa-25a5a3fbf339', status: 'created' },
  'azure-support/create-billing-ticket.response': {
    number: '119120321001170',
    subscriptionId: null,
    status: 'open',
    respondWithinMinutes: 240,
  },
  'azure-support/create-technical-ticket.response': {
    subscriptionId: '132d901f-189d-4381-9214-fe68e27e05a1',
    service: 'Virtual Machine running Linux',
  },
  'azure-support/update-ticket-status': { status: 'closed', severity: 'critical' },
  'azure-support/list-tickets': {
    records: expect.arrayContaining([expect.objectContaining({ name: 'testticket', engineer: 'xyz@contoso.com' })]),
  },
  'azure-support/list-services': { records: expect.arrayContaining([expect.objectContaining({ title: 'Billing' })]) },
  'azure-support/list-problem': { records: { length: 4 } },
  'azure-support/create-communication': { name: 'testcommunication', direction: 'outbound', type: 'web' },
}

/** The longest beginning is meant. */
function meantBy({ file }: Sample): unknown {
  const [beginning = ''] = Object.keys(meant)
    .filter((one) => file.startsWith(one))
    .sort((one, other) => other.length - one.length)
  return meant[beginning]
}

describe.skipIf(!samplesPresent)(`documented by Microsoft${whyAbsent}`, () => {
  let server: ReplyingServer
  beforeAll(async () => {
    server = await startReplyingServer()
  })
  afterAll(() => server.close())
  const source = () => server.source

  it('every endpoint has its operation', () => {
    expect(ours.length).toBeGreaterThan(90)
    expect(ours.filter((sample) => !operationOf(sample)).map(({ endpoint }) => endpoint)).toEqual([])
  })

  it.each(responses)('$file', async ({ sample }) => {
    const operation = operationOf(sample)
    const says = meantBy(sample)
    const headers = Object.fromEntries(
      Object.entries(sample.responseHeaders ?? {}).map(([name, value]) => [name, value.replace(/^https:\/\/[^/]+/, server.origin)]),
    )
    // A link to the next page of somebody else's host, and files that hold the headers of an answer without a body.
    const text = sample.kind === 'response-empty' ? '' : textOf(sample).replaceAll('https://graph.microsoft.com', server.origin)
    server.reply({ status: sample.status ?? 200, headers, body: text }, { body: { value: [] } })
    // Parameters that any of the templates may want.
    const parameters = Object.fromEntries([...(operation?.path ?? '').matchAll(/\{(\w+)\}/g)].map(([, name]) => [name ?? '', 'x']))
    if (operation?.kind === 'list') {
      const { records, skipped } = await allOf(source(), operation, { parameters })
      const sent = (JSON.parse(text) as { value: unknown[] }).value
      expect(records.length + skipped.length).toBe(sent.length)
      // Only a placeholder in place of an ID costs a record.
      if (skipped.length > 0) expect(text).toContain('-value"')
      expect({ records }).toMatchObject(says as object)
      return
    }
    const body = operation?.body && bodies.find((one) => operationOf(one.sample) === operation)
    const sentBody: unknown = body ? JSON.parse(textOf(body.sample)) : undefined
    if (!operation) throw new Error('no operation')
    const { data, status, location } =
      operation.body && !sentBody ? await readAlone(operation, text) : await perform(source(), operation, { parameters, body: sentBody })
    expect(status).toBe(sample.status ?? 200)
    if (headers['Location'] || headers['location']) expect(location).toContain(server.origin)
    if (headers['azure-asyncoperation']) expect(location).toBe(headers['azure-asyncoperation'])
    if (data !== null) expect({ data }).toMatchObject({ data: says })
  })

  /** Where documentation prints an answer without the request that it answers. */
  async function readAlone(operation: AnyOperation & { kind: 'single' }, text: string) {
    const answer = {
      status: 200,
      data: text === '' ? null : (JSON.parse(text) as unknown),
      headers: {},
      requestId: null,
      retryAfterMs: null,
    }
    return answeredFrom(source(), operation, answer)
  }

  it('every answer with content says what is meant by it', () => {
    const files = responses
      .filter(({ sample }) => sample.kind === 'response' && !/^\{\s*\}?$|^null/.test(textOf(sample).trim()))
      .map(({ file }) => file)
    const silent = files.filter((file) => !Object.keys(meant).some((beginning) => file.startsWith(beginning)))
    expect(silent).toEqual([])
  })

  it.each(bodies)('$file is what we send', ({ sample }) => {
    const operation = operationOf(sample)
    const sent: unknown = JSON.parse(textOf(sample))
    expect(operation && JSON.parse(bodyOf(operation, sent) ?? 'null')).toEqual(sent)
    // A member of the resource that documentation has and our own code never sets.
    const more = { ...(sent as object), documentedBesides: { a: [1] } }
    expect(operation && JSON.parse(bodyOf(operation, more) ?? 'null')).toEqual(more)
    expect(() => operation && bodyOf(operation, 'no object')).toThrow('cannot be asked like this')
  })

  const notices = samples.filter(isNotice).map(named)
  it.each(notices)('$file', ({ sample }) => {
    const read = readChangeNotices(JSON.parse(textOf(sample)))
    expect(read).toMatchObject({
      skipped: [],
      records: [{ lifecycleEvent: expect.stringMatching(/^(subscriptionRemoved|missed|reauthorizationRequired)$/) as string }],
    })
  })
})
