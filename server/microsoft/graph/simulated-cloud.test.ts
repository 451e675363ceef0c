// Graph's operations against the simulated cloud, with the integration account's tokens in the partner's tenant and in a customer's.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startCloud, type TestCloud } from '../../../tests/support/cloud.ts'
import { createHttp, type Http } from '../http.ts'
import type { Page } from '../page.ts'
import { createSource, type Source } from '../source.ts'
import { batch } from './batch.ts'
import {
  accessAssignmentById,
  accessAssignments,
  createAccessAssignment,
  deleteAccessAssignment,
  updateAccessAssignment,
} from './delegated-admin-assignments.ts'
import { relationshipOperationEnded } from './delegated-admin-operations.ts'
import {
  createRelationship,
  type DelegatedRelationship,
  deleteRelationship,
  relationshipById,
  relationshipPages,
  updateRelationship,
} from './delegated-admin-relationships.ts'
import { relationshipRequests, requestOfRelationship } from './delegated-admin-requests.ts'
import { directorySubscriptionById, directorySubscriptions, listDirectorySubscriptions } from './directory-subscriptions.ts'
import { domains, verificationRecords } from './domains.ts'
import { groupMembers, securityGroupPages } from './groups.ts'
import { healthIssuePages, incidentReport } from './health-issues.ts'
import { healthOverviewOf, healthOverviews, listHealthOverviews } from './health-overviews.ts'
import { sendMail } from './mail.ts'
import { markMessages } from './message-marks.ts'
import { listOrganization, organization } from './organization.ts'
import { serviceMessageById, serviceMessagePages } from './service-messages.ts'
import { listSubscribedSkus, subscribedSkus } from './subscribed-skus.ts'
import { tenantById, tenantOfDomain } from './tenant-information.ts'
import { me } from './users.ts'

const exchangeAdministrator = '29232cdf-9323-42fd-ade2-1d097af3e4de'
const teamsAdministrator = '69091246-20e8-4a56-aa4d-066075b2a7a8'

let cloud: TestCloud
let http: Http
let refreshToken: string
let partner: Source

