// GDAP against a server that answers as Microsoft documents: relationships, requests, assignments, operations.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type ReplyingServer, startReplyingServer } from '../../../tests/support/replying-server.ts'
import {
  accessAssignmentById,
  accessAssignments,
  createAccessAssignment,
  deleteAccessAssignment,
  updateAccessAssignment,
} from './delegated-admin-assignments.ts'
import { delegatedCustomerById } from './delegated-admin-customers.ts'
import { relationshipOperationById, relationshipOperationEnded, relationshipOperations } from './delegated-admin-operations.ts'
import {
  createRelationship,
  deleteRelationship,
  relationshipById,
  relationshipPages,
  updateRelationship,
} from './delegated-admin-relationships.ts'
import { relationshipRequestById, relationshipRequests, requestOfRelationship } from './delegated-admin-requests.ts'

const tenant = '52eaad04-13a2-4a2f-9ce8-93a294fadf36'
const role = '29232cdf-9323-42fd-ade2-1d097af3e4de'
const group = '227a2f44-2682-4831-a021-f8d69a34bcba'
const id = `5d027261-d21f-4aa9-b7db-7fa1f56fb163-${tenant}`
const path = `/v1.0/tenantRelationships/delegatedAdminRelationships/${id}`
const etag = 'W/"JyIxODAw"'
const sent = {
  '@odata.type': '#microsoft.graph.delegatedAdminRelationship',
  '@odata.etag': etag,
  id,
  displayName: 'Contoso',
  duration: 'P730D',
  customer: { tenantId: tenant.toUpperCase(), displayName: 'Contoso Inc' },
  accessDetails: { unifiedRoles: [{ roleDefinitionId: role.toUpperCase() }] },
  status: 'created',
  autoExtendDuration: 'P180D',
  createdDateTime: '2022-02-10T11:24:42.3148266Z',
  activatedDateTime: '',
}

let server: ReplyingServer
beforeAll(async () => {
  server = await startReplyingServer()
})
afterAll(() => server.close())

