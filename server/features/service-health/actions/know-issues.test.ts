// What an issue says is asked once for all customers it hits; a slow tenant that was asked first does not hold up the others.
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startApi, type TestApi } from '../../../../tests/support/api.ts'
import type { TestCloud } from '../../../../tests/support/cloud.ts'
import { type FaultyCloud, startFaultyCloud } from '../../../../tests/support/faulty-cloud.ts'
import { relationshipPages } from '../../../microsoft/graph/delegated-admin-relationships.ts'
import { type HealthIssueMark, healthIssueMarks } from '../../../microsoft/graph/health-issues.ts'
import { createKnowIssues } from './know-issues.ts'

let cloud: TestCloud
let way: FaultyCloud
let api: TestApi
let partnerId: string
let marks: HealthIssueMark[]
let tenants: string[]

beforeAll(async () => {
  way = await startFaultyCloud(30)
  ;({ cloud, partnerId } = way)
  const minted = await fetch(`${cloud.cloud.address}/control/refresh-tokens`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ partnerTenantId: partnerId }),
  })
  const { refreshToken } = (await minted.json()) as { refreshToken: string }
  api = await startApi({ ...cloud.env, TENANTRY_PARTNERS: partnerId, MICROSOFT_REFRESH_TOKENS: `${partnerId}:${refreshToken}` })
  tenants = await openTenants()
  marks = (await healthIssueMarks(sourceOf(tenants[0] ?? ''), new Date(0), {})).records.slice(0, 2)
})
afterAll(async () => {
  await api.stop()
  await way.stop()
})

async function openTenants(): Promise<string[]> {
  const open = new Set<string>()
  for await (const { records } of relationshipPages(api.services.microsoft.graph(partnerId), {}))
    for (const { state, tenantId } of records) if (state === 'active' && tenantId) open.add(tenantId)
  return [...open]
}

const sourceOf = (tenantId: string) => api.services.microsoft.graphOfCustomer(partnerId, tenantId)
const asking = (tenantId = '') => ({ partnerId, source: sourceOf(tenantId), limits: { patienceMs: 60_000 } })
const isDetail = (call: string) => /\/serviceAnnouncement\/issues\/[^/?]+/.test(call)
const stored = async () =>
  (await api.services.door.ofPartner(partnerId).selectFrom('service_issues').select('issue_id').execute()).map((row) => row.issue_id)

it('R2: a tenant that does not answer holds up no other that is hit by the same issue', async () => {
  expect(marks).toHaveLength(2)
  const held = Promise.withResolvers<void>()
  let first = true
  way.fault = (call) => {
    if (!isDetail(call) || !first) return undefined
    first = false
    return { hold: held.promise }
  }
  const knowIssues = createKnowIssues(api.services)
  const slow = knowIssues(asking(tenants[0]), marks)
  await expect.poll(() => first).toBe(false)
  await knowIssues(asking(tenants[1]), marks)
  expect((await stored()).sort()).toEqual(marks.map(({ id }) => id).sort())
  held.resolve()
  await slow
})

it('what is known is not asked again, by whichever tenant it is told', async () => {
  way.fault = () => undefined
  way.calls.length = 0
  const knowIssues = createKnowIssues(api.services)
  await Promise.all(tenants.slice(0, 4).map((tenantId) => knowIssues(asking(tenantId), marks)))
  expect(way.calls.filter(isDetail)).toEqual([])
})