const control = async (path: string, body: unknown): Promise<Record<string, unknown>> => {
  const answer = await fetch(`${cloud.cloud.origin}/control${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  return (await answer.json()) as Record<string, unknown>
}

/** Microsoft's machinery takes its time by the world's clock, which we move instead of waiting. */
const wait = async (ms: number): Promise<void> => void (await control('/clock', { advanceSeconds: Math.ceil(ms / 1000) }))

async function graphIn(tenantId: string): Promise<Source> {
  const form = new URLSearchParams({
    client_id: cloud.env['MICROSOFT_CLIENT_ID'] ?? '',
    client_secret: cloud.env['MICROSOFT_CLIENT_SECRET'] ?? '',
    grant_type: 'refresh_token',
    refresh_token: refreshToken,
    scope: 'https://graph.microsoft.com/.default',
  })
  const answer = await fetch(`${cloud.cloud.origin}/${tenantId}/oauth2/v2.0/token`, { method: 'POST', body: form })
  const { access_token: token, error_description: refusal } = (await answer.json()) as Record<string, string>
  if (!token) throw new Error(refusal)
  return createSource(http, cloud.cloud.origin, { token: async () => token, renew: () => false })
}

beforeAll(async () => {
  cloud = await startCloud(60)
  http = createHttp()
  refreshToken = String((await control('/refresh-tokens', { partnerTenantId: cloud.partners[0] }))['refreshToken'])
  partner = await graphIn(cloud.partners[0] ?? '')
})
afterAll(async () => {
  await http.close()
  await cloud.cloud.stop()
})

async function all<Item>(pages: AsyncGenerator<Page<Item>>): Promise<Item[]> {
  const read: Item[] = []
  for await (const { records, skipped } of pages) {
    expect(skipped).toEqual([])
    read.push(...records)
  }
  return read
}

const relationshipsOf = (status: string) => all(relationshipPages(partner, { status }))

/** A relationship that lets us in, with the roles that the directory and the message center ask for. */
async function entrance(): Promise<DelegatedRelationship & { tenantId: string }> {
  const wanted = ['f2ef992c-3afb-46b9-b7cf-a126ee74c451', 'f023fd81-a637-4b56-95fd-791ac0226033', '62e90394-69f5-4237-9190-012177145e10']
  for (const relationship of await relationshipsOf('active')) {
    const { tenantId, roleIds } = relationship
    if (tenantId && wanted.some((roleId) => roleIds.includes(roleId))) return { ...relationship, tenantId }
  }
  throw new Error('the world has no such relationship')
}

describe('GDAP', () => {
  it('a relationship is made, changed, offered for approval and, another, taken away', async () => {
    const wanted = { duration: 'P730D', roleIds: [exchangeAdministrator, teamsAdministrator] }
    const made = await createRelationship(partner, { ...wanted, name: 'Made by a test', autoExtends: true })
    expect(made).toMatchObject({ status: 'created', autoExtends: true, tenantId: null, roles: 2, duration: 'P730D' })
    const held = await relationshipById(partner, made.id)
    const changed = await updateRelationship(partner, { id: held.id, etag: held.etag ?? '' }, { displayName: 'Renamed by a test' })
    expect(changed.now).toMatchObject({ name: 'Renamed by a test' })
    expect(changed.etag).not.toBe(held.etag)
    // The etag read before the change is out of date now.
    const stale = updateRelationship(partner, { id: held.id, etag: held.etag ?? '' }, { displayName: 'Too late' })
    await expect(stale).rejects.toMatchObject({ kind: 'invalid', status: 412 })

    const request = await requestOfRelationship(partner, made.id, 'lockForApproval')
    expect(request.action).toBe('lockForApproval')
    await wait(30_000)
    expect((await relationshipById(partner, made.id)).status).toBe('approvalPending')
    expect((await relationshipRequests(partner, made.id)).records.map(({ id }) => id)).toContain(request.id)

    const other = await createRelationship(partner, { ...wanted, name: 'Another of the test' })
    await deleteRelationship(partner, { id: other.id, etag: other.etag ?? '' })
    await expect(relationshipById(partner, other.id)).rejects.toMatchObject({ kind: 'gone' })
  })

  it('a group is given roles, other roles, and none', async () => {
    const relationship = (await relationshipsOf('active')).find(({ roleIds }) => roleIds.length >= 2)
    const relationshipId = relationship?.id ?? ''
    const taken = (await accessAssignments(partner, relationshipId)).records.map(({ groupId }) => groupId)
    const group = (await all(securityGroupPages(partner))).find(({ id }) => !taken.includes(id))
    expect((await groupMembers(partner, group?.id ?? '')).skipped).toEqual([])
    const [one = '', two = ''] = relationship?.roleIds ?? []
    const made = await createAccessAssignment(partner, relationshipId, { groupId: group?.id ?? '', roleIds: [one] })
    expect(made).toMatchObject({ groupId: group?.id, roleIds: [one], status: 'pending' })
    await wait(10_000)

    const named = { relationshipId, assignmentId: made.id }
    const active = await accessAssignmentById(partner, named)
    expect(active.status).toBe('active')
    const changed = await updateAccessAssignment(partner, { ...named, etag: active.etag ?? '' }, [one, two])
    const operationId = changed.operation?.id ?? ''
    const ended = await relationshipOperationEnded(
      partner,
      { relationshipId, operationId },
      { wait, firstWaitMs: changed.operation?.retryAfterMs ?? null },
    )
    expect(ended).toMatchObject({ status: 'succeeded', type: 'delegatedAdminAccessAssignmentUpdate' })
    const now = await accessAssignmentById(partner, named)
    expect([...now.roleIds].sort()).toEqual([one, two].sort())
    await deleteAccessAssignment(partner, { ...named, etag: now.etag ?? '' })
    await wait(10_000)
    const after = await accessAssignmentById(partner, named).catch(() => null)
    expect(after === null || after.status === 'deleted').toBe(true)
  })
})

describe('in a customer’s tenant', () => {
  let customer: Source
  let tenantId: string
  beforeAll(async () => {
    tenantId = (await entrance()).tenantId
    customer = await graphIn(tenantId)
  })

  it('service health, its issues and the message center', async () => {
    const { records, skipped } = await healthOverviews(customer, true)
    expect(skipped).toEqual([])
    expect(records.length).toBeGreaterThan(3)
    expect(records.flatMap(({ skippedIssues }) => skippedIssues)).toEqual([])
    const first = records[0]
    expect(await healthOverviewOf(customer, first?.service ?? '')).toMatchObject({ id: first?.id, status: first?.status })
    const issues = await all(healthIssuePages(customer))
    expect(issues.length).toBeGreaterThan(0)
    expect((await all(healthIssuePages(customer, { open: true }))).every(({ resolved }) => !resolved)).toBe(true)
    const reviewed = issues.find(({ status }) => status === 'postIncidentReviewPublished')
    if (reviewed) expect((await incidentReport(customer, reviewed.id)).bytes.length).toBeGreaterThan(100)

    const messages = await all(serviceMessagePages(customer))
    const id = messages[0]?.id ?? ''
    expect(await markMessages(customer, 'markRead', [id])).toBe(true)
    expect((await serviceMessageById(customer, id)).viewPoint).toMatchObject({ read: true })
  })

  it('subscriptions, licences, organisation and domains, one by one and in one batch', async () => {
    const subscriptions = (await directorySubscriptions(customer)).records
    const skus = (await subscribedSkus(customer)).records
    const first = subscriptions[0]
    expect(await directorySubscriptionById(customer, first?.id ?? '')).toEqual(first)
    const name = (await organization(customer))?.name
    const owned = (await domains(customer)).records
    expect((await verificationRecords(customer, owned[0]?.name ?? '')).records.length).toBeGreaterThan(0)

    const [all1, all2, all3, all4] = await batch(customer, [
      { operation: listDirectorySubscriptions },
      { operation: listSubscribedSkus },
      { operation: listOrganization },
      { operation: listHealthOverviews, asked: { query: { $expand: 'issues' } } },
    ])
    expect(all1.ok && all1.result.records).toEqual(subscriptions)
    expect(all2.ok && all2.result.records).toEqual(skus)
    expect(all3.ok && all3.result.records[0]?.name).toBe(name)
    expect(all4.ok && all4.result.records.length).toBeGreaterThan(3)
  })

  it('the tenant is found by its domain and by its ID', async () => {
    const found = await tenantById(partner, tenantId)
    expect(await tenantOfDomain(partner, found.defaultDomain ?? '')).toEqual(found)
    await expect(tenantOfDomain(partner, 'nobody-has-this.example')).rejects.toMatchObject({ kind: 'gone' })
  })
})

it('mail is sent from the integration account', async () => {
  const account = await me(partner)
  await sendMail(partner, 'me', { to: [account.mail ?? account.username ?? ''], subject: 'From a test', text: 'Hello' })
})