describe('relationships', () => {
  it('carry their roles, duration and etag', async () => {
    const ofReseller = { '@odata.type': '#microsoft.graph.resellerDelegatedAdminRelationship', isPartnerConsentPending: true }
    server.reply({ body: { value: [sent, { ...sent, ...ofReseller, indirectProviderTenantId: tenant }, { status: 'active' }, null] } })
    const pages = []
    for await (const page of relationshipPages(server.source, { tenantId: tenant, status: 'created' })) pages.push(page)
    expect(pages[0]?.skipped).toHaveLength(2)
    expect(pages[0]?.records).toMatchObject([
      {
        id,
        tenantId: tenant,
        roleIds: [role],
        roles: 1,
        duration: 'P730D',
        autoExtendDuration: 'P180D',
        autoExtends: true,
        etag,
        activatedAt: null,
        ofIndirectProvider: false,
        partnerConsentPending: false,
      },
      { ofIndirectProvider: true, indirectProviderTenantId: tenant, partnerConsentPending: true },
    ])
    expect(new URL(server.asked[0]?.url ?? '', server.origin).searchParams.get('$filter')).toBe(
      `customer/tenantId eq '${tenant}' and status eq 'created'`,
    )
    expect(server.asked[0]?.headers['prefer']).toBe('include-unknown-enum-members')
  })

  it('take the etag of the header where the body has none', async () => {
    server.reply({ headers: { etag: 'W/"h"' }, body: { ...sent, '@odata.etag': undefined } })
    expect((await relationshipById(server.source, id)).etag).toBe('W/"h"')
    expect(server.asked[0]?.url).toBe(path)
  })

  it('are made with exactly what is asked', async () => {
    server.reply({ status: 201, headers: { location: path }, body: sent })
    const made = await createRelationship(server.source, {
      name: 'Contoso',
      duration: 'P730D',
      customer: { tenantId: tenant, name: 'Contoso Inc' },
      roleIds: [role],
      autoExtends: true,
    })
    expect(made).toMatchObject({ id, state: 'pending' })
    expect(server.asked[0]).toMatchObject({ method: 'POST', url: '/v1.0/tenantRelationships/delegatedAdminRelationships' })
    expect(server.asked[0]?.body).toEqual({
      displayName: 'Contoso',
      duration: 'P730D',
      customer: { tenantId: tenant, displayName: 'Contoso Inc' },
      accessDetails: { unifiedRoles: [{ roleDefinitionId: role }] },
      autoExtendDuration: 'P180D',
    })
  })

  it.each([
    ['a name beyond 50', { name: 'x'.repeat(51), duration: 'P30D', roleIds: [role] }],
    ['more than two years', { name: 'x', duration: 'P731D', roleIds: [role] }],
    ['no day', { name: 'x', duration: 'P0D', roleIds: [role] }],
    ['another duration', { name: 'x', duration: '30', roleIds: [role] }],
    ['no role', { name: 'x', duration: 'P30D', roleIds: [] }],
  ])('are not asked for with %s', async (_, wanted) => {
    server.reply()
    await expect(createRelationship(server.source, wanted)).rejects.toMatchObject({ kind: 'invalid', code: 'bad_request_body' })
    expect(server.asked).toHaveLength(0)
  })

  it('with Global Administrator are never extended by themselves', async () => {
    server.reply({ status: 201, body: sent })
    const roleIds = [role, '62e90394-69f5-4237-9190-012177145e10']
    await createRelationship(server.source, { name: 'x', duration: 'P30D', roleIds, autoExtends: true })
    expect(server.asked[0]?.body).toMatchObject({ autoExtendDuration: 'PT0S' })
    expect(server.asked[0]?.body).not.toHaveProperty('customer')
  })

  it('are changed with If-Match, at once or by an operation', async () => {
    server.reply({ body: { ...sent, '@odata.etag': 'W/"2"', autoExtendDuration: 'PT0S' } })
    expect(await updateRelationship(server.source, { id, etag }, { autoExtendDuration: 'PT0S' })).toMatchObject({
      now: { autoExtends: false },
      etag: 'W/"2"',
      operation: null,
    })
    expect(server.asked[0]).toMatchObject({ method: 'PATCH', url: path, body: { autoExtendDuration: 'PT0S' } })
    expect(server.asked[0]?.headers['if-match']).toBe(etag)

    server.reply({ status: 202, headers: { location: `${server.origin}/beta/x/operations/op-1`, 'retry-after': '10' } })
    expect(await updateRelationship(server.source, { id, etag }, { displayName: 'New' })).toEqual({
      now: null,
      etag: null,
      operation: { id: 'op-1', retryAfterMs: 10_000 },
    })
  })

  it('an etag out of date is a failure of its own', async () => {
    server.reply({ status: 412, body: { error: { code: 'PreconditionFailed', message: 'changed' } } })
    await expect(deleteRelationship(server.source, { id, etag })).rejects.toMatchObject({ kind: 'invalid', status: 412 })
    server.reply({ status: 204 })
    await deleteRelationship(server.source, { id, etag })
    expect(server.asked[0]?.headers['if-match']).toBe(etag)
    // A repeated try finds it gone, which is what was wished.
    server.reply({ status: 404, body: {} })
    await deleteRelationship(server.source, { id, etag })
  })

  it('a customer is read by its tenant', async () => {
    server.reply({ body: { id: tenant, tenantId: tenant, displayName: 'Contoso Inc' } }, { status: 404, body: {} })
    expect(await delegatedCustomerById(server.source, tenant)).toEqual({ tenantId: tenant, name: 'Contoso Inc' })
    await expect(delegatedCustomerById(server.source, tenant)).rejects.toMatchObject({ kind: 'gone' })
  })
})

describe('requests', () => {
  const request = { id: 'r1', action: 'lockForApproval', status: 'Created', createdDateTime: '2022-02-10T10:55:47.1180588Z' }

  it.each(['lockForApproval', 'terminate', 'approve', 'reject'] as const)('%s', async (action) => {
    server.reply({ status: 201, headers: { location: `${path}/requests/r1` }, body: { ...request, action } })
    expect(await requestOfRelationship(server.source, id, action)).toMatchObject({ id: 'r1', action, status: 'created', ended: false })
    expect(server.asked[0]).toMatchObject({ method: 'POST', url: `${path}/requests`, body: { action } })
  })

  it('are listed and read, also in states that no enum names', async () => {
    server.reply({ body: { value: [request, { ...request, status: 'running' }, { ...request, status: 'someNewOne' }, {}] } })
    const { records, skipped } = await relationshipRequests(server.source, id)
    expect(records.map(({ status }) => status)).toEqual(['created', 'running', 'someNewOne'])
    expect(skipped).toHaveLength(1)
    server.reply({ body: { ...request, status: 'Succeeded' } })
    expect(await relationshipRequestById(server.source, { relationshipId: id, requestId: 'r1' })).toMatchObject({
      status: 'succeeded',
      ended: true,
    })
  })
})

describe('access assignments', () => {
  const assignment = {
    '@odata.etag': etag,
    id: 'a1',
    status: 'active',
    accessContainer: { accessContainerId: group, accessContainerType: 'securityGroup' },
    accessDetails: { unifiedRoles: [{ roleDefinitionId: role }, null, {}] },
  }
  const named = { relationshipId: id, assignmentId: 'a1' }

  it('are listed, read, made, changed and taken away', async () => {
    server.reply({ body: { value: [assignment, { id: null }] } }, { body: assignment })
    expect((await accessAssignments(server.source, id)).records).toMatchObject([{ id: 'a1', groupId: group, roleIds: [role], etag }])
    expect(await accessAssignmentById(server.source, named)).toMatchObject({ status: 'active', etag })

    server.reply({ status: 201, body: { ...assignment, status: 'pending' } })
    expect(await createAccessAssignment(server.source, id, { groupId: group, roleIds: [role] })).toMatchObject({ status: 'pending' })
    expect(server.asked[0]).toMatchObject({ method: 'POST', url: `${path}/accessAssignments` })
    expect(server.asked[0]?.body).toEqual({
      accessContainer: { accessContainerId: group, accessContainerType: 'securityGroup' },
      accessDetails: { unifiedRoles: [{ roleDefinitionId: role }] },
    })

    server.reply({ status: 202, headers: { location: `/v1.0/x/operations/op%202`, 'retry-after': '7' }, body: {} }, { body: assignment })
    const began = await updateAccessAssignment(server.source, { ...named, etag }, [role])
    expect(began).toEqual({ now: null, etag: null, operation: { id: 'op 2', retryAfterMs: 7000 } })
    expect(server.asked[0]?.headers['if-match']).toBe(etag)
    // The same roles again: nothing to do, answered at once.
    expect(await updateAccessAssignment(server.source, { ...named, etag }, [role])).toMatchObject({ now: { id: 'a1' }, operation: null })

    server.reply({ status: 204 })
    await deleteAccessAssignment(server.source, { ...named, etag })
    expect(server.asked[0]).toMatchObject({ method: 'DELETE', url: `${path}/accessAssignments/a1`, headers: { 'if-match': etag } })
  })

  it('a link to an operation elsewhere is not followed, and the change stays done', async () => {
    server.reply({ status: 202, headers: { location: 'https://evil.example/operations/op-3' }, body: {} })
    expect(await updateAccessAssignment(server.source, { ...named, etag }, [role])).toMatchObject({ now: null, operation: null })
  })
})

describe('operations', () => {
  const operation = (status: string) => ({ id: 'op', operationType: 'delegatedAdminAccessAssignmentUpdate', status, data: '{"id":"a"}' })
  const begun = { relationshipId: id, operationId: 'op' }

  it('are listed and read', async () => {
    server.reply({ body: { value: [operation('succeeded')] } }, { body: operation('Failed') })
    expect((await relationshipOperations(server.source, id)).records).toMatchObject([{ id: 'op', ended: true, data: '{"id":"a"}' }])
    expect(await relationshipOperationById(server.source, begun)).toMatchObject({ status: 'failed', ended: true })
  })

  it('are waited for as long as Microsoft asks, and may not be there at first', async () => {
    const waits: number[] = []
    server.reply(
      { status: 404, body: {} },
      { headers: { 'retry-after': '3' }, body: operation('notStarted') },
      { body: operation('running') },
      { body: operation('succeeded') },
    )
    const ended = await relationshipOperationEnded(server.source, begun, {
      firstWaitMs: 7000,
      wait: async (ms) => void waits.push(ms),
    })
    expect(ended.status).toBe('succeeded')
    expect(waits).toEqual([7000, 7000, 3000, 10_000])
  })

  it('that do not end leave off within bounds', async () => {
    server.reply(() => ({ body: operation('running') }))
    const wait = async () => {}
    await expect(relationshipOperationEnded(server.source, begun, { wait, mostLooks: 4 })).rejects.toMatchObject({
      code: 'operation_unfinished',
    })
    expect(server.asked).toHaveLength(4)
    await expect(relationshipOperationEnded(server.source, begun, { wait, patienceMs: 500 })).rejects.toMatchObject({
      code: 'operation_unfinished',
    })
  })

  it('that are gone for good are a failure', async () => {
    server.reply(() => ({ status: 404, body: {} }))
    await expect(relationshipOperationEnded(server.source, begun, { wait: async () => {} })).rejects.toMatchObject({ kind: 'gone' })
    expect(server.asked).toHaveLength(3)
  })
})
